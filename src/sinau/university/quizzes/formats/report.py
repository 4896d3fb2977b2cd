"""What came of a question file: its questions, its pictures, and one line for each of its questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sinau.university.quizzes.questions import Question

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~\n])")
NO_FILES: Mapping[str, bytes] = MappingProxyType({})


class Unreadable(Exception):
    """The file as a whole is not taken; `requirement` names what it breaks, for programs."""

    def __init__(self, message: str, *, requirement: str = "format") -> None:
        super().__init__(message)
        self.requirement = requirement


class LeftOut(Exception):
    """One question cannot be taken over, and why."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One question of the file: where it stands, whether it is in, and what changed or why not."""

    place: str
    name: str
    kind: str
    taken: bool
    notes: tuple[str, ...] = ()

    def to_data(self) -> dict[str, Any]:
        """The line as JSON values."""
        return {
            "place": self.place,
            "name": self.name,
            "kind": self.kind,
            "taken": self.taken,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The questions of a file in its order, a line for each question in or out, and their pictures.

    The n-th line that is taken is about the n-th question.
    """

    questions: tuple[Question, ...]
    report: tuple[Line, ...]
    format: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def left_out(self) -> tuple[Line, ...]:
        """The questions that stay behind."""
        return tuple(line for line in self.report if not line.taken)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file to give away, and a line for each question that says what the format cannot hold."""

    content: bytes
    extension: str
    content_type: str
    report: tuple[Line, ...]


@dataclass
class Notebook:
    """Gathers questions and lines while a file is read; each note is said once per question."""

    format: str
    questions: list[Question] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def take(self, question: Question, *, place: str, notes: list[str]) -> None:
        """The question is in."""
        self.questions.append(question)
        name = title_of(question)
        said = tuple(dict.fromkeys(notes))
        self.lines.append(
            Line(place=place, name=name, kind=str(question.kind), taken=True, notes=said)
        )

    def leave(
        self, reason: str, *, place: str, name: str = "", kind: str = "", notes: Sequence[str] = ()
    ) -> None:
        """The question stays behind: why, and what was seen until then."""
        said = tuple(dict.fromkeys([reason, *notes]))
        self.lines.append(Line(place=place, name=short(name), kind=kind, taken=False, notes=said))

    def reading(self) -> Reading:
        """What came of it."""
        shown = {name for question in self.questions for name in question.files}
        return Reading(
            questions=tuple(self.questions),
            report=tuple(self.lines),
            format=self.format,
            files={name: data for name, data in self.files.items() if name in shown},
            notes=tuple(dict.fromkeys(self.notes)),
        )


def short(words: str, length: int = 80) -> str:
    """The beginning of a text in one line."""
    flat = " ".join(words.split())
    return flat if len(flat) <= length else f"{flat[: length - 1].rstrip()}…"


def title_of(question: Question) -> str:
    """How a question is called in a list."""
    return short(_ESCAPE.sub(r"\1", question.name or question.prompt))
