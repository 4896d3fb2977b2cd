"""Properties of drawn years that hold for every portfolio."""

from __future__ import annotations

import unittest

import numpy as np

from sinau.risk.engine import Cause, Control, Loss, Portfolio, Rate, Risk, Unusable
from sinau.risk.engine.portfolio import OWN
from sinau.risk.engine.reading import (
    best_under_budget,
    cells,
    chance_of_rank,
    curve,
    exceedance,
    implied_correlations,
    sensitivity,
    worth,
    years_in_words,
)
from sinau.risk.engine.simulation import KEPT_SHARE, PIECE, quantile, shortfall, simulate
from sinau.risk.tests.test_engine_closed_forms import small_city

MATRIX = (
    (1, 3, 5, 8, 20),
    (2, 7, 11, 13, 21),
    (4, 10, 14, 17, 22),
    (6, 12, 16, 19, 24),
    (9, 15, 18, 23, 25),
)


def cities() -> list[Portfolio]:
    loss = Loss.from_range(1e6, 1e8, cap=5e8)
    lonely = Portfolio((Risk("a", Rate(1.4, 7.3), loss),))
    return [small_city(), small_city(uncertain=True), lonely]


class SimulationTests(unittest.TestCase):
    def test_the_same_seed_gives_the_same_numbers_whoever_draws(self) -> None:
        for city in cities():
            one = simulate(city, years=3 * PIECE + 17, seed=5)
            two = simulate(city, years=3 * PIECE + 17, seed=5, workers=3)
            other = simulate(city, years=3 * PIECE + 17, seed=6)
            np.testing.assert_array_equal(one.before, two.before)
            np.testing.assert_array_equal(one.after, two.after)
            self.assertFalse(np.array_equal(one.before, other.before))

    def test_no_year_is_worse_after_controls(self) -> None:
        drawn = simulate(small_city(), years=20_000, seed=1)
        self.assertTrue((drawn.after <= drawn.before).all())
        self.assertTrue((drawn.after < drawn.before).any())

    def test_without_controls_nothing_changes(self) -> None:
        drawn = simulate(cities()[2], years=5_000, seed=1)
        np.testing.assert_array_equal(drawn.before, drawn.after)

    def test_parts_of_the_tail_sum_to_it(self) -> None:
        city = small_city()
        drawn = simulate(city, years=30_000, seed=2)
        # Beyond 0.95 the kept events are enough, beyond 0.5 pieces are drawn again.
        for share in (0.5, 0.95, 0.99, 0.9999):
            for residual in (False, True):
                parts = drawn.shares_of_tail(share, residual=residual)
                whole = shortfall(drawn.after if residual else drawn.before, share)
                self.assertAlmostEqual(parts.by_risk.sum() / whole, 1, places=5)
                self.assertAlmostEqual(parts.by_cause.sum() / whole, 1, places=5)
                self.assertEqual(parts.causes, (OWN, *city.causes))
        self.assertLess(KEPT_SHARE, 0.5)

    def test_risks_without_a_common_cause_are_not_correlated(self) -> None:
        loss = Loss.from_range(1e6, 1e7)
        one = Portfolio((Risk("a", 0.5, loss),))
        two = Portfolio((Risk("b", 0.5, loss),))
        years = 100_000
        a, b = simulate(one, years=years, seed=1).before, simulate(two, years=years, seed=2).before
        self.assertLess(abs(np.corrcoef(a, b)[0, 1]), 0.01)
        both = Portfolio((*one.risks, *two.risks))
        self.assertEqual(implied_correlations(both)[0, 1], 0)
        drawn = simulate(both, years=years, seed=3).before
        self.assertAlmostEqual(drawn.var() / (a.var() + b.var()), 1, delta=0.03)

    def test_a_common_cause_makes_the_worst_years_worse(self) -> None:
        loss = Loss.from_range(1e6, 1e7)
        tied = tuple(Risk(f"r{at}", 0.1, loss, {"c": 0.9}) for at in range(20))
        alone = tuple(Risk(f"r{at}", 0.1, loss) for at in range(20))
        bad = simulate(Portfolio(tied, {"c": Cause(1.5)}), years=50_000, seed=1).before
        mild = simulate(Portfolio(alone), years=50_000, seed=1).before
        self.assertAlmostEqual(bad.mean() / mild.mean(), 1, delta=0.03)
        self.assertGreater(quantile(bad, 0.99), 1.3 * quantile(mild, 0.99))

    def test_losses_of_a_year_may_swing_together(self) -> None:
        city = Portfolio((Risk("a", 20.0, Loss.from_range(1e6, 1e8)),))
        together = simulate(city, years=20_000, seed=1, correlation=0.5).before
        apart = simulate(city, years=20_000, seed=1).before
        self.assertAlmostEqual(together.mean() / apart.mean(), 1, delta=0.05)
        self.assertGreater(together.std(), 1.5 * apart.std())

    def test_an_odd_number_of_years_parts_a_year_of_the_tail(self) -> None:
        losses = np.array([0.0, 1.0, 2.0, 3.0])
        self.assertAlmostEqual(shortfall(losses, 0.5), 2.5)
        self.assertAlmostEqual(shortfall(losses, 0.6), (3.0 + 0.6 * 2.0) / 1.6)
        self.assertEqual(quantile(losses, 0.5), 1.0)
        self.assertEqual(quantile(losses, 0.51), 2.0)

    def test_what_would_not_fit_is_refused(self) -> None:
        city = Portfolio((Risk("a", 1e6, Loss.from_range(1, 2)),))
        with self.assertRaisesRegex(Unusable, "kurangi jumlah tahun"):
            simulate(city, years=100_000, seed=0)
        with self.assertRaisesRegex(Unusable, "Jumlah tahun"):
            simulate(city, years=0, seed=0)


class ReadingTests(unittest.TestCase):
    def test_the_cells_of_a_risk_sum_to_one_and_ring_the_likeliest(self) -> None:
        found = cells(
            Rate.from_chances(0.02, 0.4), Loss.from_range(2e7, 2e9), (1e7, 1e8, 1e9, 1e10)
        )
        self.assertAlmostEqual(sum(map(sum, found.chances)), 1)
        likelihood, impact = found.official
        self.assertEqual(found.confidence(likelihood, impact), max(map(max, found.chances)))
        self.assertAlmostEqual(found.beyond(MATRIX, 1), 1)
        self.assertTrue(found.is_fragile(MATRIX, 16))
        self.assertFalse(found.is_fragile(MATRIX, 25))

    def test_the_band_holds_the_curve_and_is_thin_where_nothing_is_in_doubt(self) -> None:
        sizes = (1e6, 1e7, 5e7)
        doubtful = curve(small_city(uncertain=True), sizes, years=10_000, seed=1, draws=40)
        for low, at, high in zip(doubtful.low, doubtful.chances, doubtful.high, strict=True):
            self.assertLessEqual(low, at)
            self.assertLessEqual(at, high)
        sure = curve(small_city(), sizes, years=10_000, seed=1, draws=40)
        width = [high - low for low, high in zip(doubtful.low, doubtful.high, strict=True)]
        thin = [high - low for low, high in zip(sure.low, sure.high, strict=True)]
        self.assertGreater(sum(width), sum(thin))

    def test_a_curve_falls(self) -> None:
        self.assertEqual(
            exceedance(np.array([0.0, 1.0, 5.0, 9.0]), (0, 1, 8, 9)), (0.75, 0.5, 0.25, 0)
        )

    def test_ranks_are_told_as_chances(self) -> None:
        chances = chance_of_rank(small_city(uncertain=True), 2)
        self.assertAlmostEqual(sum(chances.values()), 2)
        self.assertGreater(chances["r5"], chances["r4"])

    def test_other_choices_of_the_model_move_the_tail_as_they_should(self) -> None:
        found = sensitivity(small_city(), years=20_000, seed=1)
        self.assertGreater(found["sigma_up"], found["base"])
        self.assertLess(found["sigma_down"], found["base"])
        self.assertGreater(found["causes_double"], found["causes_none"])

    def test_the_best_set_for_the_money_is_found(self) -> None:
        city = small_city()
        costs = {"pagar": 5.0, "cadangan": 4.0}
        self.assertEqual(best_under_budget(city, costs, 3), ())
        self.assertEqual(set(best_under_budget(city, costs, 9)), {"pagar", "cadangan"})
        both = worth(city, ["pagar", "cadangan"], costs, years=10_000, seed=1)
        one = worth(city, ["pagar"], costs, years=10_000, seed=1)
        self.assertGreater(both.mean_saved, one.mean_saved)
        self.assertEqual(one.cost, 5.0)
        loss = Loss.from_range(1e6, 1e7)
        many = tuple(Control(f"k{at}", ("a",), effect=0.05 * (at + 1)) for at in range(16))
        big = Portfolio((Risk("a", 1.0, loss),), controls=many)
        chosen = best_under_budget(big, {f"k{at}": 1.0 for at in range(16)}, 2)
        self.assertEqual(set(chosen), {"k15", "k14"})

    def test_a_chance_in_words_is_years_of_a_hundred(self) -> None:
        self.assertEqual(years_in_words(0.1647), 16)
        self.assertEqual(years_in_words(0.005), 1)
