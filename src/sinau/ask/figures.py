"""Figures of an examination: shares with their uncertainty, and how long answers took. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypedDict

Z = 1.96


class Share(TypedDict):
    """So many of so many, and between which shares the truth lies 95 times of a hundred."""

    right: int
    of: int
    low: float
    high: float


def share(marks: Iterable[bool]) -> Share:
    """The interval of Wilson, which is honest for few questions and near the ends."""
    said = list(marks)
    of, right = len(said), sum(said)
    if not of:
        return {"right": 0, "of": 0, "low": 0.0, "high": 1.0}
    part, square = right / of, Z * Z
    middle = (part + square / (2 * of)) / (1 + square / of)
    half = Z * math.sqrt(part * (1 - part) / of + square / (4 * of * of)) / (1 + square / of)
    return {
        "right": right,
        "of": of,
        "low": round(max(0.0, middle - half), 4),
        "high": round(min(1.0, middle + half), 4),
    }


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which this part of them lies."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * part))], 1)


def agreement(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two people who judged the same answers; nothing without answers."""
    if not pairs:
        return None
    marks = {mark for pair in pairs for mark in pair}
    same = sum(one == other for one, other in pairs) / len(pairs)
    by_chance = sum(
        (sum(one == mark for one, _other in pairs) / len(pairs))
        * (sum(other == mark for _one, other in pairs) / len(pairs))
        for mark in marks
    )
    return 1.0 if by_chance == 1 else round((same - by_chance) / (1 - by_chance), 3)
