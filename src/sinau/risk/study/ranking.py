"""The same budget spent by each way of ranking, in the knowledge of the same people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sinau.risk.engine import Cause, Control, Portfolio, Rate, Risk
from sinau.risk.engine.frequency import OFFICIAL_CHANCES, rate_of
from sinau.risk.engine.severity import Loss
from sinau.risk.engine.simulation import shortfall, simulate
from sinau.risk.study.town import Assumptions, Counts, Floats, Town

# The rank table of PermenPANRB 5/2020.
OFFICIAL = (
    (1, 3, 5, 8, 20),
    (2, 7, 11, 13, 21),
    (4, 10, 14, 17, 22),
    (6, 12, 16, 19, 24),
    (9, 15, 18, 23, 25),
)


@dataclass(frozen=True)
class Known:
    """What a city knows when it spends: the same for every way of ranking."""

    rates: Sequence[Rate]
    losses: Sequence[Loss]
    effects: Floats
    costs: Floats
    bounds: Sequence[float]

    @property
    def expected(self) -> Floats:
        """The mean loss of a year it believes in."""
        return np.array(
            [rate.mean * loss.mean for rate, loss in zip(self.rates, self.losses, strict=True)]
        )

    @property
    def levels(self) -> tuple[Counts, Counts]:
        """Likelihood and impact of each risk on the official bands, from the same beliefs."""
        marks = [rate_of(chance) for chance in OFFICIAL_CHANCES]
        likelihoods = np.searchsorted(marks, [rate.mean for rate in self.rates]) + 1
        impacts = np.searchsorted(self.bounds, [loss.median for loss in self.losses]) + 1
        return likelihoods, impacts


Way = Callable[[Known], Floats]


def by_worth(known: Known) -> Floats:
    """Ours: the loss that is avoided for each rupiah."""
    found: Floats = known.expected * known.effects / known.costs
    return found


def by_expected_loss(known: Known) -> Floats:
    """Ours without looking at what a measure costs or does."""
    return known.expected


def by_matrix(known: Known) -> Floats:
    """The magnitude of the official table; of equals the cheaper first."""
    return _magnitudes(known) + _cheaper(known)


def by_product(known: Known) -> Floats:
    """Likelihood times impact; of equals the cheaper first."""
    likelihoods, impacts = known.levels
    found: Floats = likelihoods * impacts + _cheaper(known)
    return found


def by_matrix_and_cost(known: Known) -> Floats:
    """The official magnitude for each rupiah: the matrix with the same care for cost as ours."""
    found: Floats = _magnitudes(known) / known.costs
    return found


def _magnitudes(known: Known) -> Floats:
    likelihoods, impacts = known.levels
    return np.array(OFFICIAL, dtype=float)[likelihoods - 1, impacts - 1]


def _cheaper(known: Known) -> Floats:
    """Less than one step of any score, and more for what costs less."""
    found: Floats = 0.5 * (1 - known.costs / (known.costs.max() * 1.01))
    return found


WAYS: dict[str, Way] = {
    "worth": by_worth,
    "expected_loss": by_expected_loss,
    "matrix": by_matrix,
    "matrix_and_cost": by_matrix_and_cost,
    "product": by_product,
}


def spend(scores: Floats, costs: Floats, budget: float) -> Floats:
    """Which measures are taken, 1 or 0: the best first, leaving out what no longer fits."""
    taken = np.zeros(len(scores))
    left = budget
    for at in np.argsort(-scores, kind="stable"):
        if costs[at] <= left:
            taken[at] = 1.0
            left -= costs[at]
    return taken


def avoided(town: Town, taken: Floats) -> float:
    """The true mean loss of a year that these measures save, in rupiah."""
    return float((town.expected * town.effects * taken).sum())


def worst_years_avoided(
    town: Town, assumed: Assumptions, chosen: dict[str, Floats], *, years: int, seed: int
) -> dict[str, float]:
    """What each choice takes off the mean of the worst twentieth of years, all in the same drawn years."""
    base = _portfolio(town, assumed)
    found = {}
    for name, taken in chosen.items():
        controls = tuple(
            Control(f"k{at}", (f"r{at}",), severity_effect=float(town.effects[at]))
            for at in np.flatnonzero(taken)
        )
        drawn = simulate(replace(base, controls=controls), years=years, seed=seed)
        found[name] = shortfall(drawn.before, 0.95) - shortfall(drawn.after, 0.95)
    return found


def _portfolio(town: Town, assumed: Assumptions) -> Portfolio:
    names = [f"c{at}" for at in range(assumed.causes)]
    return Portfolio(
        tuple(
            Risk(
                f"r{at}",
                float(town.rates[at]),
                town.losses[at],
                {name: float(w) for name, w in zip(names, town.weights[at], strict=True) if w},
            )
            for at in range(len(town.rates))
        ),
        {name: Cause(assumed.cause_variance) for name in names},
    )
