"""How many working days of annual leave somebody has in a year, and why (CT-1, 2, 4 and 5)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "rules" / "leave.toml"


@dataclass(frozen=True)
class Rule:
    """One number of the leave rules, with where it comes from."""

    key: str
    name: str
    value: int
    employment: tuple[str, ...]
    label: str
    regulation: str
    verified: bool
    source: str
    effective_from: date
    effective_to: date | None = None


@dataclass(frozen=True)
class RuleBook:
    """The numbers in force on one day."""

    rules: tuple[Rule, ...]

    def __getitem__(self, name: str) -> int:
        return next(rule.value for rule in self.rules if rule.name == name)

    def covers(self, employment: str) -> bool:
        """Whether these rules are about this kind of employment at all."""
        return any(employment in rule.employment for rule in self.rules)


@cache
def _rules(file: Path) -> tuple[Rule, ...]:
    rows = tomllib.loads(file.read_text())["rule"]
    return tuple(Rule(**{**row, "employment": tuple(row["employment"])}) for row in rows)


def rules_on(day: date, file: Path = FILE) -> RuleBook:
    """The rules in force on that day."""
    return RuleBook(
        tuple(
            rule
            for rule in _rules(file)
            if rule.effective_from <= day
            and (rule.effective_to is None or day <= rule.effective_to)
        )
    )


@dataclass(frozen=True)
class Entitlement:
    """The days of one year: the year's own and what was carried from before."""

    year: int
    own: int
    carried: int
    # Which rule gave what was carried: "" when nothing was.
    carried_by: str
    unused_last_year: int
    unused_year_before: int

    @property
    def days(self) -> int:
        """All working days of the year."""
        return self.own + self.carried


@dataclass(frozen=True)
class NotEntitled:
    """Nothing can be asked for, and since when it can, if ever."""

    # "employment": the rules are about others; "service": too short; "unknown": no day of appointment.
    why: str
    from_day: date | None = None


def anniversary(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def entitlement(
    *,
    employment: str,
    serving_since: date | None,
    on: date,
    unused_last_year: int,
    unused_year_before: int,
    file: Path = FILE,
) -> Entitlement | NotEntitled:
    """What somebody may take in the year of `on`; unused days count at most one year's own each.

    If two whole years were unused the sum is at most CT-5's, else at most CT-4's.
    """
    rules = rules_on(on, file)
    if not rules.covers(employment):
        return NotEntitled("employment")
    if serving_since is None:
        return NotEntitled("unknown")
    first = anniversary(serving_since, rules["service_years"])
    if on < first:
        return NotEntitled("service", first)
    own = rules["days_a_year"]
    last = min(max(unused_last_year, 0), own)
    before = min(max(unused_year_before, 0), own)
    if last == own and before == own:
        carried, carried_by = rules["most_after_two_years"] - own, "CT-5"
    else:
        carried = min(last, rules["most_with_last_year"] - own)
        carried_by = "CT-4" if carried else ""
    return Entitlement(
        year=on.year,
        own=own,
        carried=carried,
        carried_by=carried_by,
        unused_last_year=last,
        unused_year_before=before,
    )
