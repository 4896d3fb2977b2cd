"""The impact assessment as people read it: sections, questions in our words, and what a level demands."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from sinau.risk.engine import impact as engine

WORDS = Path(__file__).with_name("rules") / "dampak.toml"
CODES = Path(engine.__file__).parents[1] / "questionnaires" / "aia.toml"
PHASE = "projectDetailsPhase"
DESIGN, BUILT = "item1", "item2"
YES_NO = (_("Ya"), _("Tidak"))

Answers = Mapping[str, str | list[str]]
_TERM = re.compile(r'\{(\w+)\}\s*=\s*"([^"]+)"')


class BadWords(ValueError):
    """A question or an answer has no words, or words stand there for nothing."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question as it is asked. `choices` are (value, words); `side` is empty where it gives no points."""

    code: str
    text: str
    help: str
    choices: tuple[tuple[str, str], ...]
    many: bool
    side: str
    asked_if: tuple[tuple[str, str], ...]

    def is_asked(self, answers: Answers) -> bool:
        """Whether what was answered before leads to this question."""
        return not self.asked_if or any(
            value in _given(answers, code) for code, value in self.asked_if
        )

    def said(self, answers: Answers) -> list[str]:
        """What was answered, in words."""
        given = _given(answers, self.code)
        return [str(words) for value, words in self.choices if value in given]

    def points(self, answers: Answers) -> int:
        """What the answers to it are worth."""
        if not self.side:
            return 0
        return sum(engine.points_of(value) for value in _given(answers, self.code))


@dataclass(frozen=True, kw_only=True)
class Section:
    """A page of the walk."""

    key: str
    title: str
    lead: str
    questions: tuple[Question, ...]

    def asked(self, answers: Answers) -> list[Question]:
        """The questions of this page that these answers lead to."""
        return [one for one in self.questions if is_asked(one, answers)]


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A place under a plan: who signs, and what for."""

    key: str
    title: str
    asks: str


@dataclass(frozen=True, kw_only=True)
class Level:
    """What the city asks of a plan of this impact."""

    number: int
    numeral: str
    title: str
    duties: tuple[str, ...]
    fields: tuple[str, ...]
    seats: tuple[str, ...]
    review_months: int
    verified: bool
    source: str


def is_asked(question: Question, answers: Answers) -> bool:
    """Whether it is asked: its phase is the one we are in, and earlier answers lead to it."""
    phase = answers.get(PHASE)
    if "Design" in question.code and phase != DESIGN:
        return False
    if "Implementation" in question.code and phase != BUILT:
        return False
    return question.is_asked(answers)


def only_asked(answers: Answers) -> dict[str, str | list[str]]:
    """The answers without those to questions that are no longer asked."""
    kept = dict(answers)
    while True:
        gone = [one.code for one in all_questions() if one.code in kept and not is_asked(one, kept)]
        if not gone:
            return kept
        for code in gone:
            del kept[code]


def unanswered(answers: Answers) -> list[tuple[Section, Question]]:
    """The questions that are asked and have no answer yet."""
    return [
        (section, one)
        for section in sections()
        for one in section.asked(answers)
        if not _given(answers, one.code)
    ]


def score(answers: Answers) -> engine.Score:
    """The level of these answers, by the arithmetic of the questionnaire."""
    scored = {one.code for one in questionnaire().questions}
    return questionnaire().score({key: said for key, said in answers.items() if key in scored})


@cache
def questionnaire() -> engine.Questionnaire:
    """Codes and points."""
    return engine.Questionnaire.read(CODES.read_text())


@cache
def fingerprint() -> str:
    """Which version of questions, words and levels this is."""
    return hashlib.sha256(CODES.read_bytes() + WORDS.read_bytes()).hexdigest()


@cache
def sections() -> tuple[Section, ...]:
    """The pages of the walk in their order."""
    words = _words()
    coded = {one.code: one for one in questionnaire().questions}
    plain = {one["before"]: one for one in words["plain"]}
    found = []
    for row in words["section"]:
        questions: list[Question] = []
        for one in coded.values():
            if one.part in row["parts"]:
                if one.code in plain:
                    questions.append(_plain(plain[one.code]))
                questions.append(_scored(one, words["question"]))
        found.append(
            Section(
                key=row["key"], title=row["title"], lead=row["lead"], questions=tuple(questions)
            )
        )
    return tuple(found)


@cache
def all_questions() -> tuple[Question, ...]:
    """Every question of every page."""
    return tuple(one for section in sections() for one in section.questions)


@cache
def levels() -> dict[int, Level]:
    """What each level demands."""
    rows = _words()["level"]
    return {
        row["number"]: Level(
            number=row["number"],
            numeral=row["numeral"],
            title=row["title"],
            duties=tuple(row["duties"]),
            fields=tuple(row["fields"]),
            seats=tuple(row["seats"]),
            review_months=row["review_months"],
            verified=row["verified"],
            source=row["source"],
        )
        for row in rows
    }


@cache
def seats() -> dict[str, Seat]:
    """Everybody who may have to sign, by key."""
    return {row["key"]: Seat(**row) for row in _words()["seat"]}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(WORDS.read_text())


def _scored(one: engine.Question, words: Mapping[str, Any]) -> Question:
    stem = one.code.replace("Design", "").replace("Implementation", "")
    said = words.get(one.code) or words.get(stem)
    if said is None:
        raise BadWords(one.code)
    return Question(
        code=one.code,
        text=said["text"],
        help=said.get("help", ""),
        choices=_choices(one.code, one.answers, said),
        many=one.many,
        side=one.side,
        asked_if=tuple(_TERM.findall(one.asked_if)),
    )


def _plain(said: Mapping[str, Any]) -> Question:
    return Question(
        code=said["code"],
        text=said["text"],
        help=said.get("help", ""),
        choices=_choices(said["code"], said["values"], said),
        many=False,
        side="",
        asked_if=(),
    )


def _choices(code: str, values: Any, said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    answers = said.get("answers", YES_NO)
    if len(answers) != len(values):
        raise BadWords(code)
    return tuple(zip(values, answers, strict=True))


def _given(answers: Answers, code: str) -> list[str]:
    said = answers.get(code) or []
    return [said] if isinstance(said, str) else list(said)
