"""Shared causes, the services that hang on them and their agencies; the thicker a line, the more runs along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sinau.risk.drawing.paper import WIDTH, Paper, wrapped

COLUMN, TOP, LINE, PAD, SPACE = 100.0, 26.0, 14.0, 6.0, 12.0


@dataclass(frozen=True, kw_only=True)
class Node:
    """A cause, a service or an agency, with its figure in words; `struck` when it hangs on what fails."""

    key: str
    name: str
    figure: str = ""
    struck: bool = False


@dataclass(frozen=True, kw_only=True)
class Thread:
    """A line from a node to one further right; share is of the whole, 0 to 1."""

    start: str
    end: str
    share: float
    struck: bool = False


def draw(
    columns: Sequence[Sequence[Node]],
    threads: Sequence[Thread],
    *,
    names: Sequence[str],
    title: str,
    desc: str,
) -> SafeString:
    """Nodes in columns from left to right, and the lines between them."""
    paper = Paper(title, desc)
    gap = (WIDTH - COLUMN * len(columns)) / max(1, len(columns) - 1)
    shapes = [[_shape(node) for node in column] for column in columns]
    heights = [sum(h for _l, h in column) + SPACE * len(column) for column in shapes]
    tallest = max(heights, default=0.0)
    places: dict[str, tuple[float, float]] = {}
    boxes = []
    for at, (column, shape) in enumerate(zip(columns, shapes, strict=True)):
        x = at * (COLUMN + gap)
        paper.text(x, 12, names[at], "strong")
        # Shorter columns are spread over the same height.
        extra = (tallest - heights[at]) / max(1, len(column))
        y = TOP + extra / 2
        for node, (lines, height) in zip(column, shape, strict=True):
            places[node.key] = (x, y + height / 2)
            boxes.append((node, lines, x, y, height))
            y += height + SPACE + extra
    most = max((thread.share for thread in threads), default=0.0) or 1.0
    for thread in threads:
        (x1, y1), (x2, y2) = places[thread.start], places[thread.end]
        x1 += COLUMN
        bend = (x2 - x1) / 2
        path = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        css = "drawing__thread drawing__thread--struck" if thread.struck else "drawing__thread"
        paper.raw_path(path, css, width=1 + 7 * thread.share / most)
    for node, lines, x, y, height in boxes:
        css = "drawing__box drawing__box--struck" if node.struck else "drawing__box"
        paper.rect(x, y, COLUMN, height, css, round=5)
        paper.lines(x + PAD, y + PAD + 10, lines)
        if node.figure:
            paper.text(x + PAD, y + PAD + 10 + LINE * len(lines), node.figure, "strong")
    return paper.done(TOP + tallest)


def _shape(node: Node) -> tuple[list[str], float]:
    lines = wrapped(node.name, COLUMN - 2 * PAD, most=3)
    return lines, LINE * (len(lines) + bool(node.figure)) + 2 * PAD
