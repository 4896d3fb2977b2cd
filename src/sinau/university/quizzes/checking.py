"""Whether a question can be asked and marked at all; each fault is one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sinau.university.quizzes.questions import NONE, WHOLE, Kind, Question

MOST_PARTS = 60
LONGEST = 20_000
GAP_KINDS = frozenset({Kind.SINGLE, Kind.SHORT, Kind.NUMERIC})
MARK = re.compile(r"\{(\d+)\}")
# Three thirds are 0.9999.
_NEARLY = Decimal("0.01")


def faults(question: Question) -> list[str]:
    """What keeps this question from being asked; nothing when it can be."""
    return list(dict.fromkeys(_faults(question, in_gap=False)))


def _faults(question: Question, *, in_gap: bool) -> Iterator[str]:
    if not in_gap and not question.prompt.strip():
        yield "prompt"
    if not NONE < question.points <= 999:
        yield "points"
    parts = (question.choices, question.accepted, question.numbers, question.pairs, question.steps)
    if sum(map(len, parts)) > MOST_PARTS or len(question.gaps) > MOST_PARTS:
        yield "too_long"
    if len(question.prompt) > LONGEST or len(question.explanation) > LONGEST:
        yield "too_long"
    match question.kind:
        case Kind.SINGLE:
            yield from _single(question)
        case Kind.MULTIPLE:
            yield from _multiple(question)
        case Kind.SHORT:
            if not any(a.share == WHOLE and a.text.strip() for a in question.accepted):
                yield "accepted"
        case Kind.NUMERIC:
            yield from _numeric(question)
        case Kind.MATCHING:
            if sum(bool(pair.left.strip()) for pair in question.pairs) < 2:
                yield "pairs"
        case Kind.ORDERING:
            if len(set(question.steps)) < 2 or len(set(question.steps)) < len(question.steps):
                yield "steps"
        case Kind.CLOZE:
            yield from _cloze(question)
        case Kind.TRUE_FALSE | Kind.ESSAY:
            pass


def _single(question: Question) -> Iterator[str]:
    if len(question.choices) < 2:
        yield "few_choices"
    if sum(choice.share == WHOLE for choice in question.choices) != 1:
        yield "one_right"


def _multiple(question: Question) -> Iterator[str]:
    if len(question.choices) < 2:
        yield "few_choices"
    shares = [choice.share for choice in question.choices if choice.share > 0]
    if not shares:
        yield "some_right"
    elif abs(sum(shares, NONE) - WHOLE) > _NEARLY:
        yield "shares"


def _numeric(question: Question) -> Iterator[str]:
    if not any(number.share == WHOLE for number in question.numbers):
        yield "numbers"
    if any(number.tolerance < 0 for number in question.numbers):
        yield "tolerance"
    if any(unit.factor <= 0 for unit in question.units):
        yield "factor"
    if question.unit_required and not question.units:
        yield "units"


def _cloze(question: Question) -> Iterator[str]:
    marks = [int(mark) for mark in MARK.findall(question.prompt)]
    if not question.gaps or sorted(marks) != list(range(1, len(question.gaps) + 1)):
        yield "gaps"
    for gap in question.gaps:
        if gap.kind not in GAP_KINDS:
            yield "gap_kind"
        else:
            yield from _faults(gap, in_gap=True)
