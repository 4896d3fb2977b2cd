"""Everything that has a closed form, and what the transform and the drawn years must agree with."""

from __future__ import annotations

import math
import unittest

import numpy as np

from sinau.risk.engine import Cause, Control, Loss, Portfolio, Rate, Risk, Unusable
from sinau.risk.engine.frequency import chance_of, rate_of
from sinau.risk.engine.lattice import exact
from sinau.risk.engine.severity import single_quantile, single_shortfall
from sinau.risk.engine.simulation import quantile, shortfall, simulate


def small_city(*, uncertain: bool = False) -> Portfolio:
    """Six risks of three agencies on two causes, with two controls of which one is shared."""
    chances = (0.4, 0.2, 0.1, 0.3, 0.05, 0.5)
    agencies = ("kominfo", "kominfo", "dukcapil", "dukcapil", "dinkes", "dinkes")
    risks = []
    for at, (chance, agency) in enumerate(zip(chances, agencies, strict=True)):
        causes = {"vendor": 0.5} if at % 2 else {"vendor": 0.2, "jaringan": 0.3}
        rate = (
            Rate.from_chances(chance / 2, min(0.9, chance * 1.5)) if uncertain else rate_of(chance)
        )
        loss = Loss.from_range(1e6 * (at + 1), 2e7 * (at + 1))
        risks.append(Risk(f"r{at}", rate, loss, causes, agency))
    controls = (
        Control("pagar", ("r0", "r1", "r2"), effect=0.6, reliability=0.9),
        Control("cadangan", ("r2", "r3"), effect=0.2, severity_effect=0.5, reliability=0.8),
    )
    return Portfolio(tuple(risks), {"vendor": Cause(1.0), "jaringan": Cause(0.4)}, controls)


class FrequencyTests(unittest.TestCase):
    def test_a_range_gives_the_rate_whose_percentiles_it_names(self) -> None:
        for p5, p95 in ((0.02, 0.4), (0.001, 0.02), (0.3, 0.9), (0.1, 0.12), (1e-6, 0.5)):
            with self.subTest(p5=p5, p95=p95):
                rate = Rate.from_chances(p5, p95)
                self.assertAlmostEqual(chance_of(rate.quantile(0.05)) / p5, 1, places=9)
                self.assertAlmostEqual(chance_of(rate.quantile(0.95)) / p95, 1, places=9)

    def test_the_chance_of_a_year_is_negative_binomial(self) -> None:
        rate = Rate(2.0, 8.0)
        self.assertAlmostEqual(rate.p_at_least_one, 1 - (8 / 9) ** 2)
        for shape in (2.0, 1.7):
            rate = Rate(shape, 8.0)
            below = [
                math.exp(math.lgamma(shape + n) - math.lgamma(shape) - math.lgamma(n + 1))
                * (8 / 9) ** shape
                * (1 / 9) ** n
                for n in range(4)
            ]
            self.assertAlmostEqual(rate.p_at_least(4), 1 - sum(below))
        self.assertEqual(rate.p_at_least(0), 1)

    def test_levels_part_at_the_official_chances_and_sum_to_one(self) -> None:
        rate = Rate.from_chances(0.02, 0.4)
        levels = rate.level_probabilities()
        self.assertAlmostEqual(sum(levels), 1)
        self.assertAlmostEqual(levels[0], rate.cdf(-math.log(0.95)))
        self.assertAlmostEqual(levels[4], 1 - rate.cdf(math.log(2)))

    def test_what_happens_moves_the_rate(self) -> None:
        rate = Rate.from_chances(0.02, 0.4)
        quiet, struck = rate.after(0, 3), rate.after(1, 1)
        self.assertLess(quiet.p_at_least_one, rate.p_at_least_one)
        self.assertGreater(struck.p_at_least_one, rate.p_at_least_one)
        self.assertEqual((struck.shape, struck.rate), (rate.shape + 1, rate.rate + 1))

    def test_a_clean_evaluation_is_still_a_rate(self) -> None:
        rate = Rate.from_evaluation(0, 300, 50_000)
        self.assertAlmostEqual(rate.mean, 50_000 / 302)

    def test_several_estimates_keep_mean_and_disagreement(self) -> None:
        one, two = Rate(4.0, 40.0), Rate(4.0, 4.0)
        pooled = Rate.pooled([one, two])
        self.assertAlmostEqual(pooled.mean, (one.mean + two.mean) / 2)
        self.assertGreater(pooled.variance, (one.variance + two.variance) / 2)
        self.assertAlmostEqual(Rate.pooled([one, two], [1, 0]).mean, one.mean)

    def test_what_is_no_range_is_refused_in_words(self) -> None:
        for p5, p95 in ((0.4, 0.02), (0.0, 0.4), (0.1, 1.0), (0.2, 0.2)):
            with self.assertRaisesRegex(Unusable, "Rentang peluang"):
                Rate.from_chances(p5, p95)
        with self.assertRaisesRegex(Unusable, "terlalu dekat"):
            Rate.from_rates(1.0, 1.0 + 1e-9)


class SeverityTests(unittest.TestCase):
    def test_a_range_gives_the_loss_whose_percentiles_it_names(self) -> None:
        loss = Loss.from_range(2e7, 2e9)
        self.assertAlmostEqual(loss.quantile(0.05) / 2e7, 1)
        self.assertAlmostEqual(loss.quantile(0.95) / 2e9, 1)
        self.assertAlmostEqual(loss.median / 2e8, 1)
        self.assertAlmostEqual(loss.mean, math.exp(loss.mu + loss.sigma**2 / 2))

    def test_a_cap_takes_the_tail_off_both_moments(self) -> None:
        capped = Loss.from_range(1e6, 1e8, cap=5e7)
        dice = np.random.default_rng(4)
        drawn = np.minimum(np.exp(dice.normal(capped.mu, capped.sigma, 2_000_000)), 5e7)
        self.assertAlmostEqual(capped.mean / drawn.mean(), 1, delta=0.003)
        self.assertAlmostEqual(capped.second_moment / (drawn**2).mean(), 1, delta=0.005)

    def test_a_certain_loss_is_its_own_every_quantile(self) -> None:
        loss = Loss.from_range(5e6, 5e6)
        self.assertAlmostEqual(loss.quantile(0.99) / 5e6, 1)
        self.assertAlmostEqual(loss.mean / 5e6, 1)
        self.assertEqual((loss.cdf(4e6), loss.cdf(6e6)), (0.0, 1.0))

    def test_one_risk_alone_has_known_worst_years(self) -> None:
        loss = Loss(16.118, 1.0)
        for share in (0.9, 0.95, 0.99):
            beyond = single_quantile(0.2, loss, share)
            self.assertAlmostEqual(0.2 * (1 - loss.cdf(beyond)), 1 - share)
        self.assertEqual(single_quantile(0.2, loss, 0.5), 0.0)
        self.assertAlmostEqual(single_shortfall(0.2, loss, 0.8), loss.mean)
        self.assertAlmostEqual(single_shortfall(0.2, loss, 0.0), 0.2 * loss.mean)


class PortfolioTests(unittest.TestCase):
    def test_a_bad_year_of_a_cause_names_its_variance(self) -> None:
        self.assertAlmostEqual(Cause.from_bad_year(3.0).variance, 1.0, delta=0.02)
        with self.assertRaises(Unusable):
            Cause.from_bad_year(1.0)

    def test_counts_covary_by_the_causes_they_share(self) -> None:
        city = small_city()
        rates = city.rates
        covariance = city.covariance_of_counts()
        self.assertAlmostEqual(covariance[1, 3], rates[1] * rates[3] * 0.5 * 0.5 * 1.0)
        self.assertAlmostEqual(covariance[0, 2], rates[0] * rates[2] * (0.04 * 1.0 + 0.09 * 0.4))

    def test_when_a_cause_goes_bad_the_mean_rises_by_its_weights(self) -> None:
        city = small_city()
        times = Rate(1.0, 1.0).quantile(0.95)
        weights = np.array([risk.causes["vendor"] for risk in city.risks])
        expected = float(np.sum(city.rates * city.means * (1 + weights * (times - 1))))
        self.assertAlmostEqual(city.mean_when_bad("vendor") / expected, 1)

    def test_what_does_not_fit_together_is_refused_by_name(self) -> None:
        loss = Loss.from_range(1, 2)
        with self.assertRaisesRegex(Unusable, "a: penyebab x"):
            Portfolio((Risk("a", 0.1, loss, {"x": 0.5}),))
        with self.assertRaisesRegex(Unusable, "melebihi 1"):
            Risk("a", 0.1, loss, {"x": 0.7, "y": 0.5})
        with self.assertRaisesRegex(Unusable, "risiko b tidak ada"):
            Portfolio((Risk("a", 0.1, loss),), controls=(Control("k", ("b",)),))
        with self.assertRaisesRegex(Unusable, "id yang berbeda"):
            Portfolio((Risk("a", 0.1, loss), Risk("a", 0.1, loss)))
        with self.assertRaisesRegex(Unusable, "Belum ada risiko"):
            Portfolio(())


class AgreementTests(unittest.TestCase):
    """Closed forms, the transform and drawn years say the same; each is reckoned in its own way."""

    def agree(self, city: Portfolio, years: int = 400_000) -> None:
        drawn = simulate(city, years=years, seed=11)
        for residual, losses in ((False, drawn.before), (True, drawn.after)):
            found = exact(city, residual=residual)
            with self.subTest(residual=residual):
                self.assertAlmostEqual(losses.mean() / city.mean(residual=residual), 1, delta=0.01)
                spread = math.sqrt(city.variance(residual=residual))
                self.assertAlmostEqual(losses.std() / spread, 1, delta=0.03)
                self.assertAlmostEqual((losses == 0).mean(), found.p_zero, delta=0.003)
                self.assertAlmostEqual(found.chances.sum(), 1, delta=1e-4)
                for share in (0.75, 0.9, 0.95, 0.99):
                    self.assertAlmostEqual(
                        quantile(losses, share) / found.quantile(share), 1, delta=0.02
                    )
                self.assertAlmostEqual(
                    shortfall(losses, 0.95) / found.shortfall(0.95), 1, delta=0.02
                )

    def test_with_known_rates(self) -> None:
        city = small_city()
        self.assertAlmostEqual(exact(city).p_zero, city.p_zero())
        self.agree(city)

    def test_with_rates_in_doubt(self) -> None:
        self.agree(small_city(uncertain=True))

    def test_the_transform_keeps_the_moments_it_does_not_use(self) -> None:
        found = exact(small_city())
        sizes = np.arange(len(found.chances)) * found.step
        self.assertAlmostEqual(float(found.chances @ sizes) / found.mean, 1, delta=1e-3)

    def test_one_certain_loss_is_a_poisson_of_its_multiples(self) -> None:
        city = Portfolio((Risk("a", 0.5, Loss.from_range(1e6, 1e6)),))
        found = exact(city)
        self.assertAlmostEqual(found.p_zero, math.exp(-0.5))
        # 0, 1, 2 … events: the 95th percentile is two, the 90th one.
        self.assertAlmostEqual(found.quantile(0.9) / 1e6, 1, delta=1e-3)
        self.assertAlmostEqual(found.quantile(0.95) / 2e6, 1, delta=1e-3)

    def test_too_much_for_the_transform_is_refused_in_words(self) -> None:
        loss = Loss.from_range(1e6, 1e7)
        many = tuple(Control(f"k{at}", ("a",), effect=0.1) for at in range(11))
        with self.assertRaisesRegex(Unusable, "pakai simulasi"):
            exact(Portfolio((Risk("a", 0.1, loss),), controls=many), residual=True)
        with self.assertRaisesRegex(Unusable, "semua laju nol"):
            exact(Portfolio((Risk("a", 0.0, loss),)))
