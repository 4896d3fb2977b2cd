"""Working time: how many hours offices were open between two moments, and when a promise ends."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sinau.kernel.clock import WIB
from sinau.kernel.workdays import calendar

RULES = Path(__file__).with_name("rules") / "desk.toml"


@cache
def rules() -> dict[str, Any]:
    """The rule file."""
    return tomllib.loads(RULES.read_text())


def hours_between(begin: datetime, end: datetime) -> float:
    """Working hours from one moment to the other; nights, weekends and days off do not count."""
    begin, end = begin.astimezone(WIB), end.astimezone(WIB)
    total = timedelta()
    for day in calendar().working_days(begin.date(), end.date()):
        opens, closes = _office(day)
        total += max(min(end, closes) - max(begin, opens), timedelta())
    return round(total.total_seconds() / 3600, 2)


def _office(day: date) -> tuple[datetime, datetime]:
    hours = rules()["hours"]
    opens, closes = (time.fromisoformat(hours[key]) for key in ("from", "until"))
    return datetime.combine(day, opens, WIB), datetime.combine(day, closes, WIB)


def hours_a_day() -> float:
    """How long offices are open on one day."""
    hours = rules()["hours"]
    opens, closes = (time.fromisoformat(hours[key]) for key in ("from", "until"))
    return (closes.hour - opens.hour) + (closes.minute - opens.minute) / 60


def promised_day(begin: datetime) -> date:
    """The last day on which an answer keeps the promise."""
    day = begin.astimezone(WIB).date()
    return calendar().add_working_days(day, int(rules()["promise"]["working_days"]))
