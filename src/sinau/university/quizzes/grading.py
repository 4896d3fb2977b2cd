"""Grade one response against one key.

Five kinds of question, and the rule of each:

single      the one right choice is worth 1, anything else 0.
multiple    the share of right choices picked, minus the share of wrong choices picked, never
            below 0. So all right ones and nothing else is 1, and picking everything is 0.
true_false  the right word is worth 1.
short       1 when the words equal an accepted answer after `normalise`.
numeric     1 when the number lies within the tolerance (its edges included) and the unit, if one
            is written, is an accepted one. The unit may be left out: the page shows it.

An empty response is worth 0 and is told apart from a wrong one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

FULL = Decimal(1)
NOTHING = Decimal(0)
_FOUR_PLACES = Decimal("0.0001")

_SPACE = re.compile(r"\s+")
_EDGE_MARKS = " .,;:!?\"'`()[]{}"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'}

_QUANTITY = re.compile(r"^\s*(?P<number>[+-]?\s*\d[\d.,\s]*)\s*(?P<unit>.*?)\s*$")
_THOUSANDS_DOT = re.compile(r"^[+-]?\d{1,3}(\.\d{3})+$")
_THOUSANDS_COMMA = re.compile(r"^[+-]?\d{1,3}(,\d{3})+\.\d+$")


class Kind(StrEnum):
    """The five kinds of question."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT = "short"
    NUMERIC = "numeric"


class Verdict(StrEnum):
    """What a response turned out to be, in one word."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    WRONG_UNIT = "wrong_unit"


@dataclass(frozen=True, kw_only=True)
class ChoiceKey:
    """Which choices are right and which are wrong; `single` has exactly one right choice."""

    right: frozenset[int]
    wrong: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class TruthKey:
    """Whether the statement is true."""

    value: bool


@dataclass(frozen=True, kw_only=True)
class WordsKey:
    """The answers that are accepted, in any spelling `normalise` makes equal."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NumberKey:
    """A number, how far off one may be, and the ways its unit may be written."""

    value: Decimal
    tolerance: Decimal = NOTHING
    units: tuple[str, ...] = ()


Key = ChoiceKey | TruthKey | WordsKey | NumberKey


@dataclass(frozen=True, kw_only=True)
class Response:
    """What the learner gave: picked choices, or words as they were typed."""

    picked: frozenset[int] = frozenset()
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given at all."""
        return not self.picked and not self.text.strip()


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A share of the question's points between 0 and 1, and the word for it."""

    share: Decimal
    verdict: Verdict


EMPTY = Mark(share=NOTHING, verdict=Verdict.EMPTY)
_RIGHT = Mark(share=FULL, verdict=Verdict.RIGHT)
_WRONG = Mark(share=NOTHING, verdict=Verdict.WRONG)


def grade(kind: Kind, key: Key, response: Response) -> Mark:
    """Return what this response is worth; the same input always gives the same mark."""
    if response.is_empty:
        return EMPTY
    match kind, key:
        case Kind.SINGLE, ChoiceKey():
            return _right_if(len(response.picked) == 1 and response.picked <= key.right)
        case Kind.MULTIPLE, ChoiceKey():
            return _grade_multiple(key, response.picked)
        case Kind.TRUE_FALSE, TruthKey():
            return _grade_truth(key, response.text)
        case Kind.SHORT, WordsKey():
            return _right_if(normalise(response.text) in {normalise(w) for w in key.accepted})
        case Kind.NUMERIC, NumberKey():
            return _grade_number(key, response.text)
    raise TypeError(f"a {kind} question cannot be graded with {type(key).__name__}")


def total(marks: Collection[tuple[Mark, Decimal]]) -> Decimal:
    """The score of a whole attempt in percent, weighted by points, to two places."""
    possible = sum((points for _, points in marks), NOTHING)
    if not possible:
        return NOTHING
    earned = sum((mark.share * points for mark, points in marks), NOTHING)
    return (earned * 100 / possible).quantize(Decimal("0.01"), ROUND_HALF_UP)


def normalise(words: str) -> str:
    """Words as they are compared: case, spacing, dashes, quotes and edge punctuation are equal."""
    plain = unicodedata.normalize("NFKC", words).translate(_DASHES | _QUOTES)
    return _SPACE.sub(" ", plain).strip(_EDGE_MARKS).casefold()


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number as somebody typed it, with the unit they wrote, if any."""

    number: Decimal
    unit: str


def read_quantity(text: str) -> Quantity | None:
    """Read "1.250,5 kg", "12,5", "12.5" or "90 menit"; None when there is no number in front.

    The comma is the decimal sign here. Dots stand between groups of three digits ("1.250" is
    one thousand two hundred and fifty); a single dot anywhere else is a decimal dot, because
    people paste from calculators.
    """
    found = _QUANTITY.match(unicodedata.normalize("NFKC", text).translate(_DASHES))
    if found is None:
        return None
    digits = _SPACE.sub("", found["number"]).rstrip(".,")
    if _THOUSANDS_COMMA.match(digits):
        digits = digits.replace(",", "")
    elif "," in digits:
        digits = digits.replace(".", "").replace(",", ".")
    elif _THOUSANDS_DOT.match(digits):
        digits = digits.replace(".", "")
    try:
        return Quantity(number=Decimal(digits), unit=found["unit"])
    except InvalidOperation:
        return None


def _right_if(it_is: bool) -> Mark:
    return _RIGHT if it_is else _WRONG


def _grade_multiple(key: ChoiceKey, picked: frozenset[int]) -> Mark:
    right_share = Decimal(len(picked & key.right)) / len(key.right) if key.right else NOTHING
    wrong_share = Decimal(len(picked & key.wrong)) / len(key.wrong) if key.wrong else NOTHING
    share = max(NOTHING, right_share - wrong_share).quantize(_FOUR_PLACES, ROUND_HALF_UP)
    if share == FULL:
        return _RIGHT
    return Mark(share=share, verdict=Verdict.PARTLY) if share else _WRONG


def _grade_truth(key: TruthKey, text: str) -> Mark:
    said = {"true": True, "benar": True, "false": False, "salah": False}.get(normalise(text))
    if said is None:
        return Mark(share=NOTHING, verdict=Verdict.UNREADABLE)
    return _right_if(said == key.value)


def _grade_number(key: NumberKey, text: str) -> Mark:
    quantity = read_quantity(text)
    if quantity is None:
        return Mark(share=NOTHING, verdict=Verdict.UNREADABLE)
    accepted = {normalise(unit) for unit in key.units}
    if quantity.unit and normalise(quantity.unit) not in accepted:
        return Mark(share=NOTHING, verdict=Verdict.WRONG_UNIT)
    return _right_if(abs(quantity.number - key.value) <= key.tolerance)
