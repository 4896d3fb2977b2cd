"""Comments, decisions, calls and signals: said openly, with reasons, once."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from sinau.ask.events import AnswerRated, GapClosed, GapJoined, GapOpened
from sinau.innovation.actions import begin_plan, draft_idea, propose_idea
from sinau.innovation.actions.calls import (
    CallOver,
    DecisionsMissing,
    answer_call,
    close_call,
    decide_idea,
    open_call,
)
from sinau.innovation.actions.ideas import NotYetPossible
from sinau.innovation.actions.plans import OwnPlan
from sinau.innovation.actions.talking import TooLateToMend, comment_idea, edit_comment
from sinau.innovation.models import (
    Answer,
    Call,
    Comment,
    Decision,
    Idea,
    Stage,
    Suggestion,
    Verdict,
)
from sinau.innovation.tests.stage import SKETCH, IdeaTestCase
from sinau.journal.announcing import announce
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.kernel.clock import now, today
from sinau.ui.testing import queries_of


class CommentTests(IdeaTestCase):
    def comment(self) -> Comment:
        return comment_idea(self.idea, body="Bagaimana dengan pasien tanpa telepon", by=self.joko)

    def test_anybody_in_the_city_talks_about_a_proposed_idea_p_ino_32(self) -> None:
        """P-INO-32: everybody comments; a draft of others is not found; hiding is for moderators."""
        self.client.force_login(self.joko)
        url = reverse("innovation:comment", args=[self.idea.pk])
        answer = self.client.post(url, {"body": "Terminal juga perlu"}, follow=True)
        self.assertContains(answer, "Terminal juga perlu")
        draft = draft_idea(SKETCH, owner=self.sari, agency=self.dinkes, by=self.sari)
        hidden = reverse("innovation:comment", args=[draft.pk])
        self.assertEqual(self.client.post(hidden, {"body": "x"}).status_code, 404)
        comment = Comment.objects.get()
        hide = reverse("innovation:comment_hide", args=[comment.pk])
        for person in (self.joko, self.sari, self.bayu):
            self.client.force_login(person)
            self.assertEqual(self.client.get(hide).status_code, 404)
        self.client.force_login(self.budi)
        self.client.post(hide, {"reason": "Menyebut nama orang"})
        self.client.force_login(self.sari)
        self.assertNotContains(self.client.get(self.idea.get_absolute_url()), "Terminal juga")
        self.client.force_login(self.joko)
        answer = self.client.get(self.idea.get_absolute_url())
        self.assertContains(answer, "Menyebut nama orang")

    def test_it_is_mended_for_a_quarter_of_an_hour(self) -> None:
        comment = self.comment()
        edit_comment(comment, body="Dan yang tanpa telepon", by=self.joko)
        self.assertEqual(comment.former_body, "Bagaimana dengan pasien tanpa telepon")
        with clock.freeze(now() + timedelta(minutes=16)), self.assertRaises(TooLateToMend):
            edit_comment(comment, body="Terlambat", by=self.joko)

    def test_only_its_writer_mends_it(self) -> None:
        url = reverse("innovation:comment_edit", args=[self.comment().pk])
        for person, status in ((self.joko, 200), (self.sari, 404)):
            self.client.force_login(person)
            self.assertEqual(self.client.get(url).status_code, status)


class DecideTests(IdeaTestCase):
    def test_the_reason_is_read_by_everybody(self) -> None:
        self.client.force_login(self.budi)
        url = reverse("innovation:decide", args=[self.idea.pk])
        self.client.post(url, {"verdict": "declined", "reason": "Pesan sudah dikirim JSS"})
        self.client.post(url, {"verdict": "declined", "reason": "Pesan sudah dikirim JSS"})
        self.assertEqual(Decision.objects.count(), 1)
        self.idea.refresh_from_db()
        self.assertEqual(self.idea.stage, Stage.DECLINED)
        self.client.force_login(self.joko)
        answer = self.client.get(self.idea.get_absolute_url())
        self.assertContains(answer, "Pesan sudah dikirim JSS")
        with self.assertRaises(NotYetPossible):
            begin_plan(self.idea, by=self.bayu)
        decide_idea(self.idea, Verdict.TAKEN_UP, reason="Kajian baru", by=self.budi)
        self.assertEqual(self.idea.stage, Stage.PROPOSED)

    def test_a_reason_is_needed(self) -> None:
        self.client.force_login(self.budi)
        url = reverse("innovation:decide", args=[self.idea.pk])
        self.client.post(url, {"verdict": "declined", "reason": "Tidak"})
        self.assertFalse(Decision.objects.exists())

    def test_heads_over_the_agency_decide_p_ino_33(self) -> None:
        """P-INO-33: a head over the leading agency decides, never about an idea of their own."""
        url = reverse("innovation:decide", args=[self.idea.pk])
        for person, status in (
            (self.budi, 200),
            (self.dewi, 200),
            (self.bayu, 404),
            (self.joko, 404),
        ):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(url).status_code, status)
        own = draft_idea(SKETCH, owner=self.budi, agency=self.dinkes, by=self.budi)
        propose_idea(own, by=self.budi)
        with self.assertRaises(OwnPlan):
            decide_idea(own, Verdict.DECLINED, reason="x", by=self.budi)


class CallTests(IdeaTestCase):
    def call(self) -> Call:
        return open_call(
            title="Antrean yang adil",
            question="Bagaimana antrean pagi dapat dipendekkan",
            criteria=["Berguna bagi lansia", "Tidak menambah aplikasi"],
            due=today() + timedelta(days=14),
            agency=self.dinkes,
            by=self.budi,
        )

    def test_an_idea_answers_once_and_closing_needs_each_decision(self) -> None:
        call = self.call()
        for _turn in range(2):
            answer_call(call, self.idea, by=self.bayu)
        call.refresh_from_db()
        self.assertEqual((call.answer_count, Answer.objects.count()), (1, 1))
        with self.assertRaises(DecisionsMissing) as refused:
            close_call(call, word="Terima kasih", by=self.budi)
        self.assertIn(self.idea.title, str(refused.exception.reasons[0]))
        decide_idea(self.idea, Verdict.TAKEN_UP, reason="Sesuai", by=self.budi, call=call)
        for _turn in range(2):
            close_call(call, word="Terima kasih", by=self.budi)
        self.assertEqual(Entry.objects.filter(kind="innovation.call.closed").count(), 1)
        with self.assertRaises(CallOver):
            other = draft_idea(SKETCH, owner=self.joko, agency=self.dishub, by=self.joko)
            propose_idea(other, by=self.joko)
            answer_call(Call.objects.get(), other, by=self.joko)

    def test_heads_call_and_close_p_ino_34(self) -> None:
        """P-INO-34: a head calls for an agency they lead and closes it; everybody answers."""
        new = reverse("innovation:call_new")
        call = self.call()
        close = reverse("innovation:call_close", args=[call.pk])
        decide = reverse("innovation:call_decision", args=[call.pk, self.idea.pk])
        answer_call(call, self.idea, by=self.bayu)
        for person, status in ((self.budi, 200), (self.sari, 404), (self.joko, 404)):
            self.client.force_login(person)
            for url in (new, close, decide):
                with self.subTest(url=url, person=person.name):
                    self.assertEqual(self.client.get(url).status_code, status)
        self.client.force_login(self.joko)
        self.assertContains(self.client.get(call.get_absolute_url()), self.idea.title)

    def test_a_head_opens_one_on_the_page(self) -> None:
        self.client.force_login(self.budi)
        said = {
            "title": "Arsip",
            "question": "Apa",
            "criteria": "- Satu\n- Dua\n",
            "due": (today() + timedelta(days=9)).isoformat(),
            "agency": self.dinkes.pk,
        }
        self.client.post(reverse("innovation:call_new"), said)
        self.assertEqual(Call.objects.get().criteria, ["Satu", "Dua"])

    def test_a_new_idea_answers_the_call_it_was_written_for(self) -> None:
        call = self.call()
        draft = draft_idea(SKETCH, owner=self.joko, agency=self.dishub, by=self.joko)
        self.client.force_login(self.joko)
        url = reverse("innovation:propose", args=[draft.pk])
        self.assertContains(self.client.get(f"{url}?panggilan={call.pk}"), call.title)
        self.client.post(url, {"panggilan": call.pk})
        self.assertEqual(Answer.objects.get().idea, draft)
        self.assertEqual(self.client.get(f"{url}?panggilan=9x").status_code, 302)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        call = self.call()
        self.client.force_login(self.sari)
        urls = (reverse("innovation:calls"), call.get_absolute_url())
        few = [queries_of(self.client, url) for url in urls]
        for _n in range(6):
            self.call()
            idea = draft_idea(SKETCH, owner=self.joko, agency=self.dishub, by=self.joko)
            propose_idea(idea, by=self.joko)
            answer_call(call, idea, by=self.joko)
        self.assertLessEqual(queries_of(self.client, urls[0]), few[0])
        self.assertLessEqual(queries_of(self.client, urls[1]), few[1] + 2)


class SuggestionTests(IdeaTestCase):
    def ask(self, times: int) -> None:
        agency = self.dinkes.pk
        for at in range(times):
            if at == 0:
                fact: object = GapOpened(
                    gap_id=7, question_id=1, agency_id=agency, promised_on=today()
                )
            else:
                fact = GapJoined(gap_id=7, question_id=at + 1, agency_id=agency, want="")
            announce(fact, by=None)  # type: ignore[arg-type]
        tell_everyone()

    def test_it_shows_when_three_asked_and_becomes_one_idea(self) -> None:
        self.ask(2)
        self.client.force_login(self.sari)
        index = reverse("innovation:suggestions")
        self.assertNotContains(self.client.get(index), "Pertanyaan nomor 7")
        self.ask(2)
        self.assertContains(self.client.get(index), "Pertanyaan nomor 7")
        suggestion = Suggestion.objects.get()
        url = reverse("innovation:suggestion_take_up", args=[suggestion.pk])
        said = {
            "title": "Penjawab syarat",
            "problem": "Berulang ditanya",
            "beneficiaries": "Pegawai",
            "summary": "Jawaban berkutip",
            "agency": self.dinkes.pk,
        }
        self.client.post(url, said)
        idea = Idea.objects.get(title="Penjawab syarat")
        self.assertEqual(idea.origin.suggestion, suggestion)
        self.assertContains(self.client.get(idea.get_absolute_url()), "Pertanyaan nomor 7")
        self.assertEqual(self.client.post(url, said).status_code, 409)
        self.assertNotContains(self.client.get(index), "Pertanyaan nomor 7")

    def test_a_signal_of_an_agency_is_not_for_outsiders_p_ino_35(self) -> None:
        """P-INO-35: signals of an agency are for its people, heads and risk officers over it."""
        self.ask(3)
        suggestion = Suggestion.objects.get()
        take = reverse("innovation:suggestion_take_up", args=[suggestion.pk])
        aside = reverse("innovation:suggestion_remove", args=[suggestion.pk])
        for person, one, two in (
            (self.joko, 404, 404),
            (self.sari, 200, 404),
            (self.budi, 200, 200),
        ):
            self.client.force_login(person)
            self.assertEqual(self.client.get(take).status_code, one)
            self.assertEqual(self.client.get(aside).status_code, two)
        self.client.post(aside, {"reason": "Artikelnya sedang ditulis"})
        self.assertFalse(Suggestion.objects.waiting().exists())

    def test_an_answered_gap_asks_nobody(self) -> None:
        self.ask(3)
        announce(GapClosed(gap_id=7, questions=3, hours=2.0), by=None)
        tell_everyone()
        self.assertFalse(Suggestion.objects.waiting().exists())

    def test_useless_answers_are_counted_and_not_whose(self) -> None:
        for at in range(5):
            fact = AnswerRated(
                question_id=at,
                person_id=self.sari.pk,
                agency_id=self.dinkes.pk,
                helped=False,
                was_answered=True,
            )
            announce(fact, by=None)
        tell_everyone()
        self.assertEqual(Suggestion.objects.waiting().get().weight, 5)
