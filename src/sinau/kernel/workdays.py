"""Working days: Monday to Friday, without national holidays and joint leave."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "rules" / "holidays.toml"
LONGEST = 400


@dataclass(frozen=True)
class Calendar:
    """The days off of the years that are known, and how well they are known."""

    off: frozenset[date]
    complete: frozenset[int]
    verified: frozenset[int]

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open that day."""
        return day.weekday() < 5 and day not in self.off

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days from the first to the last day, both included; none when reversed."""
        length = min((last - first).days + 1, LONGEST)
        days = (first + timedelta(days=number) for number in range(length))
        return [day for day in days if self.is_working_day(day)]

    def is_sure_of(self, first: date, last: date) -> bool:
        """Whether every year touched has a complete list of days off."""
        return all(year in self.complete for year in range(first.year, last.year + 1))

    def is_verified_for(self, first: date, last: date) -> bool:
        """Whether somebody has held every year touched against the decree."""
        return all(year in self.verified for year in range(first.year, last.year + 1))

    def add_working_days(self, day: date, count: int) -> date:
        """The day on which that many working days after `day` have passed."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day


@cache
def calendar(file: Path = FILE) -> Calendar:
    """The calendar as the rule file states it."""
    years = tomllib.loads(file.read_text())["year"]
    return Calendar(
        off=frozenset(day for year in years for day in (*year["holidays"], *year["joint_leave"])),
        complete=frozenset(year["year"] for year in years if year["complete"]),
        verified=frozenset(year["year"] for year in years if year["verified"]),
    )
