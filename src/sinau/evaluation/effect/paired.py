"""The effect of learning on the same people measured twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

Z = 1.959964  # 95 % of a normal distribution lie within so many standard deviations
THIN = 10  # with fewer pairs than this the interval says more than the number


@dataclass(frozen=True)
class Effect:
    """What changed between two measurements; `g` and its interval need two people who differ."""

    pairs: int
    before: float
    after: float
    g: float | None
    low: float | None
    high: float | None
    gain: float | None

    @property
    def change(self) -> float:
        """By how much the mean moved."""
        return self.after - self.before

    @property
    def is_thin(self) -> bool:
        """Whether there are too few pairs to lean on."""
        return self.pairs < THIN

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves out that nothing changed."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def paired(before: Sequence[float], after: Sequence[float], *, most: float = 100) -> Effect | None:
    """Mean before and after, Hedges' g with its interval and the normalised gain; None without pairs.

    g is standardised by the average of both spreads, so that it can be held against studies with
    two groups. The gain is what was won of what could still be won (Hake).
    """
    count = len(before)
    if count != len(after):
        raise ValueError("each one is measured twice")
    if not count:
        return None
    first, second = fmean(before), fmean(after)
    room = most - first
    gain = (second - first) / room if room > 0 else None
    g, low, high = _standardised(before, after)
    return Effect(count, first, second, g, low, high, gain)


def _standardised(
    before: Sequence[float], after: Sequence[float]
) -> tuple[float, float, float] | tuple[None, None, None]:
    count = len(before)
    if count < 3:
        return None, None, None
    one, two = stdev(before), stdev(after)
    spread = sqrt((one * one + two * two) / 2)
    if spread == 0:
        return None, None, None
    change = fmean(after) - fmean(before)
    return standardised(change, spread, _correlation(before, after, one, two), count)


def _correlation(before: Sequence[float], after: Sequence[float], one: float, two: float) -> float:
    """Pearson's r; 0 where one of the two does not vary, which makes the interval wider."""
    if one == 0 or two == 0:
        return 0.0
    first, second = fmean(before), fmean(after)
    together = sum((x - first) * (y - second) for x, y in zip(before, after, strict=True))
    return max(-1.0, min(1.0, together / ((len(before) - 1) * one * two)))


def standardised(change: float, spread: float, r: float, count: int) -> tuple[float, float, float]:
    """Hedges' g of a paired change, with its interval (Borenstein and others 2009, 4.26 to 4.31)."""
    d = change / spread
    variance = (1 / count + d * d / (2 * count)) * 2 * (1 - r)
    small = 1 - 3 / (4 * (count - 1) - 1)
    g, error = small * d, small * sqrt(variance)
    return g, g - Z * error, g + Z * error
