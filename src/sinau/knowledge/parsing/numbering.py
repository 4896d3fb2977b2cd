"""The numbers a word processor draws by itself: "(1)", "a." and "Pasal 5" are not in the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from sinau.knowledge.parsing.words import to_roman


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered: "(%1)" in decimals from 1."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts the automatic numbers of a document, in the order of its paragraphs."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return
        abstract = {
            _value(one, "w:abstractNumId", own=True): _levels(one)
            for one in root.findall(qn("w:abstractNum"))
        }
        for number in root.findall(qn("w:num")):
            key = _value(number, "w:numId", own=True)
            self._levels[key] = abstract.get(_value(number, "w:abstractNumId"), {})

    def label(self, paragraph: Any) -> str:
        """The number drawn before this paragraph, empty where there is none."""
        found = _list_of(paragraph)
        if found is None:
            return ""
        key, depth = found
        levels = self._levels.get(key, {})
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        counts = self._counts[key]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.form == "bullet":
            return "-"
        words = level.text
        for one, other in levels.items():
            count = counts.get(one, other.start)
            words = words.replace(f"%{one + 1}", _written(count, other.form))
        return words.strip()


def _levels(abstract: Any) -> dict[int, Level]:
    found = {}
    for one in abstract.findall(qn("w:lvl"))[:9]:
        start = _value(one, "w:start")
        found[int(_value(one, "w:ilvl", own=True) or 0)] = Level(
            form=_value(one, "w:numFmt") or "decimal",
            text=_value(one, "w:lvlText"),
            start=int(start) if start.isdigit() else 1,
        )
    return found


def _value(element: Any, name: str, *, own: bool = False) -> str:
    if own:
        return str(element.get(qn(name)) or "")
    child = element.find(qn(name))
    return "" if child is None else str(child.get(qn("w:val")) or "")


def _list_of(paragraph: Any) -> tuple[str, int] | None:
    """(list, depth) from the paragraph itself or from its style."""
    style = paragraph.style
    for source in (paragraph._p.pPr, getattr(getattr(style, "element", None), "pPr", None)):
        number = None if source is None else source.find(qn("w:numPr"))
        if number is not None:
            key, depth = _value(number, "w:numId"), _value(number, "w:ilvl")
            if key in ("", "0"):
                return None
            return key, int(depth) if depth.isdigit() else 0
    return None


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        return to_roman(count).lower() if form == "lowerRoman" else to_roman(count)
    return str(count)
