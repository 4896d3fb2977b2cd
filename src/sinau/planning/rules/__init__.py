"""The rules of planning, read from data: forms of learning, JPM and its bands, priority, boxes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def read(name: str) -> dict[str, Any]:
    """One data file of rules."""
    return tomllib.loads((HERE / f"{name}.toml").read_text())


@dataclass(frozen=True)
class Form:
    """One form of learning: its route (klasikal or not) and its approach."""

    key: str
    name: str
    route: str
    approach: str


@cache
def forms() -> dict[str, Form]:
    """The forms of learning by key, in the order of the list."""
    return {row["key"]: Form(**row) for row in read("forms")["form"]}


@dataclass(frozen=True)
class Band:
    """From which JPM on a match is called low, middle or high."""

    key: str
    at_least: int
    name: str
    words: str


@cache
def match_rules() -> dict[str, Any]:
    """JPM, priority and talent as data."""
    return read("match")


@cache
def bands() -> tuple[Band, ...]:
    """The bands from the lowest up."""
    return tuple(Band(**row) for row in match_rules()["jpm"]["band"])


def band_of(jpm: Decimal | None) -> Band | None:
    """The band of a match; none where it could not be computed."""
    if jpm is None:
        return None
    return next(band for band in reversed(bands()) if jpm >= band.at_least)


def jpm_of(matched: int | None, required: int | None) -> Decimal | None:
    """Levels that count (never more than required) as a percentage of those required."""
    if not required:
        return None
    share = Decimal(matched or 0) * 100 / Decimal(required)
    return share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def priority(*, gap: int, job_kind: str, facts: int) -> int:
    """How pressing a need is: missing levels times the weight of the job, and a point for each fact."""
    rules = match_rules()["priority"]
    return gap * int(rules["weights"].get(job_kind, 1)) + min(facts, int(rules["most_facts"]))


@dataclass(frozen=True)
class Box:
    """One of the nine boxes, its name and what is recommended."""

    number: int
    rating: str
    band: str
    name: str
    handling: str


@cache
def boxes() -> tuple[Box, ...]:
    """The nine boxes by number."""
    return tuple(Box(**row) for row in read("boxes")["box"])


def box_of(rating: str, jpm: Decimal | None) -> Box | None:
    """The box of a rating and a match; none where one of the two is missing."""
    band = band_of(jpm)
    if band is None:
        return None
    return next((b for b in boxes() if (b.rating, b.band) == (rating, band.key)), None)
