"""The structure of a document is mended row by row, looked at first, and taken back."""

from __future__ import annotations

from typing import Any

from django.test import override_settings

from sinau.journal.models import Entry
from sinau.knowledge import actions
from sinau.knowledge.models import Document, Mending, MendVerb, Passage, Regulation
from sinau.knowledge.refusals import NotMendable
from sinau.knowledge.sheets import sheet_of
from sinau.knowledge.tests.stage import KnowledgeTestCase
from sinau.ui.testing import queries_of


class MendTests(KnowledgeTestCase):
    """PP 11/2017 has three passages: Pasal 1, and two ayat of Pasal 312."""

    def setUp(self) -> None:
        self.law = self.regulation()

    def mend(self, verb: MendVerb, at: int, **said: Any) -> Mending:
        law = Regulation.objects.get(pk=self.law.pk)
        seen = law.mendings.count()
        return actions.mend(law, verb.value, at, said, seen=seen, by=self.ratna)

    def texts(self) -> list[tuple[str, str]]:
        rows = self.law.passages.order_by("position").values_list("anchor", "text")
        return [(anchor, text) for anchor, text in rows]

    def test_text_is_corrected_and_the_passage_stays_the_same(self) -> None:
        before = self.law.passages.get(anchor="pasal-1").pk
        mending = self.mend(
            MendVerb.EDIT, 0, text="Dalam peraturan ini cuti adalah\n a.  istirahat."
        )
        passage = Passage.objects.get(pk=before)
        self.assertEqual(
            (passage.text, passage.anchor),
            ("Dalam peraturan ini cuti adalah\na. istirahat.", "pasal-1"),
        )
        self.assertEqual((mending.done_by, mending.place), (self.ratna, "Pasal 1"))
        entry = Entry.objects.filter(kind="knowledge.regulation.mended").get()
        self.assertIn("Pasal 1", str(entry.data))

    def test_two_are_joined_and_old_links_still_lead_there(self) -> None:
        self.mend(MendVerb.JOIN, 1)
        self.assertEqual(
            [anchor for anchor, _text in self.texts()], ["pasal-1", "pasal-312-ayat-1"]
        )
        joined = self.law.passages.get(anchor="pasal-312-ayat-1")
        self.assertIn("(2) Lamanya", joined.text)
        self.assertEqual(joined.former, ["pasal-312-ayat-2"])
        self.client.force_login(self.sari)
        answer = self.client.get(f"{self.law.get_absolute_url()}pasal-312/ayat-2/")
        self.assertTrue(answer["Location"].endswith("#pasal-312-ayat-1"))
        page = self.client.get(self.law.get_absolute_url())
        self.assertContains(page, 'id="pasal-312-ayat-2"')

    def test_one_is_split_at_the_mark(self) -> None:
        text = "Lamanya 12 (dua belas) hari kerja:\na. penuh; atau\n===\nb. sebagian."
        self.mend(MendVerb.SPLIT, 2, text=text, pasal="313", ayat="")
        anchors = [anchor for anchor, _text in self.texts()]
        self.assertEqual(anchors[2:], ["pasal-312-ayat-2", "pasal-313"])
        last = self.law.passages.get(anchor="pasal-313")
        self.assertEqual(last.opens, [["pasal", "Pasal 313", ""]])
        self.law.refresh_from_db()
        self.assertEqual(self.law.pasal_count, 3)

    def test_splitting_changes_no_word(self) -> None:
        with self.assertRaises(NotMendable):
            self.mend(MendVerb.SPLIT, 2, text="Lain\n===\nsama sekali.", pasal="", ayat="3")

    def test_a_pasal_is_renumbered_with_all_its_ayat(self) -> None:
        keys = list(self.law.passages.values_list("pk", flat=True))
        self.mend(MendVerb.RENUMBER, 2, pasal="313", ayat="2")
        anchors = [anchor for anchor, _text in self.texts()]
        self.assertEqual(anchors, ["pasal-1", "pasal-313-ayat-1", "pasal-313-ayat-2"])
        self.assertEqual(list(self.law.passages.values_list("pk", flat=True)), keys)
        self.assertEqual(self.law.passages.get(pk=keys[1]).opens[0][1], "Pasal 313")
        self.assertEqual(self.law.passages.get(pk=keys[2]).former, ["pasal-312-ayat-2"])

    def test_a_heading_is_moved(self) -> None:
        self.mend(MendVerb.HEADING, 1, heading="0", to="after")
        rows = sheet_of(self.law).rows()
        self.assertEqual((rows[1]["opens"], rows[2]["opens"]), ([], [["pasal", "Pasal 312", ""]]))

    def test_the_rest_is_marked_as_an_annex(self) -> None:
        self.mend(MendVerb.ANNEX, 1, name="I", to_the_end=True)
        rows = sheet_of(self.law).rows()
        self.assertEqual([row["section"] for row in rows], ["body", "annex", "annex"])
        self.assertEqual(rows[1]["opens"], [["lampiran", "Lampiran I", ""]])
        self.assertIn("Pasal 312", rows[1]["text"])
        self.assertEqual(rows[1]["former"], ["pasal-312-ayat-1"])

    def test_every_change_can_be_taken_back(self) -> None:
        before = self.texts()
        keys = list(self.law.passages.values_list("pk", flat=True))
        for verb, said in (
            (MendVerb.JOIN, {}),
            (MendVerb.RENUMBER, {"pasal": "9", "ayat": "1"}),
            (MendVerb.ANNEX, {"name": "", "to_the_end": False}),
            (MendVerb.EDIT, {"text": "Lain."}),
        ):
            with self.subTest(verb):
                mending = self.mend(verb, 1, **said)
                self.assertNotEqual(self.texts(), before)
                actions.unmend(self.law, mending.number, by=self.ratna)
                self.assertEqual(self.texts(), before)
                self.assertEqual(list(self.law.passages.values_list("pk", flat=True)), keys)
                actions.unmend(self.law, mending.number, by=self.ratna)
                self.assertEqual(self.texts(), before)

    def test_what_was_changed_again_is_not_taken_back_alone(self) -> None:
        first = self.mend(MendVerb.EDIT, 0, text="Satu.")
        self.mend(MendVerb.EDIT, 0, text="Dua.")
        with self.assertRaises(NotMendable):
            actions.unmend(self.law, first.number, by=self.ratna)

    def test_two_people_do_not_overwrite_each_other(self) -> None:
        actions.mend(self.law, "edit", 0, {"text": "Satu."}, seen=0, by=self.ratna)
        with self.assertRaises(NotMendable):
            actions.mend(self.law, "edit", 0, {"text": "Dua."}, seen=0, by=self.wulan)

    def test_it_is_looked_at_before_it_is_kept(self) -> None:
        self.client.force_login(self.ratna)
        address = f"{self.law.get_absolute_url()}susunan/0/?cara=edit"
        self.assertContains(self.client.get(address), "Lihat hasilnya")
        said = {"text": "Cuti adalah istirahat panjang.", "seen": "0"}
        page = self.client.post(address, {**said, "lihat": "1"})
        self.assertContains(page, "<ins>")
        self.assertContains(page, "Simpan perubahan")
        self.assertFalse(Mending.objects.exists())
        answer = self.client.post(address, {**said, "simpan": "1"})
        self.assertRedirects(answer, f"{self.law.get_absolute_url()}susunan/")
        page = self.client.get(answer["Location"])
        self.assertContains(page, "Teks dibetulkan: Pasal 1")
        self.client.post(f"{self.law.get_absolute_url()}susunan/1/urungkan/")
        self.assertContains(self.client.get(answer["Location"]), "diurungkan")

    def test_what_does_not_fit_is_said_at_the_form(self) -> None:
        self.client.force_login(self.ratna)
        address = f"{self.law.get_absolute_url()}susunan/2/?cara=join"
        page = self.client.post(address, {"seen": "0", "lihat": "1"})
        self.assertContains(page, "Tidak ada bagian sesudahnya", status_code=422)

    def test_the_list_asks_the_same_number_of_questions_for_few_and_many(self) -> None:
        self.client.force_login(self.ratna)
        address = f"{self.law.get_absolute_url()}susunan/"
        self.client.get(address)
        few = queries_of(self.client, address)
        for nth in range(4):
            self.mend(MendVerb.EDIT, 0, text=f"Teks {nth}.")
        self.assertEqual(queries_of(self.client, address), few)

    def test_only_who_keeps_it_mends_it(self) -> None:
        """P-KNO-61"""
        path = f"{self.law.get_absolute_url()}susunan/"
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get(path), "Pasal 312 ayat (2)")
        for outsider in (self.joko, self.sari):
            self.client.force_login(outsider)
            self.assertEqual(self.client.get(path).status_code, 404)
            self.assertEqual(self.client.get(f"{path}0/").status_code, 404)
            self.assertEqual(self.client.post(f"{path}1/urungkan/").status_code, 404)


@override_settings(
    STORAGES={
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
)
class MendBeforePublishingTests(KnowledgeTestCase):
    def read(self) -> Document:
        document = self.received()
        assert document.reading is not None
        actions.read_document(document.reading)
        document.refresh_from_db()
        return document

    def test_what_was_read_is_mended_and_published_so(self) -> None:
        document = self.read()
        rows = sheet_of(document).rows()
        at = next(nth for nth, row in enumerate(rows) if row["pasal"] == "3A")
        said = {"pasal": "3B", "ayat": ""}
        actions.mend(document, "renumber", at, said, seen=0, by=self.ratna)
        document.refresh_from_db()
        regulation = actions.publish_regulation(document, self.details(), by=self.ratna)
        self.assertTrue(regulation.passages.filter(anchor="pasal-3b", former=["pasal-3a"]).exists())
        with self.assertRaises(NotMendable):
            actions.mend(document, "edit", at, {"text": "x"}, seen=1, by=self.ratna)

    def test_the_page_shows_the_paper_beside_the_text(self) -> None:
        document = self.read()
        self.client.force_login(self.ratna)
        page = self.client.get(f"{document.get_absolute_url()}susunan/4/")
        self.assertContains(page, f"{document.get_absolute_url()}halaman/1.png")
        self.client.force_login(self.joko)
        answer = self.client.get(f"{document.get_absolute_url()}susunan/4/")
        self.assertEqual(answer.status_code, 404)
