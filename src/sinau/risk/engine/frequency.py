"""How often a risk happens: a rate of events a year that is itself uncertain.

The rate is Gamma distributed, so that the events of a year are negative binomial and every observation
updates it by adding (Gelman et al., Bayesian Data Analysis, section 2.6). What people say is a range of
the chance of at least one event in a year; a chance p is the rate -ln(1 - p).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy.special import gammainc, gammaincinv, nbdtrc

from sinau.risk.engine.errors import Unusable

OFFICIAL_CHANCES = (0.05, 0.10, 0.20, 0.50)
"""Where the five levels of likelihood part, as chance in a year (PermenPANRB 5/2020)."""
LOW, HIGH = 0.05, 0.95
# Beyond these the two ends of a range are so near, or so far apart, that no Gamma is worth its name.
_MOST_SHAPE, _LEAST_SHAPE = 1e7, 0.02


def rate_of(chance: float) -> float:
    """The rate of events a year at which at least one happens with this chance."""
    if not 0 <= chance < 1:
        raise Unusable("Peluang setahun harus antara 0 dan 1, dan 1 sendiri tidak.")
    return -math.log1p(-chance)


def chance_of(rate: float) -> float:
    """The chance of at least one event in a year at this rate."""
    return -math.expm1(-rate)


@dataclass(frozen=True)
class Rate:
    """Events a year, Gamma(shape, rate); the mean is shape / rate. `rate` is in years."""

    shape: float
    rate: float

    def __post_init__(self) -> None:
        if not (0 < self.shape < math.inf and 0 < self.rate < math.inf):
            raise Unusable("Laju kejadian memerlukan shape dan rate yang lebih besar dari 0.")

    # ── from what people say ────────────────────────────────────────────────

    @classmethod
    def from_chances(cls, p5: float, p95: float) -> Rate:
        """Nine in ten sure that the chance in a year lies between these two."""
        if not 0 < p5 < p95 < 1:
            raise Unusable(
                "Rentang peluang harus naik dan di antara 0 dan 1: "
                f"batas bawah {p5:g}, batas atas {p95:g}."
            )
        return cls.from_rates(rate_of(p5), rate_of(p95))

    @classmethod
    def from_rates(cls, r5: float, r95: float) -> Rate:
        """Nine in ten sure that the events a year lie between these two."""
        if not 0 < r5 < r95 < math.inf:
            raise Unusable(
                "Rentang kejadian setahun harus naik dan lebih besar dari 0: "
                f"batas bawah {r5:g}, batas atas {r95:g}."
            )
        shape = _shape_with_ratio(r95 / r5)
        # The higher end is never too small to be divided by.
        return cls(shape, float(gammaincinv(shape, HIGH)) / r95)

    @classmethod
    def from_counts(cls, events: float, years: float) -> Rate:
        """So many events in so many years, and nothing known before (Jeffreys' prior)."""
        if events < 0 or years <= 0:
            raise Unusable("Jumlah kejadian tidak boleh negatif dan lama pengamatan lebih dari 0.")
        return cls(events + 0.5, years)

    @classmethod
    def from_moments(cls, mean: float, variance: float) -> Rate:
        """The Gamma with this mean and variance."""
        if mean <= 0 or variance <= 0:
            raise Unusable("Rata-rata dan ragam laju harus lebih besar dari 0.")
        return cls(mean * mean / variance, mean / variance)

    @classmethod
    def from_evaluation(
        cls, bad: int, answers: int, volume: float, *, prior: tuple[float, float] = (1.0, 1.0)
    ) -> Rate:
        """Bad answers a year of a service that gives `volume` answers, after a test of `answers`.

        The share of bad answers is Beta(prior + what was seen); the rate keeps its mean and variance.
        """
        if not 0 <= bad <= answers or volume <= 0:
            raise Unusable("Jawaban buruk tidak boleh melebihi jawaban yang diuji.")
        a, b = prior[0] + bad, prior[1] + answers - bad
        mean = a / (a + b)
        variance = a * b / ((a + b) ** 2 * (a + b + 1))
        return cls.from_moments(volume * mean, volume * volume * variance)

    @classmethod
    def pooled(cls, rates: Sequence[Rate], weights: Sequence[float] | None = None) -> Rate:
        """Several estimates as one: the linear pool, kept by mean and variance.

        The variance holds each one's own doubt and how far they are apart.
        """
        if not rates:
            raise Unusable("Belum ada perkiraan yang dapat digabung.")
        shares = [1.0] * len(rates) if weights is None else list(weights)
        if len(shares) != len(rates) or min(shares) < 0 or not sum(shares):
            raise Unusable("Bobot penilai harus sebanyak penilainya, tidak negatif, dan tidak nol.")
        total = sum(shares)
        mean = sum(w * r.mean for w, r in zip(shares, rates, strict=True)) / total
        second = sum(w * (r.variance + r.mean**2) for w, r in zip(shares, rates, strict=True))
        variance = second / total - mean**2
        return cls.from_moments(mean, variance)

    # ── what it says ────────────────────────────────────────────────────────

    @property
    def mean(self) -> float:
        """Events a year on average."""
        return self.shape / self.rate

    @property
    def variance(self) -> float:
        """How unsure the rate is, as variance."""
        return self.shape / self.rate**2

    @property
    def p_at_least_one(self) -> float:
        """The chance of at least one event next year, the doubt about the rate included."""
        return -math.expm1(-self.shape * math.log1p(1 / self.rate))

    def p_at_least(self, events: int, years: float = 1.0) -> float:
        """The chance of this many events or more within some years (negative binomial)."""
        if events <= 0:
            return 1.0
        if float(self.shape).is_integer():
            # scipy's own needs a whole shape.
            return float(nbdtrc(events - 1, int(self.shape), self.rate / (self.rate + years)))
        return _negative_binomial_tail(events, self.shape, self.rate, years)

    def quantile(self, share: float) -> float:
        """The rate below which this share of the doubt lies."""
        return float(gammaincinv(self.shape, share)) / self.rate

    def cdf(self, rate: float) -> float:
        """How sure one is that the rate is at most this."""
        return float(gammainc(self.shape, self.rate * rate))

    def level_probabilities(self, chances: Sequence[float] = OFFICIAL_CHANCES) -> tuple[float, ...]:
        """How sure one is of each level of likelihood; they sum to one."""
        marks = [0.0, *(self.cdf(rate_of(chance)) for chance in chances), 1.0]
        return tuple(high - low for low, high in itertools.pairwise(marks))

    # ── what it learns ──────────────────────────────────────────────────────

    def after(self, incidents: float, years: float) -> Rate:
        """The rate once this many events were seen in so many years (conjugate update)."""
        if incidents < 0 or years < 0:
            raise Unusable("Jumlah kejadian dan lama pengamatan tidak boleh negatif.")
        return Rate(self.shape + incidents, self.rate + years)

    def scaled(self, factor: float) -> Rate:
        """The rate when everything happens this many times as often."""
        if factor <= 0:
            raise Unusable("Pengali laju harus lebih besar dari 0.")
        return Rate(self.shape, self.rate / factor)


def _shape_with_ratio(ratio: float) -> float:
    """The shape of the Gamma whose 95th percentile is this many times its 5th."""

    def far(log_shape: float) -> float:
        shape = math.exp(log_shape)
        low = float(gammaincinv(shape, LOW))
        return math.inf if low == 0 else float(gammaincinv(shape, HIGH)) / low

    low, high = math.log(_LEAST_SHAPE), math.log(_MOST_SHAPE)
    if far(high) > ratio:
        raise Unusable("Kedua batas rentang terlalu dekat; lebarkan rentangnya.")
    if far(low) < ratio:
        raise Unusable("Kedua batas rentang terlalu jauh; sempitkan rentangnya.")
    for _turn in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if far(middle) > ratio else (low, middle)
    return math.exp((low + high) / 2)


def _negative_binomial_tail(events: int, shape: float, rate: float, years: float) -> float:
    """1 - the chances of fewer events, each from the one before."""
    share = years / (rate + years)
    chance = math.exp(shape * math.log1p(-share))
    below = 0.0
    for count in range(events):
        below += chance
        chance *= (shape + count) / (count + 1) * share
    return max(0.0, 1.0 - below)
