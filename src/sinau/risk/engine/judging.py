"""How good the estimates of people have been, and how much to widen or weigh them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from scipy.special import gammaincc

from sinau.risk.engine.errors import Unusable
from sinau.risk.engine.learning import interval

COOKE_BINS = (0.05, 0.45, 0.45, 0.05)
"""What should fall below the 5th, to the 50th, to the 95th percentile, and beyond."""


@dataclass(frozen=True)
class Brier:
    """A forecast score and its parts: score = reliability - resolution + uncertainty (Murphy 1973)."""

    score: float
    reliability: float
    resolution: float
    uncertainty: float


def brier(forecasts: Sequence[float], outcomes: Sequence[int]) -> Brier:
    """The score of forecasts against what happened; equal forecasts form a group."""
    number = len(forecasts)
    if not number or number != len(outcomes):
        raise Unusable("Setiap ramalan memerlukan satu hasil, dan paling sedikit satu ramalan.")
    groups: dict[float, list[int]] = {}
    for forecast, outcome in zip(forecasts, outcomes, strict=True):
        groups.setdefault(forecast, []).append(outcome)
    base = sum(outcomes) / number
    score = sum((f - o) ** 2 for f, o in zip(forecasts, outcomes, strict=True)) / number
    reliability = resolution = 0.0
    for forecast, seen in groups.items():
        share = sum(seen) / len(seen)
        reliability += len(seen) * (forecast - share) ** 2 / number
        resolution += len(seen) * (share - base) ** 2 / number
    return Brier(score, reliability, resolution, base * (1 - base))


def cooke_calibration(counts: Sequence[int], expected: Sequence[float] = COOKE_BINS) -> float:
    """How well true values fell between an expert's percentiles (Cooke, Experts in Uncertainty, 1991).

    The chance that a perfectly calibrated expert would look at least as far off: 1 is perfect.
    """
    number = sum(counts)
    if len(counts) != len(expected) or number < 1 or min(counts) < 0:
        raise Unusable("Jumlah jawaban per selang harus sebanyak selangnya dan tidak negatif.")
    information = sum(
        count / number * math.log(count / number / share)
        for count, share in zip(counts, expected, strict=True)
        if count
    )
    # 2nI is chi-squared with one degree of freedom less than there are bins.
    return float(gammaincc((len(counts) - 1) / 2, max(0.0, number * information)))


def cooke_weights(
    calibrations: Sequence[float], informations: Sequence[float], *, cutoff: float = 0.05
) -> list[float]:
    """Weights of experts by calibration times information; below the cutoff one has none."""
    raw = [c * i if c >= cutoff else 0.0 for c, i in zip(calibrations, informations, strict=True)]
    total = sum(raw)
    if not total:
        return [1 / len(raw)] * len(raw)
    return [one / total for one in raw]


def interval_information(low: float, high: float, background: tuple[float, float]) -> float:
    """How much a nine-in-ten range says beyond a uniform background (relative information, Cooke 1991)."""
    first, last = background
    if not first < low < high < last:
        raise Unusable("Rentang latar harus lebih lebar daripada rentang penilai.")
    whole = last - first
    parts = ((low - first) / whole, (high - low) / whole, (last - high) / whole)
    return sum(
        share * math.log(share / part) for share, part in zip((0.05, 0.9, 0.05), parts, strict=True)
    )


@dataclass(frozen=True)
class Held:
    """Of somebody's nine-in-ten ranges so many held the truth."""

    held: int
    asked: int

    @property
    def share(self) -> float:
        """The share that held."""
        return self.held / self.asked

    @property
    def between(self) -> tuple[float, float]:
        """Nine in ten sure of the true share."""
        return interval(self.held, self.asked)

    @property
    def widening(self) -> float:
        """By how much to widen the ranges, on the scale on which they are symmetric, for 90 % to hold.

        From the shrunken share, so that a few questions do not make anybody certain.
        """
        share = (self.held + 1) / (self.asked + 2)
        normal = NormalDist()
        return max(1.0, normal.inv_cdf(0.95) / normal.inv_cdf((1 + share) / 2))


def ranges_that_held(ranges: Sequence[tuple[float, float]], truths: Sequence[float]) -> Held:
    """How many of these ranges hold the truth."""
    if not ranges or len(ranges) != len(truths):
        raise Unusable("Setiap rentang memerlukan satu jawaban benar.")
    pairs = zip(ranges, truths, strict=True)
    return Held(sum(low <= truth <= high for (low, high), truth in pairs), len(ranges))
