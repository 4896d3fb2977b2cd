"""A sheet on which the pictures are drawn: a growing list of SVG elements with names for who listens."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from textwrap import wrap

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WIDTH = 360.0
# About as many units as a letter of 12 units takes.
LETTER = 6.1
_serial = count(1)


def n(value: float) -> str:
    """A coordinate, as short as it can be."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Paper:
    """One picture in the making."""

    def __init__(self, title: str, desc: str = "", *, css: str = "") -> None:
        self.key = f"gambar-{next(_serial)}"
        self._title, self._desc = title, desc
        self._css = f"drawing {css}".strip()
        self._parts: list[str] = []

    def text(self, x: float, y: float, words: str, css: str = "", *, anchor: str = "start") -> None:
        """Words with their baseline at y."""
        kind = f"drawing__text drawing__text--{css}" if css else "drawing__text"
        at = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._parts.append(f'<text class="{kind}" x="{n(x)}" y="{n(y)}"{at}>{escape(words)}</text>')

    def lines(
        self, x: float, y: float, lines: Iterable[str], css: str = "", *, anchor: str = "start"
    ) -> None:
        """Several lines of words below each other."""
        for at, words in enumerate(lines):
            self.text(x, y + at * 14, words, css, anchor=anchor)

    def line(self, x1: float, y1: float, x2: float, y2: float, css: str) -> None:
        """A straight line."""
        self._parts.append(
            f'<line class="{css}" x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}"/>'
        )

    def rect(
        self, x: float, y: float, width: float, height: float, css: str, *, round: float = 0
    ) -> None:
        """A box."""
        corner = f' rx="{n(round)}"' if round else ""
        self._parts.append(
            f'<rect class="{css}" x="{n(x)}" y="{n(y)}" width="{n(width)}" height="{n(height)}"{corner}/>'
        )

    def circle(self, x: float, y: float, radius: float, css: str) -> None:
        """A circle."""
        self._parts.append(f'<circle class="{css}" cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"/>')

    def path(self, points: Iterable[tuple[float, float]], css: str, *, close: bool = False) -> None:
        """A line through points, or the area within them."""
        drawn = "L".join(f"{n(x)} {n(y)}" for x, y in points)
        if drawn:
            self._parts.append(f'<path class="{css}" d="M{drawn}{"Z" if close else ""}"/>')

    def raw_path(self, d: str, css: str, *, width: float | None = None) -> None:
        """A path as SVG writes it, with a width of its own where it means something."""
        stroke = "" if width is None else f' stroke-width="{n(width)}"'
        self._parts.append(f'<path class="{css}" d="{d}"{stroke}/>')

    def done(self, height: float, *, width: float = WIDTH) -> SafeString:
        """The whole picture."""
        head = (
            f'<svg class="{self._css}" viewBox="0 0 {n(width)} {n(height)}" role="img" '
            f'aria-labelledby="{self.key}-t{f" {self.key}-d" if self._desc else ""}">'
            f'<title id="{self.key}-t">{escape(self._title)}</title>'
        )
        desc = f'<desc id="{self.key}-d">{escape(self._desc)}</desc>' if self._desc else ""
        return mark_safe(head + desc + "".join(self._parts) + "</svg>")


def wrapped(words: str, width: float, *, most: int = 3) -> list[str]:
    """Words in lines that fit; what does not fit into so many lines ends with dots."""
    lines = wrap(words, max(4, int(width / LETTER))) or [""]
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = lines[-1][: max(1, int(width / LETTER) - 1)].rstrip() + "…"
    return lines
