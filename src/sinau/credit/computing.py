"""How many JP an activity is worth: pure functions over rules that are data.

The order of the rule, after the annex of PerLAN 10/2018:
1. the JP its certificate or programme states, if it states any;
2. else the conversion table of its form, times its days, sessions or one activity;
3. else, where the table gives no number, its minutes divided by the length of one JP.
Then the caps of the rule take off what is above them, and say so.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

NOTHING = Decimal(0)
_TWO_PLACES = Decimal("0.01")
STATED = "stated"
HOUR = "hour"
ANY = "any"


class Unit(StrEnum):
    """What the number of a rule counts."""

    CERTIFICATE = "certificate"
    MINUTES = "minutes"
    PROGRAMME = "programme"
    DAY = "day"
    ACTIVITY = "activity"
    SESSION = "session"


@dataclass(frozen=True, kw_only=True)
class Conversion:
    """One row of the conversion rules, in force between two dates for one kind of employment."""

    form: str
    unit: Unit
    jp_national: Decimal | None = None
    jp_international: Decimal | None = None
    international_factor: Decimal = Decimal(1)
    minutes_per_jp: int | None = None
    cap_per_day: Decimal | None = None
    cap_per_month: Decimal | None = None
    cap_per_year: Decimal | None = None
    emp_kind: str = ANY
    effective_from: dt.date = dt.date.min
    effective_to: dt.date | None = None
    rule_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Activity:
    """What was learnt, in numbers; `stated_jp` is what its certificate or programme says."""

    form: str
    ended_on: dt.date
    stated_jp: Decimal | None = None
    minutes: int = 0
    days: int = 1
    sessions: int = 1
    international: bool = False
    emp_kind: str = ANY


@dataclass(frozen=True, kw_only=True)
class Usage:
    """What the same form already earned this person that day, that month and that year."""

    day: Decimal = NOTHING
    month: Decimal = NOTHING
    year: Decimal = NOTHING


class Basis(StrEnum):
    """Which step of the order gave the number."""

    STATED = "stated"
    TABLE = "table"
    MINUTES = "minutes"


@dataclass(frozen=True, kw_only=True)
class Worth:
    """The JP of an activity, the rule and step that gave it, and what a cap took off."""

    jp: Decimal
    basis: Basis
    rule: Conversion
    capped_by: Conversion
    cut: Decimal = NOTHING


class NoRule(LookupError):
    """No rule was in force for this form on that date."""


def worth(activity: Activity, rules: Iterable[Conversion], already: Usage | None = None) -> Worth:
    """Return what an activity is worth under the rules in force when it ended."""
    book = list(rules)
    jp, basis, rule = _before_caps(activity, book)
    capped = _find(book, activity.form, activity) or rule
    allowed = _allowed(jp, capped, already or Usage())
    return Worth(jp=allowed, basis=basis, rule=rule, capped_by=capped, cut=jp - allowed)


def worth_again(activity: Activity, basis: Basis, rule: Conversion, table: Conversion) -> Decimal:
    """What it is worth before caps by these very versions, whichever are in force by now."""
    if basis == Basis.STATED:
        return _round(activity.stated_jp if activity.stated_jp is not None else NOTHING)
    if basis == Basis.TABLE:
        return _by_table(activity, rule)
    return _by_minutes(activity, rule, table if table.form == activity.form else None)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """An event as it takes room under the caps of its rule; `fixed` JP are closed and stay.

    `key` is the evidence it is asked for by; `name` is the same whichever of its evidences counts.
    """

    key: str
    name: str
    before: Decimal
    cap: Conversion
    earned_on: dt.date
    started_on: dt.date
    counts_in: int
    fixed: Decimal | None = None


def share_out(events: Iterable[Standing]) -> dict[str, Decimal]:
    """What the caps leave to each event of one form: the same in whatever order they became known.

    What is closed takes its room first; then the earlier day goes before the later one.
    """
    days: defaultdict[dt.date, Decimal] = defaultdict(Decimal)
    months: defaultdict[tuple[int, int], Decimal] = defaultdict(Decimal)
    years: defaultdict[int, Decimal] = defaultdict(Decimal)
    shares = {}
    for event in sorted(events, key=_turn):
        day, month = event.earned_on, (event.earned_on.year, event.earned_on.month)
        jp = event.fixed
        if jp is None:
            used = Usage(day=days[day], month=months[month], year=years[event.counts_in])
            jp = _allowed(event.before, event.cap, used)
        shares[event.key] = jp
        days[day] += jp
        months[month] += jp
        years[event.counts_in] += jp
    return shares


def _turn(event: Standing) -> tuple[bool, dt.date, dt.date, str]:
    return (event.fixed is None, event.earned_on, event.started_on, event.name)


def from_minutes(minutes: int, minutes_per_jp: int) -> Decimal:
    """Minutes of learning in JP, to two places: 90 minutes of 45 are 2 JP."""
    return _round(Decimal(minutes) / minutes_per_jp)


def _before_caps(activity: Activity, book: list[Conversion]) -> tuple[Decimal, Basis, Conversion]:
    table = _find(book, activity.form, activity)
    if activity.stated_jp is not None:
        stated = _find(book, STATED, activity)
        if stated is None:
            raise NoRule(STATED)
        return _round(activity.stated_jp), Basis.STATED, stated
    if table is not None and table.jp_national is not None:
        return _by_table(activity, table), Basis.TABLE, table
    hour = _find(book, HOUR, activity)
    if hour is None or hour.minutes_per_jp is None:
        raise NoRule(activity.form)
    return _by_minutes(activity, hour, table), Basis.MINUTES, hour


def _by_table(activity: Activity, table: Conversion) -> Decimal:
    return _round(_per_unit(table, activity.international) * _count(table.unit, activity))


def _by_minutes(activity: Activity, hour: Conversion, table: Conversion | None) -> Decimal:
    jp = from_minutes(activity.minutes, hour.minutes_per_jp or 1)
    if table is not None and activity.international:
        jp = _round(jp * table.international_factor)
    return jp


def _find(book: list[Conversion], form: str, activity: Activity) -> Conversion | None:
    """The rule of this form in force that day; one for the kind of employment wins over any."""
    in_force = [
        rule
        for rule in book
        if rule.form == form
        and rule.emp_kind in (ANY, activity.emp_kind)
        and rule.effective_from <= activity.ended_on
        and (rule.effective_to is None or activity.ended_on <= rule.effective_to)
    ]
    return max(in_force, key=lambda rule: (rule.emp_kind != ANY, rule.effective_from), default=None)


def _per_unit(rule: Conversion, international: bool) -> Decimal:
    national = rule.jp_national if rule.jp_national is not None else NOTHING
    if not international:
        return national
    if rule.jp_international is not None:
        return rule.jp_international
    return national * rule.international_factor


def _count(unit: Unit, activity: Activity) -> int:
    return {Unit.DAY: activity.days, Unit.SESSION: activity.sessions}.get(unit, 1)


def _allowed(jp: Decimal, rule: Conversion, already: Usage) -> Decimal:
    rooms = [
        cap - used
        for cap, used in (
            (rule.cap_per_day, already.day),
            (rule.cap_per_month, already.month),
            (rule.cap_per_year, already.year),
        )
        if cap is not None
    ]
    return max(NOTHING, min([jp, *rooms]))


def _round(jp: Decimal) -> Decimal:
    return jp.quantize(_TWO_PLACES, ROUND_HALF_UP)
