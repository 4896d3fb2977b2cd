"""Mark one response against one question. The rule of each kind:

single      what the picked choice is worth.
multiple    the shares of the picked choices, added. Where no wrong choice costs anything by itself,
            each costs its part of the whole, so that picking everything is worth nothing.
true_false  the right word is worth 1.
short       the best accepted text that equals it after `normalise`; "*" stands for any letters.
numeric     the best number it lies within the tolerance of (edges included), in the unit of the
            key; a unit that is not known is wrong, one left out is fine unless it is asked for.
matching    the share of the left texts that got their right one.
ordering    how long a run is in the right order, from 0 for a reversed one to 1: the longest
            increasing part of the places, less one, of what it could be.
cloze       the gaps, weighed by their points.
essay       waits for a person.

A response holds JSON values: `picked` (numbers of choices), `text`, `pairs` (for each left text the
number of a right one, or null), `places` (for each step its place from 1, or null) or `gaps` (a
response for each). An empty one is worth 0 and is told apart from a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from sinau.university.quizzes.questions import NONE, WHOLE, Accepted, Kind, Question
from sinau.university.quizzes.reading import normalise, read_quantity

Response = Mapping[str, Any]
_FOUR_PLACES = Decimal("0.0001")


class Verdict(StrEnum):
    """What a response turned out to be, in one word."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    WRONG_UNIT = "wrong_unit"
    NO_UNIT = "no_unit"
    WAITING = "waiting"


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A share of the question's points between 0 and 1, the word for it, and what is said to it.

    `parts` are the marks of the gaps of a cloze, or of the left texts of a matching.
    """

    share: Decimal
    verdict: Verdict
    said: tuple[str, ...] = ()
    parts: tuple[Mark, ...] = ()


EMPTY = Mark(share=NONE, verdict=Verdict.EMPTY)
WAITING = Mark(share=NONE, verdict=Verdict.WAITING)
_RIGHT = Mark(share=WHOLE, verdict=Verdict.RIGHT)
_WRONG = Mark(share=NONE, verdict=Verdict.WRONG)


def mark(question: Question, response: Response, *, partial: bool = True) -> Mark:
    """What this response is worth; without `partial`, all or nothing."""
    made = _mark(question, response)
    if not partial and made.verdict is Verdict.PARTLY:
        made = replace(made, share=NONE)
    general = {
        Verdict.RIGHT: question.when_right,
        Verdict.PARTLY: question.when_partly,
        Verdict.WRONG: question.when_wrong,
    }.get(made.verdict, "")
    said = tuple(words for words in (*made.said, general) if words)
    return replace(made, said=said)


def _mark(question: Question, response: Response) -> Mark:
    if is_empty(response):
        return EMPTY
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            return _choices(question, response.get("picked") or ())
        case Kind.TRUE_FALSE:
            return _truth(question, str(response.get("text", "")))
        case Kind.SHORT:
            return _words(question, str(response.get("text", "")))
        case Kind.NUMERIC:
            return _number(question, str(response.get("text", "")))
        case Kind.MATCHING:
            return _pairs(question, response.get("pairs") or ())
        case Kind.ORDERING:
            return _order(question, response.get("places") or ())
        case Kind.CLOZE:
            return _gaps(question, response.get("gaps") or ())
        case Kind.ESSAY:
            return WAITING


def is_empty(response: Response) -> bool:
    """Whether nothing was given at all."""
    if response.get("picked") or str(response.get("text") or "").strip():
        return False
    if any(at is not None for at in (*response.get("pairs", ()), *response.get("places", ()))):
        return False
    return all(is_empty(gap) for gap in response.get("gaps", ()))


def total(marks: Collection[tuple[Mark, Decimal]]) -> Decimal:
    """The score of a whole attempt in percent, weighed by points, to two places."""
    possible = sum((points for _, points in marks), NONE)
    if not possible:
        return NONE
    earned = sum((made.share * points for made, points in marks), NONE)
    return (earned * 100 / possible).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rights(question: Question) -> list[str]:
    """What may be matched: every right text once, distractors included, in order of appearance."""
    return list(dict.fromkeys(pair.right for pair in question.pairs))


def lefts(question: Question) -> list[str]:
    """What wants to be matched."""
    return [pair.left for pair in question.pairs if pair.left]


def _of(share: Decimal, said: Sequence[str] = (), parts: Sequence[Mark] = ()) -> Mark:
    share = min(WHOLE, max(NONE, share)).quantize(_FOUR_PLACES, ROUND_HALF_UP)
    verdict = Verdict.PARTLY if share else Verdict.WRONG
    if share == WHOLE:
        verdict = Verdict.RIGHT
    return Mark(share=share, verdict=verdict, said=tuple(said), parts=tuple(parts))


def _choices(question: Question, given: Collection[int]) -> Mark:
    picked = {at for at in given if 0 <= at < len(question.choices)}
    if not picked:
        return EMPTY
    said = [question.choices[at].feedback for at in sorted(picked)]
    if question.kind is Kind.SINGLE:
        share = question.choices[min(picked)].share if len(picked) == 1 else NONE
        return _of(share, said)
    right = {at for at, choice in enumerate(question.choices) if choice.share > 0}
    if picked == right:
        return _of(WHOLE, said)
    wrong = [at for at in range(len(question.choices)) if at not in right]
    costs = {at: question.choices[at].share for at in wrong}
    if wrong and not any(costs.values()):
        costs = dict.fromkeys(wrong, -WHOLE / len(wrong))
    worth = sum((costs.get(at, question.choices[at].share) for at in picked), NONE)
    # Somebody who missed one or picked too much has not got it whole, however shares are rounded.
    return _of(min(worth, Decimal("0.99")), said)


def _truth(question: Question, text: str) -> Mark:
    said = {"true": True, "benar": True, "false": False, "salah": False}.get(normalise(text))
    if said is None:
        return Mark(share=NONE, verdict=Verdict.UNREADABLE)
    return _RIGHT if said == question.truth else _WRONG


def _words(question: Question, text: str) -> Mark:
    keep = question.case_matters
    given = normalise(text, keep_case=keep)
    fitting = [one for one in question.accepted if _fits(one, given, keep_case=keep)]
    if not fitting:
        return _WRONG
    best = max(fitting, key=lambda one: one.share)
    return _of(best.share, [best.feedback])


def _fits(one: Accepted, given: str, *, keep_case: bool) -> bool:
    if "*" not in one.text:
        return given == normalise(one.text, keep_case=keep_case)
    parts = one.text.split("*")
    if not any(part.strip() for part in parts):
        return True
    pattern = ".*".join(
        re.escape(part if keep_case else part.casefold()) for part in parts
    ).replace(r"\ ", r"\s+")
    return re.fullmatch(pattern, given, re.DOTALL) is not None


def _number(question: Question, text: str) -> Mark:
    quantity = read_quantity(text)
    if quantity is None:
        return Mark(share=NONE, verdict=Verdict.UNREADABLE)
    factor = WHOLE
    if quantity.unit:
        known = {normalise(unit.name): unit.factor for unit in question.units}
        if normalise(quantity.unit) not in known:
            return Mark(share=NONE, verdict=Verdict.WRONG_UNIT)
        factor = known[normalise(quantity.unit)]
    elif question.unit_required:
        return Mark(share=NONE, verdict=Verdict.NO_UNIT)
    value = quantity.number * factor
    near = [one for one in question.numbers if abs(value - one.value) <= one.tolerance]
    if not near:
        return _WRONG
    best = max(near, key=lambda one: one.share)
    return _of(best.share, [best.feedback])


def _pairs(question: Question, given: Sequence[int | None]) -> Mark:
    offered = rights(question)
    wanted = [pair.right for pair in question.pairs if pair.left]
    parts = []
    for at, right in enumerate(wanted):
        picked = given[at] if at < len(given) else None
        if picked is None or not 0 <= picked < len(offered):
            parts.append(EMPTY)
        else:
            parts.append(_RIGHT if offered[picked] == right else _WRONG)
    worth = sum((part.share for part in parts), NONE) / len(parts) if parts else NONE
    return _of(worth, parts=parts)


def _order(question: Question, places: Sequence[int | None]) -> Mark:
    count = len(question.steps)
    if list(places) == list(range(1, count + 1)):
        return _RIGHT
    tails: list[int] = []
    for place in places[:count]:
        if place is None:
            continue
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
    worth = Decimal(max(0, len(tails) - 1)) / (count - 1) if count > 1 else NONE
    return _of(min(worth, Decimal("0.99")))


def _gaps(question: Question, given: Sequence[Response]) -> Mark:
    parts = [
        mark(gap, given[at] if at < len(given) else {}) for at, gap in enumerate(question.gaps)
    ]
    weight = sum((gap.points for gap in question.gaps), NONE)
    earned = sum(
        (part.share * gap.points for part, gap in zip(parts, question.gaps, strict=True)), NONE
    )
    said = [words for part in parts for words in part.said]
    return _of(earned / weight if weight else NONE, said, parts)
