"""Years drawn event by event, before and after controls in the same years.

Cost follows the events, not risks times years. After-events are a part of the before-events, so a year
after controls is never worse than the same year before them and their difference has no noise.

Years are drawn in pieces of `PIECE`, each from a stream of its own (`SeedSequence.spawn`): the same seed
and portfolio give the same numbers however many workers share the pieces.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sinau.risk.engine.errors import Unusable
from sinau.risk.engine.frequency import Rate
from sinau.risk.engine.portfolio import OWN, Floats, Portfolio

PIECE = 5_000
MOST_YEARS = 10_000_000
# More events than this at once do not fit into the memory that is promised.
MOST_EVENTS = 400_000_000
# Draws of uncertain rates for a piece are as many as keep this many numbers.
DRAWN_RATES = 200_000
# The worst years of a piece, of which the events are kept for sharing out the tail.
KEPT_SHARE = 0.12


@dataclass(frozen=True)
class Years:
    """The losses of the drawn years, shape (years,), and what the tail is made of."""

    before: Floats
    after: Floats
    _tails: tuple[_Tail, ...]
    portfolio: Portfolio

    def shares_of_tail(self, share: float = 0.95, *, residual: bool = False) -> TailShares:
        """The expected shortfall beyond a share, parted by risk and by cause; the parts sum to it."""
        losses = self.after if residual else self.before
        weights, beyond = _tail_weights(losses, share)
        by_risk = np.zeros(len(self.portfolio.risks))
        by_cause = np.zeros(len(self.portfolio.causes) + 1)
        for tail in self._tails:
            weight = weights[tail.first : tail.first + tail.years]
            if not weight.any():
                continue
            if not tail.holds(weight, residual):
                tail = tail.whole()
            loss = tail.after if residual else tail.before
            value = loss * weight[tail.year]
            by_risk += np.bincount(tail.risk, value, minlength=len(by_risk))
            by_cause += np.bincount(tail.cause, value, minlength=len(by_cause))
        return TailShares(by_risk / beyond, by_cause / beyond, (OWN, *self.portfolio.causes))


@dataclass(frozen=True)
class TailShares:
    """What each risk and each cause adds to the expected shortfall, in rupiah."""

    by_risk: Floats
    by_cause: Floats
    causes: tuple[str, ...]


@dataclass(frozen=True)
class _Tail:
    """Events of the worst years of one piece; `whole()` draws the piece again with all of them."""

    piece: _Piece
    first: int
    years: int
    kept: npt.NDArray[np.bool_]
    year: npt.NDArray[np.int32]
    risk: npt.NDArray[np.int32]
    cause: npt.NDArray[np.int8]
    before: npt.NDArray[np.float32]
    after: npt.NDArray[np.float32]

    def holds(self, weight: Floats, residual: bool) -> bool:
        """Whether the events of all years with a weight were kept."""
        return bool(self.kept[weight > 0].all())

    def whole(self) -> _Tail:
        """The same piece with the events of all its years."""
        return self.piece.draw(keep_all=True)[2]


def simulate(
    portfolio: Portfolio,
    *,
    years: int,
    seed: int,
    workers: int = 1,
    correlation: float = 0.0,
    hold: int = 0,
) -> Years:
    """Draw this many years.

    `correlation` is the part of the logarithm of the losses of a year that all its events share.
    Uncertain rates are drawn anew as often as is cheap, or after every `hold` years (a part of `PIECE`).
    """
    if hold and PIECE % hold:
        raise Unusable(f"Laju harus tetap selama bagian dari {PIECE} tahun.")
    if not 1 <= years <= MOST_YEARS:
        raise Unusable(f"Jumlah tahun harus antara 1 dan {MOST_YEARS}.")
    if not 0 <= correlation <= 1:
        raise Unusable("Korelasi kerugian harus antara 0 dan 1.")
    if portfolio.rates.sum() * years > MOST_EVENTS:
        raise Unusable("Kejadiannya terlalu banyak untuk dihitung; kurangi jumlah tahun.")
    plan = _Plan(portfolio, math.sqrt(correlation), hold)
    pieces = list(_pieces(plan, years, seed))
    if workers > 1:
        with ThreadPoolExecutor(workers) as pool:
            drawn = list(pool.map(_Piece.draw, pieces))
    else:
        drawn = [piece.draw() for piece in pieces]
    return Years(
        np.concatenate([one[0] for one in drawn]),
        np.concatenate([one[1] for one in drawn]),
        tuple(one[2] for one in drawn),
        portfolio,
    )


def _pieces(plan: _Plan, years: int, seed: int) -> Iterator[_Piece]:
    number = math.ceil(years / PIECE)
    for at, stream in enumerate(np.random.SeedSequence(seed).spawn(number)):
        first = at * PIECE
        yield _Piece(plan, stream, first, min(PIECE, years - first))


class _Plan:
    """What every piece needs of the portfolio, reckoned once."""

    def __init__(self, portfolio: Portfolio, common: float, hold: int) -> None:
        self.portfolio = portfolio
        self.hold = hold
        self.common = np.float32(common)
        self.count = len(portfolio.risks)
        losses = [risk.loss for risk in portfolio.risks]
        self.mu = np.array([loss.mu for loss in losses], dtype=np.float32)
        self.sigma = np.array([loss.sigma for loss in losses], dtype=np.float32)
        caps = np.array([loss.cap for loss in losses], dtype=np.float32)
        self.caps = caps if np.isfinite(caps).any() else None
        uncertain = [risk.rate for risk in portfolio.risks if isinstance(risk.rate, Rate)]
        self.is_uncertain = np.array([isinstance(risk.rate, Rate) for risk in portfolio.risks])
        self.shapes = np.array([rate.shape for rate in uncertain])
        self.scales = np.array([1 / rate.rate for rate in uncertain])
        self.pickers = [
            _Picker(portfolio.rates * portfolio.weights[:, at])
            for at in range(len(portfolio.causes))
        ]

    def draws(self, years: int) -> int:
        """How often the uncertain rates are drawn anew within a piece."""
        if not len(self.shapes):
            return 1
        if self.hold:
            return max(1, years // self.hold)
        return max(1, min(years, DRAWN_RATES // self.count))


class _Picker:
    """Picks risks in proportion to their weights (the alias method, Walker 1977; Vose 1991)."""

    def __init__(self, weights: Floats) -> None:
        self.total = float(weights.sum())
        number = len(weights)
        share = weights * number / self.total if self.total else np.zeros(number)
        self.keep = np.ones(number)
        self.other = np.arange(number, dtype=np.int32)
        small = [at for at in range(number) if share[at] < 1]
        large = [at for at in range(number) if share[at] >= 1]
        while small and large:
            low, high = small.pop(), large[-1]
            self.keep[low], self.other[low] = share[low], high
            share[high] -= 1 - share[low]
            if share[high] < 1:
                small.append(large.pop())

    def pick(self, dice: np.random.Generator, number: int) -> npt.NDArray[np.int32]:
        """So many risks."""
        place = dice.random(number) * len(self.keep)
        at = place.astype(np.int32)
        return np.where(place - at < self.keep[at], at, self.other[at])


@dataclass(frozen=True)
class _Piece:
    """Some years with a stream of their own."""

    plan: _Plan
    stream: np.random.SeedSequence
    first: int
    years: int

    def draw(self, *, keep_all: bool = False) -> tuple[Floats, Floats, _Tail]:
        """Losses of these years before and after controls, and the events of the worst of them."""
        plan = self.plan
        dice = np.random.Generator(np.random.SFC64(self.stream))
        year, risk, cause = self._events(dice)
        loss = plan.mu[risk]
        if plan.common:
            common = dice.standard_normal(self.years, dtype=np.float32)
            chance = dice.standard_normal(len(risk), dtype=np.float32)
            alone = np.sqrt(np.float32(1) - plan.common**2)
            loss += plan.sigma[risk] * (plan.common * common[year] + alone * chance)
        else:
            loss += plan.sigma[risk] * dice.standard_normal(len(risk), dtype=np.float32)
        np.exp(loss, out=loss)
        if plan.caps is not None:
            np.minimum(loss, plan.caps[risk], out=loss)
        before: Floats = np.bincount(year, loss, minlength=self.years).astype(np.float64)
        if plan.portfolio.controls:
            left = self._after(dice, year, risk, loss)
            after: Floats = np.bincount(year, left, minlength=self.years).astype(np.float64)
            # The same sums in another order may differ in the last bit.
            np.minimum(after, before, out=after)
        else:
            left, after = loss, before
        return before, after, self._tail(before, after, (year, risk, cause, loss, left), keep_all)

    def _tail(self, before: Floats, after: Floats, events: Sequence[Any], keep_all: bool) -> _Tail:
        year, risk, cause, loss, left = events
        kept = np.ones(self.years, dtype=bool)
        if not keep_all and self.years >= 100:
            at = int(self.years * (1 - KEPT_SHARE))
            kept = before >= np.partition(before, at)[at]
            if after is not before:
                kept |= after >= np.partition(after, at)[at]
        chosen = np.flatnonzero(kept[year])
        return _Tail(
            self, self.first, self.years, kept,
            year[chosen], risk[chosen], cause[chosen], loss[chosen], left[chosen],
        )  # fmt: skip

    # ── events ──────────────────────────────────────────────────────────────

    def _events(self, dice: np.random.Generator) -> tuple[Any, Any, Any]:
        """For each event its year within the piece, its risk and its cause (0: its own)."""
        plan, portfolio = self.plan, self.plan.portfolio
        multipliers = [dice.gamma(1 / v, v, self.years) for v in portfolio.variances]
        if len(plan.shapes):
            found = self._events_of_uncertain_rates(dice, multipliers)
        else:
            found = [self._own(dice, portfolio.rates * portfolio.own)]
            for at, (picker, times) in enumerate(zip(plan.pickers, multipliers, strict=True), 1):
                counts = dice.poisson(picker.total * times)
                year = np.repeat(np.arange(self.years, dtype=np.int32), counts)
                found.append((year, picker.pick(dice, len(year)), at))
        year = np.concatenate([one[0] for one in found])
        risk = np.concatenate([one[1] for one in found])
        cause = np.repeat(
            np.array([one[2] for one in found], dtype=np.int8), [len(one[0]) for one in found]
        )
        return year, risk, cause

    def _own(self, dice: np.random.Generator, rates: Floats) -> tuple[Any, Any, int]:
        """Events that hang on nothing else: counted by risk, strewn over the years."""
        counts = dice.poisson(rates * self.years)
        risk = np.repeat(np.arange(self.plan.count, dtype=np.int32), counts)
        return dice.integers(0, self.years, len(risk), dtype=np.int32), risk, 0

    def _events_of_uncertain_rates(
        self, dice: np.random.Generator, multipliers: Sequence[Floats]
    ) -> list[tuple[Any, Any, int]]:
        """The rates are drawn anew every few years; within those years they are known."""
        plan, portfolio = self.plan, self.plan.portfolio
        draws = plan.draws(self.years)
        rates = np.repeat(portfolio.rates[None, :], draws, axis=0)
        rates[:, plan.is_uncertain] = (
            dice.standard_gamma(plan.shapes, (draws, len(plan.shapes))) * plan.scales
        )
        # Which draw holds in which year.
        holds = np.arange(self.years, dtype=np.int32) * draws // self.years
        found = []
        weights = [portfolio.own, *portfolio.weights.T]
        ones = np.ones(self.years)
        for cause, (weight, times) in enumerate(zip(weights, [ones, *multipliers], strict=True)):
            marks = np.cumsum(rates * weight, axis=1)
            totals = marks[:, -1]
            counts = dice.poisson(totals[holds] * times)
            year = np.repeat(np.arange(self.years, dtype=np.int32), counts)
            if not len(year):
                continue
            # One rising line of marks for all draws, so that one search finds all risks.
            starts = np.concatenate([[0.0], np.cumsum(totals)[:-1]])
            line = (marks + starts[:, None]).ravel()
            draw = holds[year]
            place = starts[draw] + dice.random(len(year)) * totals[draw]
            risk = np.searchsorted(line, place, side="right") - draw * plan.count
            risk = np.clip(risk, 0, plan.count - 1).astype(np.int32)
            found.append((year, risk, cause))
        return found or [(np.empty(0, np.int32), np.empty(0, np.int32), 0)]

    # ── controls ────────────────────────────────────────────────────────────

    def _after(self, dice: np.random.Generator, year: Any, risk: Any, loss: Any) -> Any:
        """What is left of each event: nothing, when a working control kept it from happening."""
        portfolio = self.plan.portfolio
        # A row for each risk: what a control does is then written into whole rows.
        happens = np.ones((self.plan.count, self.years), dtype=np.float32)
        costs = happens.copy() if any(one.severity_effect for one in portfolio.controls) else None
        for control, serves in zip(portfolio.controls, portfolio.serves, strict=True):
            works = dice.random(self.years) < control.reliability
            for table, effect in ((happens, control.effect), (costs, control.severity_effect)):
                if effect and table is not None:
                    kept = np.where(works, np.float32(1 - effect), np.float32(1))
                    for row in np.flatnonzero(serves):
                        table[row] *= kept
        place = risk.astype(np.int64) * self.years + year
        survives = dice.random(len(risk), dtype=np.float32) < happens.ravel()[place]
        left = loss * survives
        if costs is not None:
            left *= costs.ravel()[place]
        return left


# ── reading the years ───────────────────────────────────────────────────────


def quantile(losses: Floats, share: float) -> float:
    """The smallest loss that at least this share of the years does not exceed."""
    at = min(len(losses) - 1, max(0, math.ceil(share * len(losses) - 1e-9) - 1))
    return float(np.partition(losses, at)[at])


def shortfall(losses: Floats, share: float) -> float:
    """The average loss of the worst years beyond this share; a year is parted where it must."""
    weights, beyond = _tail_weights(losses, share)
    return float(np.dot(weights, losses) / beyond)


def _tail_weights(losses: Floats, share: float) -> tuple[Floats, float]:
    """How much of each year lies beyond the share, and how many years that are."""
    beyond = (1 - share) * len(losses)
    whole = math.ceil(beyond - 1e-9)
    worst = np.argpartition(losses, len(losses) - whole)[len(losses) - whole :]
    weights = np.zeros(len(losses))
    weights[worst] = 1.0
    # The mildest of them counts for what is left of a year.
    weights[worst[np.argmin(losses[worst])]] -= whole - beyond
    return weights, beyond
