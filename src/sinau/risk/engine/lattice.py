"""The loss of a year without any chance: its distribution on a lattice, by a fast Fourier transform.

The characteristic function of the sum is known in closed form for each way in which the controls work or
fail; those are weighed and transformed back (Grübel and Hermesmeier 1999, with their exponential tilting
against what would wrap around). Loss sizes are put on the lattice so that their mean is kept.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from sinau.risk.engine.errors import Unusable
from sinau.risk.engine.frequency import Rate
from sinau.risk.engine.portfolio import Floats, Portfolio
from sinau.risk.engine.severity import Loss

MOST_CONTROLS = 10
MOST_UNCERTAIN_CAUSES = 2
POINTS = 2**17
# e^-20 of what lies beyond the lattice comes back in at its start.
TILT = 20.0
# How many values stand for a cause when one, or two, are summed over, and how fine the lattice then is.
_NODES = {0: 1, 1: 32, 2: 14}
_COARSER = {0: 1, 1: 2, 2: 4}

Complex = npt.NDArray[np.complex128]


@dataclass(frozen=True)
class Exact:
    """The distribution of the loss of a year: chance by multiples of `step` rupiah.

    `p_zero` is the chance of a year without any event; what is less than half a step is nought on the
    lattice, and not counted there.
    """

    step: float
    chances: Floats
    mean: float
    sd: float
    p_zero: float

    def quantile(self, share: float) -> float:
        """The smallest loss that at least this share of the years does not exceed."""
        at = int(np.searchsorted(np.cumsum(self.chances), share - 1e-12))
        if at >= len(self.chances):
            raise Unusable("Kuantil setinggi itu berada di luar kisi; pakai simulasi.")
        return at * self.step

    def shortfall(self, share: float) -> float:
        """The average loss of the worst years beyond this share."""
        at = self.quantile(share)
        size = np.arange(len(self.chances)) * self.step
        # The mean is known exactly, so nothing of the tail beyond the lattice is lost.
        below = float(np.sum(self.chances * np.minimum(size, at)))
        outside = max(0.0, 1 - float(self.chances.sum()))
        return at + (self.mean - below - outside * at) / (1 - share)


def exact(portfolio: Portfolio, *, residual: bool = False, points: int = POINTS) -> Exact:
    """The distribution before or after controls."""
    bound = len(_bound_causes(portfolio))
    if bound > MOST_UNCERTAIN_CAUSES:
        raise Unusable(
            "Cara tanpa simulasi menghitung paling banyak "
            f"{MOST_UNCERTAIN_CAUSES} penyebab bagi laju yang belum pasti; pakai simulasi."
        )
    points //= _COARSER[bound]
    if residual and len(portfolio.controls) > MOST_CONTROLS:
        raise Unusable(
            f"Cara tanpa simulasi menghitung paling banyak {MOST_CONTROLS} pengendalian; "
            "pakai simulasi."
        )
    ways = list(_ways(portfolio)) if residual else [_unchanged(portfolio)]
    step = _step(portfolio, points)
    waves = _Waves(portfolio, step, points)
    total, quiet = np.zeros(points // 2 + 1, dtype=complex), 0.0
    for chance, happens, costs in ways:
        total += chance * waves.of_year(happens, costs)
        quiet += chance * waves.without_event(happens)
    tilted = np.fft.irfft(total, points)
    chances = np.clip(tilted * np.exp(np.arange(points) * TILT / points), 0.0, None)
    mean, variance = portfolio.mean(residual=residual), portfolio.variance(residual=residual)
    return Exact(step, chances, mean, math.sqrt(variance), quiet)


Way = tuple[float, Floats, Floats]


def _unchanged(portfolio: Portfolio) -> Way:
    ones = np.ones(len(portfolio.risks))
    return 1.0, ones, ones


def _ways(portfolio: Portfolio) -> Iterator[Way]:
    """Each way in which the controls work or fail: its chance, events and losses that are left by risk."""
    for works in itertools.product((True, False), repeat=len(portfolio.controls)):
        chance, (_one, happens, costs) = 1.0, _unchanged(portfolio)
        happens, costs = happens.copy(), costs.copy()
        for one, control, serves in zip(works, portfolio.controls, portfolio.serves, strict=True):
            chance *= control.reliability if one else 1 - control.reliability
            if one:
                happens[serves] *= 1 - control.effect
                costs[serves] *= 1 - control.severity_effect
        if chance:
            yield chance, happens, costs


def _step(portfolio: Portfolio, points: int) -> float:
    """A lattice that reaches far beyond the worst year in ten thousand."""
    mean, sd = portfolio.mean(), math.sqrt(portfolio.variance())
    single = 0.0
    for risk, rate in zip(portfolio.risks, portfolio.rates, strict=True):
        if rate > 0:
            single = max(single, risk.loss.quantile(1 - min(0.5, 1e-5 / rate)))
    reach = max(mean + 12 * sd, mean + 1.5 * single)
    if not reach:
        raise Unusable("Tidak ada kerugian yang dapat dihitung: semua laju nol.")
    return reach / points


class _Waves:
    """Characteristic functions on the tilted lattice."""

    def __init__(self, portfolio: Portfolio, step: float, points: int) -> None:
        self.portfolio, self.step, self.points = portfolio, step, points
        self._known: dict[tuple[Loss, float], Complex] = {}
        self.is_uncertain = np.array([isinstance(r.rate, Rate) for r in portfolio.risks])

    def of_loss(self, loss: Loss, times: float) -> Complex:
        """Of the loss of one event, shrunk by a factor."""
        key = (loss, times)
        if key not in self._known:
            chances = _on_lattice(loss, times, self.step, self.points)
            tilt = np.exp(-np.arange(self.points) * TILT / self.points)
            self._known[key] = np.fft.rfft(chances * tilt)
        return self._known[key]

    def of_year(self, happens: Floats, costs: Floats) -> Complex:
        """Of the loss of a year in which so much is left of the events and of the losses of each risk."""
        return self._of(
            [
                kept * (self.of_loss(risk.loss, cost) - 1)
                for risk, kept, cost in zip(self.portfolio.risks, happens, costs, strict=True)
            ]
        )

    def without_event(self, happens: Floats) -> float:
        """The chance of a year without event: as if every event were infinitely bad."""
        return float(self._of([np.array([-kept + 0j]) for kept in happens])[0].real)

    def _of(self, swings: Sequence[Complex]) -> Complex:
        if not self.is_uncertain.any():
            return self._known_rates(swings)
        return self._uncertain_rates(swings)

    def _known_rates(self, swings: Sequence[Complex]) -> Complex:
        portfolio = self.portfolio
        own = np.zeros_like(swings[0])
        shared = [np.zeros_like(swings[0]) for _cause in portfolio.variances]
        for rate, alone, weights, swing in zip(
            portfolio.rates, portfolio.own, portfolio.weights, swings, strict=True
        ):
            own += rate * alone * swing
            for at in np.flatnonzero(weights):
                shared[at] += rate * weights[at] * swing
        for v, swing in zip(portfolio.variances, shared, strict=True):
            own -= np.log(1 - v * swing) / v
        return np.exp(own)

    def _uncertain_rates(self, swings: Sequence[Complex]) -> Complex:
        """Doubt about a rate binds its causes together: those are summed over, the rest is closed."""
        portfolio = self.portfolio
        bound = _bound_causes(portfolio)
        nodes = _NODES[len(bound)]
        marks = [_gamma_nodes(portfolio.variances[at], nodes) for at in bound]
        total = np.zeros_like(swings[0])
        for chosen in itertools.product(range(nodes), repeat=len(bound)):
            chance, times = 1.0, np.ones(len(portfolio.variances))
            for at, node, (values, weights) in zip(bound, chosen, marks, strict=True):
                chance *= weights[node]
                times[at] = values[node]
            if chance > 1e-14:
                total += chance * self._given(swings, bound, times)
        return total

    def _given(
        self, swings: Sequence[Complex], bound: npt.NDArray[np.intp], times: Floats
    ) -> Complex:
        portfolio = self.portfolio
        whole = np.zeros_like(swings[0])
        free = {
            at: np.zeros_like(swings[0])
            for at in range(len(portfolio.variances))
            if at not in bound
        }
        for risk, alone, weights, swing in zip(
            portfolio.risks, portfolio.own, portfolio.weights, swings, strict=True
        ):
            factor = alone + sum(weights[at] * times[at] for at in bound)
            if isinstance(risk.rate, Rate):
                whole -= risk.rate.shape * np.log(1 - factor * swing / risk.rate.rate)
                continue
            whole += risk.rate * factor * swing
            for at, shared in free.items():
                if weights[at]:
                    shared += risk.rate * weights[at] * swing
        for at, shared in free.items():
            whole -= np.log(1 - portfolio.variances[at] * shared) / portfolio.variances[at]
        return np.exp(whole)


def _bound_causes(portfolio: Portfolio) -> npt.NDArray[np.intp]:
    """The causes that a rate which is in doubt hangs on."""
    uncertain = np.array([isinstance(risk.rate, Rate) for risk in portfolio.risks])
    return np.flatnonzero((portfolio.weights[uncertain] > 0).any(axis=0))


def _gamma_nodes(variance: float, number: int) -> tuple[Floats, Floats]:
    """Values and weights that stand for a Gamma of mean one (generalised Gauss-Laguerre)."""
    from scipy.special import gammaln, roots_genlaguerre

    shape = 1 / variance
    if shape > 150:
        # Practically a normal; Gauss-Laguerre overflows there.
        nodes, weights = np.polynomial.hermite_e.hermegauss(number)
        return np.maximum(1 + math.sqrt(variance) * nodes, 0), weights / weights.sum()
    nodes, weights = roots_genlaguerre(number, shape - 1)
    return nodes / shape, weights / math.exp(gammaln(shape))


def _on_lattice(loss: Loss, times: float, step: float, points: int) -> Floats:
    """Chances of the multiples of the step that keep the mean of the loss (local moment matching)."""
    chances = np.zeros(points)
    if times <= 0:
        chances[0] = 1.0
        return chances
    scaled = loss.times(times)
    if not scaled.sigma:
        at = scaled.median / step
        low = min(int(at), points - 2)
        chances[low], chances[low + 1] = 1 - (at - low), at - low
        return chances
    edges: Floats = np.arange(points + 1, dtype=np.float64) * step
    limited = _limited_mean(scaled, edges)
    # E[min(X, edge)] between neighbours is the chance of lying beyond, averaged over the step.
    beyond = np.diff(limited) / step
    chances[0] = 1 - beyond[0]
    chances[1:] = beyond[:-1] - beyond[1:]
    return np.clip(chances, 0.0, None)


def _limited_mean(loss: Loss, edges: Floats) -> Floats:
    """E[min(X, edge)] of a lognormal with a cap."""
    at = np.minimum(edges, loss.cap)
    found = np.zeros(len(at))
    inside = at > 0
    z = (np.log(at[inside]) - loss.mu) / loss.sigma
    mean = math.exp(loss.mu + loss.sigma**2 / 2)
    found[inside] = mean * ndtr(z - loss.sigma) + at[inside] * ndtr(-z)
    return found
