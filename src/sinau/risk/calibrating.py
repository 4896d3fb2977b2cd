"""How far one may trust somebody's ranges: training questions, the share that held, weights."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sinau.people.models import Person
from sinau.risk.engine.judging import (
    Held,
    cooke_calibration,
    cooke_weights,
    interval_information,
)
from sinau.risk.models import TrainingAnswer

QUESTIONS = Path(__file__).with_name("training") / "questions.toml"
# Below this many answers a share says nearly nothing.
ENOUGH = 10
_EXPECTED = (0.05, 0.9, 0.05)
# Nobody's word is thrown away for a bad day at the questions.
_CUTOFF = 1e-3


@dataclass(frozen=True, kw_only=True)
class TrainingQuestion:
    """A question with a known answer."""

    key: str
    text: str
    unit: str
    answer: float
    source: str


@cache
def questions() -> dict[str, TrainingQuestion]:
    """All questions by key, in their order."""
    rows = tomllib.loads(QUESTIONS.read_text())["question"]
    return {row["key"]: TrainingQuestion(**row) for row in rows}


def held_of(answers: Iterable[TrainingAnswer]) -> Held | None:
    """How many of somebody's ranges held; None where there are none."""
    told = list(answers)
    return Held(sum(one.held for one in told), len(told)) if told else None


def performance_weights(people: Iterable[Person]) -> dict[int, float] | None:
    """Weights by how well calibrated and how informative each was in training; they sum to one.

    None where one of them has answered too little: then all count the same.
    """
    wanted = [person.pk for person in people]
    answers: dict[int, dict[str, TrainingAnswer]] = {pk: {} for pk in wanted}
    for one in TrainingAnswer.objects.filter(person__in=wanted):
        answers[one.person_id][one.question] = one
    if not wanted or any(len(told) < ENOUGH for told in answers.values()):
        return None
    backgrounds = _backgrounds(one for told in answers.values() for one in told.values())
    calibrations = [cooke_calibration(_bins(told.values()), _EXPECTED) for told in answers.values()]
    informations = [
        sum(interval_information(one.low, one.high, backgrounds[key]) for key, one in told.items())
        / len(told)
        for told in answers.values()
    ]
    weights = cooke_weights(calibrations, informations, cutoff=_CUTOFF)
    return dict(zip(answers, weights, strict=True))


def _bins(answers: Iterable[TrainingAnswer]) -> list[int]:
    """How many truths lay below, in and above the ranges."""
    below = inside = above = 0
    for one in answers:
        below += one.truth < one.low
        inside += one.low <= one.truth <= one.high
        above += one.truth > one.high
    return [below, inside, above]


def _backgrounds(answers: Iterable[TrainingAnswer]) -> Mapping[str, tuple[float, float]]:
    """From the lowest to the highest anybody said, the truth included, and a tenth beyond."""
    ends: dict[str, tuple[float, float]] = {}
    for one in answers:
        low, high = ends.get(one.question, (one.truth, one.truth))
        ends[one.question] = (min(low, one.low), max(high, one.high))
    return {
        key: (low - (high - low or 1.0) / 10, high + (high - low or 1.0) / 10)
        for key, (low, high) in ends.items()
    }
