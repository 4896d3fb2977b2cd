"""What is read from the model for a page: cells of the map, bands, ranks, sensitivity, worth of controls."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sinau.risk.engine.errors import Unusable
from sinau.risk.engine.frequency import OFFICIAL_CHANCES, Rate
from sinau.risk.engine.portfolio import Cause, Floats, Portfolio
from sinau.risk.engine.severity import Loss
from sinau.risk.engine.simulation import Years, shortfall, simulate

PARAMETER_DRAWS = 200
HELD_YEARS = 500
MOST_BY_ENUMERATION = 15

# ── the map of one risk ─────────────────────────────────────────────────────


@dataclass(frozen=True)
class Cells:
    """How sure one is of each cell of the matrix: rows are likelihood 1.., columns impact 1.."""

    chances: tuple[tuple[float, ...], ...]

    @property
    def official(self) -> tuple[int, int]:
        """Likelihood and impact of the most probable cell, counted from 1; the worse one if equal."""
        _chance, likelihood, impact = max(
            (chance, row, column)
            for row, line in enumerate(self.chances, 1)
            for column, chance in enumerate(line, 1)
        )
        return likelihood, impact

    def confidence(self, likelihood: int, impact: int) -> float:
        """How sure one is of one cell."""
        return self.chances[likelihood - 1][impact - 1]

    def beyond(self, matrix: Sequence[Sequence[int]], magnitude: int) -> float:
        """How sure one is that the magnitude is at least this."""
        return sum(
            chance
            for line, row in zip(self.chances, matrix, strict=True)
            for chance, cell in zip(line, row, strict=True)
            if cell >= magnitude
        )

    def is_fragile(
        self, matrix: Sequence[Sequence[int]], appetite: int, *, plausible: float = 0.10
    ) -> bool:
        """Whether plausible cells lie on both sides of the appetite."""
        return plausible <= self.beyond(matrix, appetite) <= 1 - plausible


def cells(
    rate: Rate, loss: Loss, bounds: Sequence[float], chances: Sequence[float] = OFFICIAL_CHANCES
) -> Cells:
    """The cells of one risk; `bounds` part the levels of impact in rupiah, `chances` those of likelihood."""
    if list(bounds) != sorted(bounds) or len(set(bounds)) != len(bounds):
        raise Unusable("Batas tingkat dampak harus naik.")
    rows = rate.level_probabilities(chances)
    columns = loss.level_probabilities(tuple(bounds))
    return Cells(tuple(tuple(row * column for column in columns) for row in rows))


# ── the whole, and how sure it is ───────────────────────────────────────────


@dataclass(frozen=True)
class Curve:
    """Chance in a year of losing more than each size, with nine-in-ten bounds from doubt about the rates."""

    sizes: tuple[float, ...]
    chances: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


def exceedance(losses: Floats, sizes: Sequence[float]) -> tuple[float, ...]:
    """The share of years that lose more than each of these sizes."""
    ordered = np.sort(losses)
    beyond = len(ordered) - np.searchsorted(ordered, np.asarray(sizes), side="right")
    return tuple(map(float, beyond / len(ordered)))


def curve(
    portfolio: Portfolio,
    sizes: Sequence[float],
    *,
    years: int,
    seed: int,
    residual: bool = False,
    draws: int = PARAMETER_DRAWS,
) -> Curve:
    """The loss exceedance curve and its band: chance in the curve, doubt in the band."""
    drawn = simulate(portfolio, years=years, seed=seed)
    return curves(portfolio, drawn, sizes, seed=seed, draws=draws)[residual]


def curves(
    portfolio: Portfolio,
    drawn: Years,
    sizes: Sequence[float],
    *,
    seed: int,
    draws: int = PARAMETER_DRAWS,
) -> tuple[Curve, Curve]:
    """The curves before and after controls of years that are drawn already.

    The band draws the uncertain rates `draws` times and holds each for `HELD_YEARS`.
    """
    held = simulate(portfolio, years=draws * HELD_YEARS, seed=seed + 1, hold=HELD_YEARS)
    return (
        _banded(drawn.before, held.before, sizes),
        _banded(drawn.after, held.after, sizes),
    )


def _banded(losses: Floats, held: Floats, sizes: Sequence[float]) -> Curve:
    chances = exceedance(losses, sizes)
    lines = [exceedance(part, sizes) for part in held.reshape(-1, HELD_YEARS)]
    low, high = np.quantile(np.array(lines), (0.05, 0.95), axis=0)
    # A few hundred years are few: the curve itself is never left outside its band.
    low, high = np.minimum(low, chances), np.maximum(high, chances)
    return Curve(tuple(sizes), chances, tuple(map(float, low)), tuple(map(float, high)))


def _drawn_rates(portfolio: Portfolio, draws: int, seed: int) -> Floats:
    dice = np.random.default_rng(np.random.SeedSequence([seed, 7]))
    return np.column_stack(
        [
            dice.gamma(risk.rate.shape, 1 / risk.rate.rate, draws)
            if isinstance(risk.rate, Rate)
            else np.full(draws, risk.rate)
            for risk in portfolio.risks
        ]
    )


def chance_of_rank(
    portfolio: Portfolio, places: int = 5, *, draws: int = 4_000, seed: int = 0
) -> dict[str, float]:
    """How sure one is that each risk is among the worst by expected loss, the doubt about rates drawn."""
    costs = _drawn_rates(portfolio, draws, seed) * portfolio.means
    places = min(places, len(portfolio.risks))
    order = np.argsort(-costs, axis=1, kind="stable")[:, :places]
    counts = np.bincount(order.ravel(), minlength=len(portfolio.risks)) / draws
    return dict(zip((risk.id for risk in portfolio.risks), map(float, counts), strict=True))


def implied_correlations(portfolio: Portfolio) -> Floats:
    """Correlations of the yearly numbers of events that the common causes imply, shape (risks, risks)."""
    covariance = portfolio.covariance_of_counts()
    spread = np.sqrt(np.diag(covariance))
    spread[spread == 0] = 1.0
    found: Floats = covariance / np.outer(spread, spread)
    return found


def sensitivity(portfolio: Portfolio, *, years: int, seed: int) -> Mapping[str, float]:
    """ES95 after controls if the choices of the model were others: spread of losses, strength of causes.

    The same seed throughout, so that what differs is the choice.
    """
    wider = tuple(replace(r, loss=_spread(r.loss, 1.25)) for r in portfolio.risks)
    narrower = tuple(replace(r, loss=_spread(r.loss, 0.75)) for r in portfolio.risks)
    stronger = {name: Cause(cause.variance * 2) for name, cause in portfolio.causes.items()}
    alone = tuple(replace(risk, causes={}) for risk in portfolio.risks)
    ways = {
        "base": portfolio,
        "sigma_up": replace(portfolio, risks=wider),
        "sigma_down": replace(portfolio, risks=narrower),
        "causes_double": replace(portfolio, causes=stronger),
        "causes_none": replace(portfolio, risks=alone),
    }
    return {
        name: shortfall(simulate(way, years=years, seed=seed).after, 0.95)
        for name, way in ways.items()
    }


def _spread(loss: Loss, times: float) -> Loss:
    """The same median with a wider or narrower spread."""
    return Loss(loss.mu, loss.sigma * times, loss.cap)


# ── what controls are worth ─────────────────────────────────────────────────


@dataclass(frozen=True)
class Worth:
    """What a set of controls takes off: the mean loss and the shortfall of a year, and what it costs."""

    controls: tuple[str, ...]
    cost: float
    mean_saved: float
    shortfall_saved: float

    @property
    def return_on_cost(self) -> float | None:
        """Mean loss saved a year for each rupiah; None where it costs nothing."""
        return self.mean_saved / self.cost if self.cost else None

    @property
    def cost_of_shortfall(self) -> float | None:
        """Rupiah for each rupiah of shortfall taken off; None where nothing is."""
        return self.cost / self.shortfall_saved if self.shortfall_saved > 0 else None


def worth(
    portfolio: Portfolio,
    chosen: Sequence[str],
    costs: Mapping[str, float],
    *,
    years: int,
    seed: int,
) -> Worth:
    """What these controls of the portfolio are worth together."""
    kept = tuple(control for control in portfolio.controls if control.id in set(chosen))
    drawn = simulate(replace(portfolio, controls=kept), years=years, seed=seed)
    saved = shortfall(drawn.before, 0.95) - shortfall(drawn.after, 0.95)
    part = replace(portfolio, controls=kept)
    return Worth(
        tuple(control.id for control in kept),
        sum(costs.get(control.id, 0.0) for control in kept),
        part.mean() - part.mean(residual=True),
        saved,
    )


def best_under_budget(
    portfolio: Portfolio, costs: Mapping[str, float], budget: float
) -> tuple[str, ...]:
    """The controls that take most off the mean loss for this money.

    Up to fifteen controls all sets are tried; beyond that the next best for its money is added.
    """
    names = [control.id for control in portfolio.controls]
    if len(names) <= MOST_BY_ENUMERATION:
        sets = itertools.chain.from_iterable(
            itertools.combinations(names, number) for number in range(len(names) + 1)
        )
        affordable = (one for one in sets if _cost(one, costs) <= budget)
        return min(affordable, key=lambda one: (_left(portfolio, one), _cost(one, costs)))
    chosen: tuple[str, ...] = ()
    while True:
        before = _left(portfolio, chosen)
        found, best = "", 0.0
        for name in names:
            cost = costs.get(name, 0.0)
            if name in chosen or _cost(chosen, costs) + cost > budget:
                continue
            saved = before - _left(portfolio, (*chosen, name))
            value = saved / cost if cost else math.inf
            if saved > 0 and value > best:
                found, best = name, value
        if not found:
            return chosen
        chosen = (*chosen, found)


def _cost(names: Sequence[str], costs: Mapping[str, float]) -> float:
    return sum(costs.get(name, 0.0) for name in names)


def _left(portfolio: Portfolio, names: Sequence[str]) -> float:
    kept = tuple(control for control in portfolio.controls if control.id in names)
    return replace(portfolio, controls=kept).mean(residual=True)


def years_in_words(chance: float, of: int = 100) -> int:
    """Of so many years like this one, in how many it happens, rounded."""
    return math.floor(chance * of + 0.5)
