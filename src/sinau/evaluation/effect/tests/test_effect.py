"""The numbers are those of the textbook, and where there is no number none is made up."""

from __future__ import annotations

from math import sqrt
from unittest import TestCase

from sinau.evaluation.effect import compare, paired, standardised


class StandardisedTests(TestCase):
    def test_it_gives_the_worked_example_of_borenstein(self) -> None:
        # Means 103 and 100, 50 pairs, spread of the differences 5.5, r 0.7 (2009, page 29).
        spread = 5.5 / sqrt(2 * (1 - 0.7))
        g, low, high = standardised(3, spread, 0.7, 50)
        self.assertAlmostEqual(spread, 7.1005, places=4)
        self.assertAlmostEqual(g, 0.4160, places=4)
        self.assertAlmostEqual((high - low) / (2 * 1.959964), 0.1126, places=3)


class PairedTests(TestCase):
    def test_it_says_means_gain_and_interval(self) -> None:
        before = [40, 50, 60, 55, 45, 50, 65, 35, 50, 50]
        after = [60, 70, 75, 70, 70, 65, 80, 60, 75, 75]
        effect = paired(before, after)
        assert effect is not None and effect.g and effect.low and effect.high and effect.gain
        self.assertEqual((effect.before, effect.after), (50, 70))
        self.assertAlmostEqual(effect.gain, 0.4)
        self.assertTrue(effect.low < effect.g < effect.high)
        self.assertTrue(effect.is_sure)
        self.assertFalse(effect.is_thin)

    def test_few_pairs_are_called_thin_and_very_few_get_no_number(self) -> None:
        thin = paired([50, 60, 40], [55, 70, 60])
        assert thin is not None
        self.assertTrue(thin.is_thin)
        self.assertIsNotNone(thin.g)
        two = paired([50, 60], [55, 70])
        assert two is not None
        self.assertIsNone(two.g)

    def test_what_does_not_vary_has_no_effect_size(self) -> None:
        same = paired([50] * 12, [60] * 12)
        assert same is not None
        self.assertIsNone(same.g)
        self.assertAlmostEqual(same.gain or 0, 0.2)
        full = paired([100] * 3, [100] * 3)
        assert full is not None
        self.assertIsNone(full.gain)

    def test_without_pairs_there_is_nothing(self) -> None:
        self.assertIsNone(paired([], []))
        with self.assertRaises(ValueError):
            paired([1], [])


class CompareTests(TestCase):
    def test_it_takes_the_change_elsewhere_away(self) -> None:
        alone = compare([10, 12], [8, 6])
        assert alone is not None
        self.assertEqual((alone.change, alone.difference), (-4, None))
        beside = compare([10, 12], [8, 6], other_before=[9], other_after=[8])
        assert beside is not None
        self.assertEqual(beside.difference, -3)

    def test_one_side_alone_says_nothing(self) -> None:
        self.assertIsNone(compare([1], []))
        half = compare([1], [2], other_before=[1])
        assert half is not None
        self.assertIsNone(half.difference)
