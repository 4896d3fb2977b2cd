"""What a backup holds, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from sinau.university.quizzes.formats.report import Line
from sinau.university.quizzes.questions import Question


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file to take along with a lesson."""

    name: str
    title: str
    media_type: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """One lesson to be: its title, its words in Markdown, the documents that belong to it."""

    title: str
    body: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A place of a quiz that asks one question: its number in `Backup.questions`."""

    question: int
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class Draw:
    """A place of a quiz that draws from a category, by its path."""

    category: str
    points: Decimal


@dataclass(frozen=True, kw_only=True)
class Test:
    """One quiz to be."""

    title: str
    places: tuple[Ask | Draw, ...]
    pass_percent: int | None = None
    attempts: int = 0
    minutes: int = 0

    __test__ = False  # pytest: this is none of yours


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A course as it can be taken over, and a line for each of its parts."""

    key: str
    title: str
    aim: str
    sittings: tuple[Sitting, ...]
    questions: tuple[Question, ...]
    tests: tuple[Test, ...]
    report: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    release: str = ""

    @property
    def left_out(self) -> tuple[Line, ...]:
        """The parts that stay behind."""
        return tuple(line for line in self.report if not line.taken)
