"""The rule file of the index, read into records."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "rules" / "professionalism.toml"


class BadRules(ValueError):
    """The file says something that cannot be a rule of the index."""


@dataclass(frozen=True)
class Part:
    """One training that competence asks for: what counts, how much, and for how long."""

    key: str
    forms: frozenset[str]
    jp: Decimal | None
    months: int | None

    def since(self, on: date) -> date | None:
        """The first day that still counts when measured on a day; None for any time."""
        if self.months is None:
            return None
        years, months = divmod(on.year * 12 + on.month - 1 - self.months, 12)
        # Not every month has a 29th; a day or two more at the edge harms nobody.
        return date(years, months + 1, min(on.day, 28))


@dataclass(frozen=True)
class Band:
    """A label for scores above a bound."""

    above: Decimal
    label: str


@dataclass(frozen=True)
class Rules:
    """One version of the index in force between two dates."""

    regulation: str
    effective_from: date
    effective_to: date | None
    verified: bool
    source: str
    unverified: tuple[str, ...]
    not_measured: frozenset[str]
    most: dict[str, Decimal]
    qualification: dict[str, Decimal]
    posts: dict[str, str]
    competence: dict[str, dict[str, Decimal]]
    parts: dict[str, Part]
    performance: dict[str, Decimal]
    discipline: dict[str, Decimal]
    bands: tuple[Band, ...]


def rules_on(day: date, file: Path = FILE) -> Rules:
    """The version in force on a day; the newest of several."""
    fitting = [
        rules
        for rules in read(file)
        if rules.effective_from <= day and (rules.effective_to is None or day <= rules.effective_to)
    ]
    if not fitting:
        raise BadRules(f"no version of the index is in force on {day}")
    return max(fitting, key=lambda rules: rules.effective_from)


@cache
def read(file: Path = FILE) -> tuple[Rules, ...]:
    """Every version of the file."""
    return tuple(_version(said) for said in tomllib.loads(file.read_text())["version"])


def _version(said: dict[str, Any]) -> Rules:
    rules = Rules(
        regulation=said["regulation"],
        effective_from=said["effective_from"],
        effective_to=said.get("effective_to"),
        verified=said["verified"],
        source=said["source"],
        unverified=tuple(said.get("unverified", ())),
        not_measured=frozenset(said.get("not_measured", ())),
        most=_points(said["most"]),
        qualification=_points(said["qualification"]),
        posts=said["posts"],
        competence={post: _points(parts) for post, parts in said["competence"].items()},
        parts={key: _part(key, part) for key, part in said["parts"].items()},
        performance=_points(said["performance"]),
        discipline=_points(said["discipline"]),
        bands=tuple(Band(Decimal(band["above"]), band["label"]) for band in said["bands"]),
    )
    for post, parts in rules.competence.items():
        if sum(parts.values()) != rules.most["competence"]:
            raise BadRules(f"the parts of {post} do not add up to {rules.most['competence']}")
    if sum(rules.most.values()) != 100:
        raise BadRules("the four dimensions do not add up to 100")
    return rules


def _points(said: dict[str, Any]) -> dict[str, Decimal]:
    for name, value in said.items():
        if not isinstance(value, str):
            raise BadRules(f"write {name} in quotes, so that it stays exact")
    return {name: Decimal(value) for name, value in said.items()}


def _part(key: str, said: dict[str, Any]) -> Part:
    jp = Decimal(said["jp"]) if "jp" in said else None
    return Part(key, frozenset(said["forms"]), jp, said.get("months"))
