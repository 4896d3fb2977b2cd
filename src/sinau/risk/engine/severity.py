"""How bad one event is: a lognormal loss in rupiah."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

from sinau.risk.engine.errors import Unusable

_NORMAL = NormalDist()
Z95 = _NORMAL.inv_cdf(0.95)


@dataclass(frozen=True)
class Loss:
    """The loss of one event: its logarithm is Normal(mu, sigma); `cap` is the most it can be, if any."""

    mu: float
    sigma: float
    cap: float = math.inf

    def __post_init__(self) -> None:
        if not math.isfinite(self.mu) or not 0 <= self.sigma < math.inf or not self.cap > 0:
            raise Unusable(
                "Kerugian memerlukan mu yang berhingga, sigma ≥ 0, dan batas lebih dari 0."
            )

    @classmethod
    def from_range(cls, p5: float, p95: float, *, cap: float = math.inf) -> Loss:
        """Nine in ten sure that one event costs between these two; equal ends are a certain loss."""
        if not 0 < p5 <= p95 < math.inf:
            raise Unusable(
                "Rentang kerugian harus naik dan lebih besar dari 0: "
                f"batas bawah {p5:g}, batas atas {p95:g}."
            )
        return cls((math.log(p5) + math.log(p95)) / 2, math.log(p95 / p5) / (2 * Z95), cap)

    @classmethod
    def pooled(cls, losses: Sequence[Loss], weights: Sequence[float] | None = None) -> Loss:
        """Several estimates as one: the linear pool of the logarithms, kept by mean and variance.

        The spread holds each one's own and how far they are apart.
        """
        if not losses:
            raise Unusable("Belum ada perkiraan yang dapat digabung.")
        shares = [1.0] * len(losses) if weights is None else list(weights)
        if len(shares) != len(losses) or min(shares) < 0 or not sum(shares):
            raise Unusable("Bobot penilai harus sebanyak penilainya, tidak negatif, dan tidak nol.")
        total = sum(shares)
        mu = sum(w * one.mu for w, one in zip(shares, losses, strict=True)) / total
        second = sum(w * (one.sigma**2 + one.mu**2) for w, one in zip(shares, losses, strict=True))
        return cls(mu, math.sqrt(max(0.0, second / total - mu**2)), max(one.cap for one in losses))

    @property
    def median(self) -> float:
        """Half of the events cost less."""
        return min(math.exp(self.mu), self.cap)

    @property
    def mean(self) -> float:
        """The average loss of an event."""
        return self._moment(1)

    @property
    def second_moment(self) -> float:
        """The average of the squared loss."""
        return self._moment(2)

    def _moment(self, power: int) -> float:
        """E[min(X, cap)^power] (partial expectation of the lognormal)."""
        whole = math.exp(power * self.mu + power**2 * self.sigma**2 / 2)
        if math.isinf(self.cap):
            return whole
        if not self.sigma:
            return float(self.median**power)
        at = (math.log(self.cap) - self.mu) / self.sigma
        below = whole * _NORMAL.cdf(at - power * self.sigma)
        return float(below + self.cap**power * (1 - _NORMAL.cdf(at)))

    def cdf(self, loss: float) -> float:
        """How likely an event costs at most this."""
        if loss >= self.cap:
            return 1.0
        if loss <= 0:
            return 0.0
        if not self.sigma:
            return float(math.log(loss) >= self.mu)
        return _NORMAL.cdf((math.log(loss) - self.mu) / self.sigma)

    def quantile(self, share: float) -> float:
        """The loss below which this share of the events lies."""
        if not self.sigma:
            return self.median
        return min(math.exp(self.mu + self.sigma * _NORMAL.inv_cdf(share)), self.cap)

    def level_probabilities(self, bounds: tuple[float, ...]) -> tuple[float, ...]:
        """How likely one event lies in each level of impact, the bounds rising in rupiah."""
        marks = [0.0, *(self.cdf(bound) for bound in bounds), 1.0]
        return tuple(high - low for low, high in itertools.pairwise(marks))

    def times(self, factor: float) -> Loss:
        """The loss when every event costs this many times as much."""
        if factor <= 0:
            raise Unusable("Pengali kerugian harus lebih besar dari 0.")
        return Loss(self.mu + math.log(factor), self.sigma, self.cap * factor)


def single_quantile(p: float, loss: Loss, share: float) -> float:
    """The yearly loss of one risk that happens at most once a year, with chance `p`, below a share."""
    if share <= 1 - p:
        return 0.0
    return loss.quantile(1 - (1 - share) / p)


def single_shortfall(p: float, loss: Loss, share: float) -> float:
    """The average yearly loss of that risk in its worst years, beyond the share (expected shortfall)."""
    beyond = 1 - share
    if beyond >= p:
        return p * loss.mean / beyond
    at = _NORMAL.inv_cdf(1 - beyond / p) if loss.sigma else 0.0
    if not loss.sigma:
        return loss.median
    if math.isfinite(loss.cap):
        raise Unusable("Rumus ini berlaku untuk kerugian tanpa batas atas.")
    tail = math.exp(loss.mu + loss.sigma**2 / 2) * _NORMAL.cdf(loss.sigma - at)
    return p * tail / beyond
