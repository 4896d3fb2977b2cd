"""Several estimates as one: the pool keeps the mean, and disagreement makes it wider."""

from __future__ import annotations

import math
from unittest import TestCase

from sinau.risk.engine import Loss, Unusable
from sinau.risk.engine.judging import interval_information


class PooledLossTests(TestCase):
    def test_one_estimate_stays_as_it_is(self) -> None:
        loss = Loss.from_range(1e6, 1e8)
        pooled = Loss.pooled([loss])
        self.assertAlmostEqual(pooled.mu, loss.mu)
        self.assertAlmostEqual(pooled.sigma, loss.sigma)

    def test_disagreement_makes_it_wider_and_never_narrower(self) -> None:
        low, high = Loss.from_range(1e6, 1e7), Loss.from_range(1e8, 1e9)
        pooled = Loss.pooled([low, high])
        self.assertAlmostEqual(pooled.mu, (low.mu + high.mu) / 2)
        apart = ((high.mu - low.mu) / 2) ** 2
        self.assertAlmostEqual(pooled.sigma**2, low.sigma**2 + apart)

    def test_weights_count(self) -> None:
        low, high = Loss.from_range(1e6, 1e7), Loss.from_range(1e8, 1e9)
        self.assertAlmostEqual(Loss.pooled([low, high], [1, 0]).mu, low.mu)
        with self.assertRaises(Unusable):
            Loss.pooled([low, high], [1])
        with self.assertRaises(Unusable):
            Loss.pooled([])


class InformationTests(TestCase):
    def test_a_range_as_wide_as_ninety_percent_of_the_background_says_nothing(self) -> None:
        self.assertAlmostEqual(interval_information(5, 95, (0, 100)), 0)

    def test_a_narrow_range_says_more(self) -> None:
        wide, narrow = (interval_information(50 - w, 50 + w, (0, 100)) for w in (30, 5))
        self.assertGreater(narrow, wide)
        share = 0.9 * math.log(0.9 / 0.1) + 0.1 * math.log(0.05 / 0.45)
        self.assertAlmostEqual(narrow, share)

    def test_the_background_is_wider_than_the_range(self) -> None:
        with self.assertRaises(Unusable):
            interval_information(0, 50, (0, 100))
