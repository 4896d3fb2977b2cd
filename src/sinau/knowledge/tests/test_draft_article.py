"""Somebody begins an article; only those who work on it see it."""

from __future__ import annotations

from sinau.journal.models import Entry
from sinau.knowledge.models import Article, Passage
from sinau.knowledge.tests.stage import BODY, KnowledgeTestCase

FORM = {
    "title": "Cara meminjam arsip",
    "summary": "Dalam satu hari.",
    "body": BODY,
    "legal_basis": "UU 43/2009 Pasal 5\n\n- PP 28/2012;",
    "kind": "sop",
    "audience": "city",
    "review_months": "12",
    "owner_nip": "",
}


class DraftArticleTests(KnowledgeTestCase):
    def form(self, **more: str) -> dict[str, str]:
        return {**FORM, "agency": str(self.dinkes.pk), **more}

    def test_it_keeps_a_draft_with_its_first_revision_and_tells_the_journal(self) -> None:
        self.client.force_login(self.sari)
        answer = self.client.post("/pengetahuan/baru/", self.form())
        article = Article.objects.get()
        self.assertRedirects(answer, "/pengetahuan/cara-meminjam-arsip/")
        self.assertEqual((article.owner, article.status), (self.sari, "draft"))
        self.assertEqual(article.legal_basis, ["UU 43/2009 Pasal 5", "PP 28/2012"])
        self.assertEqual(article.revisions.get().number, 1)
        self.assertEqual(Entry.objects.get().kind, "knowledge.article.drafted")
        self.assertFalse(Passage.objects.exists())

    def test_what_was_typed_is_not_lost_when_something_is_wrong(self) -> None:
        self.client.force_login(self.sari)
        answer = self.client.post("/pengetahuan/baru/", self.form(title=""))
        self.assertContains(answer, "Cara mengajukan", status_code=422)
        self.assertFalse(Article.objects.exists())

    def test_an_owner_who_does_not_work_here_is_named_as_the_trouble(self) -> None:
        self.client.force_login(self.sari)
        answer = self.client.post("/pengetahuan/baru/", self.form(owner_nip="1" * 18))
        self.assertContains(answer, "Tidak ada pegawai aktif", status_code=422)

    def test_nobody_writes_in_the_name_of_another_agency(self) -> None:
        """P-KNO-3"""
        self.client.force_login(self.joko)
        answer = self.client.post("/pengetahuan/baru/", self.form())
        self.assertEqual(answer.status_code, 422)
        self.assertFalse(Article.objects.exists())

    def test_a_draft_is_hidden_from_colleagues_and_from_another_agency(self) -> None:
        """P-KNO-1"""
        article = self.draft()
        for person, seen in (
            (self.bayu, 200),
            (self.ratna, 200),
            (self.tri, 200),
            (self.sari, 404),
            (self.joko, 404),
        ):
            self.client.force_login(person)
            self.assertEqual(self.client.get(article.get_absolute_url()).status_code, seen)
        self.assertNotContains(self.client.get("/pengetahuan/"), article.title)

    def test_two_articles_of_one_title_have_two_addresses(self) -> None:
        self.assertEqual(self.draft().slug, "cara-mengajukan-cuti")
        self.assertEqual(self.draft().slug, "cara-mengajukan-cuti-2")

    def test_an_address_of_the_app_is_never_taken(self) -> None:
        self.assertNotEqual(self.draft(slug="kurasi").slug, "kurasi")


class DraftFromConversationTests(KnowledgeTestCase):
    HANDED = {
        "title": "Bolehkah cuti dipotong",
        "body": "Boleh, dengan izin atasan.",
        "source": "communities.conversation:7",
        "source_url": "/komunitas/percakapan/7/",
        "audience": "agency",
    }

    def test_it_fills_in_the_form_and_writes_nothing(self) -> None:
        self.client.force_login(self.bayu)
        answer = self.client.post(
            "/pengetahuan/draf/", {**self.HANDED, "agency": str(self.dinkes.pk)}
        )
        self.assertContains(answer, "Bolehkah cuti dipotong")
        self.assertContains(answer, 'value="communities.conversation:7"')
        self.assertFalse(Article.objects.exists())

    def test_saving_tells_where_it_came_from(self) -> None:
        self.client.force_login(self.bayu)
        form = {**FORM, **self.HANDED, "agency": str(self.dinkes.pk)}
        self.client.post("/pengetahuan/baru/", form)
        self.assertEqual(Article.objects.get().source, "communities.conversation:7")
        self.assertEqual(Entry.objects.get().data["source"], "communities.conversation:7")

    def test_a_strange_source_or_address_is_left_out(self) -> None:
        self.client.force_login(self.bayu)
        form = {
            **FORM,
            "agency": str(self.dinkes.pk),
            "source": "<b>x</b>",
            "source_url": "//jahat",
        }
        self.client.post("/pengetahuan/baru/", form)
        article = Article.objects.get()
        self.assertEqual((article.source, article.source_url), ("", ""))
