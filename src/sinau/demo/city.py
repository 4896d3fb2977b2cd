"""The demo city while it is being built: who and what the seeds of the apps may refer to."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sinau.kernel.clock import WIB
from sinau.people.models import Agency, Person

CONTENT = Path(__file__).parent / "content"


@dataclass
class City:
    """Agencies by code, the cast by key, and one source of chance that is the same each time."""

    today: date
    agencies: dict[str, Agency] = field(default_factory=dict)
    cast: dict[str, Person] = field(default_factory=dict)
    dice: random.Random = field(default_factory=lambda: random.Random(20230926))  # noqa: S311

    def days_ago(self, days: int, *, hour: int = 9, minute: int = 0) -> datetime:
        """A moment that many days before today, on the city's clock."""
        day = self.today - timedelta(days=days)
        return datetime.combine(day, time(hour, minute), tzinfo=WIB)

    def person(self, key: str, *, turn: int = 0) -> Person:
        """Somebody of the cast, or for an agency's code one of its employees, always the same."""
        if key in self.cast:
            return self.cast[key]
        agency = self.agencies[key]
        people: list[Person] = list(Person.objects.serving().filter(agency=agency).order_by("nip"))
        return people[turn % len(people)]


def content(*parts: str) -> dict[str, Any]:
    """A TOML file of the demo's content."""
    return tomllib.loads(CONTENT.joinpath(*parts).read_text())


def front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """The fields between the +++ lines of a Markdown file, and its text."""
    _, head, body = path.read_text().split("+++\n", 2)
    return tomllib.loads(head), body.strip()
