"""Estimation rounds: hidden means hidden, then together, then adopted."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.kernel import clock
from sinau.kernel.clock import now, today
from sinau.risk.actions import Guess
from sinau.risk.actions.rounds import (
    RoundIsOver,
    StillHidden,
    TooFewAnswers,
    TooFewEstimators,
    adopt_question,
    answer_question,
    finish_round,
    open_round,
    remark_on,
    reveal_due,
    reveal_round,
)
from sinau.risk.models import Answer, Estimate, Grade, Question, Round, Turn, Way
from sinau.risk.pooling import Method
from sinau.risk.tests.stage import RegisterTestCase
from sinau.ui.testing import queries_of

SAID = {
    "way": "chance",
    "chance_low": "7",
    "chance_high": "31",
    "loss_low": "11 juta",
    "loss_high": "97 juta",
    "grade": "expert",
    "basis": "Loket ramai",
}


def guess(low: float, high: float) -> Guess:
    """So likely in a year, and between ten and a hundred million."""
    return Guess(
        way=Way.CHANCE, low=low, high=high, loss_low=10**7, loss_high=10**8, grade=Grade.EXPERT
    )


class RoundTests(RegisterTestCase):
    round: Round
    question: Question

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.round = open_round(
            cls.register,
            title="Putaran November",
            risks=[cls.risk],
            people=[cls.sari, cls.wulan, cls.tri],
            closes_on=today() + timedelta(days=7),
            by=cls.bayu,
        )
        cls.question = cls.round.questions.get()

    def all_answer(self) -> None:
        for person, low, high in (
            (self.sari, 0.02, 0.1),
            (self.wulan, 0.05, 0.3),
            (self.tri, 0.4, 0.8),
        ):
            answer_question(self.question, guess(low, high), by=person)
        self.round.refresh_from_db()

    def test_nobody_sees_anothers_answer_until_all_have_answered_p_rsk_51(self) -> None:
        """P-RSK-51: hidden in pages, exports, the journal, also from the coordinator."""
        self.client.force_login(self.sari)
        self.client.post(reverse("risk:answer", args=[self.question.pk]), SAID)
        mine = self.client.get(self.round.get_absolute_url())
        self.assertContains(mine, "7 sampai 31 % setahun")
        for person in (self.bayu, self.wulan, self.tri, self.agung):
            with self.subTest(person.name):
                self.client.force_login(person)
                for url in (
                    self.round.get_absolute_url(),
                    reverse("risk:rounds"),
                    self.risk.get_absolute_url() if person != self.tri else reverse("risk:rounds"),
                    self.register.get_absolute_url()
                    if person != self.tri
                    else reverse("risk:rounds"),
                ):
                    page = self.client.get(url)
                    self.assertEqual(page.status_code, 200)
                    self.assertNotContains(page, "7 sampai 31")
                    self.assertNotContains(page, "Rp11 juta")
                    self.assertNotContains(page, "Loket ramai")
        told = " ".join(entry.sentence() for entry in Entry.objects.all())
        self.assertNotIn("31", told)
        self.client.force_login(self.wulan)
        own = self.client.get(reverse("risk:answer", args=[self.question.pk]))
        self.assertNotContains(own, "31")

    def test_the_last_answer_opens_them_side_by_side(self) -> None:
        self.all_answer()
        self.assertFalse(self.round.is_hidden)
        self.client.force_login(self.wulan)
        page = self.client.get(self.round.get_absolute_url())
        self.assertContains(page, "2 sampai 10 % setahun")
        self.assertContains(page, "drawing__span")
        self.assertContains(page, "Rentang peluang sebagian penilai tidak bertemu")
        self.assertTrue(Entry.objects.filter(kind="risk.round.revealed").exists())

    def test_they_are_not_opened_before_and_by_themselves_afterwards(self) -> None:
        with self.assertRaises(StillHidden):
            reveal_round(self.round, by=self.bayu)
        self.assertEqual(reveal_due(), 0)
        with clock.freeze(now() + timedelta(days=8)):
            with self.assertRaises(RoundIsOver):
                answer_question(self.question, guess(0.1, 0.2), by=self.sari)
            self.assertEqual(reveal_due(), 1)
        self.round.refresh_from_db()
        self.assertFalse(self.round.is_hidden)

    def test_nothing_is_said_joined_or_closed_while_hidden(self) -> None:
        with self.assertRaises(StillHidden):
            remark_on(self.question, "Saya kira", by=self.sari)
        with self.assertRaises(StillHidden):
            adopt_question(self.question, Method.EQUAL, by=self.bayu)
        with self.assertRaises(StillHidden):
            finish_round(self.round, by=self.bayu)

    def test_one_revises_after_the_reveal_and_the_first_answer_stays(self) -> None:
        self.all_answer()
        self.client.force_login(self.tri)
        self.client.post(reverse("risk:answer", args=[self.question.pk]), SAID)
        turns = Answer.objects.filter(estimator__person=self.tri).values_list("turn", flat=True)
        self.assertEqual(sorted(turns), [Turn.FIRST, Turn.REVISED])
        page = self.client.get(self.round.get_absolute_url())
        self.assertContains(page, "7 sampai 31 % setahun")
        self.assertContains(page, "40 sampai 80 % setahun")

    def test_a_remark_is_read_by_all_and_stands_once(self) -> None:
        self.all_answer()
        self.client.force_login(self.tri)
        url = reverse("risk:remark", args=[self.question.pk])
        for _turn in range(2):
            self.client.post(url, {"text": "Tahun lalu dua kali"})
        self.assertEqual(self.question.remarks.count(), 1)
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(self.round.get_absolute_url()), "Tahun lalu dua kali")

    def test_the_coordinator_adopts_the_joint_estimate_p_rsk_52(self) -> None:
        """P-RSK-52: who opened it, keeps the register or is risk officer over it; nobody else."""
        self.all_answer()
        url = reverse("risk:adopt", args=[self.question.pk])
        for person in (self.sari, self.tri, self.joko):
            self.client.force_login(person)
            self.assertEqual(self.client.post(url, {"cara": "sama"}).status_code, 404)
        self.client.force_login(self.bayu)
        self.client.post(url, {"cara": "sama"})
        self.client.post(url, {"cara": "sama"})
        self.risk.refresh_from_db()
        estimate = self.risk.estimate
        assert estimate is not None
        self.assertEqual(Estimate.objects.count(), 1)
        self.assertEqual(estimate.round, self.round)
        self.assertEqual((estimate.pooling["estimators"], estimate.pooling["agencies"]), (3, 3))
        means = [one.gamma.mean for one in Answer.objects.all()]
        self.assertAlmostEqual(estimate.gamma.mean, sum(means) / 3)
        self.client.post(reverse("risk:round_finish", args=[self.round.pk]))
        self.round.refresh_from_db()
        self.assertIsNotNone(self.round.finished_at)
        with self.assertRaises(RoundIsOver):
            answer_question(self.question, guess(0.1, 0.2), by=self.sari)

    def test_one_answer_is_not_joined_and_one_person_is_no_round(self) -> None:
        answer_question(self.question, guess(0.1, 0.2), by=self.sari)
        with clock.freeze(now() + timedelta(days=8)):
            reveal_due()
            with self.assertRaises(TooFewAnswers):
                adopt_question(self.question, Method.EQUAL, by=self.bayu)
        with self.assertRaises(TooFewEstimators):
            open_round(
                self.register,
                title="Sendiri",
                risks=[self.risk],
                people=[self.sari],
                closes_on=today(),
                by=self.bayu,
            )

    def test_an_outsider_finds_no_round_p_rsk_53(self) -> None:
        """P-RSK-53: an estimator sees the round and its questions, not the register."""
        urls = [self.round.get_absolute_url(), reverse("risk:answer", args=[self.question.pk])]
        self.client.force_login(self.joko)
        for url in (*urls, reverse("risk:round_new", args=[self.register.pk])):
            self.assertEqual(self.client.get(url).status_code, 404)
        for name in ("round_reveal", "round_finish"):
            url = reverse(f"risk:{name}", args=[self.round.pk])
            self.assertEqual(self.client.post(url).status_code, 404)
        self.assertNotContains(self.client.get(reverse("risk:rounds")), self.round.title)
        other = open_round(
            self.register,
            title="Dengan orang luar",
            risks=[self.risk],
            people=[self.joko, self.sari],
            closes_on=today(),
            by=self.bayu,
        )
        page = self.client.get(other.get_absolute_url())
        self.assertContains(page, self.risk.event)
        self.assertNotContains(page, self.risk.get_absolute_url())
        self.assertEqual(self.client.get(self.risk.get_absolute_url()).status_code, 404)

    def test_it_is_opened_from_the_register_with_people_of_other_agencies(self) -> None:
        self.client.force_login(self.bayu)
        url = reverse("risk:round_new", args=[self.register.pk])
        said = {
            "title": "Putaran kedua",
            "risks": [self.risk.pk],
            "people": [self.sari.pk],
            "others": "19990101",
            "closes_on": (today() + timedelta(days=5)).isoformat(),
        }
        self.assertContains(
            self.client.post(url, said), "Tidak ada pegawai aktif dengan NIP 19990101"
        )
        page = self.client.post(url, {**said, "others": ""})
        self.assertContains(page, "sekurangnya dua penilai")
        self.client.post(url, {**said, "others": self.joko.nip})
        made = Round.objects.get(title="Putaran kedua")
        self.assertEqual(made.estimator_count, 2)

    def test_a_round_with_many_questions_asks_no_more(self) -> None:
        self.all_answer()
        self.client.force_login(self.sari)
        few = queries_of(self.client, self.round.get_absolute_url())
        for number in range(4):
            copy = self.risk
            copy.pk, copy.code = None, f"X-{number}"
            copy.save()
            question = Question.objects.create(round=self.round, risk=copy)
            for person in (self.sari, self.wulan, self.tri):
                answer_question(question, guess(0.1, 0.2), by=person)
        self.assertEqual(queries_of(self.client, self.round.get_absolute_url()), few)
