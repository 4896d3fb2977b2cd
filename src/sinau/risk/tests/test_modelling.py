"""From rows to the engine: everything that counts, and no more queries for more risks."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from sinau.kernel.clock import now
from sinau.risk.actions import close_risk, identify_risk
from sinau.risk.actions.risks import Statement
from sinau.risk.engine.simulation import simulate
from sinau.risk.modelling import Moment, cells_after, cells_of, inputs_of
from sinau.risk.models import (
    Cause,
    Control,
    Estimate,
    Grade,
    Learning,
    Risk,
    RiskCause,
    Seen,
    Serving,
    Status,
    Way,
)
from sinau.risk.tests.stage import RegisterTestCase


class ModellingTest(RegisterTestCase):
    def estimate(self, risk: Risk) -> Estimate:
        """Between 2 and 40 percent, a tenth to one milliard."""
        risk.estimate = Estimate.objects.create(
            risk=risk,
            way=Way.CHANCE,
            low=0.02,
            high=0.4,
            loss_low=100_000_000,
            loss_high=1_000_000_000,
            grade=Grade.EXPERT,
            shape=1.5,
            per=8.0,
            estimated_by=self.sari,
            agency=self.dinkes,
            estimated_at=now(),
        )
        risk.save()
        return risk.estimate

    def another(self, number: int) -> Risk:
        """One more risk in the register, estimated, on the vendor and under the guard."""
        risk = identify_risk(
            self.register,
            Statement(
                event=f"Kejadian {number}", cause="x", impact_text="y", category="Layanan SPBE"
            ),
            likelihood=2,
            impact=2,
            by=self.sari,
        )
        self.estimate(risk)
        RiskCause.objects.create(risk=risk, cause=self.vendor, weight=0.4)
        Serving.objects.create(control=self.guard, risk=risk, added_by=self.sari, added_at=now())
        return risk

    def setUp(self) -> None:
        self.vendor = Cause.objects.create(
            name="Penyedia model",
            kind="vendor",
            bad_year=3,
            variance=1.0,
            agency=self.dinkes,
            described_by=self.sari,
            described_at=now(),
        )
        self.guard = Control.objects.create(
            name="Pagar jawaban",
            effect=0.5,
            reliability=0.8,
            status=Status.WORKING,
            agency=self.dinkes,
            owner=self.sari,
            described_at=now(),
            changed_at=now(),
        )

    def test_it_holds_estimates_causes_and_controls_of_the_open_risks(self) -> None:
        first, second = self.another(1), self.another(2)
        inputs = inputs_of(Risk.objects.all())
        self.assertEqual([risk.pk for risk in inputs.risks], [first.pk, second.pk])
        self.assertEqual([risk.pk for risk in inputs.without_estimate], [self.risk.pk])
        one = inputs.portfolio.risks[0]
        self.assertEqual(one.causes, {str(self.vendor.pk): 0.4})
        self.assertEqual(inputs.portfolio.controls[0].risks, (str(first.pk), str(second.pk)))
        close_risk(second, reason="selesai", by=self.bayu)
        self.assertEqual(len(inputs_of(Risk.objects.all()).risks), 1)

    def test_a_planned_control_counts_only_in_the_plan(self) -> None:
        self.another(1)
        Control.objects.update(status=Status.PLANNED)
        inputs = inputs_of(Risk.objects.all())
        self.assertEqual(inputs.portfolio.controls, ())
        self.assertEqual(len(inputs.at(Moment.PLANNED).portfolio.controls), 1)
        risk = inputs.risks[0]
        self.assertEqual(cells_after(risk), cells_of(risk))
        self.assertLess(
            cells_after(risk, Moment.PLANNED).beyond(self.register.framework.scale.matrix, 16),
            cells_of(risk).beyond(self.register.framework.scale.matrix, 16),
        )

    def test_a_trial_changes_the_inputs_and_their_fingerprint(self) -> None:
        self.another(1)
        before = inputs_of(Risk.objects.all())
        self.assertEqual(before.fingerprint, inputs_of(Risk.objects.all()).fingerprint)
        Control.objects.update(attempts=100, breaches=90)
        after = inputs_of(Risk.objects.all())
        self.assertNotEqual(before.fingerprint, after.fingerprint)
        self.assertLess(after.portfolio.controls[0].effect, 0.2)

    def test_what_was_learnt_counts_until_there_is_another_estimate(self) -> None:
        risk = self.another(1)
        estimate = risk.estimate
        assert estimate is not None
        risk.learning = Learning.objects.create(
            risk=risk,
            estimate=estimate,
            seen=Seen.INCIDENT,
            day=now().date(),
            source="risk.incident:1",
            incidents=1,
            near_misses=0,
            observed_years=0.5,
            shape=2.5,
            per=8.5,
            chance=0.2,
            learnt_at=now(),
        )
        risk.save()
        self.assertAlmostEqual(inputs_of(Risk.objects.all()).portfolio.rates[0], 2.5 / 8.5)
        self.estimate(risk)
        self.assertAlmostEqual(inputs_of(Risk.objects.all()).portfolio.rates[0], 1.5 / 8)

    def test_it_asks_three_questions_for_two_risks_and_for_twelve(self) -> None:
        self.another(1), self.another(2)
        self.asked()  # Roles are remembered from here on.
        self.assertEqual(self.asked(), 3)
        for number in range(3, 13):
            self.another(number)
        self.assertEqual(self.asked(), 3)

    def asked(self) -> int:
        """The queries of a selection, its portfolio and its drawn years."""
        with CaptureQueriesContext(connection) as seen:
            inputs = inputs_of(Risk.objects.visible_to(self.bayu))
            simulate(inputs.portfolio, years=100, seed=1)
            cells_of(inputs.risks[0])
            cells_after(inputs.risks[0])
        return len(seen)
