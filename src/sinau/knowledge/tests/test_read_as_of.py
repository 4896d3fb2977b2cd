"""A regulation is read as it stood on a day, with what had changed by then in its place."""

from __future__ import annotations

from datetime import date
from typing import Any

from sinau.knowledge import actions
from sinau.knowledge.actions.regulations import publish_pieces
from sinau.knowledge.in_force import standing_on
from sinau.knowledge.models import Regulation, RegulationStatus, RelationKind
from sinau.knowledge.tests.stage import KnowledgeTestCase, piece
from sinau.people.models import Audience

BASE = [
    piece("1", "Istilah."),
    piece("5", "Lama satu.", "1"),
    piece("5", "Lama dua.", "2"),
    piece("6", "Enam."),
    piece("9", "Sembilan."),
]


def quoted(angka: str, text: str, inner: str = "", ayat: str = "") -> dict[str, Any]:
    """A piece of the Pasal I of an amendment."""
    anchor = f"pasal-i-angka-{angka}" + (f"-pasal-{inner.lower()}" if inner else "")
    anchor += f"-ayat-{ayat}" if ayat else ""
    return piece("I", text, angka=angka, inner_pasal=inner, opens=[], anchor=anchor) | {
        "ayat": ayat
    }


CHANGES = [
    quoted("1", "Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:"),
    quoted("1", "Baru satu.", "5", "1"),
    quoted("1", "Baru dua.", "5", "2"),
    quoted("2", "Di antara Pasal 5 dan Pasal 6 disisipkan 1 (satu) pasal, yakni Pasal 5A:"),
    quoted("2", "Sisipan.", "5A"),
    quoted("3", "Pasal 9 dihapus."),
]


class AsOfTests(KnowledgeTestCase):
    def setUp(self) -> None:
        self.old = publish_pieces(BASE, self.details(effective_on=date(2017, 4, 1)), by=self.ratna)
        self.new = publish_pieces(
            CHANGES,
            self.details(
                short_title="PP 17/2020", number="17", year=2020, effective_on=date(2020, 3, 1)
            ),
            by=self.ratna,
        )

    def amend(self, **more: Any) -> None:
        actions.relate(
            self.old, RelationKind.AMENDED_BY, other=self.new, other_name="", by=self.ratna, **more
        )

    def words(self, day: date) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        law = Regulation.objects.get(pk=self.old.pk)
        for passage in standing_on(law, day, self.sari).passages:
            found.setdefault(passage.pasal, []).append(passage.text)
        return found

    def test_the_day_before_it_says_what_it_said(self) -> None:
        self.amend()
        self.assertEqual(self.words(date(2020, 2, 29))["5"], ["Lama satu.", "Lama dua."])
        self.assertEqual(self.words(date(2020, 2, 29))["9"], ["Sembilan."])

    def test_from_the_day_on_it_says_what_it_says(self) -> None:
        self.amend()
        words = self.words(date(2020, 3, 1))
        self.assertEqual(list(words), ["1", "5", "5A", "6", "9"])
        self.assertEqual((words["5"], words["5A"]), (["Baru satu.", "Baru dua."], ["Sisipan."]))
        self.assertEqual(words["9"], [""])

    def test_only_some_pasal_may_be_meant(self) -> None:
        self.amend(pasal=["5"])
        words = self.words(date(2021, 1, 1))
        self.assertEqual((words["5"][0], words["9"]), ("Baru satu.", ["Sembilan."]))
        self.assertNotIn("5A", words)

    def test_one_ayat_worded_anew_leaves_the_others(self) -> None:
        self.new.passages.filter(inner_pasal="5", ayat="1").delete()
        self.new.passages.filter(inner_pasal="5").update(ayat="", text="(2) Hanya dua.")
        self.amend()
        self.assertEqual(self.words(date(2021, 1, 1))["5"], ["Lama satu.", "Hanya dua."])

    def test_some_pasal_may_be_repealed(self) -> None:
        actions.relate(
            self.old,
            RelationKind.REPEALED_BY,
            other=None,
            other_name="PP 94/2021",
            pasal=["6"],
            since=date(2021, 8, 31),
            by=self.ratna,
        )
        self.old.refresh_from_db()
        self.assertEqual(self.old.status, RegulationStatus.AMENDED)
        self.assertEqual(self.words(date(2021, 8, 30))["6"], ["Enam."])
        self.assertEqual(self.words(date(2021, 8, 31))["6"], [""])

    def test_the_page_shows_both_texts(self) -> None:
        self.amend()
        self.client.force_login(self.sari)
        address = f"{self.old.get_absolute_url()}per-tanggal/"
        page = self.client.get(address, {"tanggal": "2021-01-01"})
        self.assertContains(page, "Pasal ini diubah")
        self.assertContains(page, "Pasal ini disisipkan")
        self.assertContains(page, "Pasal ini dihapus")
        self.assertContains(page, "<del>Lama</del>")
        self.assertContains(page, "<ins>Baru</ins>")
        before = self.client.get(address, {"tanggal": "2019-01-01"})
        self.assertNotContains(before, "Pasal ini diubah")
        self.assertContains(before, "Sesudah tanggal ini")
        self.assertContains(self.client.get(address, {"tanggal": "2001-01-01"}), "belum berlaku")
        self.assertEqual(self.client.get(address, {"tanggal": "kemarin"}).status_code, 422)

    def test_the_chain_tells_what_changed_what(self) -> None:
        self.amend()
        third = self.regulation(short_title="PP 30/2026", effective_on=date(2026, 1, 1))
        actions.relate(
            self.new, RelationKind.REPEALED_BY, other=third, other_name="", by=self.ratna
        )
        self.client.force_login(self.sari)
        page = self.client.get(f"{self.old.get_absolute_url()}riwayat/")
        text = page.content.decode()
        order = [text.index(words) for words in ("1 April 2017", "1 Maret 2020", "1 Januari 2026")]
        self.assertEqual(order, sorted(order))
        self.assertContains(page, "mencabut")

    def test_another_agency_learns_nothing_of_what_is_hidden(self) -> None:
        """P-KNO-60"""
        self.amend()
        self.client.force_login(self.joko)
        address = f"{self.old.get_absolute_url()}per-tanggal/?tanggal=2021-01-01"
        history = f"{self.old.get_absolute_url()}riwayat/"
        self.assertContains(self.client.get(address), "Baru")
        self.assertContains(self.client.get(history), "PP 17/2020")
        Regulation.objects.filter(pk=self.new.pk).update(
            audience=Audience.AGENCY, agency=self.dinkes
        )
        for page in (self.client.get(address), self.client.get(history)):
            self.assertNotContains(page, "Baru satu")
            self.assertNotContains(page, "/pp-17-2020/")
        Regulation.objects.filter(pk=self.old.pk).update(
            audience=Audience.AGENCY, agency=self.dinkes
        )
        for path in (address, history):
            self.assertEqual(self.client.get(path).status_code, 404)
