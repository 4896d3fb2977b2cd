"""Remarks that survive edits, uses, links, work lists, handing over, and the health of the collection."""

from __future__ import annotations

from datetime import timedelta

from sinau.kernel import clock
from sinau.kernel.clock import now, today
from sinau.knowledge import actions
from sinau.knowledge.actions.articles import Text
from sinau.knowledge.models import Article, Comment, HealthMonth, Opening
from sinau.knowledge.refusals import QuoteNotFound
from sinau.knowledge.tests.stage import TEXT, KnowledgeTestCase
from sinau.ui.testing import cells, queries_of


class RemarkTests(KnowledgeTestCase):
    def test_a_remark_keeps_its_place_and_says_when_it_lost_it(self) -> None:
        """P-KNO-18"""
        article = self.verified()
        self.client.force_login(self.sari)
        url = article.get_absolute_url()
        sent = {"quote": "dua belas hari  kerja", "text": "Apakah termasuk Sabtu?"}
        for _again in range(2):
            self.client.post(f"{url}catatan/", sent)
        self.assertEqual(Comment.objects.count(), 1)
        self.assertContains(self.client.get(url), "Lihat di naskah")
        newer = Text(
            title=TEXT.title, summary=TEXT.summary, body=TEXT.body.replace("dua belas", "12")
        )
        actions.revise_article(article, newer, note="", by=self.bayu)
        actions.submit_article(article, by=self.bayu)
        actions.verify_article(article, by=self.ratna)
        self.assertContains(self.client.get(url), "Kalimat ini sudah berubah")
        remark = Comment.objects.get()
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(f"{url}catatan/{remark.pk}/").status_code, 404)
        self.assertEqual(self.client.post(f"{url}catatan/", sent).status_code, 404)
        self.client.force_login(self.bayu)
        self.client.post(f"{url}catatan/{remark.pk}/")
        article.refresh_from_db()
        self.assertEqual(article.open_comments, 0)

    def test_words_that_are_not_there_are_refused(self) -> None:
        with self.assertRaises(QuoteNotFound):
            actions.comment(self.verified(), quote="tidak ada", text="X", by=self.sari)

    def test_a_use_counts_once_and_is_for_readers(self) -> None:
        """P-KNO-18"""
        article = self.verified()
        self.client.force_login(self.joko)
        url = f"{article.get_absolute_url()}pemakaian/"
        self.assertEqual(self.client.post(url, {"used_for": "X"}).status_code, 404)
        self.client.force_login(self.sari)
        for effect in ("", "Lebih cepat"):
            self.client.post(url, {"used_for": "Loket", "effect": effect})
        article.refresh_from_db()
        self.assertEqual(article.use_count, 1)
        self.assertContains(self.client.get(article.get_absolute_url()), "Lebih cepat")

    def test_linked_articles_show_each_other(self) -> None:
        one = self.verified()
        two = self.verified(text=Text(title="Yang kedua", body=TEXT.body, summary="S"))
        self.client.force_login(self.bayu)
        self.client.post(f"{one.get_absolute_url()}terkait/", {"successor": two.pk})
        self.assertIn(one, two.related.all())
        self.client.post(f"{one.get_absolute_url()}terkait/", {"lepas": two.pk})
        self.assertFalse(one.related.exists())


class CurateTests(KnowledgeTestCase):
    def test_each_list_holds_what_it_says_for_who_keeps_it(self) -> None:
        """P-KNO-19"""
        article = self.draft()
        with clock.freeze(now() + timedelta(days=31)):
            self.client.force_login(self.ratna)
            url = "/pengetahuan/kurasi/daftar/tidur/"
            self.assertContains(self.client.get(url), article.title)
            self.assertContains(self.client.get("/pengetahuan/kurasi/"), "Draf yang tertidur")
            self.client.force_login(self.joko)
            page = self.client.get(url)
            self.assertTrue(page.status_code == 404 or article.title not in page.content.decode())

    def test_several_go_to_another_owner_and_none_of_another_agency(self) -> None:
        """P-KNO-19"""
        mine, sent = self.draft(), {"daftar": "tidur", "nip": self.sari.nip, "part": "owner"}
        self.client.force_login(self.joko)
        self.client.post("/pengetahuan/kurasi/penyerahan/", {**sent, "pilih": [mine.pk]})
        self.assertEqual(Article.objects.get().owner, self.bayu)
        self.client.force_login(self.ratna)
        self.client.post("/pengetahuan/kurasi/penyerahan/", {**sent, "pilih": [mine.pk]})
        self.assertEqual(Article.objects.get().owner, self.sari)

    def test_who_left_leaves_work_on_a_list(self) -> None:
        article = self.verified()
        self.bayu.left_on = today()
        self.bayu.save()
        self.assertEqual(list(Article.objects.without_owner()), [article])

    def test_the_desk_costs_the_same_with_many_rows(self) -> None:
        self.client.force_login(self.ratna)
        actions.submit_article(self.draft(), by=self.bayu)
        few = queries_of(self.client, "/pengetahuan/kurasi/daftar/menunggu/")
        for _nth in range(4):
            actions.submit_article(self.draft(), by=self.bayu)
        self.assertEqual(queries_of(self.client, "/pengetahuan/kurasi/daftar/menunggu/"), few)


class HealthTests(KnowledgeTestCase):
    def test_it_counts_what_stands_and_is_for_those_who_answer(self) -> None:
        """P-KNO-20"""
        article = self.verified()
        self.draft()
        actions.count_opening(article)
        actions.count_opening(article)
        self.assertEqual(Opening.objects.get().count, 2)
        for _again in range(2):
            actions.count_health()
        month = HealthMonth.objects.get(agency=self.dinkes)
        self.assertEqual((month.articles, month.verified, month.opened), (2, 1, 2))
        self.client.force_login(self.budi)
        self.assertContains(self.client.get("/pengetahuan/kesehatan/"), "1 dari 2")
        rows = cells(self.client.get("/pengetahuan/kesehatan/xlsx/").content)
        self.assertIn("Dinas Kesehatan", [value for row in rows for value in row])
        self.client.force_login(self.joko)
        for path in ("/pengetahuan/kesehatan/", "/pengetahuan/kesehatan/xlsx/"):
            page = self.client.get(path)
            if page.status_code == 200:
                self.assertNotIn("Kesehatan</th>", page.content.decode())
                if path.endswith("xlsx/"):
                    self.assertNotIn("Dinas Kesehatan", str(cells(page.content)))
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get("/pengetahuan/kesehatan/").status_code, 404)
