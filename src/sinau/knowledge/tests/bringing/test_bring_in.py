"""A file comes in: looked through, chosen, taken, taken back, and nothing happens twice."""

from __future__ import annotations

from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile

from sinau.journal.models import Entry
from sinau.knowledge import actions
from sinau.knowledge.actions import taking
from sinau.knowledge.actions.articles import Text
from sinau.knowledge.actions.bringing import go_on
from sinau.knowledge.bringing_words import _SAID, said
from sinau.knowledge.models import (
    Article,
    Bringing,
    BroughtItem,
    Document,
    Picture,
)
from sinau.knowledge.tests.bringing.making import PNG, bookstack, packed, wiki, wiki_page
from sinau.knowledge.tests.stage import KnowledgeTestCase
from sinau.people.models import Audience, Person


class BringTestCase(KnowledgeTestCase):
    """Ratna brings in for the city."""

    def received(  # type: ignore[override]
        self,
        content: bytes,
        name: str = "wiki.zip",
        *,
        by: Person | None = None,
        origin: str = "wiki",
    ) -> Bringing:
        """A bundle that was looked through."""
        return go_on(
            actions.receive_bundle(
                SimpleUploadedFile(name, content),
                name=name,
                agency=self.agencies["kota"],
                audience=Audience.CITY,
                origin=origin,
                by=by or self.ratna,
            )
        )

    def taken(self, content: bytes, name: str = "wiki.zip", **more: str) -> Bringing:
        """A bundle that is in."""
        bringing = self.received(content, name, **more)  # type: ignore[arg-type]
        actions.take_bundle(bringing, by=self.ratna)
        return go_on(bringing)

    def verdicts(self, bringing: Bringing) -> dict[str, str]:
        """What each item would become."""
        return dict(bringing.items.values_list("path", "verdict"))


WIKI = packed(
    {
        "cuti/cara.md": "---\ntitle: Cara cuti\nsummary: Langkah.\n---\nLihat [jam](../jam.md) ![b](b.png)",
        "cuti/b.png": PNG,
        "jam.md": "# Jam kerja\n\nTujuh jam. Lihat [cara](cuti/cara.md) dan [lain](tidak.md).",
        "catatan.exe": "x",
    }
)


class TakeTests(BringTestCase):
    def test_it_shows_what_would_come_before_anything_changes(self) -> None:
        bringing = self.received(WIKI)
        self.assertEqual(bringing.state, "waiting")
        self.assertEqual(
            self.verdicts(bringing),
            {"catatan.exe": "left", "cuti/cara.md": "new", "jam.md": "new"},
        )
        self.assertIn(".exe", said(bringing.items.get(path="catatan.exe").reason))
        self.assertFalse(Article.objects.exists())

    def test_articles_links_and_pictures_come_in_as_drafts(self) -> None:
        bringing = self.taken(WIKI)
        self.assertEqual(bringing.state, "taken")
        cara, jam = Article.objects.get(slug="cara-cuti"), Article.objects.get(slug="jam-kerja")
        picture = Picture.objects.get()
        self.assertEqual(
            cara.body,
            f"Lihat [jam](/pengetahuan/jam-kerja/) ![b](/pengetahuan/gambar/{picture.sha256}/)\n",
        )
        self.assertIn("[cara](/pengetahuan/cara-cuti/) dan lain.", jam.body)
        self.assertEqual((cara.status, cara.summary, cara.sectors), ("draft", "Langkah.", ["Cuti"]))
        self.assertEqual(Entry.objects.filter(kind="knowledge.bringing.taken").count(), 1)

    def test_the_same_file_a_second_time_changes_nothing(self) -> None:
        self.taken(WIKI)
        again = self.received(WIKI)
        self.assertEqual(
            self.verdicts(again),
            {"catatan.exe": "left", "cuti/cara.md": "same", "jam.md": "same"},
        )
        self.client.force_login(self.ratna)
        page = self.client.post(f"/pengetahuan/masuk/{again.pk}/pilihan/", {"then": "take"})
        self.assertContains(page, "Tidak ada yang dipilih", status_code=409)
        self.assertEqual(Article.objects.count(), 2)
        self.assertEqual([a.working.number for a in Article.objects.all() if a.working], [1, 1])

    def test_a_changed_page_becomes_a_new_revision(self) -> None:
        self.taken(wiki(wiki_page("Cuti", "isi lama", "isi dua")), "w.xml", origin="")
        article = Article.objects.get()
        assert article.working is not None
        self.assertIn("Penulis 1, Penulis 2", article.working.note)
        self.assertEqual(article.source_url, "https://wiki.example.go.id/wiki/Cuti")
        self.taken(wiki(wiki_page("Cuti", "isi baru")), "w2.xml", origin="")
        article.refresh_from_db()
        assert article.working is not None
        self.assertEqual((article.working.number, article.working.body), (2, "isi baru\n"))
        self.assertEqual(Article.objects.count(), 1)

    def test_what_was_edited_here_is_not_chosen_by_itself(self) -> None:
        self.taken(wiki(wiki_page("Cuti", "isi")), "w.xml")
        actions.revise_article(
            Article.objects.get(), Text(title="Cuti", body="disunting"), note="", by=self.bayu
        )
        item = self.received(wiki(wiki_page("Cuti", "isi baru")), "w2.xml").items.get()
        self.assertEqual((item.verdict, item.is_chosen), ("changed", False))
        self.assertIn("Bayu", said(item.remarks[-1]))

    def test_redirects_lead_links_on(self) -> None:
        self.taken(
            wiki(
                wiki_page("Libur", "x", redirect="Cuti"),
                wiki_page("Cuti", "isi"),
                wiki_page("Jam", "lihat [[libur]]"),
            ),
            "w.xml",
        )
        self.assertIn("(/pengetahuan/cuti/)", Article.objects.get(slug="jam").body)

    def test_a_book_comes_in_with_its_topics(self) -> None:
        self.taken(bookstack(), origin="")
        article = Article.objects.get(slug="cara-cuti")
        self.assertEqual(article.sectors, ["Kepegawaian", "Cuti", "layanan: cuti"])
        self.assertIn("[jam](/pengetahuan/jam-kerja/)", article.body)

    def test_papers_wait_to_be_read_and_come_once(self) -> None:
        paper = packed({"a/naskah.pdf": "%PDF-1.4 x", "b/salinan.pdf": "%PDF-1.4 x"})
        bringing = self.taken(paper)
        self.assertEqual(Document.objects.count(), 1)
        self.assertEqual(
            list(bringing.items.order_by("number").values_list("state", flat=True)),
            ["done", "failed"],
        )
        self.assertEqual(set(self.verdicts(self.received(paper)).values()), {"same"})

    def test_only_what_was_chosen_comes_and_links_to_the_rest_become_words(self) -> None:
        bringing = self.received(WIKI)
        shown = {item.number for item in bringing.items.exclude(verdict="left")}
        jam = bringing.items.get(path="jam.md").number
        actions.choose_items(bringing, {jam}, among=shown)
        actions.take_bundle(bringing, by=self.ratna)
        go_on(bringing)
        self.assertIn("Lihat cara dan", Article.objects.get().body)

    def test_a_worker_that_was_killed_goes_on_where_it_stopped(self) -> None:
        bringing = self.received(WIKI)
        actions.take_bundle(bringing, by=self.ratna)
        real, calls = taking._take_one, []

        def dies(*args: object) -> None:
            if calls:
                raise KeyboardInterrupt
            calls.append(1)
            real(*args)  # type: ignore[arg-type]

        with mock.patch.object(taking, "_take_one", dies), self.assertRaises(KeyboardInterrupt):
            go_on(bringing)
        bringing.refresh_from_db()
        self.assertEqual((bringing.state, bringing.done, Article.objects.count()), ("taking", 1, 1))
        self.assertIn(bringing, Bringing.objects.busy())
        go_on(bringing)
        self.assertEqual((bringing.state, Article.objects.count()), ("taken", 2))

    def test_a_hostile_file_is_refused_with_a_sentence(self) -> None:
        bringing = self.received(packed({"../x.md": "x"}))
        self.assertEqual(bringing.state, "refused")
        self.client.force_login(self.ratna)
        page = self.client.get(bringing.get_absolute_url())
        self.assertContains(page, "keluar dari folder ZIP")

    def test_every_reason_has_its_sentence(self) -> None:
        for code in _SAID:
            self.assertTrue(said([code, {}]))


class UndoTests(BringTestCase):
    def undone(self, bringing: Bringing) -> Bringing:
        actions.undo_bundle(bringing, by=self.ratna)
        return go_on(bringing)

    def test_new_drafts_are_withdrawn_and_what_was_worked_on_stays(self) -> None:
        bringing = self.taken(WIKI)
        actions.revise_article(
            Article.objects.get(slug="jam-kerja"),
            Text(title="Jam", body="lain"),
            note="",
            by=self.ratna,
        )
        self.assertEqual(self.undone(bringing).state, "undone")
        self.assertEqual(Article.objects.get(slug="cara-cuti").status, "retired")
        self.assertEqual(Article.objects.get(slug="jam-kerja").status, "draft")
        self.assertEqual(bringing.items.get(path="jam.md").state, "kept")
        self.assertEqual(actions.undo_bundle(bringing, by=self.ratna).state, "undone")

    def test_it_can_come_in_again_afterwards(self) -> None:
        self.undone(self.taken(WIKI))
        again = self.received(WIKI)
        self.assertEqual(self.verdicts(again)["jam.md"], "new")

    def test_changed_pages_go_back_to_the_text_before(self) -> None:
        self.taken(wiki(wiki_page("Cuti", "lama")), "w.xml")
        self.undone(self.taken(wiki(wiki_page("Cuti", "baru")), "w2.xml"))
        self.assertEqual(Article.objects.get().body, "lama\n")


class PageTests(BringTestCase):
    def test_a_curator_uploads_chooses_and_applies(self) -> None:
        self.client.force_login(self.ratna)
        page = self.client.post(
            "/pengetahuan/masuk/",
            {
                "file": SimpleUploadedFile("wiki.zip", WIKI),
                "origin": "wiki",
                "agency": self.agencies["kota"].pk,
                "audience": "city",
            },
        )
        bringing = Bringing.objects.get()
        self.assertRedirects(page, bringing.get_absolute_url())
        self.assertContains(self.client.get(bringing.get_absolute_url()), "Membaca berkas")
        go_on(bringing)
        page = self.client.get(bringing.get_absolute_url())
        self.assertContains(page, "2 butir dipilih")
        self.assertContains(page, "belum dapat dibawa masuk")
        self.client.post(
            f"{bringing.get_absolute_url()}pilihan/",
            {"then": "take", "shown": ["2", "3"], "pick": "2"},
        )
        self.assertContains(self.client.get(bringing.get_absolute_url()), "0 dari 1 butir")
        go_on(bringing)
        self.assertContains(self.client.get(bringing.get_absolute_url()), "1 butir masuk")
        self.assertEqual(self.client.get(f"{bringing.get_absolute_url()}laporan/").status_code, 200)
        self.assertContains(
            self.client.get(f"{bringing.get_absolute_url()}pembatalan/"), "1 draf artikel baru"
        )

    def test_a_double_click_is_one_bundle(self) -> None:
        first = self.received(WIKI)
        self.assertEqual(self.received(WIKI).pk, first.pk)

    def test_it_is_put_away_with_its_file(self) -> None:
        bringing = self.received(WIKI)
        self.client.force_login(self.ratna)
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(f"{bringing.get_absolute_url()}penghapusan/")
        bringing.refresh_from_db()
        self.assertEqual(bringing.state, "dropped")
        self.assertFalse(bringing.file.storage.exists(bringing.file.name))

    def test_another_agency_sees_neither_the_list_nor_the_bundle(self) -> None:
        """P-KNO-80"""
        bringing = self.received(WIKI)
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get("/pengetahuan/masuk/"), "wiki.zip")
        self.client.force_login(self.joko)
        page = self.client.get("/pengetahuan/masuk/")
        self.assertNotContains(page, "wiki.zip")
        for tail in ("", "pembatalan/", "laporan/"):
            self.assertEqual(
                self.client.get(f"{bringing.get_absolute_url()}{tail}").status_code, 404
            )
        for tail in ("pilihan/", "penghapusan/", "pembatalan/"):
            self.assertEqual(
                self.client.post(
                    f"{bringing.get_absolute_url()}{tail}", {"then": "take"}
                ).status_code,
                404,
            )

    def test_who_keeps_no_knowledge_finds_no_way_in(self) -> None:
        """P-KNO-81"""
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get("/pengetahuan/masuk/").status_code, 404)
        self.assertNotContains(self.client.get("/pengetahuan/"), "/pengetahuan/masuk/")

    def test_a_picture_is_seen_by_those_who_may_read_its_article(self) -> None:
        """P-KNO-82"""
        self.taken(WIKI)
        url = Picture.objects.get().get_absolute_url()
        self.client.force_login(self.ratna)
        page = self.client.get(url)
        self.assertEqual((page.status_code, page["Content-Type"]), (200, "image/png"))
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(url).status_code, 404)

    def test_the_pages_ask_the_same_number_of_questions_for_few_and_for_many(self) -> None:
        from sinau.ui.testing import queries_of

        few = self.received(packed({"a.md": "isi"}))
        many = self.received(packed({f"{n}.md": f"isi {n}" for n in range(12)}))
        self.client.force_login(self.ratna)
        self.client.get(few.get_absolute_url())
        self.assertEqual(
            queries_of(self.client, few.get_absolute_url()),
            queries_of(self.client, many.get_absolute_url()),
        )
        self.assertTrue(BroughtItem.objects.exists())
