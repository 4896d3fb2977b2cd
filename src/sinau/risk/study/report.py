"""Many made cities side by side: how often ranges hold the truth, and what each ranking saves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from sinau.risk.engine import Rate
from sinau.risk.study.ranking import WAYS, Known, avoided, spend, worst_years_avoided
from sinau.risk.study.town import Assumptions, Floats, Town, ask, learnt, make_town

WAY_OF_ALL_KNOWING = "all_knowing"
WAY_OF_LOTS = "lots"
WAY_OF_NOT_LEARNING = "matrix_without_learning"


@dataclass(frozen=True)
class Spread:
    """A figure over many cities: their mean with its own doubt, and where nine in ten of them lie."""

    mean: float
    mean_low: float
    mean_high: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Of one value for each city."""
        seen = np.asarray(values, dtype=float)
        middle = float(seen.mean())
        doubt = 1.645 * float(seen.std(ddof=1)) / len(seen) ** 0.5 if len(seen) > 1 else 0.0
        low, high = np.quantile(seen, (0.05, 0.95))
        return cls(middle, middle - doubt, middle + doubt, float(low), float(high))


@dataclass(frozen=True)
class Report:
    """What was found, and under which assumptions.

    `coverage` is the share of 90 % intervals that hold the true rate, after 0, 1, .. years. `saved` is
    rupiah over all years for the same budget, by way of ranking; `against` is ours divided by that way,
    city by city; `wins` the share of cities in which ours saves more. `worst_years` is what the choices
    of the last year take off the mean of the worst twentieth of years.
    """

    cities: int
    seed: int
    assumptions: Assumptions
    coverage: tuple[Spread, ...]
    saved: dict[str, Spread]
    against: dict[str, Spread]
    wins: dict[str, float]
    worst_years: dict[str, Spread]
    budget: Spread

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class _City:
    coverage: list[float]
    saved: dict[str, float]
    worst: dict[str, float]
    budget: float


def study(
    assumed: Assumptions | None = None,
    *,
    cities: int = 200,
    seed: int = 1,
    drawn_years: int = 10_000,
) -> Report:
    """Make this many cities; the same seed gives the same report."""
    assumed = assumed or Assumptions()
    streams = np.random.SeedSequence(seed).spawn(cities)
    lived = [_live(assumed, stream, drawn_years) for stream in streams]
    ways = list(lived[0].saved)
    ours = [city.saved["worth"] for city in lived]
    others = [way for way in ways if way != "worth"]
    return Report(
        cities,
        seed,
        assumed,
        tuple(
            Spread.of([city.coverage[year] for city in lived]) for year in range(assumed.years + 1)
        ),
        {way: Spread.of([city.saved[way] for city in lived]) for way in ways},
        {
            way: Spread.of([o / city.saved[way] for o, city in zip(ours, lived, strict=True)])
            for way in others
        },
        {
            way: float(np.mean([o > city.saved[way] for o, city in zip(ours, lived, strict=True)]))
            for way in others
        },
        {way: Spread.of([city.worst[way] for city in lived]) for way in lived[0].worst},
        Spread.of([city.budget for city in lived]),
    )


def _live(assumed: Assumptions, stream: np.random.SeedSequence, drawn_years: int) -> _City:
    """One city: asked once, spending every year by what it knows then."""
    dice = np.random.default_rng(stream)
    town = make_town(assumed, dice)
    said = ask(town, assumed, dice)
    budget = assumed.budget_share * float(town.costs.sum())
    coverage, chosen = [], {}
    saved: dict[str, float] = {}
    at_first = Known(said.rates, said.losses, said.effects, town.costs, assumed.impact_bounds)
    for year in range(assumed.years + 1):
        rates, losses = learnt(said, town, assumed, year)
        coverage.append(float(np.mean(_hold(rates, town))))
        if year == assumed.years:
            break
        known = Known(rates, losses, said.effects, town.costs, assumed.impact_bounds)
        chosen = _choices(known, at_first, town, budget, dice)
        for way, taken in chosen.items():
            saved[way] = saved.get(way, 0.0) + avoided(town, taken)
    worst = worst_years_avoided(
        town, assumed, chosen, years=drawn_years, seed=int(dice.integers(2**31))
    )
    return _City(coverage, saved, worst, budget)


def _choices(
    known: Known, at_first: Known, town: Town, budget: float, dice: np.random.Generator
) -> dict[str, Floats]:
    """What each way of ranking buys, between one that knows the truth and one that draws lots."""
    scores = {name: way(known) for name, way in WAYS.items()}
    scores[WAY_OF_NOT_LEARNING] = WAYS["matrix"](at_first)
    scores[WAY_OF_ALL_KNOWING] = town.expected * town.effects / town.costs
    scores[WAY_OF_LOTS] = dice.random(len(town.rates))
    return {name: spend(score, town.costs, budget) for name, score in scores.items()}


def _hold(rates: Sequence[Rate], town: Town) -> list[bool]:
    """Whether each 90 % interval holds the true rate."""
    return [
        rate.quantile(0.05) <= truth <= rate.quantile(0.95)
        for rate, truth in zip(rates, town.rates, strict=True)
    ]
