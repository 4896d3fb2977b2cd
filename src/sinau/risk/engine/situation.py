"""The whole situation of some risks, computed once and stored: curves, shares of the worst years, ranks, doubts.

What comes out is plain (numbers, texts, lists), so that it can be kept as JSON beside the hash of what went in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import numpy as np

from sinau.risk.engine.errors import Unusable
from sinau.risk.engine.frequency import Rate
from sinau.risk.engine.portfolio import Floats, Portfolio
from sinau.risk.engine.reading import Curve, chance_of_rank, curves, sensitivity
from sinau.risk.engine.simulation import Years, quantile, shortfall, simulate

VERSION = "1"
"""Raised whenever the same inputs would give other numbers."""
SIZES = 48
CAUSE_DRAWS = 4_000
BEST = 5
STEPS = 5

Progress = Callable[[int, int], None]
Key = TypeVar("Key")


def situation(
    portfolio: Portfolio,
    *,
    years: int,
    seed: int,
    domains: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Everything a page of many risks shows that has to be drawn; `progress` hears step and steps."""
    tell = progress or (lambda _step, _steps: None)
    tell(0, STEPS)
    drawn = simulate(portfolio, years=years, seed=seed)
    tell(1, STEPS)
    before, after = curves(portfolio, drawn, _sizes(drawn), seed=seed)
    tell(2, STEPS)
    ranks = chance_of_rank(portfolio, BEST, seed=seed)
    tell(3, STEPS)
    others = sensitivity(portfolio, years=min(years, 20_000), seed=seed)
    tell(4, STEPS)
    found = {
        "version": VERSION,
        "years": years,
        "seed": seed,
        "before": _side(drawn, before, residual=False),
        "after": _side(drawn, after, residual=True),
        "risks": _risks(portfolio, ranks, seed),
        "groups": _groups(portfolio, drawn, domains or {}, seed),
        "sensitivity": dict(others),
        "best": min(BEST, len(portfolio.risks)),
    }
    tell(STEPS, STEPS)
    return found


def _sizes(drawn: Years) -> tuple[float, ...]:
    """Losses from small to beyond the worst in a thousand years, evenly on the logarithm."""
    high = quantile(drawn.before, 0.999)
    if high <= 0:
        raise Unusable(
            "Risiko ini hampir tidak pernah terjadi, sehingga tidak ada yang dapat digambar."
        )
    positive = drawn.before[drawn.before > 0]
    low = min(high / 10, max(quantile(positive, 0.10), high / 10_000))
    return tuple(map(float, np.geomspace(low, high * 1.3, SIZES)))


def _side(drawn: Years, line: Curve, *, residual: bool) -> dict[str, Any]:
    losses = drawn.after if residual else drawn.before
    shares = drawn.shares_of_tail(0.95, residual=residual)
    names = [risk.id for risk in drawn.portfolio.risks]
    return {
        "mean": float(losses.mean()),
        "p_loss": float((losses > 0).mean()),
        "quantiles": {f"{share:g}": quantile(losses, share) for share in (0.5, 0.9, 0.95, 0.99)},
        "es95": shortfall(losses, 0.95),
        "curve": asdict(line),
        "by_risk": dict(zip(names, map(float, shares.by_risk), strict=True)),
        "by_cause": dict(zip(shares.causes, map(float, shares.by_cause), strict=True)),
    }


def _risks(portfolio: Portfolio, ranks: Mapping[str, float], seed: int) -> dict[str, Any]:
    names = [risk.id for risk in portfolio.risks]
    groups = {name: [at] for at, name in enumerate(names)}
    any_before = chance_of_any(portfolio, groups, seed=seed)
    any_after = chance_of_any(portfolio, groups, seed=seed, residual=True)
    mean_before = portfolio.mean_by_risk()
    mean_after = portfolio.mean_by_risk(residual=True)
    return {
        name: {
            "p_before": any_before[name],
            "p_after": any_after[name],
            "mean_before": float(mean_before[at]),
            "mean_after": float(mean_after[at]),
            "p_best": ranks[name],
        }
        for at, name in enumerate(names)
    }


def _groups(
    portfolio: Portfolio, drawn: Years, domains: Mapping[str, str], seed: int
) -> list[dict[str, Any]]:
    """Agency by domain, after controls; the shares of the worst years sum to the whole."""
    members: dict[tuple[str, str], list[int]] = {}
    for at, risk in enumerate(portfolio.risks):
        members.setdefault((risk.agency, domains.get(risk.id, "")), []).append(at)
    chances = chance_of_any(portfolio, members, seed=seed, residual=True)
    means = portfolio.mean_by_risk(residual=True)
    tail = drawn.shares_of_tail(0.95, residual=True).by_risk
    return [
        {
            "agency": agency,
            "domain": domain,
            "risks": len(places),
            "p": chances[agency, domain],
            "mean": float(means[places].sum()),
            "es95": float(tail[places].sum()),
        }
        for (agency, domain), places in sorted(members.items())
    ]


def chance_of_any(
    portfolio: Portfolio,
    groups: Mapping[Key, Sequence[int]],
    *,
    residual: bool = False,
    draws: int = CAUSE_DRAWS,
    seed: int = 0,
) -> dict[Key, float]:
    """The chance of at least one event a year in each group of risks, doubt about the rates included.

    Given the causes and the controls of a year the counts are independent and a Gamma rate integrates in
    closed form, (b / (b + u))^a at the exposure u (CreditRisk+, appendix A); only causes and controls
    are drawn, so that a risk that hangs on neither is exact.
    """
    dice = np.random.default_rng(np.random.SeedSequence([seed, 11]))
    exposure = np.tile(portfolio.own, (draws, 1))
    for at, variance in enumerate(portfolio.variances):
        times = dice.gamma(1 / variance, variance, draws)
        exposure += np.outer(times / times.mean(), portfolio.weights[:, at])
    if residual:
        for control, serves in zip(portfolio.controls, portfolio.serves, strict=True):
            works = dice.random(draws) < control.reliability
            exposure[np.ix_(works, serves)] *= 1 - control.effect
    quiet = _log_quiet(portfolio, exposure)
    return {
        key: float(1 - np.exp(quiet[:, list(places)].sum(axis=1)).mean())
        for key, places in groups.items()
    }


def _log_quiet(portfolio: Portfolio, exposure: Floats) -> Floats:
    """The logarithm of the chance of no event, for each draw and risk."""
    found = -exposure * portfolio.rates
    for at, risk in enumerate(portfolio.risks):
        if isinstance(risk.rate, Rate):
            found[:, at] = -risk.rate.shape * np.log1p(exposure[:, at] / risk.rate.rate)
    return found


# ── what if a cause fails ───────────────────────────────────────────────────


@dataclass(frozen=True)
class Failing:
    """A year in which one cause is as bad as in its worst years: how many times the usual, and what that costs."""

    times: float
    usual: Floats
    then: Floats


def when_it_fails(portfolio: Portfolio, cause: str, worse_than: float) -> Failing:
    """Mean losses by risk after controls, usually and in a year worse than this share of the cause's years.

    E[L | s] = sum of rate x mean x (own weight + .. + weight x s + ..), the multipliers of all other
    causes at their mean.
    """
    if cause not in portfolio.causes:
        raise Unusable(f"Penyebab {cause} tidak ada.")
    if not 0 < worse_than < 1:
        raise Unusable("Seberapa buruk tahunnya harus antara 0 dan 100 persen.")
    shape = 1 / portfolio.causes[cause].variance
    times = Rate(shape, shape).quantile(worse_than)
    usual = portfolio.mean_by_risk(residual=True)
    weight = np.array([risk.causes.get(cause, 0.0) for risk in portfolio.risks])
    return Failing(times, usual, usual * (1 + weight * (times - 1)))


# ── one rate over time ──────────────────────────────────────────────────────


@dataclass(frozen=True)
class Belief:
    """What is believed of a rate at one time; `years` since the first estimate."""

    years: float
    incidents: int
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


def fan(rate: Rate, seen: Sequence[tuple[float, int]]) -> list[Belief]:
    """The rate at first, and after each span of (years, incidents): Gamma(a + n, b + t)."""
    found, passed = [], 0.0
    for years, incidents in [(0.0, 0), *seen]:
        passed += years
        rate = rate.after(incidents, years)
        marks = [rate.quantile(share) for share in (0.05, 0.25, 0.50, 0.75, 0.95)]
        found.append(Belief(passed, incidents, *marks))
    return found


# ── many risks on one map ───────────────────────────────────────────────────


def heat(maps: Sequence[Sequence[Sequence[float]]]) -> list[list[float]]:
    """How many risks are to be expected in each cell: the sum of their chances."""
    if not maps:
        return []
    return [
        [math.fsum(cells) for cells in zip(*lines, strict=True)]
        for lines in zip(*maps, strict=True)
    ]


# ── words for chances ───────────────────────────────────────────────────────

WORDS = (
    (0.01, "hampir mustahil"),
    (0.10, "sangat kecil kemungkinannya"),
    (0.33, "kecil kemungkinannya"),
    (0.66, "kira-kira sama mungkinnya"),
    (0.90, "besar kemungkinannya"),
    (0.99, "sangat besar kemungkinannya"),
    (1.01, "hampir pasti"),
)
"""Each word holds below its chance, the limits of the IPCC's guidance note on uncertainty (2010)."""


def word_of(chance: float) -> str:
    """The word of the fixed scale for a chance."""
    return next(word for edge, word in WORDS if chance < edge)
