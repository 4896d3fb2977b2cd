"""Fix what one attempt asks: which questions are drawn, and in what order all is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from sinau.university.quizzes.marking import rights
from sinau.university.quizzes.questions import Kind, Question


@dataclass(frozen=True, kw_only=True)
class Place:
    """A slot of a quiz: the versions it may ask, how many of them, for how many points each."""

    pool: Sequence[int]
    draws: int
    points: Decimal
    section: str = ""


def draw(
    places: Sequence[Place],
    questions: Callable[[Sequence[int]], dict[int, Question]],
    *,
    shuffle_questions: bool,
    shuffle_choices: bool,
    dice: Random,
) -> list[dict[str, Any]]:
    """The layout of one attempt; no question is asked twice, and sections stay together."""
    # What is fixed is not drawn again, wherever it stands.
    taken = {place.pool[0] for place in places if len(place.pool) == 1 and place.draws == 1}
    rows: list[dict[str, Any]] = []
    for place in places:
        for key in _picked(place, taken, dice):
            row: dict[str, Any] = {"v": key, "p": f"{place.points:f}"}
            if place.section:
                row["s"] = place.section
            rows.append(row)
    if shuffle_questions:
        rows = _shuffled(rows, dice)
    known = questions([row["v"] for row in rows])
    for row in rows:
        order = _order(known[row["v"]], shuffle_choices, dice)
        if order:
            row["o"] = order
    return rows


def _picked(place: Place, taken: set[int], dice: Random) -> list[int]:
    if len(place.pool) == 1 and place.draws == 1:
        return list(place.pool)
    left = [key for key in place.pool if key not in taken]
    picked = dice.sample(left, min(place.draws, len(left)))
    taken.update(picked)
    return picked


def _shuffled(rows: list[dict[str, Any]], dice: Random) -> list[dict[str, Any]]:
    sections: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        sections.setdefault(row.get("s", ""), []).append(row)
    for part in sections.values():
        dice.shuffle(part)
    return [row for part in sections.values() for row in part]


def _order(question: Question, shuffle_choices: bool, dice: Random) -> list[int]:
    """The order of its parts; what is to be ordered or matched is never shown as it should be."""
    if question.kind is Kind.ORDERING:
        return _mixed(len(question.steps), dice)
    if question.kind is Kind.MATCHING:
        return _mixed(len(rights(question)), dice)
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE) and shuffle_choices and question.shuffle:
        order = list(range(len(question.choices)))
        dice.shuffle(order)
        return order
    return []


def _mixed(count: int, dice: Random) -> list[int]:
    order = list(range(count))
    dice.shuffle(order)
    if count > 1 and order == list(range(count)):
        order.append(order.pop(0))
    return order
