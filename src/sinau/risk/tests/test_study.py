"""Does it help: a small version of the study, and what must hold in it whatever it shows."""

from __future__ import annotations

from unittest import TestCase

import numpy as np

from sinau.risk.engine import Unusable
from sinau.risk.study import Assumptions, study
from sinau.risk.study.ranking import spend
from sinau.risk.study.town import ask, make_town

SMALL = Assumptions(agencies=60, risks_each=1)


class StudyTests(TestCase):
    def test_nine_in_ten_ranges_hold_the_true_rate_after_five_years(self) -> None:
        found = study(SMALL, cities=8, seed=3, drawn_years=500)
        self.assertEqual(len(found.coverage), 6)
        self.assertGreaterEqual(found.coverage[-1].mean, 0.85)
        self.assertLessEqual(found.coverage[-1].mean, 0.95)

    def test_nobody_saves_more_than_who_knows_and_everybody_more_than_lots(self) -> None:
        found = study(SMALL, cities=6, seed=3, drawn_years=500)
        saved = {way: one.mean for way, one in found.saved.items()}
        self.assertEqual(max(saved, key=lambda way: saved[way]), "all_knowing")
        for way in ("worth", "matrix", "product", "expected_loss"):
            self.assertGreater(saved[way], saved["lots"])

    def test_the_same_seed_gives_the_same_report(self) -> None:
        one = study(SMALL, cities=2, seed=9, drawn_years=500).plain()
        self.assertEqual(one, study(SMALL, cities=2, seed=9, drawn_years=500).plain())

    def test_experts_are_as_sure_of_themselves_as_was_assumed(self) -> None:
        dice = np.random.default_rng(5)
        bold = Assumptions(experts=1, widen=False)
        town = make_town(bold, dice)
        said = ask(town, bold, dice)
        hits = [
            rate.quantile(0.05) <= truth <= rate.quantile(0.95)
            for rate, truth in zip(said.rates, town.rates, strict=True)
        ]
        self.assertAlmostEqual(float(np.mean(hits)), bold.held, delta=0.10)

    def test_a_budget_is_never_overspent(self) -> None:
        costs = np.array([5.0, 4.0, 3.0])
        taken = spend(np.array([3.0, 2.0, 1.0]), costs, 8.0)
        self.assertEqual(list(taken), [1, 0, 1])

    def test_an_assumption_that_is_not_one_is_refused(self) -> None:
        self.assertEqual(Assumptions.read(["budget_share=0.1"]).budget_share, 0.1)
        for wrong in ("tidak=1", "years=lima", "budget_share"):
            with self.assertRaises(Unusable):
                Assumptions.read([wrong])
