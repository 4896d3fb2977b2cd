"""How the questions of a quiz did: classical item analysis over whole attempts.

facility        the mean share of the points: 1 is what everybody gets right.
discrimination  the mean of the best 27 % less that of the weakest 27 % (by the rest of the test).
point_biserial  the correlation of a question with the rest of the test, itself left out.
alpha           Cronbach's alpha over the questions everybody was asked; equal to KR-20 where each
                is right or wrong. The standard error of measurement follows from it.

With few people these say little; `Analysis.is_small` and the missing flags keep that honest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil, sqrt
from statistics import fmean, pstdev, pvariance

FEWEST = 20
FEWEST_FOR_GROUPS = 8
_GROUP = 0.27


class Flag(StrEnum):
    """What somebody should look at."""

    TOO_EASY = "too_easy"
    TOO_HARD = "too_hard"
    NEGATIVE = "negative"
    WEAK = "weak"
    IDLE_CHOICE = "idle_choice"
    BETTER_WRONG = "better_wrong"
    OFTEN_EMPTY = "often_empty"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One attempt: for each question the share of its points, and what was picked."""

    shares: Mapping[int, float]
    picked: Mapping[int, Sequence[int]] = field(default_factory=dict)
    empty: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class ChoiceFigure:
    """How often one choice was picked, and how well those who did otherwise were."""

    number: int
    is_right: bool
    count: int
    share: float
    mean_score: float | None


@dataclass(frozen=True, kw_only=True)
class Item:
    """How one question did."""

    key: int
    asked: int
    facility: float
    spread: float
    discrimination: float | None
    point_biserial: float | None
    empty_share: float
    choices: tuple[ChoiceFigure, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """How a whole quiz did; scores are shares of 1."""

    attempts: int
    items: tuple[Item, ...]
    mean: float | None
    spread: float | None
    alpha: float | None
    error: float | None
    common: int

    @property
    def is_small(self) -> bool:
        """Whether so few were asked that the figures may well be chance."""
        return self.attempts < FEWEST


def analyse(
    sheets: Sequence[Sheet], rights: Mapping[int, Sequence[bool]] | None = None
) -> Analysis:
    """The figures of every question asked; `rights` says for questions with choices which are right."""
    keys = sorted({key for sheet in sheets for key in sheet.shares})
    totals = [fmean(sheet.shares.values()) if sheet.shares else 0.0 for sheet in sheets]
    items = tuple(_item(key, sheets, (rights or {}).get(key, ())) for key in keys)
    common = [key for key in keys if all(key in sheet.shares for sheet in sheets)]
    alpha = _alpha([[sheet.shares[key] for key in common] for sheet in sheets])
    spread = pstdev(totals) if len(totals) > 1 else None
    return Analysis(
        attempts=len(sheets),
        items=items,
        mean=fmean(totals) if totals else None,
        spread=spread,
        alpha=alpha,
        error=spread * sqrt(max(0.0, 1 - alpha))
        if spread is not None and alpha is not None
        else None,
        common=len(common),
    )


def _item(key: int, sheets: Sequence[Sheet], rights: Sequence[bool]) -> Item:
    asked = [sheet for sheet in sheets if key in sheet.shares]
    shares = [sheet.shares[key] for sheet in asked]
    rest = [_rest(sheet, key) for sheet in asked]
    empty = sum(key in sheet.empty for sheet in asked) / len(asked)
    item = Item(
        key=key,
        asked=len(asked),
        facility=fmean(shares),
        spread=pstdev(shares) if len(shares) > 1 else 0.0,
        discrimination=_between_groups(shares, rest),
        point_biserial=correlation(shares, rest),
        empty_share=empty,
        choices=_choices(key, asked, rest, rights),
    )
    return Item(**{**item.__dict__, "flags": _flags(item)})


def _rest(sheet: Sheet, key: int) -> float:
    others = [share for other, share in sheet.shares.items() if other != key]
    return fmean(others) if others else 0.0


def _between_groups(shares: Sequence[float], rest: Sequence[float]) -> float | None:
    if len(shares) < FEWEST_FOR_GROUPS:
        return None
    size = max(1, ceil(len(shares) * _GROUP))
    order = sorted(range(len(shares)), key=lambda at: rest[at])
    low = fmean(shares[at] for at in order[:size])
    high = fmean(shares[at] for at in order[-size:])
    return high - low


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Pearson's correlation; None where one of the two does not vary."""
    if len(left) < 3:
        return None
    mean_left, mean_right = fmean(left), fmean(right)
    above = sum((a - mean_left) * (b - mean_right) for a, b in zip(left, right, strict=True))
    below = sqrt(
        sum((a - mean_left) ** 2 for a in left) * sum((b - mean_right) ** 2 for b in right)
    )
    return float(above / below) if below > 1e-12 else None


def _alpha(rows: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha of people (rows) over questions (columns)."""
    if len(rows) < 3 or len(rows[0]) < 2:
        return None
    count = len(rows[0])
    whole = pvariance([sum(row) for row in rows])
    if whole <= 1e-12:
        return None
    parts = sum(pvariance(column) for column in zip(*rows, strict=True))
    return float(count / (count - 1) * (1 - parts / whole))


def _choices(
    key: int, asked: Sequence[Sheet], rest: Sequence[float], rights: Sequence[bool]
) -> tuple[ChoiceFigure, ...]:
    scores: dict[int, list[float]] = defaultdict(list)
    for sheet, score in zip(asked, rest, strict=True):
        for at in sheet.picked.get(key, ()):
            scores[at].append(score)
    return tuple(
        ChoiceFigure(
            number=at,
            is_right=is_right,
            count=len(scores[at]),
            share=len(scores[at]) / len(asked),
            mean_score=fmean(scores[at]) if scores[at] else None,
        )
        for at, is_right in enumerate(rights)
    )


def _flags(item: Item) -> tuple[Flag, ...]:
    """Nothing below the number of people from which figures mean something."""
    if item.asked < FEWEST:
        return ()
    found = []
    if item.facility >= 0.95:
        found.append(Flag.TOO_EASY)
    if item.facility <= 0.2:
        found.append(Flag.TOO_HARD)
    value = item.point_biserial
    if value is not None and value < -0.05:
        found.append(Flag.NEGATIVE)
    elif value is not None and value < 0.15 and 0.2 < item.facility < 0.95:
        found.append(Flag.WEAK)
    wrong = [choice for choice in item.choices if not choice.is_right]
    if any(choice.count == 0 for choice in wrong):
        found.append(Flag.IDLE_CHOICE)
    best = max((c.mean_score or 0.0 for c in item.choices if c.is_right), default=None)
    if best is not None and any(c.count >= 5 and (c.mean_score or 0) > best for c in wrong):
        found.append(Flag.BETTER_WRONG)
    if item.empty_share >= 0.2:
        found.append(Flag.OFTEN_EMPTY)
    return tuple(found)
