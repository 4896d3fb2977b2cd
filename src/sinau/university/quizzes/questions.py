"""A question as plain values: what is asked, what may be answered, what is right.

This is the one shape in which questions are kept in the bank, asked in a quiz or inside a lesson,
imported and exported. It knows no database and no file format. Texts are Markdown.

single, multiple   `choices`, each with its `share` (1 or 100 % for the right one; for several right
                   ones their shares add up to 1, a wrong one may cost: -1 to 0).
true_false         `truth`.
short              `accepted` texts, each with its share; "*" stands for any letters.
numeric            `numbers`, each a value with a tolerance and a share; `units` with a factor.
matching           `pairs` of a left and a right text; a pair with an empty left is a distractor.
ordering           `steps` in the right order.
cloze              `prompt` holds the marks {1}, {2}, …; `gaps[0]` is the question of mark {1}
                   (single, short or numeric).
essay              marked by a person; `model` is what a good answer says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

WHOLE = Decimal(1)
NONE = Decimal(0)


class Kind(StrEnum):
    """The kinds of question."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT = "short"
    NUMERIC = "numeric"
    MATCHING = "matching"
    ORDERING = "ordering"
    CLOZE = "cloze"
    ESSAY = "essay"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One thing to pick, what it is worth, and what is said to whoever picks it."""

    text: str
    share: Decimal = NONE
    feedback: str = ""


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """One text that is accepted."""

    text: str
    share: Decimal = WHOLE
    feedback: str = ""


@dataclass(frozen=True, kw_only=True)
class Number:
    """One number that is accepted, give or take the tolerance (its edges included)."""

    value: Decimal
    tolerance: Decimal = NONE
    share: Decimal = WHOLE
    feedback: str = ""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A way to write the unit; a number in it times `factor` is in the unit of the key."""

    name: str
    factor: Decimal = WHOLE


@dataclass(frozen=True, kw_only=True)
class Pair:
    """What belongs together; an empty `left` makes `right` a distractor."""

    left: str
    right: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, whole. Which fields count depends on its kind; see the head of this module.

    `source` is the passage it tests, as people cite it ("Pasal 5 ayat (2) UU 27/2022"), and
    `passage` its address in the house ("knowledge.unit:81"), when it has one. `files` are the
    names of pictures its texts show, below the folder of the bank.
    """

    kind: Kind
    prompt: str
    name: str = ""
    points: Decimal = WHOLE
    explanation: str = ""
    source: str = ""
    passage: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    shuffle: bool = True
    when_right: str = ""
    when_partly: str = ""
    when_wrong: str = ""
    choices: tuple[Choice, ...] = ()
    truth: bool = False
    accepted: tuple[Accepted, ...] = ()
    case_matters: bool = False
    numbers: tuple[Number, ...] = ()
    units: tuple[Unit, ...] = ()
    unit_required: bool = False
    pairs: tuple[Pair, ...] = ()
    steps: tuple[str, ...] = ()
    gaps: tuple[Question, ...] = ()
    model: str = ""
    files: tuple[str, ...] = field(default=())

    def to_data(self) -> dict[str, Any]:
        """The question as JSON values, without what stands at its default."""
        return _data(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The question that `to_data` wrote; what is missing stands at its default."""
        return cls(**_values(data))


_PARTS: dict[str, Any] = {
    "choices": Choice,
    "accepted": Accepted,
    "numbers": Number,
    "units": Unit,
    "pairs": Pair,
}
_DECIMALS = frozenset({"points", "share", "value", "tolerance", "factor"})


def _data(thing: Any) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, known in thing.__dataclass_fields__.items():
        value = getattr(thing, name)
        if value == known.default:
            continue
        said[name] = _json(value)
    return said


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_json(part) for part in value]
    if hasattr(value, "__dataclass_fields__"):
        return _data(value)
    return str(value) if isinstance(value, Decimal | StrEnum) else value


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in data.items():
        if name == "kind":
            values[name] = Kind(value)
        elif name == "gaps":
            values[name] = tuple(Question.from_data(gap) for gap in value)
        elif name in _PARTS:
            values[name] = tuple(_PARTS[name](**_values(part)) for part in value)
        elif name in _DECIMALS:
            values[name] = Decimal(value)
        else:
            values[name] = tuple(value) if isinstance(value, list) else value
    return values
