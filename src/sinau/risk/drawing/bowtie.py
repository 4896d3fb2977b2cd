"""The bow-tie of a risk, from top to bottom so that its words can be read on a phone.

Threats above, the event in the middle, what follows below; the controls stand on the way, each with how
reliable it is: a full frame for a control that works, a broken one where it may well fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sinau.risk.drawing.paper import WIDTH, Paper, wrapped

MARGIN, LINE, PAD, SPACE = 4.0, 14.0, 8.0, 10.0
RELIABLE = 0.9


@dataclass(frozen=True, kw_only=True)
class Part:
    """A threat or a consequence; `note` is how much of it there is, in words."""

    words: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Barrier:
    """A control on the way, with its reliability from 0 to 1 and what degrades it, in words."""

    words: str
    note: str
    reliability: float


def draw(
    event: str,
    *,
    threats: Sequence[Part],
    preventing: Sequence[Barrier],
    consequences: Sequence[Part],
    softening: Sequence[Barrier],
    titles: tuple[str, str, str, str, str],
    title: str,
    desc: str,
) -> SafeString:
    """Titles: of threats, of what prevents, of the event, of what softens, of what follows."""
    paper = Paper(title, desc, css="drawing--bowtie")
    y = 12.0
    y, threat_feet = _row(paper, titles[0], threats, y)
    y = _barriers(paper, titles[1], preventing, y, threat_feet)
    y = _event(paper, titles[2], event, y)
    y = _barriers(paper, titles[3], softening, y, [(WIDTH / 2, y)])
    y, _feet = _row(paper, titles[4], consequences, y, feet_above=True)
    return paper.done(y + 2)


def _boxes(number: int) -> tuple[int, float]:
    """How many boxes stand side by side, and how wide each is."""
    columns = min(2, max(1, number))
    return columns, (WIDTH - 2 * MARGIN - SPACE * (columns - 1)) / columns


def _row(
    paper: Paper, name: str, parts: Sequence[Part], y: float, *, feet_above: bool = False
) -> tuple[float, list[tuple[float, float]]]:
    """Boxes in up to two columns; where the lines of the lowest ones end."""
    paper.text(MARGIN, y, name, "strong")
    y += 8
    columns, width = _boxes(len(parts))
    feet: list[tuple[float, float]] = []
    for first in range(0, len(parts), columns):
        row = parts[first : first + columns]
        texts = [wrapped(part.words, width - 2 * PAD, most=4) for part in row]
        height = max(
            LINE * (len(lines) + bool(part.note)) + PAD + 4
            for lines, part in zip(texts, row, strict=True)
        )
        feet = []
        for at, (part, lines) in enumerate(zip(row, texts, strict=True)):
            x = MARGIN + at * (width + SPACE)
            paper.rect(x, y, width, height, "drawing__box", round=5)
            paper.lines(x + PAD, y + PAD + 8, lines)
            if part.note:
                paper.text(x + PAD, y + PAD + 8 + LINE * len(lines), part.note, "strong")
            feet.append((x + width / 2, y if feet_above else y + height))
        y += height + SPACE
    return y + 4, feet


def _barriers(
    paper: Paper,
    name: str,
    barriers: Sequence[Barrier],
    y: float,
    feet: Sequence[tuple[float, float]],
) -> float:
    """The way narrows to the middle and runs through each control."""
    middle = WIDTH / 2
    y += 8
    for x, foot in feet:
        paper.path([(x, foot), (x, y - 8), (middle, y)], "drawing__way")
    if not barriers:
        paper.path([(middle, y), (middle, y + 26)], "drawing__way")
        paper.text(middle + 8, y + 16, name, "quiet")
        return y + 26
    paper.text(MARGIN, y + 4, name, "strong")
    y += 12
    for barrier in barriers:
        lines = wrapped(barrier.words, WIDTH - 2 * MARGIN - 70, most=3)
        height = LINE * (len(lines) + bool(barrier.note)) + PAD + 4
        paper.path([(middle, y - 12), (middle, y)], "drawing__way")
        kind = "drawing__barrier" if barrier.reliability >= RELIABLE else "drawing__barrier--weak"
        paper.rect(MARGIN + 20, y, WIDTH - 2 * MARGIN - 40, height, kind, round=3)
        paper.lines(MARGIN + 30, y + PAD + 8, lines)
        if barrier.note:
            paper.text(MARGIN + 30, y + PAD + 8 + LINE * len(lines), barrier.note, "quiet")
        y += height + 12
    paper.path([(middle, y - 12), (middle, y + 4)], "drawing__way")
    return y + 4


def _event(paper: Paper, name: str, event: str, y: float) -> float:
    lines = wrapped(event, WIDTH - 80, most=4)
    height = LINE * (len(lines) + 1) + 2 * PAD
    paper.rect(26, y, WIDTH - 52, height, "drawing__event", round=10)
    paper.text(WIDTH / 2, y + PAD + 9, name, "event-quiet", anchor="middle")
    paper.lines(WIDTH / 2, y + PAD + 9 + LINE, lines, "event", anchor="middle")
    return y + height
