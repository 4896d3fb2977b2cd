"""The years of a register: at once when quick, in the queue when large, once for the same inputs."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

from sinau.kernel import clock
from sinau.kernel.clock import now
from sinau.risk.actions import Guess, Measure, computing, describe_control, estimate_risk
from sinau.risk.actions.computing import compute, count_anew, finish_silent, latest
from sinau.risk.models import Grade, Result, Way
from sinau.risk.tests.stage import RegisterTestCase


class ComputeTests(RegisterTestCase):
    def setUp(self) -> None:
        estimate_risk(
            self.risk,
            Guess(
                way=Way.CHANCE,
                low=0.02,
                high=0.4,
                loss_low=10**7,
                loss_high=10**9,
                grade=Grade.EXPERT,
            ),
            by=self.sari,
        )

    def test_the_same_inputs_are_computed_once(self) -> None:
        first = count_anew(self.register, by=self.sari)
        second = count_anew(self.register, by=self.wulan)
        assert first is not None and second is not None
        self.assertEqual(first.pk, second.pk)
        self.assertEqual(first.content["inherent"], first.content["planned"])

    def test_a_planned_control_counts_in_the_plan_only(self) -> None:
        describe_control(
            Measure(name="Pagar", effect=0.8),
            agency=self.dinkes,
            owner=self.bayu,
            by=self.bayu,
            risks=[self.risk],
        )
        result = count_anew(self.register)
        assert result is not None
        means = [result.content[part]["mean"] for part in ("inherent", "now", "planned")]
        self.assertEqual(means[0], means[1])
        self.assertLess(means[2], means[1] / 3)

    def test_a_large_register_waits_in_the_queue_and_the_page_says_how_far_it_is(self) -> None:
        with patch.object(computing, "EVENTS_AT_ONCE", 0):
            result = count_anew(self.register)
        assert result is not None and result.finished_at is None
        self.client.force_login(self.sari)
        page = self.client.get(self.register.get_absolute_url())
        self.assertContains(page, "dihitung di belakang layar")
        for _turn in range(2):
            compute(result.pk)
        self.assertContains(
            self.client.get(self.register.get_absolute_url()), "Satu dari dua puluh tahun"
        )
        self.assertEqual(Result.objects.filter(purpose="losses").count(), 1)

    def test_what_a_dead_worker_left_is_finished(self) -> None:
        with patch.object(computing, "EVENTS_AT_ONCE", 0):
            count_anew(self.register)
        self.assertEqual(finish_silent(), 0)
        with clock.freeze(now() + timedelta(minutes=11)):
            self.assertEqual(finish_silent(), 1)
        found = latest(self.register)
        assert found is not None
        self.assertIsNotNone(found.finished_at)

    def test_nothing_is_computed_of_a_register_without_estimates(self) -> None:
        self.risk.estimate = None
        self.risk.save()
        self.assertIsNone(count_anew(self.register))
