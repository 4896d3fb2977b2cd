"""The estimates of the demo city: every risk counts, one round is over and one waits."""

from __future__ import annotations

from django.test import TestCase

from sinau.demo.seeding import seed
from sinau.risk.modelling import inputs_of
from sinau.risk.models import Cause, Control, Result, Risk, Round
from sinau.risk.views.rounds import state_of


class EstimateSeedTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        seed()

    def test_every_risk_is_estimated_and_the_city_can_be_computed(self) -> None:
        inputs = inputs_of(Risk.objects.all())
        self.assertFalse(inputs.without_estimate)
        self.assertGreaterEqual(len(inputs.risks), 25)
        self.assertGreaterEqual(Cause.objects.count(), 8)
        self.assertLess(inputs.portfolio.mean(residual=True), inputs.portfolio.mean())
        self.assertTrue(Control.objects.filter(name="Penyamaran nomor identitas").exists())

    def test_one_round_is_over_and_one_waits(self) -> None:
        for title, state in (
            ("Alat AI di luar daftar", "Selesai"),
            ("Data pribadi dan isi yang menyusup", "Menunggu jawaban"),
        ):
            self.assertEqual(state_of(Round.objects.get(title=title)).label, state)
        adopted = Risk.objects.get(code="AI-023").estimate
        assert adopted is not None
        self.assertEqual(adopted.pooling["estimators"], 3)

    def test_every_register_knows_what_a_year_costs(self) -> None:
        self.assertFalse(Result.objects.filter(purpose="losses", finished_at=None).exists())
        self.assertGreaterEqual(Result.objects.filter(purpose="losses").count(), 6)
