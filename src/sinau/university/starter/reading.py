"""Read the courses written by us into plain values. No database."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from sinau.university.lessons.blocks import BlockData, Callout, Check, Text
from sinau.university.quizzes.questions import (
    NONE,
    WHOLE,
    Accepted,
    Choice,
    Kind,
    Number,
    Question,
    Unit,
)

FOLDER = Path(__file__).with_name("courses")
# In the order in which the path goes through them.
ORDER = (
    "dasar-ai-untuk-asn",
    "menulis-perintah-yang-baik",
    "data-pribadi-dan-ai",
    "risiko-dan-mitigasi-ai",
    "etika-ai-di-pelayanan",
    "layanan-ai-lintas-sektor",
)
_TONES = {"contoh": "example", "peringatan": "warning", "dasar": "legal", "catatan": "info"}
_CALLOUT = re.compile(r"^> \[!(\w+)\] (.+)\n((?:^>.*\n?)+)", re.MULTILINE)
_CHECK = re.compile(r"\{\{cek:(\d+)\}\}")
_PIECES = re.compile(rf"({_CALLOUT.pattern}|{_CHECK.pattern})", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class StarterLesson:
    """One sitting: its title, how long it takes, and its blocks."""

    title: str
    minutes: int
    blocks: tuple[BlockData, ...]


@dataclass(frozen=True, kw_only=True)
class StarterCourse:
    """One course, whole."""

    slug: str
    title: str
    aim: str
    minutes: int
    stated_jp: Decimal
    competence: str
    sources: tuple[str, ...]
    lessons: tuple[StarterLesson, ...]
    pass_percent: int
    questions: tuple[Question, ...]


def starter_courses() -> list[StarterCourse]:
    """All of them, in the order of the path."""
    return [_course(FOLDER / slug) for slug in ORDER]


def _course(folder: Path) -> StarterCourse:
    row = tomllib.loads((folder / "course.toml").read_text())
    quiz = tomllib.loads((folder / "quiz.toml").read_text())
    return StarterCourse(
        slug=row["slug"],
        title=row["title"],
        aim=row["summary"],
        minutes=row["minutes"],
        stated_jp=Decimal(row["jp"]),
        competence=row["competence"],
        sources=tuple(row["sources"]),
        lessons=tuple(_lesson(path) for path in sorted((folder / "lessons").glob("*.md"))),
        pass_percent=quiz["pass_percent"],
        questions=tuple(_question(found) for found in quiz["question"]),
    )


def _lesson(path: Path) -> StarterLesson:
    _nothing, head, body = path.read_text().split("+++\n", 2)
    said = tomllib.loads(head)
    checks = [_question(found) for found in said.get("check", [])]
    return StarterLesson(
        title=said["title"], minutes=said["minutes"], blocks=tuple(_blocks(body.strip(), checks))
    )


def _blocks(body: str, checks: list[Question]) -> list[BlockData]:
    made: list[BlockData] = []
    rest = 0
    for found in _PIECES.finditer(body):
        if words := body[rest : found.start()].strip():
            made.append(Text(markdown=words))
        made.append(_special(found.group(0), checks))
        rest = found.end()
    if words := body[rest:].strip():
        made.append(Text(markdown=words))
    return made


def _special(piece: str, checks: list[Question]) -> BlockData:
    if check := _CHECK.fullmatch(piece):
        return Check(question=checks[int(check[1]) - 1])
    callout = _CALLOUT.fullmatch(piece)
    assert callout is not None
    words = "\n".join(line.removeprefix(">").strip() for line in callout[3].splitlines())
    return Callout(tone=_TONES[callout[1]], title=callout[2].strip(), markdown=words.strip())


def _question(row: dict[str, Any]) -> Question:
    right = sum(bool(choice["correct"]) for choice in row.get("choices", [])) or 1
    return Question(
        kind=Kind(row["kind"]),
        prompt=row["prompt"],
        explanation=row.get("explanation", ""),
        source=row.get("source", ""),
        choices=tuple(
            Choice(
                text=choice["text"],
                share=round(WHOLE / right, 6) if choice["correct"] else NONE,
                feedback=choice.get("feedback", ""),
            )
            for choice in row.get("choices", [])
        ),
        truth=bool(row.get("answer")),
        accepted=tuple(Accepted(text=text) for text in row.get("accept", [])),
        numbers=_numbers(row),
        units=(Unit(name=row["unit"]),) if row.get("unit") else (),
    )


def _numbers(row: dict[str, Any]) -> tuple[Number, ...]:
    if row.get("value") is None:
        return ()
    tolerance = Decimal(str(row.get("tolerance", 0)))
    return (Number(value=Decimal(str(row["value"])), tolerance=tolerance),)
