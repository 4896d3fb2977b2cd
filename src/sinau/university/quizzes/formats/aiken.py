"""Aiken, the plainest format: a question, its choices A to Z, and the letter of the right one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sinau.university.quizzes.formats.losses import given, losses, withheld
from sinau.university.quizzes.formats.report import LeftOut, Notebook, Reading, Written
from sinau.university.quizzes.formats.shares import settle
from sinau.university.quizzes.formats.texts import plain_to_markdown, unescape_markdown
from sinau.university.quizzes.questions import NONE, WHOLE, Choice, Kind, Question

CHOICE = re.compile(r"^\s*([A-Za-z])[.)]\s+(\S.*)$")
ANSWER = re.compile(r"^\s*(?:ANSWER|JAWABAN|KUNCI)\s*:\s*(.*)$", re.IGNORECASE)
_LETTERS = re.compile(r"[\s,;/&]+")


@dataclass
class _Draft:
    line: int = 0
    prompt: list[str] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)


def read_aiken(text: str) -> Reading:
    """The questions of an Aiken text."""
    notebook = Notebook("aiken")
    draft = _Draft()
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, row in enumerate(rows, start=1):
        if answer := ANSWER.match(row):
            _finish(draft, answer[1], notebook)
            draft = _Draft()
        elif choice := CHOICE.match(row):
            draft.line = draft.line or at
            draft.choices.append((choice[1].upper(), choice[2].strip()))
        elif row.strip() and _goes_on(draft, rows, at):
            letter, words = draft.choices[-1]
            draft.choices[-1] = (letter, f"{words}\n{row.strip()}")
        elif row.strip():
            if draft.choices:
                _leave(draft, "Tidak ada baris ANSWER sesudah pilihannya.", notebook)
                draft = _Draft()
            draft.line = draft.line or at
            draft.prompt.append(row.strip())
    if draft.prompt or draft.choices:
        _leave(draft, "Tidak ada baris ANSWER sesudah pilihannya.", notebook)
    return notebook.reading()


def _goes_on(draft: _Draft, rows: Sequence[str], at: int) -> bool:
    """Whether a row that follows a choice at once belongs to it: the next letter or the answer comes."""
    if not draft.choices or not rows[at - 2].strip():
        return False
    wanted = chr(ord(draft.choices[-1][0]) + 1)
    for row in rows[at:]:
        if not row.strip():
            return False
        if choice := CHOICE.match(row):
            return choice[1].upper() == wanted
        if ANSWER.match(row):
            return True
    return False


def _finish(draft: _Draft, answer: str, notebook: Notebook) -> None:
    notes: list[str] = []
    letters = {part.strip(".)").upper() for part in _LETTERS.split(answer.strip()) if part}
    known = {letter for letter, _words in draft.choices}
    try:
        if not letters or not letters <= known:
            raise LeftOut(f"Jawaban “{answer.strip()[:20]}” tidak menunjuk pilihan yang ada.")
        if len(known) != len(draft.choices):
            raise LeftOut("Ada dua pilihan dengan huruf yang sama.")
        many = len(letters) > 1
        share = WHOLE / len(letters)
        wrong = -WHOLE / max(1, len(known - letters)) if many else NONE
        if many:
            notes.append("Beberapa huruf jawaban: menjadi soal dengan beberapa jawaban benar.")
        choices = tuple(
            Choice(text=plain_to_markdown(words), share=_at_most(share if is_right else wrong))
            for letter, words in draft.choices
            for is_right in [letter in letters]
        )
        question = Question(
            kind=Kind.MULTIPLE if many else Kind.SINGLE,
            prompt=plain_to_markdown("\n".join(draft.prompt)),
            choices=choices,
        )
        question = settle(question, notes)
    except LeftOut as reason:
        _leave(draft, str(reason), notebook)
        return
    notebook.take(question, place=f"baris {draft.line}", notes=notes)


def _at_most(share: Decimal) -> Decimal:
    return share.quantize(Decimal("0.0000001")) if share != int(share) else share


def _leave(draft: _Draft, reason: str, notebook: Notebook) -> None:
    notebook.leave(reason, place=f"baris {draft.line or 1}", name=" ".join(draft.prompt))


def write_aiken(questions: Sequence[Question]) -> Written:
    """The questions with one right answer as Aiken; the others are named in the report."""
    parts, report = [], []
    for at, question in enumerate(questions, start=1):
        if question.kind is not Kind.SINGLE or len(question.choices) > 26:
            report.append(withheld(at, question, "Aiken"))
            continue
        notes = losses(question, ())
        if any(NONE != one.share != WHOLE for one in question.choices):
            notes.append("Nilai sebagian tidak terbawa.")
        lines = [_one_line(question.prompt)]
        lines += [f"{chr(65 + n)}. {_one_line(c.text)}" for n, c in enumerate(question.choices)]
        right = next(n for n, c in enumerate(question.choices) if c.share == WHOLE)
        lines.append(f"ANSWER: {chr(65 + right)}")
        parts.append("\n".join(lines))
        report.append(given(at, question, notes))
    return Written(
        content=("\n\n".join(parts) + "\n").encode(),
        extension="aiken.txt",
        content_type="text/plain; charset=utf-8",
        report=tuple(report),
    )


def _one_line(markdown: str) -> str:
    return " ".join(unescape_markdown(markdown).split())
