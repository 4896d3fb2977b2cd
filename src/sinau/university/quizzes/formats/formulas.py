"""A formula in MathML as one line of words: x^2, (a + b)/(c), √(x)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

_LEAVES = {"mi", "mn", "mo", "mtext", "ms"}
_SIGNS = {"<", ">", "=", "+", "-", "±", "×", "·", "÷", "≤", "≥", "≠", "≈", "→", "∈", "−"}
# What stands beside the formula for other readers, such as its TeX.
_ASIDE = {"annotation", "annotation-xml"}


class Piece(Protocol):
    """An element of the tree a text was read into."""

    @property
    def tag(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def children(self) -> Sequence[Piece]: ...


def in_one_line(node: Piece) -> str:
    """The formula as it would be typed."""
    return re.sub(r"\s+", " ", _said(node)).strip()


def _said(node: Piece) -> str:
    if not node.tag:
        return node.text
    if node.tag in _ASIDE:
        return ""
    parts = [_said(child) for child in node.children if child.tag or node.tag in _LEAVES]
    if node.tag in _LEAVES:
        words = "".join(parts).strip()
        return f" {words} " if words in _SIGNS else words
    shape = _SHAPES.get(node.tag)
    if shape is None:
        return "".join(parts)
    wanted, write = shape
    return write([part.strip() for part in parts]) if len(parts) == wanted else " ".join(parts)


def _group(words: str) -> str:
    return words if len(words) == 1 or words.isalnum() else f"({words})"


_Shape = tuple[int, Callable[[list[str]], str]]
_SHAPES: Mapping[str, _Shape] = {
    "msup": (2, lambda part: f"{_group(part[0])}^{_group(part[1])}"),
    "msub": (2, lambda part: f"{_group(part[0])}_{_group(part[1])}"),
    "msubsup": (3, lambda part: f"{_group(part[0])}_{_group(part[1])}^{_group(part[2])}"),
    "munder": (2, lambda part: f"{part[0]}_{_group(part[1])}"),
    "mover": (2, lambda part: f"{part[0]}^{_group(part[1])}"),
    "munderover": (3, lambda part: f"{part[0]}_{_group(part[1])}^{_group(part[2])}"),
    "mfrac": (2, lambda part: f"{_group(part[0])}/{_group(part[1])}"),
    "msqrt": (1, lambda part: f"√{_group(part[0])}"),
    "mroot": (2, lambda part: f"{_group(part[1])}√{_group(part[0])}"),
    "mfenced": (1, lambda part: f"({part[0]})"),
}
