"""A risk on its matrix before and after, as plain SVG: letters and an arrow, no colour needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from math import hypot

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sinau.risk.scales import Scale

SIZE, GAP, LEFT, TOP, RADIUS = 56, 4, 98, 24, 13
_serial = count(1)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One place on the map. style: before, now or target."""

    letter: str
    likelihood: int
    impact: int
    style: str


def journey(
    scale: Scale,
    marks: Sequence[Mark],
    *,
    treat_from: int,
    title: str,
    desc: str,
    row_title: str,
    column_title: str,
) -> SafeString:
    """The matrix with every magnitude, the line of the appetite, and the way of one risk over it."""
    rows, columns = len(scale.likelihoods), len(scale.impacts)
    width, height = LEFT + columns * (SIZE + GAP), TOP + rows * (SIZE + GAP) + 54
    key = f"peta-{next(_serial)}"
    out = [
        f'<svg class="risk-map" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(title)}</title>'
        f'<desc id="{key}-d">{escape(desc)}</desc>',
        f'<defs><marker id="{key}-a" viewBox="0 0 10 10" refX="8" refY="5" markerWidth="7" '
        'markerHeight="7" orient="auto-start-reverse"><path class="risk-map__head" '
        'd="M0 0L10 5L0 10z"/></marker></defs>',
        f'<text class="heat__axis heat__axis--title" x="0" y="12">{escape(row_title)}</text>',
    ]
    out += [
        _cell(scale, row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)
    ]
    out += _names(scale, column_title, width, height)
    out += _appetite(scale, treat_from)
    places = _places(scale, marks)
    out += [_arrow(a, b, key) for a, b in pairwise(places) if a != b]
    out += [_mark(mark, x, y) for mark, (x, y) in zip(marks, places, strict=True)]
    return mark_safe("".join(out) + "</svg>")


def _corner(scale: Scale, row: int, column: int) -> tuple[int, int]:
    x = LEFT + (column - 1) * (SIZE + GAP)
    return x, TOP + (len(scale.likelihoods) - row) * (SIZE + GAP)


def _cell(scale: Scale, row: int, column: int) -> str:
    x, y = _corner(scale, row, column)
    score = scale.score(row, column)
    level = scale.level(score).number
    return (
        f'<rect class="heat__cell--{level}" x="{x}" y="{y}" width="{SIZE}" height="{SIZE}" rx="6"/>'
        f'<text class="risk-map__score heat__text--{level}" x="{x + 6}" y="{y + 14}">{score}</text>'
    )


def _names(scale: Scale, column_title: str, width: int, height: int) -> list[str]:
    out = []
    for step in scale.likelihoods:
        _x, y = _corner(scale, step.number, 1)
        out.append(_name(step.number, step.name, LEFT - 8, y + SIZE / 2 - 4, "end"))
    foot = TOP + len(scale.likelihoods) * (SIZE + GAP)
    for step in scale.impacts:
        x, _y = _corner(scale, 1, step.number)
        out.append(_name(step.number, step.name, x + SIZE / 2, foot + 11, "middle"))
    out.append(
        f'<text class="heat__axis heat__axis--title" x="{width - GAP}" y="{height - 3}" '
        f'text-anchor="end">{escape(column_title)}</text>'
    )
    return out


def _name(number: int, name: str, x: float, y: float, anchor: str) -> str:
    first, _space, rest = f"{number} {name}".partition(" ")[2].partition(" ")
    lines = [f"{number} {first}", rest] if rest else [f"{number} {first}"]
    spans = "".join(
        f'<tspan x="{x:g}" dy="{0 if at == 0 else 12}">{escape(line)}</tspan>'
        for at, line in enumerate(lines)
    )
    return f'<text class="heat__axis" y="{y:g}" text-anchor="{anchor}">{spans}</text>'


def _appetite(scale: Scale, treat_from: int) -> list[str]:
    """A thick line along the edge between what is carried and what must be treated."""
    half = GAP / 2
    out = []
    for row in range(1, len(scale.likelihoods) + 1):
        for column in range(1, len(scale.impacts) + 1):
            if scale.score(row, column) < treat_from:
                continue
            x, y = _corner(scale, row, column)
            if column > 1 and scale.score(row, column - 1) < treat_from:
                out.append(_edge(x - half, y - half, x - half, y + SIZE + half))
            if row > 1 and scale.score(row - 1, column) < treat_from:
                out.append(_edge(x - half, y + SIZE + half, x + SIZE + half, y + SIZE + half))
    return out


def _edge(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="risk-map__appetite" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'


def _places(scale: Scale, marks: Sequence[Mark]) -> list[tuple[float, float]]:
    """Where each mark stands; those that share a field stand side by side."""
    places = []
    for at, mark in enumerate(marks):
        x, y = _corner(scale, mark.likelihood, mark.impact)
        spot = (mark.likelihood, mark.impact)
        together = [n for n, m in enumerate(marks) if (m.likelihood, m.impact) == spot]
        shift = (together.index(at) - (len(together) - 1) / 2) * (2 * RADIUS + 1)
        places.append((x + SIZE / 2 + shift, y + SIZE / 2 + 6))
    return places


def _arrow(a: tuple[float, float], b: tuple[float, float], key: str) -> str:
    (x1, y1), (x2, y2) = a, b
    length = hypot(x2 - x1, y2 - y1)
    if length <= 2 * RADIUS + 6:
        return ""
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    start, end = RADIUS + 1, length - RADIUS - 3
    path = f"M{x1 + ux * start:.1f} {y1 + uy * start:.1f}L{x1 + ux * end:.1f} {y1 + uy * end:.1f}"
    return (
        f'<path class="risk-map__halo" d="{path}"/>'
        f'<path class="risk-map__way" d="{path}" marker-end="url(#{key}-a)"/>'
    )


def _mark(mark: Mark, x: float, y: float) -> str:
    return (
        f'<circle class="risk-map__mark risk-map__mark--{mark.style}" cx="{x:g}" cy="{y:g}" '
        f'r="{RADIUS}"/><text class="risk-map__letter risk-map__letter--{mark.style}" x="{x:g}" '
        f'y="{y + 5:g}" text-anchor="middle">{escape(mark.letter)}</text>'
    )
