"""What happens teaches: rates, controls, and warnings that only close."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.kernel.clock import now, today
from sinau.risk.actions import Guess, Measure, describe_control, estimate_risk, review_risk
from sinau.risk.actions.incidents import Inquiry, Report, report_incident, triage_incident
from sinau.risk.actions.observing import see
from sinau.risk.models import Grade, Learning, Seen, Signal, Verdict, Way
from sinau.risk.tests.stage import RegisterTestCase


class ObserveTests(RegisterTestCase):
    def setUp(self) -> None:
        with clock.freeze(now() - timedelta(days=731)):
            self.estimate = estimate_risk(
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

    def chance(self) -> float:
        self.risk.refresh_from_db()
        assert self.risk.learning is not None
        return self.risk.learning.gamma.p_at_least_one

    def test_quiet_years_lower_the_rate(self) -> None:
        self.client.force_login(self.sari)
        url = reverse("risk:quiet", args=[self.risk.pk])
        page = self.client.post(url, follow=True)
        self.client.post(url)
        self.assertEqual(Learning.objects.count(), 1)
        self.assertAlmostEqual(self.chance(), 0.134, delta=0.01)
        self.assertContains(page, "Belajar dari yang terjadi")

    def test_an_incident_raises_it_and_counts_once(self) -> None:
        for _turn in range(2):
            see(self.risk, Seen.INCIDENT, day=today(), source="risk.incident:1")
        self.assertAlmostEqual(self.chance(), 0.217, delta=0.02)
        self.assertEqual(Entry.objects.filter(kind="risk.risk.learnt").count(), 1)

    def test_a_near_miss_counts_a_fifth(self) -> None:
        see(self.risk, Seen.NEAR_MISS, day=today(), source="risk.incident:1")
        row = Learning.objects.get()
        self.assertAlmostEqual(row.shape - self.estimate.shape, 0.2)
        self.assertEqual(row.signal, "")

    def test_nothing_is_learnt_from_before_the_estimate(self) -> None:
        day = today() - timedelta(days=900)
        self.assertIsNone(see(self.risk, Seen.INCIDENT, day=day, source="risk.incident:1"))
        self.assertFalse(Learning.objects.exists())

    def test_unexpected_incidents_warn_and_ask_for_a_review(self) -> None:
        review_risk(self.risk, Verdict.AGREED, note="", by=self.agung)
        signals = []
        for number in range(6):
            see(self.risk, Seen.INCIDENT, day=today(), source=f"risk.incident:{number}")
            self.risk.refresh_from_db()
            assert self.risk.learning is not None
            signals.append(self.risk.learning.signal)
        self.assertEqual(signals[0], "")
        self.assertEqual(signals[-1], Signal.HOLD)
        self.assertIn(Signal.REVIEW, signals)
        self.assertIsNone(self.risk.review)
        warnings = Entry.objects.filter(kind="risk.warning.raised")
        self.assertEqual(
            [one.data["signal"] for one in warnings.order_by("pk")], ["review", "hold"]
        )

    def test_a_reported_incident_teaches_its_risk_and_its_failed_control(self) -> None:
        control = describe_control(
            Measure(name="Pagar jawaban", effect=0.5, reliability=0.9),
            agency=self.dinkes,
            owner=self.bayu,
            by=self.bayu,
            risks=[self.risk],
        )
        incident = report_incident(
            Report(happened_at=now(), service="Pengingat", what="Pesan terbaca", near_miss=False),
            by=self.sari,
            register=self.register,
        )
        tell_everyone()
        self.assertFalse(Learning.objects.exists())
        found = Inquiry(register=self.register, risk=self.risk, failed_controls=("Pagar jawaban",))
        triage_incident(incident, found, by=self.agung)
        tell_everyone()
        row = Learning.objects.get()
        self.assertEqual((row.source, row.incidents), (f"risk.incident:{incident.pk}", 1))
        control.refresh_from_db()
        self.assertEqual(control.failed, 1)
        self.assertLess(control.believed_reliability, 0.9)
        triage_incident(incident, Inquiry(register=self.register, is_unnamed=True), by=self.agung)
        tell_everyone()
        self.assertFalse(Learning.objects.exists())
