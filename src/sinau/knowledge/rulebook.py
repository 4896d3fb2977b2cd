"""The rules of the life of a text, from data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "rules" / "life.toml"


@dataclass(frozen=True)
class LifeRules:
    """How long texts are trusted, and how long people may take."""

    regulation: str
    source: str
    verified: bool
    due_before: timedelta
    expires_after: timedelta
    sleeps_after: timedelta
    waits_long: timedelta
    review_working_days: int


@cache
def life_rules() -> LifeRules:
    """The rules in force."""
    said = tomllib.loads(FILE.read_text())["life"]
    return LifeRules(
        regulation=said["regulation"],
        source=said["source"],
        verified=said["verified"],
        due_before=timedelta(days=said["due_before_days"]),
        expires_after=timedelta(days=said["expires_after_days"]),
        sleeps_after=timedelta(days=said["sleeps_after_days"]),
        waits_long=timedelta(days=said["waits_long_days"]),
        review_working_days=said["review_working_days"],
    )
