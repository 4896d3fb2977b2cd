"""What happened teaches, people are scored, what is missing is estimated, and togetherness is measured."""

from __future__ import annotations

import math
import unittest

from sinau.risk.engine import Loss, Rate, Unusable
from sinau.risk.engine.collaboration import effective_number, network, spread
from sinau.risk.engine.completeness import chao1, chapman, estimate
from sinau.risk.engine.impact import Questionnaire, points_of
from sinau.risk.engine.judging import (
    brier,
    cooke_calibration,
    cooke_weights,
    ranges_that_held,
)
from sinau.risk.engine.learning import (
    borrowed,
    effect_of_control,
    interval,
    losses_seen,
    lower_bound,
    observed,
    warning,
)


class LearningTests(unittest.TestCase):
    def test_near_misses_and_what_goes_unseen_count_by_their_weight(self) -> None:
        rate = Rate(1.0, 10.0)
        found = observed(
            rate, incidents=1, years=2, near_misses=4, near_miss_weight=0.25, detection=0.5
        )
        self.assertEqual((found.shape, found.rate), (3.0, 11.0))

    def test_a_warning_comes_when_what_happened_was_nearly_impossible(self) -> None:
        rate = Rate.from_chances(0.005, 0.05)
        self.assertEqual(warning(rate, 0, 1), "")
        self.assertEqual(warning(rate, 1, 1), "review")
        self.assertEqual(warning(rate, 2, 1), "hold")

    def test_a_red_team_tells_the_effect_of_a_control(self) -> None:
        effect = effect_of_control(breaches=5, attempts=100)
        self.assertAlmostEqual(effect.mean, 96 / 102)
        self.assertLess(effect.quantile(0.05), effect.mean)

    def test_an_exact_bound_is_below_what_was_seen(self) -> None:
        low, high = interval(95, 100)

        def at_least(good: int, share: float) -> float:
            """The chance of so many good results of a hundred, or more."""
            return sum(
                math.comb(100, n) * share**n * (1 - share) ** (100 - n) for n in range(good, 101)
            )

        # At its ends what was seen has a chance of five percent.
        self.assertAlmostEqual(at_least(95, low), 0.05)
        self.assertAlmostEqual(1 - at_least(96, high), 0.05)
        self.assertEqual(lower_bound(0, 10), 0.0)
        self.assertAlmostEqual(lower_bound(10, 10), 0.05 ** (1 / 10))
        with self.assertRaises(Unusable):
            lower_bound(11, 10)

    def test_losses_that_were_seen_pull_the_range(self) -> None:
        loss = Loss.from_range(1e6, 1e8)
        self.assertEqual(losses_seen(loss, []), loss)
        dearer = losses_seen(loss, [2e8, 3e8, 4e8])
        self.assertGreater(dearer.median, loss.median)
        many = losses_seen(loss, [5e6] * 4_000)
        self.assertAlmostEqual(many.median / 5e6, 1, delta=0.01)
        self.assertLess(many.sigma, 0.2)

    def test_an_agency_without_history_borrows_from_the_city(self) -> None:
        alike = borrowed([(2, 4.0), (1, 2.0), (3, 6.0)])
        self.assertAlmostEqual(alike.mean, 0.54, delta=0.05)
        unlike = borrowed([(0, 5.0), (12, 5.0), (1, 5.0)])
        self.assertGreater(unlike.variance / unlike.mean**2, alike.variance / alike.mean**2)


class JudgingTests(unittest.TestCase):
    def test_the_parts_of_a_score_make_the_score(self) -> None:
        forecasts = [0.1, 0.1, 0.1, 0.8, 0.8, 0.5, 0.5]
        outcomes = [0, 0, 1, 1, 1, 0, 1]
        found = brier(forecasts, outcomes)
        parts = found.reliability - found.resolution + found.uncertainty
        self.assertAlmostEqual(found.score, parts)

    def test_calibration_is_one_for_the_perfect_and_near_nought_for_the_overconfident(self) -> None:
        self.assertAlmostEqual(cooke_calibration([1, 9, 9, 1]), 1.0)
        self.assertLess(cooke_calibration([6, 4, 4, 6]), 1e-5)
        self.assertEqual(cooke_weights([0.5, 0.01], [1.0, 3.0]), [1.0, 0.0])
        self.assertEqual(cooke_weights([0.01, 0.01], [1.0, 3.0]), [0.5, 0.5])

    def test_ranges_that_held_tell_how_much_to_widen(self) -> None:
        ranges = [(0.0, 10.0)] * 20
        held = ranges_that_held(ranges, [5.0] * 11 + [50.0] * 9)
        self.assertAlmostEqual(held.share, 0.55)
        self.assertGreater(held.widening, 1.5)
        low, high = held.between
        self.assertTrue(low < 0.55 < high)
        self.assertEqual(ranges_that_held(ranges, [5.0] * 20).widening, 1.0)


class CompletenessTests(unittest.TestCase):
    def test_two_lists_tell_what_both_missed(self) -> None:
        found = chapman(range(10), range(5, 15))
        self.assertAlmostEqual(found.estimate, 11 * 11 / 6 - 1)
        self.assertEqual(found.named, 15)
        self.assertAlmostEqual(found.unnamed, 11 * 11 / 6 - 16)

    def test_several_lists_tell_by_what_was_named_once(self) -> None:
        lists = [{"a", "b", "c"}, {"a", "d"}, {"a", "b", "e"}]
        self.assertAlmostEqual(chao1(lists).estimate, 5 + 3 * 2 / (2 * 2))
        self.assertEqual(estimate(lists[:2]), chapman(*lists[:2]))


class CollaborationTests(unittest.TestCase):
    def test_equal_parts_count_whole_and_small_parts_little(self) -> None:
        self.assertAlmostEqual(effective_number([1, 1, 1, 1]), 4)
        self.assertLess(effective_number([97, 1, 1, 1]), 1.3)
        self.assertEqual(effective_number([]), 0)

    def test_agencies_of_one_sector_are_one_sector(self) -> None:
        sectors = {"a": "kesehatan", "b": "kesehatan", "c": "pendidikan"}
        found = spread({"a": 1, "b": 1, "c": 2}, sectors)
        self.assertEqual((found.agencies, found.sectors), (3, 2))
        self.assertAlmostEqual(found.effective_sectors, 2)
        with self.assertRaisesRegex(Unusable, "d"):
            spread({"d": 1}, sectors)

    def test_a_bridge_is_between_and_who_works_alone_is_named(self) -> None:
        sectors = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "z"}
        together = {"1": {"a": 1.0, "b": 1.0}, "2": {"b": 1.0, "c": 1.0}, "3": {"c": 1.0, "d": 1.0}}
        found = network(sectors, together)
        self.assertEqual(found.isolated, ("e",))
        self.assertEqual(found.ties, (("a", "b"), ("b", "c"), ("c", "d")))
        self.assertAlmostEqual(found.e_i or 0, (1 - 2) / 3)
        self.assertAlmostEqual(found.modularity or 0, 2 / 3 - 2 * (3 / 6) ** 2)
        self.assertAlmostEqual(found.betweenness["b"], 2 / 6)
        self.assertEqual(found.betweenness["a"], 0)
        self.assertTrue(0 < (found.e_i_p or 0) <= 1)

    def test_nobody_together_is_no_network(self) -> None:
        found = network({"a": "x", "b": "y"}, {"1": {"a": 1.0}})
        self.assertEqual((found.e_i, found.modularity, found.isolated), (None, None, ("a", "b")))


class ImpactTests(unittest.TestCase):
    TEXT = """
levels = [0.25, 0.5, 0.75]
enough_measures = 0.8
discount = 0.15
[[question]]
code = "a"
part = "p"
side = "risk"
many = false
answers = ["item1-0", "item2-3"]
[[question]]
code = "b"
part = "p"
side = "risk"
many = true
answers = ["item1-4", "item2-3", "item3"]
[[question]]
code = "m"
part = "q"
side = "measure"
many = false
answers = ["item1-5", "item2-0"]
"""

    def test_points_stand_behind_the_last_hyphen(self) -> None:
        self.assertEqual(list(map(points_of, ("item3-4", "item3", "x-y-2", "item-"))), [4, 0, 2, 0])

    def test_several_answers_add_and_measures_take_off(self) -> None:
        asked = Questionnaire.read(self.TEXT)
        found = asked.score({"a": "item2-3", "b": ["item1-4", "item2-3", "item3", "item1-4"]})
        self.assertEqual((found.raw, found.raw_most, found.level), (10, 10, 4))
        self.assertEqual(found.current, 10)
        # Half of five is rounded up to three, as the most that one of two forks can give.
        self.assertEqual(found.mitigation_most, 3)
        less = asked.score({"a": "item2-3", "b": ["item1-4", "item2-3"], "m": "item1-5"})
        self.assertEqual((less.mitigation, less.current), (5, math.floor(8.5 + 0.5)))

    def test_answers_that_are_not_there_are_refused_by_name(self) -> None:
        asked = Questionnaire.read(self.TEXT)
        with self.assertRaisesRegex(Unusable, "item9-9"):
            asked.score({"a": "item9-9"})
        with self.assertRaisesRegex(Unusable, "satu jawaban"):
            asked.score({"a": ["item1-0", "item2-3"]})
        self.assertEqual(asked.score({"lain": "item1-3"}).raw, 0)
