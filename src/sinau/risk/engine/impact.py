"""The impact level of an automated decision: points of answers, and what measures take off.

The arithmetic of Canada's Algorithmic Impact Assessment. The points of an answer stand behind the last
hyphen of its code; several answers to one question add; halves are rounded up. The most that can be
reached counts all questions, and for measures half of it: a system is asked either as a design or as a
running one.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sinau.risk.engine.errors import Unusable

Answers = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True)
class Question:
    """A question with points; `side` is "risk" or "measure", `many` whether several answers may be given."""

    code: str
    part: str
    side: str
    many: bool
    answers: tuple[str, ...]
    asked_if: str = ""

    @property
    def most(self) -> int:
        """The most points it can give."""
        points = [points_of(answer) for answer in self.answers]
        return sum(points) if self.many else max(points)


@dataclass(frozen=True)
class Score:
    """The points of a set of answers; `level` is 1 (little impact) to 4 (very high)."""

    raw: int
    raw_most: int
    mitigation: int
    mitigation_most: int
    current: int
    level: int


@dataclass(frozen=True)
class Questionnaire:
    """The questions and the rules by which their points become a level."""

    questions: tuple[Question, ...]
    levels: tuple[float, ...]
    enough_measures: float
    discount: float

    @classmethod
    def read(cls, text: str) -> Questionnaire:
        """From the text of its TOML file."""
        data: dict[str, Any] = tomllib.loads(text)
        questions = tuple(
            Question(**{**one, "answers": tuple(one["answers"])}) for one in data["question"]
        )
        return cls(questions, tuple(data["levels"]), data["enough_measures"], data["discount"])

    def most(self, side: str) -> int:
        """The most points of a side; of measures only one of the two forks can be given."""
        whole = sum(question.most for question in self.questions if question.side == side)
        return whole if side == "risk" else _half_up(whole / 2)

    def score(self, answers: Answers) -> Score:
        """The level these answers give; answers to questions without points may be among them."""
        raw, mitigation = self._points(answers, "risk"), self._points(answers, "measure")
        raw_most, mitigation_most = self.most("risk"), self.most("measure")
        current = raw
        if mitigation >= self.enough_measures * mitigation_most:
            current = _half_up((1 - self.discount) * raw)
        level = 1 + sum(current > raw_most * share for share in self.levels)
        return Score(raw, raw_most, mitigation, mitigation_most, current, level)

    def _points(self, answers: Answers, side: str) -> int:
        total = 0
        for question in self.questions:
            if question.side != side or question.code not in answers:
                continue
            given = answers[question.code]
            chosen = [given] if isinstance(given, str) else list(dict.fromkeys(given))
            if len(chosen) > 1 and not question.many:
                raise Unusable(f"Pertanyaan {question.code} hanya menerima satu jawaban.")
            for answer in chosen:
                if answer not in question.answers:
                    raise Unusable(f"Jawaban {answer} tidak ada pada pertanyaan {question.code}.")
                total += points_of(answer)
        return total


def points_of(answer: str) -> int:
    """What an answer is worth, by its code."""
    _code, hyphen, points = answer.rpartition("-")
    return int(points) if hyphen and points.isdecimal() else 0


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)
