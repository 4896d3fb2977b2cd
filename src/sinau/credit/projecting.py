"""When a year will hold what it should: by what is planned, and by the pace so far. Pure arithmetic.

What somebody is registered for counts on its last day. What is then missing is filled by the pace of
the year: the JP so far, divided by the days so far. Nothing is said from too little: less than two
learnings, or less than sixty days of the year, have no pace.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

NOTHING = Decimal(0)
ENOUGH_LEARNINGS = 2
ENOUGH_DAYS = 60


class Basis(StrEnum):
    """What the answer rests on."""

    PLANS = "plans"
    PACE = "pace"
    BOTH = "both"


@dataclass(frozen=True)
class Plan:
    """JP that will come on a day, if nothing changes."""

    title: str
    ends_on: date
    jp: Decimal


@dataclass(frozen=True)
class Projection:
    """The day on which the target is reached, or how much the year will hold at its end."""

    target: Decimal
    reached_on: date | None
    at_year_end: Decimal
    basis: Basis
    planned: Decimal
    per_month: Decimal


def project(
    *,
    jp: Decimal,
    target: Decimal,
    learnings: int,
    on: date,
    plans: Sequence[Plan] = (),
) -> Projection | None:
    """What the year comes to; None when the target is reached or there is too little to say."""
    if jp >= target:
        return None
    year_end = date(on.year, 12, 31)
    coming = sorted((p for p in plans if on <= p.ends_on <= year_end), key=lambda p: p.ends_on)
    planned = sum((plan.jp for plan in coming), NOTHING)
    days = (on - date(on.year, 1, 1)).days + 1
    has_pace = learnings >= ENOUGH_LEARNINGS and days >= ENOUGH_DAYS and jp > 0
    if not has_pace and not coming:
        return None
    per_day = jp / days if has_pace else NOTHING
    by_plans = _by_plans(jp, target, coming)
    if by_plans is not None:
        reached: date | None = by_plans
        basis = Basis.PLANS
    else:
        basis = Basis.PACE if not coming else Basis.BOTH if has_pace else Basis.PLANS
        reached = _by_pace(jp + planned, target, per_day, on) if has_pace else None
        if reached is not None and coming:
            # The pace alone must not reach it before the plans it leans on are over.
            reached = max(reached, coming[-1].ends_on) if reached <= year_end else reached
    at_end = jp + planned + per_day * (year_end - on).days
    if reached is not None and reached > year_end:
        reached = None
    return Projection(
        target=target,
        reached_on=reached,
        at_year_end=at_end.quantize(Decimal("0.1")),
        basis=basis,
        planned=planned,
        per_month=(per_day * 30).quantize(Decimal("0.1")),
    )


def _by_plans(jp: Decimal, target: Decimal, coming: Sequence[Plan]) -> date | None:
    """The day of the plan with which the target is reached, if they reach it."""
    for plan in coming:
        jp += plan.jp
        if jp >= target:
            return plan.ends_on
    return None


def _by_pace(jp: Decimal, target: Decimal, per_day: Decimal, on: date) -> date:
    return on + timedelta(days=math.ceil((target - jp) / per_day))
