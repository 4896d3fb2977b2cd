"""What a QTI item declares of its responses: the right ones, their weights, their tolerance."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from sinau.university.quizzes.questions import NONE, WHOLE


@dataclass(frozen=True)
class Entry:
    """One mapped value: what it is worth, and whether capital letters matter."""

    key: str
    worth: Decimal
    case_matters: bool


@dataclass(frozen=True)
class Declared:
    """One response declaration; `least` and `most` bound a range found in the marking."""

    identifier: str
    cardinality: str
    base_type: str
    correct: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    otherwise: Decimal = NONE
    upper: Decimal | None = None
    tolerance: Decimal = NONE
    relative: bool = False
    span: tuple[Decimal, Decimal] | None = None
    compared: tuple[str, ...] = field(default=())

    @property
    def is_number(self) -> bool:
        """Whether what is typed is a number."""
        return self.base_type in {"float", "integer"}

    @property
    def best(self) -> Decimal:
        """What a full answer is worth."""
        positive = [entry.worth for entry in self.entries if entry.worth > 0]
        if not positive:
            return NONE
        if self.cardinality == "single":
            return max(positive)
        whole = sum(positive, NONE)
        return min(self.upper, whole) if self.upper and self.upper > 0 else whole

    def share(self, key: str) -> Decimal | None:
        """What a value is worth by the mapping; None when there is no mapping."""
        if not self.entries or not self.best:
            return None
        for entry in self.entries:
            if entry.key == key:
                return entry.worth / self.best
        return self.otherwise / self.best


def declared(node: Element, item: Element) -> Declared:
    """One declaration, with what the marking says about how near a number must be."""
    name = node.get("identifier", "")
    correct = tuple(
        "".join(value.itertext()).strip() for value in node.findall("correctResponse/value")
    )
    mapping = node.find("mapping")
    entries: tuple[Entry, ...] = ()
    otherwise, upper = NONE, None
    if mapping is not None:
        entries = tuple(
            Entry(
                key=entry.get("mapKey", ""),
                worth=as_decimal(entry.get("mappedValue")) or NONE,
                case_matters=entry.get("caseSensitive", "true").lower() in {"true", "1"},
            )
            for entry in mapping.findall("mapEntry")
        )
        otherwise = as_decimal(mapping.get("defaultValue")) or NONE
        upper = as_decimal(mapping.get("upperBound"))
    tolerance, relative, span, compared = _marking(name, item)
    return Declared(
        identifier=name,
        cardinality=node.get("cardinality", "single"),
        base_type=node.get("baseType", "identifier"),
        correct=correct,
        entries=entries,
        otherwise=otherwise,
        upper=upper,
        tolerance=tolerance,
        relative=relative,
        span=span,
        compared=compared,
    )


_Marking = tuple[Decimal, bool, tuple[Decimal, Decimal] | None, tuple[str, ...]]


def _marking(name: str, item: Element) -> _Marking:
    tolerance, relative = NONE, False
    least: Decimal | None = None
    most: Decimal | None = None
    compared: list[str] = []
    processing = item.find("responseProcessing")
    for node in processing.iter() if processing is not None else ():
        if not any(one.get("identifier") == name for one in node.findall("variable")):
            continue
        value = node.find("baseValue")
        words = "".join(value.itertext()).strip() if value is not None else ""
        if node.tag == "equal":
            tolerance, relative = _tolerance(node)
        if node.tag == "equalRounded":
            figures = node.get("figures", "0")
            tolerance = Decimal(5).scaleb(-int(figures) - 1) if figures.isdecimal() else NONE
        if node.tag in {"equal", "match", "stringMatch", "equalRounded"} and words:
            compared.append(words)
        if node.tag in {"gte", "gt"} and words:
            least = as_decimal(words)
        if node.tag in {"lte", "lt"} and words:
            most = as_decimal(words)
    span = (least, most) if least is not None and most is not None and least <= most else None
    return tolerance, relative, span, tuple(dict.fromkeys(compared))


def _tolerance(node: Element) -> tuple[Decimal, bool]:
    mode = node.get("toleranceMode", "exact")
    numbers = [as_decimal(part) or NONE for part in (node.get("tolerance") or "").split()]
    if mode == "exact" or not numbers:
        return NONE, False
    return max(map(abs, numbers)), mode == "relative"


def points_of(item: Element, responses: dict[str, Declared]) -> Decimal:
    """What the item is worth: the bound of its score, or what its mappings add up to."""
    for node in item.findall("outcomeDeclaration"):
        if node.get("identifier") == "SCORE":
            bound = as_decimal(node.get("normalMaximum"))
            if bound and bound > 0:
                return bound
    for node in item.findall("outcomeDeclaration"):
        if node.get("identifier") == "MAXSCORE":
            value = node.find("defaultValue/value")
            bound = as_decimal("".join(value.itertext()).strip()) if value is not None else None
            if bound and bound > 0:
                return bound
    best = sum((said.best for said in responses.values()), NONE)
    return best if best > 0 else WHOLE


def as_decimal(words: str | None) -> Decimal | None:
    """A finite number, or nothing."""
    try:
        value = Decimal((words or "").strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) <= 30 else None
