"""Evaluations plan themselves, ask at the right moment, and never say who answered what."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from unittest import mock

from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sinau.evaluation import letters, listeners, questions, results
from sinau.evaluation.actions import (
    answer,
    ask_behaviour,
    ask_reaction,
    ask_what_is_due,
    choose_indicator,
    enter_values,
    plan_class,
    record_score,
    remind,
    write_indicator,
    write_questionnaire,
)
from sinau.evaluation.actions.answering import AlreadyAnswered, TooLate
from sinau.evaluation.actions.indicators import SameIndicator
from sinau.evaluation.models import Evaluation, Indicator, Invitation, Level, Response, Voice
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import freeze, now
from sinau.people.models import Agency, Person
from sinau.people.testing import CastTestCase
from sinau.ui.sheets import workbook
from sinau.ui.testing import cells, queries_of
from sinau.university.actions import close_class, enrol, mark_by_hand, register
from sinau.university.testing import finish_a_course, open_a_class, open_a_course


class EvaluationTestCase(CastTestCase):
    """A class of a hundred days ago that Sari and Bayu attended."""

    evaluation: Evaluation

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        with freeze(now() - dt.timedelta(days=103)):
            training_class = open_a_class(
                cls.bkpsdm, cls.wulan, starts_at=now() + dt.timedelta(days=2)
            )
            for person in (cls.sari, cls.bayu):
                registration = register(training_class, person, by=person)
        with freeze(now() - dt.timedelta(days=100)):
            for registration in training_class.registrations.all():
                for session in training_class.sessions.all():
                    mark_by_hand(session, registration, reason="Hadir.", by=cls.wulan)
            close_class(training_class, by=cls.wulan)
            tell_everyone()
        cls.evaluation = Evaluation.objects.get(training_class=training_class)

    def fill(self, count: int, *, level: str = Level.REACTION, voice: str = Voice.SELF) -> None:
        """So many answers, as if from others."""
        asked = (
            self.evaluation.reaction_questions
            if level == Level.REACTION
            else self.evaluation.behaviour_questions
        )
        for turn in range(count):
            Response.objects.create(
                evaluation=self.evaluation,
                level=level,
                voice=voice,
                answers={
                    one["id"]: (turn % 5 + 1 if one["kind"] == "scale" else f"Saran {turn}")
                    for one in asked
                },
            )


class PlanTests(EvaluationTestCase):
    def test_a_closed_class_asks_everybody_who_came(self) -> None:
        asked = Invitation.objects.filter(evaluation=self.evaluation, level=Level.REACTION)
        self.assertEqual({one.to for one in asked}, {self.sari, self.bayu})
        self.assertEqual(self.evaluation.reaction_asked, 2)
        self.assertEqual(plan_class(self.evaluation.training_class), self.evaluation)  # type: ignore[arg-type]
        self.assertEqual(ask_reaction(self.evaluation, [self.sari]), 0)

    def test_a_course_is_planned_when_published_and_asks_who_finishes(self) -> None:
        course = open_a_course(self.bkpsdm, self.wulan)
        tell_everyone()
        evaluation = Evaluation.objects.get(course=course)
        self.assertEqual(evaluation.reaction_asked, 0)
        finish_a_course(enrol(course, self.sari))
        tell_everyone()
        self.assertEqual(evaluation.invitations.get().to, self.sari)

    def test_after_three_months_participant_supervisor_and_peers_are_asked_once(self) -> None:
        with freeze(now() - dt.timedelta(days=20)):
            self.assertEqual(ask_what_is_due(), 0)
        self.assertGreater(ask_what_is_due(), 0)
        self.assertEqual(ask_what_is_due(), 0)
        of_sari = Invitation.objects.filter(about=self.sari, level=Level.BEHAVIOUR)
        voices = set(of_sari.values_list("voice", flat=True))
        self.assertLessEqual({"self", "supervisor"}, voices)
        supervisor = of_sari.get(voice=Voice.SUPERVISOR)
        self.assertEqual(supervisor.to, self.sari.supervisor)

    def test_what_is_long_past_is_not_dug_up(self) -> None:
        with freeze(now() + dt.timedelta(days=200)):
            self.assertEqual(ask_what_is_due(), 0)

    def test_who_has_not_answered_is_reminded_twice_a_week_apart(self) -> None:
        ask_behaviour(self.evaluation, [self.sari])
        self.assertEqual(remind(), 0)
        start = now()
        counts = []
        for days in (8, 9, 15, 23):
            with freeze(start + dt.timedelta(days=days)):
                counts.append(remind() > 0)
        self.assertEqual(counts, [True, False, True, False])

    def test_an_agency_asks_in_its_own_words_from_then_on(self) -> None:
        asked = questions.read("skala: Apakah berguna?\nteks: Saran")
        write_questionnaire(self.bkpsdm, Level.REACTION, asked, by=self.wulan)
        course = open_a_course(self.bkpsdm, self.wulan)
        tell_everyone()
        self.assertEqual(Evaluation.objects.get(course=course).reaction_questions, asked)
        self.evaluation.refresh_from_db()
        self.assertNotEqual(self.evaluation.reaction_questions, asked)

    def test_a_letter_brings_the_link(self) -> None:
        ask_behaviour(self.evaluation, [self.sari])
        invitation = Invitation.objects.get(to=self.sari, level=Level.BEHAVIOUR)
        self.assertTrue(letters.send(invitation.pk))
        self.assertIn(invitation.token, mail.outbox[0].body)
        self.assertNotIn(invitation.token, str(Entry.objects.values_list("data", flat=True)))


class AnswerTests(EvaluationTestCase):
    """P-EVA-1 and P-EVA-2."""

    def setUp(self) -> None:
        ask_behaviour(self.evaluation, [self.sari])
        self.invitation = Invitation.objects.get(to=self.sari, level=Level.BEHAVIOUR)

    def said(self) -> dict[str, str]:
        return {
            one["id"]: "4" if one["kind"] == "scale" else "Dipakai setiap hari"
            for one in self.evaluation.behaviour_questions
        }

    def test_p_eva_1_whoever_holds_the_link_answers_once_without_signing_in(self) -> None:
        url = self.invitation.get_absolute_url()
        self.assertContains(self.client.get(url), "Apa yang berubah")
        self.assertEqual(self.client.post(url, {}).status_code, 422)
        self.assertContains(self.client.post(url, self.said()), "Terima kasih")
        self.assertContains(self.client.get(url), "sudah dipakai")
        self.assertEqual(Response.objects.count(), 1)
        with self.assertRaises(AlreadyAnswered):
            answer(self.invitation, {})
        self.evaluation.refresh_from_db()
        self.assertEqual(self.evaluation.behaviour_answered, 1)

    def test_a_wrong_link_is_not_there_and_a_late_one_says_so(self) -> None:
        pk, _colon, mark = self.invitation.token.partition(":")
        for token in (f"{int(pk) + 1}:{mark}", "1:abc", "x"):
            self.assertEqual(self.client.get(f"/belajar/evaluasi/isi/{token}/").status_code, 404)
        with freeze(now() + dt.timedelta(days=40)):
            self.assertContains(self.client.get(self.invitation.get_absolute_url()), "berakhir")
            with self.assertRaises(TooLate):
                answer(self.invitation, {})

    def test_nothing_leads_from_the_answer_to_the_person(self) -> None:
        self.client.post(self.invitation.get_absolute_url(), self.said())
        names = {field.name for field in Response._meta.get_fields()}
        self.assertEqual(names, {"id", "evaluation", "level", "voice", "answers"})
        entry = Entry.objects.filter(kind="evaluation.response.given").get()
        self.assertIsNone(entry.told_by)
        self.assertNotIn("person_id", entry.data)

    def test_p_eva_2_ones_own_invitations_are_ones_own(self) -> None:
        url = reverse("evaluation:invitation", args=[self.invitation.pk])
        self.client.force_login(self.sari)
        self.assertContains(self.client.get("/belajar/evaluasi/undangan/"), self.evaluation.title)
        self.assertRedirects(self.client.get(url), self.invitation.get_absolute_url())
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(url).status_code, 404)
        self.assertNotContains(
            self.client.get("/belajar/evaluasi/undangan/"), self.evaluation.title
        )


class ResultTests(EvaluationTestCase):
    def test_fewer_than_five_answers_are_not_shown(self) -> None:
        self.fill(4)
        self.assertEqual(results.reaction(self.evaluation).said, [])
        self.fill(1)
        group = results.reaction(self.evaluation)
        self.assertEqual(group.count, 5)
        self.assertEqual(group.said[0].mean, 2.2)
        self.assertEqual(sum(group.said[0].spread), 5)

    def test_self_is_held_against_the_others(self) -> None:
        self.fill(5, level=Level.BEHAVIOUR, voice=Voice.SELF)
        self.fill(4, level=Level.BEHAVIOUR, voice=Voice.PEER)
        groups = results.behaviour(self.evaluation)
        self.assertIsNone(results.gaps(groups)[0].difference)
        self.fill(5, level=Level.BEHAVIOUR, voice=Voice.SUPERVISOR)
        gap = results.gaps(results.behaviour(self.evaluation))[0]
        self.assertEqual(gap.means[2], None)
        self.assertEqual(gap.difference, 0)

    def test_scores_before_and_after_become_an_effect(self) -> None:
        self.assertIsNone(results.learning(self.evaluation))
        fact = {"person_id": self.sari.pk, "class_id": self.evaluation.training_class_id}
        for purpose, score in (("pre", 40), ("pre", 90), ("post", 60), ("post", 80), ("final", 1)):
            told = SimpleNamespace(**fact, purpose=purpose, score=Decimal(score), course_id=None)
            listeners.keep_score(told, mock.Mock())  # type: ignore[arg-type]
        row = self.evaluation.scores.get()
        self.assertEqual((row.before, row.after), (40, 80))
        record_score(self.evaluation, self.bayu.pk, is_before=False, score=Decimal(70))
        effect = results.learning(self.evaluation)
        assert effect is not None
        self.assertEqual(effect.pairs, 1)
        self.assertTrue(effect.is_thin)
        self.evaluation.refresh_from_db()
        self.assertEqual(self.evaluation.pair_count, 1)

    def test_a_figure_is_looked_at_around_the_day_beside_another(self) -> None:
        ours, theirs = self.figure(self.bkpsdm, self.wulan), self.figure(self.dishub, self.joko)
        middle = self.evaluation.held_on.replace(day=1)
        before, after = middle - dt.timedelta(days=20), middle + dt.timedelta(days=40)
        enter_values(
            ours, {before: Decimal(10), middle: Decimal(99), after: Decimal(7)}, by=self.wulan
        )
        enter_values(theirs, {before: Decimal(10), after: Decimal(9)}, by=self.joko)
        with self.assertRaises(SameIndicator):
            choose_indicator(self.evaluation, ours, comparison=ours, reasoning="x", by=self.wulan)
        choose_indicator(self.evaluation, ours, comparison=theirs, reasoning="Cepat", by=self.wulan)
        found = results.outcome(self.evaluation)
        assert found is not None and found.comparison is not None
        self.assertEqual((found.comparison.change, found.comparison.difference), (-3, -2))
        self.assertTrue(found.is_better)
        self.client.force_login(self.wulan)
        page = self.client.get(self.evaluation.get_absolute_url())
        self.assertContains(page, "Apa yang tidak dapat disimpulkan")

    def figure(self, agency: Agency, by: Person) -> Indicator:
        return write_indicator(
            Indicator(agency=agency, name="Hari izin", better="down", source="Register"), by=by
        )


class PageTests(EvaluationTestCase):
    """P-EVA-3, P-EVA-4 and P-EVA-5."""

    def test_p_eva_3_an_evaluation_is_for_officers_heads_and_auditors_of_its_agency(self) -> None:
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get("/belajar/evaluasi/"), self.evaluation.title)
        self.assertContains(self.client.get(self.evaluation.get_absolute_url()), "Reaksi")
        rows = cells(self.client.get("/belajar/evaluasi/?unduh=xlsx").content)
        self.assertEqual(len(rows), 2)
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get("/belajar/evaluasi/"), self.evaluation.title)
        self.assertEqual(self.client.get(self.evaluation.get_absolute_url()).status_code, 404)
        self.assertEqual(len(cells(self.client.get("/belajar/evaluasi/?unduh=xlsx").content)), 1)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get("/belajar/evaluasi/").status_code, 404)

    def test_the_page_shows_all_four_levels_in_every_state(self) -> None:
        self.client.force_login(self.wulan)
        url = self.evaluation.get_absolute_url()
        self.assertContains(self.client.get(url), "Hasil ditampilkan setelah 5 jawaban lagi")
        self.fill(6)
        ask_what_is_due()
        for voice in Voice.values:
            self.fill(5, level=Level.BEHAVIOUR, voice=voice)
        for at, person in enumerate((self.sari, self.bayu, self.budi)):
            record_score(self.evaluation, person.pk, is_before=True, score=Decimal(40 + at))
            record_score(self.evaluation, person.pk, is_before=False, score=Decimal(70 + 2 * at))
        page = self.client.get(url)
        for said in ("Rata-rata dari 5", "Hedges", "Hanya 3 peserta", "Saran 0"):
            self.assertContains(page, said)
        self.assertEqual(len(cells(self.client.get(url + "?unduh=xlsx").content)), 18)

    def test_the_list_asks_the_same_number_of_queries_for_any_number_of_rows(self) -> None:
        self.client.force_login(self.wulan)
        queries_of(self.client, "/belajar/evaluasi/")
        few = queries_of(self.client, "/belajar/evaluasi/")
        for _turn in range(3):
            open_a_course(self.bkpsdm, self.wulan)
        tell_everyone()
        self.assertEqual(queries_of(self.client, "/belajar/evaluasi/"), few)

    def test_p_eva_4_only_officers_of_the_agency_write_its_questions_and_choices(self) -> None:
        ask = reverse("evaluation:questionnaire", args=[self.bkpsdm.pk, "reaction"])
        choose = reverse("evaluation:indicator_choice", args=[self.evaluation.pk])
        for outsider in (self.joko, self.sari):
            self.client.force_login(outsider)
            for url in (ask, choose):
                self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(choose), "Belum ada indikator")
        self.assertContains(self.client.post(ask, {"text": "apa ini"}), "Baris 1", status_code=422)
        self.assertRedirects(
            self.client.post(ask, {"text": "skala: Berguna?"}), "/belajar/evaluasi/pertanyaan/"
        )
        self.assertContains(
            self.client.get("/belajar/evaluasi/pertanyaan/"), "1 pertanyaan sendiri"
        )

    def test_p_eva_5_a_figure_is_read_and_entered_within_its_agency(self) -> None:
        self.client.force_login(self.wulan)
        self.client.post(
            "/belajar/evaluasi/layanan/baru/",
            {
                "agency": self.bkpsdm.pk,
                "name": "Hari izin",
                "unit": "hari",
                "better": "down",
                "source": "Register izin",
            },
        )
        indicator = Indicator.objects.get()
        url = indicator.get_absolute_url()
        self.assertRedirects(self.client.post(url, {"month": "03/2026", "value": "12,5"}), url)
        self.assertEqual(indicator.values.get().value, Decimal("12.5"))
        bad = self.client.post(url, {"month": "Maret", "value": "12"})
        self.assertContains(bad, "Tulis bulan seperti", status_code=422)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(url).status_code, 404)
        self.assertNotContains(self.client.get("/belajar/evaluasi/layanan/"), "Hari izin")

    def test_a_workbook_is_kept_whole_or_not_at_all(self) -> None:
        indicator = write_indicator(
            Indicator(agency=self.bkpsdm, name="Hari", source="Register"), by=self.wulan
        )
        url = indicator.get_absolute_url()
        self.client.force_login(self.wulan)
        bad = workbook("a", ["Bulan", "Nilai"], [("01/2026", 3), ("apa", 4)])
        answer_ = self.client.post(url, {"file": SimpleUploadedFile("a.xlsx", bad)})
        self.assertContains(answer_, "baris 3", status_code=422)
        self.assertFalse(indicator.values.exists())
        good = workbook("a", ["Bulan", "Nilai"], [("01/2026", 3), (dt.date(2026, 2, 5), "4,5")])
        self.client.post(url, {"file": SimpleUploadedFile("a.xlsx", good)})
        self.assertEqual(indicator.values.count(), 2)
        none = self.client.post(url, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04")})
        self.assertEqual(none.status_code, 422)
