"""Writes the marks of a cloze question in the small language of Moodle."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from sinau.university.quizzes.formats.texts import decimal_words
from sinau.university.quizzes.questions import WHOLE, Kind, Question

MARK = re.compile(r"\{(\d+)\}")
_MARKS = re.compile(r"[\\~#}=\"]")


def write_embedded(question: Question, text: Callable[[str], str], notes: list[str]) -> str:
    """The prompt with `{1}`, `{2}`, … replaced by what they ask."""

    def written(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        if not 0 <= at < len(question.gaps):
            return found[0]
        return _gap(question.gaps[at], text, notes)

    return MARK.sub(written, question.prompt)


def _gap(gap: Question, text: Callable[[str], str], notes: list[str]) -> str:
    weight = int(gap.points) if gap.points == int(gap.points) else 1
    if weight != gap.points:
        notes.append("Nilai rumpang yang bukan bilangan bulat menjadi 1.")
    answers = [
        *((text(one.text), one.share, text(one.feedback)) for one in gap.choices),
        *((one.text, one.share, text(one.feedback)) for one in gap.accepted),
    ]
    for one in gap.numbers:
        span = f"{decimal_words(one.value)}:{decimal_words(one.tolerance)}"
        answers.append((span, one.share, text(one.feedback)))
    if gap.units:
        notes.append("Satuan pada rumpang tidak terbawa.")
    kind = {
        Kind.SINGLE: "MULTICHOICE_S" if gap.shuffle else "MULTICHOICE",
        Kind.SHORT: "SHORTANSWER_C" if gap.case_matters else "SHORTANSWER",
    }.get(gap.kind, "NUMERICAL")
    said = "~".join(_answer(*answer) for answer in answers)
    return f"{{{weight}:{kind}:{said}}}"


def _answer(words: str, share: Decimal, feedback: str) -> str:
    mark = "=" if share == WHOLE else f"%{decimal_words(share * 100)}%"
    said = f"#{_escape(feedback)}" if feedback else ""
    return f"{mark}{_escape(words)}{said}"


def _escape(words: str) -> str:
    return _MARKS.sub(r"\\\g<0>", words.replace("\n", " "))
