"""The situation of many risks: sums that must agree, and chances that have a closed form."""

from __future__ import annotations

import json
import math
from unittest import TestCase

from sinau.risk.engine import Cause, Control, Loss, Portfolio, Rate, Risk, Unusable
from sinau.risk.engine.reading import cells
from sinau.risk.engine.simulation import simulate
from sinau.risk.engine.situation import chance_of_any, fan, heat, situation, when_it_fails, word_of

YEARLY = Rate.from_chances(0.02, 0.40)


def city(*, controls: bool = True) -> Portfolio:
    """Six risks of three agencies on two causes."""
    risks = tuple(
        Risk(
            f"r{at}",
            Rate.from_chances(0.02 + 0.02 * at, 0.3 + 0.05 * at),
            Loss.from_range(1e6 * (at + 1), 1e8 * (at + 1)),
            {"pusat data": 0.4} if at % 2 else {"pemasok": 0.3},
            f"opd-{at % 3}",
        )
        for at in range(6)
    )
    kept = (Control("k", ("r0", "r1", "r2"), 0.5, 0.1, 0.9),) if controls else ()
    return Portfolio(risks, {"pusat data": Cause(1.0), "pemasok": Cause(0.5)}, kept)


class SituationTests(TestCase):
    def test_the_shares_of_the_worst_years_sum_to_them_in_every_way_they_are_parted(self) -> None:
        told: list[tuple[int, int]] = []
        found = situation(
            city(), years=20_000, seed=4, domains={"r0": "1", "r1": "2"},
            progress=lambda step, steps: told.append((step, steps)),
        )  # fmt: skip
        whole = found["after"]["es95"]
        for parts in (
            found["after"]["by_risk"].values(),
            found["after"]["by_cause"].values(),
            [group["es95"] for group in found["groups"]],
        ):
            self.assertAlmostEqual(sum(parts) / whole, 1.0, places=9)
        self.assertEqual(sum(group["risks"] for group in found["groups"]), 6)
        self.assertEqual(told[0], (0, 5))
        self.assertEqual(told[-1], (5, 5))

    def test_it_is_plain_and_the_same_for_the_same_seed(self) -> None:
        one = situation(city(), years=5_000, seed=4)
        self.assertEqual(
            json.dumps(one, sort_keys=True),
            json.dumps(situation(city(), years=5_000, seed=4), sort_keys=True),
        )

    def test_after_is_never_worse(self) -> None:
        found = situation(city(), years=10_000, seed=1)
        for before, after in zip(
            found["before"]["curve"]["chances"], found["after"]["curve"]["chances"], strict=True
        ):
            self.assertLessEqual(after, before)
        for risk in found["risks"].values():
            self.assertLessEqual(risk["p_after"], risk["p_before"])

    def test_five_places_are_shared_out(self) -> None:
        found = situation(city(), years=5_000, seed=1)
        self.assertAlmostEqual(sum(risk["p_best"] for risk in found["risks"].values()), 5.0)

    def test_what_never_happens_cannot_be_drawn(self) -> None:
        quiet = Portfolio((Risk("r", 1e-9, Loss.from_range(1, 2)),))
        with self.assertRaises(Unusable):
            situation(quiet, years=1_000, seed=1)


class ChanceOfAnyTests(TestCase):
    def test_a_risk_of_its_own_is_exact(self) -> None:
        alone = Portfolio((Risk("r", YEARLY, Loss.from_range(1, 2)),))
        found = chance_of_any(alone, {"r": [0]}, draws=10)
        self.assertAlmostEqual(found["r"], YEARLY.p_at_least_one, places=12)

    def test_a_control_alone_thins_it(self) -> None:
        alone = Portfolio(
            (Risk("r", 0.5, Loss.from_range(1, 2)),), controls=(Control("k", ("r",), 0.5),)
        )
        found = chance_of_any(alone, {"r": [0]}, residual=True, draws=10)
        self.assertAlmostEqual(found["r"], 1 - math.exp(-0.25), places=12)

    def test_of_several_it_is_what_the_drawn_years_say(self) -> None:
        whole = city()
        drawn = simulate(whole, years=200_000, seed=5)
        for residual, losses in ((False, drawn.before), (True, drawn.after)):
            found = chance_of_any(whole, {"all": range(6)}, residual=residual, draws=40_000)["all"]
            self.assertAlmostEqual(found, float((losses > 0).mean()), delta=0.006)

    def test_known_rates_on_a_cause_have_a_closed_form(self) -> None:
        pair = Portfolio(
            tuple(Risk(name, 0.5, Loss.from_range(1, 2), {"c": 0.5}) for name in "ab"),
            {"c": Cause(1.0)},
        )
        found = chance_of_any(pair, {"all": [0, 1]}, draws=100_000)["all"]
        self.assertAlmostEqual(found, 1 - pair.p_zero(), delta=0.002)


class FailingTests(TestCase):
    def test_before_controls_it_is_the_closed_form_of_the_portfolio(self) -> None:
        whole = city(controls=False)
        found = when_it_fails(whole, "pusat data", 0.95)
        self.assertAlmostEqual(found.then.sum(), whole.mean_when_bad("pusat data", 0.95), places=3)
        self.assertAlmostEqual(found.times, -math.log(0.05), places=6)
        self.assertEqual(found.then[0], found.usual[0])
        self.assertGreater(found.then[1], found.usual[1])

    def test_a_cause_nobody_has_and_a_strange_percent_are_refused(self) -> None:
        with self.assertRaises(Unusable):
            when_it_fails(city(), "angin", 0.95)
        with self.assertRaises(Unusable):
            when_it_fails(city(), "pusat data", 1.0)


class FanTests(TestCase):
    def test_quiet_years_narrow_it_and_an_incident_lifts_it(self) -> None:
        first, quiet, struck = fan(YEARLY, [(3, 0), (1, 1)])
        self.assertLess(quiet.p50, first.p50)
        self.assertLess(quiet.p95 - quiet.p5, first.p95 - first.p5)
        self.assertGreater(struck.p50, quiet.p50)
        self.assertAlmostEqual(struck.p50, YEARLY.after(1, 4).quantile(0.5))
        self.assertEqual(struck.years, 4)


class HeatAndWordsTests(TestCase):
    def test_the_heat_of_a_city_sums_to_its_risks(self) -> None:
        one = cells(YEARLY, Loss.from_range(1e6, 1e9), (1e6, 1e7, 1e8, 1e9)).chances
        found = heat([one, one, one])
        self.assertAlmostEqual(sum(map(sum, found)), 3.0)
        self.assertEqual(heat([]), [])

    def test_a_word_is_bound_to_its_chance(self) -> None:
        self.assertEqual(word_of(0.005), "hampir mustahil")
        self.assertEqual(word_of(0.16), "kecil kemungkinannya")
        self.assertEqual(word_of(0.5), "kira-kira sama mungkinnya")
        self.assertEqual(word_of(1.0), "hampir pasti")
