"""A made city: what is true of its risks, what experts say of them, and what happens over the years."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any

import numpy as np
import numpy.typing as npt

from sinau.risk.engine import Loss, Rate, Unusable
from sinau.risk.engine.judging import Held
from sinau.risk.engine.learning import losses_seen, observed

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
_Z95 = NormalDist().inv_cdf(0.95)


@dataclass(frozen=True)
class Assumptions:
    """Everything the study takes for granted; each can be changed to see what hangs on it.

    Rates, losses and costs are spread evenly over their logarithms. `rare_is_heavy` is the rank
    correlation between how seldom and how bad a risk is. Experts miss the logarithm of the truth by
    `error`, a part of it (`shared_error`) together; of their 90 % ranges only `held` hold the truth.
    Half of what people call 90 % sure is what the literature finds: Lichtenstein, Fischhoff and Phillips
    1982; Russo and Schoemaker 1992; Soll and Klayman 2004.
    """

    agencies: int = 60
    risks_each: int = 3
    years: int = 5
    rate_low: float = 0.02
    rate_high: float = 3.0
    loss_low: float = 1e6
    loss_high: float = 5e9
    sigma_low: float = 0.6
    sigma_high: float = 1.4
    rare_is_heavy: float = 0.0
    causes: int = 6
    cause_weight: float = 0.3
    cause_variance: float = 0.6
    experts: int = 3
    error: float = 0.9
    shared_error: float = 0.4
    held: float = 0.52
    training_questions: int = 20
    sigma_error: float = 0.25
    effect_error: float = 0.25
    reported: float = 0.9
    believed_reported: float = 0.9
    cost_low: float = 2e7
    cost_high: float = 6e8
    cost_follows_loss: float = 0.25
    budget_share: float = 0.10
    widen: bool = True

    @classmethod
    def read(cls, said: Iterable[str]) -> Assumptions:
        """The usual ones, but for what is said as NAME=VALUE."""
        usual = cls()
        changes: dict[str, Any] = {}
        for one in said:
            name, _sign, value = one.partition("=")
            before = getattr(usual, name, None) if name in cls.__dataclass_fields__ else None
            try:
                if isinstance(before, bool):
                    changes[name] = {"True": True, "False": False}[value]
                elif isinstance(before, int):
                    changes[name] = int(value)
                elif isinstance(before, float):
                    changes[name] = float(value)
                else:
                    raise KeyError
            except (KeyError, ValueError):
                raise Unusable(f"Anggapan {one} tidak dikenal atau bukan angka.") from None
        return replace(usual, **changes)

    @property
    def risks(self) -> int:
        """How many risks the city has."""
        return self.agencies * self.risks_each

    @property
    def impact_bounds(self) -> tuple[float, ...]:
        """Where the five levels of impact part in rupiah: even steps over the losses there are.

        The regulation leaves that to each unit.
        """
        step = (self.loss_high / self.loss_low) ** 0.2
        return tuple(self.loss_low * step**at for at in range(1, 5))


@dataclass(frozen=True)
class Town:
    """What is true, shape (risks,), and what happens, shape (risks, years)."""

    rates: Floats
    losses: tuple[Loss, ...]
    weights: Floats
    counts: Counts
    seen: tuple[tuple[tuple[float, ...], ...], ...]
    effects: Floats
    costs: Floats

    @property
    def expected(self) -> Floats:
        """The true mean loss of a year of each risk."""
        found: Floats = self.rates * np.array([loss.mean for loss in self.losses])
        return found


@dataclass(frozen=True)
class Said:
    """What the experts say of each risk before anything was seen, and of the effect of its measure."""

    rates: tuple[Rate, ...]
    losses: tuple[Loss, ...]
    effects: Floats


def make_town(assumed: Assumptions, dice: np.random.Generator) -> Town:
    """Draw the truth and the five years in which it shows."""
    number = assumed.risks
    often, bad = _two_ranks(assumed.rare_is_heavy, number, dice)
    rates = _spread(often, assumed.rate_low, assumed.rate_high)
    medians = _spread(bad, assumed.loss_low, assumed.loss_high)
    sigmas = dice.uniform(assumed.sigma_low, assumed.sigma_high, number)
    losses = tuple(
        Loss(math.log(median), float(sigma)) for median, sigma in zip(medians, sigmas, strict=True)
    )
    weights = np.zeros((number, assumed.causes))
    weights[np.arange(number), dice.integers(0, assumed.causes, number)] = assumed.cause_weight
    shape = 1 / assumed.cause_variance
    times = dice.gamma(shape, 1 / shape, (assumed.causes, assumed.years))
    yearly = rates[:, None] * (1 - weights.sum(axis=1)[:, None] + weights @ times)
    counts = dice.poisson(yearly)
    reported = dice.binomial(counts, assumed.reported)
    seen = tuple(
        tuple(
            tuple(float(one) for one in np.exp(loss.mu + loss.sigma * dice.standard_normal(n)))
            for n in line
        )
        for loss, line in zip(losses, reported, strict=True)
    )
    costs = _spread(dice.random(number), assumed.cost_low, assumed.cost_high)
    typical = math.sqrt(assumed.loss_low * assumed.loss_high)
    costs = costs * (medians / typical) ** assumed.cost_follows_loss
    return Town(rates, losses, weights, counts, seen, dice.beta(4, 4, number), costs)


def ask(town: Town, assumed: Assumptions, dice: np.random.Generator) -> Said:
    """Several experts give ranges for each risk; each range is widened by how their training went."""
    number = len(town.rates)
    shown = NormalDist().inv_cdf((1 + assumed.held) / 2) / _Z95
    held = dice.binomial(assumed.training_questions, assumed.held, (number, assumed.experts))
    often = _opinions(np.log(town.rates), assumed, dice)
    bad = _opinions(np.array([loss.mu for loss in town.losses]), assumed, dice)
    rates, losses = [], []
    for at in range(number):
        factors = [
            Held(int(one), assumed.training_questions).widening if assumed.widen else 1.0
            for one in held[at]
        ]
        half = [_Z95 * assumed.error * shown * factor for factor in factors]
        rates.append(
            Rate.pooled(
                [
                    Rate.from_rates(math.exp(middle - wide), math.exp(middle + wide))
                    for middle, wide in zip(often[at], half, strict=True)
                ]
            )
        )
        sigma = town.losses[at].sigma * math.exp(assumed.sigma_error * dice.standard_normal())
        losses.append(Loss(float(np.mean(bad[at])), sigma))
    missed = np.exp(assumed.effect_error * dice.standard_normal(number))
    effects = np.clip(town.effects * missed, 0.01, 0.99)
    return Said(tuple(rates), tuple(losses), effects)


def learnt(
    said: Said, town: Town, assumed: Assumptions, years: int
) -> tuple[tuple[Rate, ...], tuple[Loss, ...]]:
    """What is believed of each risk after so many years of incidents, a part of which was reported."""
    rates, losses = [], []
    for at, (rate, loss) in enumerate(zip(said.rates, said.losses, strict=True)):
        history = [one for year in town.seen[at][:years] for one in year]
        if years:
            rate = observed(
                rate, incidents=len(history), years=years, detection=assumed.believed_reported
            )
        rates.append(rate)
        losses.append(losses_seen(loss, history))
    return tuple(rates), tuple(losses)


def _opinions(truth: Floats, assumed: Assumptions, dice: np.random.Generator) -> Floats:
    """The middle of what each expert says, on the logarithm; shape (risks, experts)."""
    number = len(truth)
    together = math.sqrt(assumed.shared_error) * dice.standard_normal((number, 1))
    alone = math.sqrt(1 - assumed.shared_error) * dice.standard_normal((number, assumed.experts))
    return truth[:, None] + assumed.error * (together + alone)


def _spread(ranks: Floats, low: float, high: float) -> Floats:
    found: Floats = np.exp(math.log(low) + ranks * math.log(high / low))
    return found


def _two_ranks(
    rare_is_heavy: float, number: int, dice: np.random.Generator
) -> tuple[Floats, Floats]:
    """Two uniform ranks, the more of the one going with the less of the other (Gaussian copula)."""
    one = dice.standard_normal(number)
    other = -rare_is_heavy * one + math.sqrt(1 - rare_is_heavy**2) * dice.standard_normal(number)
    normal = NormalDist()
    return (
        np.array([normal.cdf(float(x)) for x in one]),
        np.array([normal.cdf(float(x)) for x in other]),
    )
