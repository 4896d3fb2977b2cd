"""How long after a report something must be done, read from data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sinau.risk.models.frameworks import RULES


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A time within which something must be done, and who says so."""

    title: str
    hours: int
    regulation: str
    verified: bool
    source: str

    @property
    def length(self) -> timedelta:
        """The time itself."""
        return timedelta(hours=self.hours)


@cache
def clock_of(name: str) -> Clock:
    """`answer`: somebody looks at a report. `notice`: a failure to protect personal data is told."""
    said = tomllib.loads((RULES / "incident-clocks.toml").read_text())[name]
    return Clock(
        **{key: said[key] for key in ("title", "hours", "regulation", "verified", "source")}
    )
