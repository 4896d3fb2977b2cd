"""Reviewers by name, their deputies, and texts that come due, expire or are superseded."""

from __future__ import annotations

from datetime import timedelta

from sinau.credit.models import Entry as Hours
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.kernel.clock import now, today
from sinau.kernel.workdays import calendar
from sinau.knowledge import actions
from sinau.knowledge.actions.articles import Text
from sinau.knowledge.actions.regulations import publish_pieces
from sinau.knowledge.models import Appointment, Article, Check, Passage, RelationKind, Review
from sinau.knowledge.refusals import NotAFit, NotAsked, NotASuccessor
from sinau.knowledge.tests.stage import TEXT, KnowledgeTestCase, piece


def told(kind: str) -> int:
    return Entry.objects.filter(kind=kind).count()


class AppointTests(KnowledgeTestCase):
    def asked(self) -> Appointment:
        article = self.draft()
        actions.submit_article(article, by=self.bayu)
        return actions.appoint_reviewer(
            article, self.tri, deputy=self.sari, why=["alasan"], by=self.bayu
        )

    def test_the_reviewer_reads_the_draft_and_answers_once(self) -> None:
        """P-KNO-15"""
        asked = self.asked()
        self.assertEqual(asked.due_on, calendar().add_working_days(today(), 5))
        self.client.force_login(self.tri)
        self.assertContains(self.client.get("/pengetahuan/pemeriksaan/"), TEXT.title)
        url = f"/pengetahuan/{asked.article.slug}/pendapat/{asked.pk}/"
        self.assertContains(self.client.get(url), "alasan")
        self.assertEqual(self.client.post(url, {"agrees": "tidak"}).status_code, 422)
        for _again in range(2):
            self.client.post(url, {"agrees": "ya", "note": ""})
        self.assertEqual(told("knowledge.article.reviewed"), 1)
        tell_everyone()
        self.assertEqual(Hours.objects.filter(person=self.tri).count(), 1)

    def test_others_find_neither_the_draft_nor_the_question(self) -> None:
        """P-KNO-15"""
        asked = self.asked()
        for person in (self.joko, self.sari):
            self.client.force_login(person)
            url = f"/pengetahuan/{asked.article.slug}/pendapat/{asked.pk}/"
            self.assertEqual(self.client.get(url).status_code, 404)
            self.assertNotContains(self.client.get("/pengetahuan/pemeriksaan/"), TEXT.title)
            self.assertEqual(
                self.client.get(f"/pengetahuan/{asked.article.slug}/").status_code, 404
            )
        with self.assertRaises(NotAsked):
            actions.answer_appointment(asked, agrees=True, text="", by=self.joko)

    def test_after_five_working_days_the_deputy_is_asked_once(self) -> None:
        asked = self.asked()
        self.assertEqual(actions.pass_on_late_reviews(), 0)
        with clock.freeze(now() + timedelta(days=12)):
            self.assertEqual(actions.pass_on_late_reviews(), 1)
            self.assertEqual(actions.pass_on_late_reviews(), 0)
            self.client.force_login(self.sari)
            self.assertContains(self.client.get("/pengetahuan/pemeriksaan/"), TEXT.title)
        self.assertEqual(told("knowledge.review.passed"), 1)
        self.assertTrue(Review.objects.filter(article=asked.article, verb="passed", done_by=None))

    def test_writer_and_owner_are_no_reviewers(self) -> None:
        article = self.draft()
        actions.submit_article(article, by=self.bayu)
        with self.assertRaises(NotAFit):
            actions.appoint_reviewer(article, self.bayu, by=self.ratna)

    def test_only_the_proposed_can_be_chosen_on_the_page(self) -> None:
        """P-KNO-15"""
        article = self.draft()
        actions.submit_article(article, by=self.bayu)
        self.client.force_login(self.bayu)
        url = f"/pengetahuan/{article.slug}/pemeriksa/"
        self.client.post(url, {"pilih": str(self.joko.pk)})
        self.assertFalse(Appointment.objects.exists())
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(url).status_code, 404)


class TermTests(KnowledgeTestCase):
    def test_it_comes_due_then_expires_each_told_once_with_a_warning(self) -> None:
        article = self.verified()
        assert article.review_due is not None
        ahead = article.review_due - today()
        for days, kind in ((-20, "due"), (31, "expired")):
            with clock.freeze(now() + ahead + timedelta(days=days)):
                for _again in range(2):
                    actions.turn_terms()
                self.assertEqual(told(f"knowledge.article.{kind}"), 1)
        with clock.freeze(now() + ahead + timedelta(days=31)):
            self.client.force_login(self.sari)
            page = self.client.get(article.get_absolute_url())
            self.assertContains(page, "Jangan dijadikan dasar keputusan")
        verbs = set(Review.objects.filter(article=article).values_list("verb", flat=True))
        self.assertLessEqual({"due", "expired"}, verbs)

    def test_a_newer_article_takes_its_place_and_readers_are_sent_on(self) -> None:
        """P-KNO-16"""
        old = self.verified()
        new = self.verified(text=Text(title="Yang baru", body=TEXT.body, summary="S"))
        with self.assertRaises(NotASuccessor):
            actions.supersede_article(old, old, by=self.ratna)
        url = f"/pengetahuan/{old.slug}/penggantian/"
        for person in (self.bayu, self.joko):
            self.client.force_login(person)
            self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.ratna)
        self.client.post(url, {"successor": new.pk})
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(old.get_absolute_url()), "Yang baru")
        self.assertNotContains(self.client.get("/pengetahuan/"), TEXT.title)
        self.assertFalse(Passage.objects.filter(article=old).exists())


class TouchedPasalTests(KnowledgeTestCase):
    def test_only_articles_that_cite_a_changed_pasal_are_doubted(self) -> None:
        hit = self.verified()
        missed = self.verified(
            text=Text(title="Lain", body=TEXT.body, summary="S", legal_basis=["PP 11/2017 Pasal 1"])
        )
        law = self.regulation()
        amending = publish_pieces(
            [piece("I", "Pasal 312 diubah.", angka="1", inner_pasal="312")],
            self.details(short_title="PP 17/2020", number="17", year=2020),
            by=self.ratna,
        )
        actions.relate(law, RelationKind.AMENDED_BY, other=amending, other_name="", by=self.ratna)
        tell_everyone()
        self.assertEqual(set(Check.objects.values_list("article", flat=True)), {hit.pk})
        self.assertEqual(Article.objects.get(pk=missed.pk).open_checks, 0)

    def test_a_second_amendment_opens_a_new_check_and_telling_again_does_not(self) -> None:
        article = self.verified()
        law = self.regulation()
        actions.relate(
            law, RelationKind.AMENDED_BY, other=None, other_name="PP 1/2020", by=self.ratna
        )
        tell_everyone()
        actions.settle_check(Check.objects.get(), by=self.bayu)
        with clock.freeze(now() + timedelta(days=1)):
            actions.relate(
                law, RelationKind.AMENDED_BY, other=None, other_name="PP 2/2021", by=self.ratna
            )
            tell_everyone()
        self.assertEqual(Check.objects.filter(article=article).count(), 2)
