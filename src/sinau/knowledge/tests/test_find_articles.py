"""The list of articles and the curators' desk: what each person finds there."""

from __future__ import annotations

from sinau.knowledge import actions
from sinau.knowledge.comparing import compare
from sinau.knowledge.models import Article, Passage
from sinau.knowledge.tests.stage import KnowledgeTestCase
from sinau.ui.testing import queries_of


class FindArticlesTests(KnowledgeTestCase):
    def test_it_filters_by_kind_agency_state_and_what_is_due(self) -> None:
        self.verified(kind="sop")
        self.client.force_login(self.bayu)
        for query, found in (
            ("?jenis=sop", True),
            ("?jenis=faq", False),
            ("?unit=dinkes", True),
            ("?unit=dishub", False),
            ("?keadaan=terverifikasi", True),
            ("?keadaan=draf", False),
            ("?periksa=1", False),
            ("?jenis=%27&keadaan=x&halaman=zzz", True),
        ):
            with self.subTest(query):
                page = self.client.get(f"/pengetahuan/{query}")
                self.assertEqual(b"Cara mengajukan cuti" in page.content, found)

    def test_another_agency_finds_neither_articles_nor_counts(self) -> None:
        """P-KNO-1"""
        self.verified()
        self.draft()
        self.client.force_login(self.sari)
        self.assertContains(self.client.get("/pengetahuan/"), "Cara mengajukan cuti")
        self.client.force_login(self.joko)
        page = self.client.get("/pengetahuan/")
        self.assertNotContains(page, "Cara mengajukan cuti")
        self.assertContains(page, "Belum ada artikel")
        self.assertNotContains(page, "Dinkes")
        self.assertFalse(Article.objects.visible_to(self.joko).exists())
        self.assertFalse(Passage.objects.visible_to(self.joko).exists())

    def test_the_list_asks_the_same_number_of_questions_for_few_and_for_many(self) -> None:
        self.verified()
        self.client.force_login(self.sari)
        few = queries_of(self.client, "/pengetahuan/")
        for _nth in range(8):
            self.verified()
        self.assertEqual(queries_of(self.client, "/pengetahuan/"), few)

    def test_the_desk_asks_the_same_number_of_questions_for_few_and_for_many(self) -> None:
        actions.submit_article(self.draft(), by=self.bayu)
        self.client.force_login(self.ratna)
        few = queries_of(self.client, "/pengetahuan/kurasi/")
        for _nth in range(8):
            actions.submit_article(self.draft(), by=self.bayu)
        self.assertEqual(queries_of(self.client, "/pengetahuan/kurasi/"), few)


class CurationDeskTests(KnowledgeTestCase):
    def test_it_is_there_for_curators_and_officers_and_holds_only_theirs(self) -> None:
        """P-KNO-12"""
        actions.submit_article(self.draft(), by=self.bayu)
        for person, seen in (
            (self.ratna, 200),
            (self.wulan, 200),
            (self.sari, 404),
            (self.tri, 404),
        ):
            self.client.force_login(person)
            self.assertEqual(self.client.get("/pengetahuan/kurasi/").status_code, seen)
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get("/pengetahuan/kurasi/"), "Cara mengajukan cuti")
        self.client.force_login(self.joko)
        page = self.client.get("/pengetahuan/kurasi/")
        self.assertNotContains(page, "Cara mengajukan cuti")


class CompareTests(KnowledgeTestCase):
    def test_runs_give_both_texts_back(self) -> None:
        before, after = "Cuti dua belas hari.\nSama.\n", "Cuti 12 hari kerja.\nSama.\nBaru.\n"
        runs = compare(before, after)
        self.assertEqual("".join(r.text for r in runs if r.kind != "in"), before)
        self.assertEqual("".join(r.text for r in runs if r.kind != "out"), after)
        self.assertIn("out", {r.kind for r in runs})
