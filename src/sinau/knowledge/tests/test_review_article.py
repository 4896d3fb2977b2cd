"""Submitted, returned or verified, renewed, retired: by a second pair of eyes."""

from __future__ import annotations

from datetime import timedelta

from sinau.journal.models import Entry
from sinau.kernel import clock
from sinau.kernel.clock import today
from sinau.knowledge import actions
from sinau.knowledge.actions.articles import Text
from sinau.knowledge.models import Article, Passage, Revision
from sinau.knowledge.refusals import (
    AlreadyRetired,
    NothingToReview,
    NotReady,
    NotVerified,
    OwnArticle,
)
from sinau.knowledge.tests.stage import BODY, TEXT, KnowledgeTestCase


def kinds() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


class SubmitArticleTests(KnowledgeTestCase):
    def test_it_asks_a_curator_once(self) -> None:
        article = self.draft()
        self.client.force_login(self.bayu)
        for _again in range(2):
            self.client.post(f"/pengetahuan/{article.slug}/pengajuan/")
        article.refresh_from_db()
        self.assertEqual(article.status, "in_review")
        self.assertEqual(kinds().count("knowledge.article.submitted"), 1)
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get("/pengetahuan/kurasi/"), article.title)

    def test_a_draft_without_summary_is_refused_with_every_reason(self) -> None:
        article = self.draft(text=Text(title="Kosong", body="Sedikit."))
        with self.assertRaises(NotReady) as caught:
            actions.submit_article(article, by=self.bayu)
        self.assertEqual(len(caught.exception.reasons), 2)

    def test_another_agency_cannot_submit_it(self) -> None:
        """P-KNO-4"""
        article = self.draft()
        self.client.force_login(self.joko)
        answer = self.client.post(f"/pengetahuan/{article.slug}/pengajuan/")
        self.assertEqual(answer.status_code, 404)
        article.refresh_from_db()
        self.assertEqual(article.status, "draft")


class VerifyArticleTests(KnowledgeTestCase):
    def submitted(self) -> Article:
        article = self.draft()
        actions.submit_article(article, by=self.bayu)
        return article

    def test_readers_find_it_from_then_on(self) -> None:
        article = self.submitted()
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(article.get_absolute_url()).status_code, 404)
        self.client.force_login(self.ratna)
        self.client.post(f"/pengetahuan/{article.slug}/verifikasi/")
        article.refresh_from_db()
        self.assertEqual((article.status, article.verified_by), ("verified", self.ratna))
        assert article.review_due is not None
        self.assertGreater(article.review_due, today() + timedelta(days=360))
        self.client.force_login(self.sari)
        self.assertContains(self.client.get("/pengetahuan/"), article.title)

    def test_it_makes_a_passage_of_each_section(self) -> None:
        article = self.verified()
        found = list(Passage.objects.filter(article=article).order_by("position"))
        self.assertEqual([p.heading for p in found], ["", "Cara mengajukan"])
        self.assertEqual(
            found[1].get_absolute_url(), "/pengetahuan/cara-mengajukan-cuti/#cara-mengajukan"
        )
        self.assertEqual(found[1].citation(), "Cara mengajukan cuti, Cara mengajukan")

    def test_a_second_time_changes_nothing(self) -> None:
        article = self.verified()
        self.assertIsNone(actions.verify_article(article, by=self.ratna))
        self.assertEqual(kinds().count("knowledge.article.verified"), 1)

    def test_nobody_verifies_what_they_wrote(self) -> None:
        """P-KNO-5"""
        article = self.draft(by=self.ratna, agency=self.agencies["setda-organisasi"])
        actions.submit_article(article, by=self.ratna)
        with self.assertRaises(OwnArticle):
            actions.verify_article(article, by=self.ratna)
        self.client.force_login(self.ratna)
        answer = self.client.post(f"/pengetahuan/{article.slug}/verifikasi/")
        self.assertEqual(answer.status_code, 409)
        article.refresh_from_db()
        self.assertEqual(article.status, "in_review")

    def test_only_curators_verify(self) -> None:
        """P-KNO-5"""
        article = self.submitted()
        for person in (self.bayu, self.budi, self.wulan, self.joko, self.tri):
            self.client.force_login(person)
            answer = self.client.post(f"/pengetahuan/{article.slug}/verifikasi/")
            self.assertEqual(answer.status_code, 404)
        self.assertFalse(Article.objects.verified().exists())

    def test_a_draft_nobody_submitted_is_not_verified(self) -> None:
        with self.assertRaises(NothingToReview):
            actions.verify_article(self.draft(), by=self.ratna)


class ReturnArticleTests(KnowledgeTestCase):
    def test_the_author_reads_the_reason_and_may_submit_again(self) -> None:
        article = self.draft()
        actions.submit_article(article, by=self.bayu)
        self.client.force_login(self.ratna)
        self.client.post(
            f"/pengetahuan/{article.slug}/pengembalian/", {"reason": "Tambahkan contoh."}
        )
        self.client.force_login(self.bayu)
        self.assertContains(self.client.get(article.get_absolute_url()), "Tambahkan contoh.")
        actions.revise_article(
            article, Text(title="Baru", body=BODY, summary="Ringkas."), note="Contoh", by=self.bayu
        )
        self.assertIsNotNone(actions.submit_article(article, by=self.bayu))

    def test_it_needs_a_reason(self) -> None:
        article = self.draft()
        actions.submit_article(article, by=self.bayu)
        self.client.force_login(self.ratna)
        answer = self.client.post(f"/pengetahuan/{article.slug}/pengembalian/", {"reason": ""})
        self.assertEqual(answer.status_code, 422)
        self.client.force_login(self.joko)
        answer = self.client.get(f"/pengetahuan/{article.slug}/pengembalian/")
        self.assertEqual(answer.status_code, 404)


class ReviseArticleTests(KnowledgeTestCase):
    def revised(self, article: Article, word: str = "Isi baru ditambahkan.") -> Revision:
        text = Text(title=article.title, body=f"{BODY}\n{word}", summary="Ringkas.")
        return actions.revise_article(article, text, note="Menambah isi", by=self.bayu)

    def test_readers_keep_the_verified_text_until_the_next_verification(self) -> None:
        article = self.verified()
        self.revised(article)
        self.client.force_login(self.sari)
        self.assertNotContains(self.client.get(article.get_absolute_url()), "Isi baru")
        self.client.force_login(self.bayu)
        self.assertContains(
            self.client.get(article.get_absolute_url()), "perubahan yang belum diverifikasi"
        )
        actions.submit_article(article, by=self.bayu)
        actions.verify_article(article, by=self.ratna)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(article.get_absolute_url()), "Isi baru")

    def test_the_same_text_writes_no_revision(self) -> None:
        article = self.draft()
        actions.revise_article(article, TEXT, note="", by=self.bayu)
        self.assertEqual(article.revisions.count(), 1)

    def test_two_revisions_are_compared_word_by_word(self) -> None:
        article = self.draft()
        self.revised(article)
        self.client.force_login(self.bayu)
        answer = self.client.get(f"/pengetahuan/{article.slug}/revisi/2/?dengan=1")
        self.assertContains(answer, "<ins>")
        self.assertContains(answer, "Isi baru ditambahkan.")

    def test_an_earlier_text_can_be_written_anew(self) -> None:
        article = self.draft()
        self.revised(article)
        self.client.force_login(self.bayu)
        self.client.post(f"/pengetahuan/{article.slug}/revisi/1/pemulihan/")
        newest = article.revisions.order_by("-number").first()
        assert newest is not None
        self.assertEqual((newest.number, newest.body), (3, BODY))

    def test_revisions_are_for_those_who_work_on_the_article(self) -> None:
        """P-KNO-2"""
        article = self.verified()
        for person, seen in (
            (self.bayu, 200),
            (self.ratna, 200),
            (self.sari, 404),
            (self.joko, 404),
        ):
            self.client.force_login(person)
            for path in ("revisi/", "revisi/1/", "sunting/"):
                answer = self.client.get(f"/pengetahuan/{article.slug}/{path}")
                self.assertEqual(answer.status_code, seen, (person, path))

    def test_saving_the_form_changes_for_whom_it_is_and_its_passages_follow(self) -> None:
        article = self.verified()
        self.client.force_login(self.ratna)
        form = {
            "title": article.title,
            "summary": article.summary,
            "body": article.body,
            "legal_basis": "\n".join(article.legal_basis),
            "kind": "article",
            "agency": str(self.dinkes.pk),
            "audience": "city",
            "review_months": "6",
            "owner_nip": self.bayu.nip,
        }
        answer = self.client.post(f"/pengetahuan/{article.slug}/sunting/", form)
        self.assertEqual(answer.status_code, 302)
        self.assertEqual(set(article.passages.values_list("audience", flat=True)), {"city"})
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(article.get_absolute_url()).status_code, 200)


class RenewArticleTests(KnowledgeTestCase):
    def test_its_term_begins_anew(self) -> None:
        with clock.freeze(today() - timedelta(days=400)):
            article = self.verified()
        self.assertTrue(article.is_due)
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get("/pengetahuan/kurasi/"), "Lewat tanggal")
        self.client.post(f"/pengetahuan/{article.slug}/perpanjangan/")
        article.refresh_from_db()
        self.assertFalse(article.is_due)
        self.assertIn("knowledge.article.renewed", kinds())

    def test_a_draft_has_no_term(self) -> None:
        with self.assertRaises(NotVerified):
            actions.renew_article(self.draft(), note="", by=self.ratna)

    def test_another_agency_cannot_renew_it(self) -> None:
        """P-KNO-5"""
        article = self.verified()
        self.client.force_login(self.joko)
        answer = self.client.post(f"/pengetahuan/{article.slug}/perpanjangan/")
        self.assertEqual(answer.status_code, 404)


class RetireArticleTests(KnowledgeTestCase):
    def test_readers_and_search_no_longer_find_it_and_its_history_stays(self) -> None:
        article = self.verified()
        self.assertTrue(Passage.objects.exists())
        self.client.force_login(self.bayu)
        self.client.post(f"/pengetahuan/{article.slug}/penarikan/", {"reason": "Usang."})
        self.assertFalse(Passage.objects.exists())
        self.assertTrue(article.revisions.exists())
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(article.get_absolute_url()).status_code, 404)
        with self.assertRaises(AlreadyRetired):
            actions.submit_article(article, by=self.bayu)

    def test_only_owner_and_curator_may(self) -> None:
        """P-KNO-6"""
        article = self.verified()
        for person in (self.sari, self.wulan, self.joko):
            self.client.force_login(person)
            answer = self.client.post(
                f"/pengetahuan/{article.slug}/penarikan/", {"reason": "Tidak suka."}
            )
            self.assertEqual(answer.status_code, 404)
        article.refresh_from_db()
        self.assertEqual(article.status, "verified")


class FeedbackTests(KnowledgeTestCase):
    def test_each_person_has_one_voice_which_may_change(self) -> None:
        article = self.verified()
        self.client.force_login(self.sari)
        for said in ("ya", "ya", "tidak"):
            self.client.post(f"/pengetahuan/{article.slug}/tanggapan/", {"membantu": said})
        article.refresh_from_db()
        self.assertEqual((article.helpful_count, article.unhelpful_count), (0, 1))

    def test_who_may_not_read_it_has_none(self) -> None:
        """P-KNO-7"""
        article = self.verified()
        self.client.force_login(self.joko)
        answer = self.client.post(f"/pengetahuan/{article.slug}/tanggapan/", {"membantu": "ya"})
        self.assertEqual(answer.status_code, 404)
        article.refresh_from_db()
        self.assertEqual(article.helpful_count, 0)
