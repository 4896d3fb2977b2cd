"""From the fields of a page to a response, and from a response to words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from sinau.university.quizzes.checking import MARK
from sinau.university.quizzes.marking import Response, lefts, rights
from sinau.university.quizzes.questions import Kind, Question

LONGEST_WORDS = 500
LONGEST_ESSAY = 20_000
_TRUTHS = ("benar", "salah")


class Fields(Protocol):
    """The fields of a form as they were sent."""

    def get(self, name: str, default: str, /) -> Any: ...
    def getlist(self, name: str, /) -> Sequence[Any]: ...


def read_response(question: Question, fields: Fields) -> dict[str, Any]:
    """What was given on the page, as far as it makes sense for this question; {} for nothing."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            picked = _numbers(fields.getlist("picked"), len(question.choices))
            if question.kind is Kind.SINGLE:
                picked = picked[:1]
            return {"picked": picked} if picked else {}
        case Kind.TRUE_FALSE:
            said = str(fields.get("text", ""))
            return {"text": said} if said in _TRUTHS else {}
        case Kind.SHORT | Kind.NUMERIC:
            return _text(fields.get("text", ""), LONGEST_WORDS)
        case Kind.ESSAY:
            return _text(fields.get("text", ""), LONGEST_ESSAY)
        case Kind.MATCHING:
            count = len(rights(question))
            pairs = [
                _one(fields.get(f"pasangan_{at}", ""), count) for at in _range(lefts(question))
            ]
            return {"pairs": pairs} if any(at is not None for at in pairs) else {}
        case Kind.ORDERING:
            count = len(question.steps) + 1
            places = [
                _one(fields.get(f"urutan_{at}", ""), count) or None for at in _range(question.steps)
            ]
            return {"places": places} if any(places) else {}
        case Kind.CLOZE:
            gaps = [
                _gap(gap, fields.get(f"isian_{at}", "")) for at, gap in enumerate(question.gaps)
            ]
            return {"gaps": gaps} if any(gaps) else {}


def _range(parts: Sequence[object]) -> range:
    return range(len(parts))


def _gap(gap: Question, said: str) -> dict[str, Any]:
    if gap.kind is Kind.SINGLE:
        at = _one(said, len(gap.choices))
        return {} if at is None else {"picked": [at]}
    return _text(said, LONGEST_WORDS)


def _text(said: object, longest: int) -> dict[str, Any]:
    text = str(said).replace("\0", "").replace("\r\n", "\n")[:longest]
    return {"text": text} if text.strip() else {}


def _one(said: object, count: int) -> int | None:
    found = _numbers([said], count)
    return found[0] if found else None


def _numbers(said: Sequence[object], count: int) -> list[int]:
    numbers = {
        int(word)
        for word in map(str, said)
        if word.isascii() and word.isdigit() and len(word) < 4 and int(word) < count
    }
    return sorted(numbers)


def words_of(question: Question, response: Response) -> list[str]:
    """What was answered, line by line, as a person reads it."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            picked = response.get("picked", ())
            return [question.choices[at].text for at in picked if at < len(question.choices)]
        case Kind.MATCHING:
            offered = rights(question)
            pairs = zip(lefts(question), response.get("pairs", ()), strict=False)
            return [f"{left} → {offered[at] if at is not None else '–'}" for left, at in pairs]
        case Kind.ORDERING:
            placed = [
                (place, step)
                for step, place in zip(question.steps, response.get("places", ()), strict=False)
                if place
            ]
            return [f"{place}. {step}" for place, step in sorted(placed)]
        case Kind.CLOZE:
            given = response.get("gaps", ())
            return [
                f"({at}) {'; '.join(words_of(gap, said)) or '–'}"
                for at, (gap, said) in enumerate(zip(question.gaps, given, strict=False), 1)
            ]
    text = str(response.get("text", ""))
    return [text] if text else []


def right_words(question: Question, *, number: Callable[[Decimal], str] = str) -> list[str]:
    """The right answer, line by line; of an essay, what a good one says."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return [choice.text for choice in question.choices if choice.share > 0]
        case Kind.TRUE_FALSE:
            return ["benar" if question.truth else "salah"]
        case Kind.SHORT:
            return [one.text for one in question.accepted if one.share == 1][:1]
        case Kind.NUMERIC:
            unit = f" {question.units[0].name}" if question.units else ""
            return [number(one.value) + unit for one in question.numbers if one.share == 1][:1]
        case Kind.MATCHING:
            return [f"{pair.left} → {pair.right}" for pair in question.pairs if pair.left]
        case Kind.ORDERING:
            return [f"{place}. {step}" for place, step in enumerate(question.steps, 1)]
        case Kind.CLOZE:
            return [
                f"({at}) {'; '.join(right_words(gap, number=number))}"
                for at, gap in enumerate(question.gaps, 1)
            ]
        case Kind.ESSAY:
            return [question.model] if question.model else []


def pieces_of(question: Question) -> list[tuple[str, int | None]]:
    """The text of a cloze cut at its marks: (text before, number of the gap or None at the end)."""
    pieces: list[tuple[str, int | None]] = []
    at = 0
    for found in MARK.finditer(question.prompt):
        pieces.append((question.prompt[at : found.start()], int(found[1]) - 1))
        at = found.end()
    pieces.append((question.prompt[at:], None))
    return pieces


def right_response(question: Question) -> Mapping[str, Any]:
    """The response that is worth everything; for previews, tests and the demo."""
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return {
                "picked": [at for at, one in enumerate(question.choices) if one.share > 0]
                if question.kind is Kind.MULTIPLE
                else [at for at, one in enumerate(question.choices) if one.share == 1]
            }
        case Kind.SHORT:
            return {"text": next(one.text for one in question.accepted if one.share == 1)}
        case Kind.NUMERIC:
            value = next(one.value for one in question.numbers if one.share == 1)
            unit = f" {question.units[0].name}" if question.unit_required else ""
            return {"text": f"{value:f}".replace(".", ",") + unit}
        case Kind.MATCHING:
            offered = rights(question)
            return {"pairs": [offered.index(pair.right) for pair in question.pairs if pair.left]}
        case Kind.ORDERING:
            return {"places": list(range(1, len(question.steps) + 1))}
        case Kind.CLOZE:
            return {"gaps": [right_response(gap) for gap in question.gaps]}
        case Kind.TRUE_FALSE:
            return {"text": "benar" if question.truth else "salah"}
        case Kind.ESSAY:
            return {"text": question.model or "Uraian."}
