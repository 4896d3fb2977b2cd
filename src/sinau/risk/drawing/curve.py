"""The loss exceedance curve: the chance of a year that loses more than each size."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sinau.risk.drawing.paper import WIDTH, Paper

LEFT, RIGHT, TOP, BOTTOM = 40.0, WIDTH - 8, 16.0, 216.0


@dataclass(frozen=True, kw_only=True)
class Line:
    """One curve; kind: before, now or plan. Its letter stands where it begins."""

    letter: str
    label: str
    kind: str
    chances: Sequence[float]
    low: Sequence[float] = ()
    high: Sequence[float] = ()


@dataclass(frozen=True, kw_only=True)
class Tolerance:
    """Points of what is tolerated: a loss and the chance with which it may be exceeded, rising losses."""

    label: str
    points: Sequence[tuple[float, float]]


def draw(
    sizes: Sequence[float],
    lines: Sequence[Line],
    *,
    title: str,
    desc: str,
    axis: str,
    ticks: Sequence[tuple[float, str]],
    tolerance: Tolerance | None = None,
) -> SafeString:
    """Losses to the right on a logarithm, chance upwards; the band of a line is shaded and edged."""
    paper = Paper(title, desc)
    low, high = math.log(sizes[0]), math.log(sizes[-1])
    most = _top(max(max(line.high or line.chances, default=0.0) for line in lines))

    def x(size: float) -> float:
        share = (math.log(max(size, 1e-9)) - low) / (high - low or 1.0)
        return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share))

    def y(chance: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * min(1.0, chance / most)

    for step in range(5):
        chance = most * step / 4
        paper.line(LEFT, y(chance), RIGHT, y(chance), "drawing__grid" if step else "drawing__axis")
        said = f"{chance * 100:.1f}".replace(".", ",").removesuffix(",0")
        paper.text(LEFT - 5, y(chance) + 4, f"{said} %", anchor="end")
    for size, words in ticks:
        if not sizes[0] <= size <= sizes[-1]:
            continue
        paper.line(x(size), BOTTOM, x(size), BOTTOM + 4, "drawing__axis")
        anchor = "end" if x(size) > RIGHT - 20 else "middle"
        paper.text(x(size), BOTTOM + 17, words, anchor=anchor)
    for line in lines:
        if line.high:
            there = [(x(size), y(chance)) for size, chance in zip(sizes, line.high, strict=True)]
            back = [(x(size), y(chance)) for size, chance in zip(sizes, line.low, strict=True)]
            paper.path([*there, *reversed(back)], "drawing__band", close=True)
    if tolerance:
        paper.path(
            [(x(size), y(chance)) for size, chance in tolerance.points], "drawing__tolerance"
        )
        size, chance = tolerance.points[-1]
        anchor = "end" if x(size) > RIGHT - 60 else "start"
        paper.text(
            x(size) + (4 if anchor == "start" else 0),
            y(chance) - 8,
            tolerance.label,
            "strong",
            anchor=anchor,
        )
    for line in lines:
        points = [(x(size), y(chance)) for size, chance in zip(sizes, line.chances, strict=True)]
        paper.path(points, f"drawing__line drawing__line--{line.kind}")
    _letters(paper, sizes, lines, x, y)
    paper.text(RIGHT, BOTTOM + 34, axis, "strong", anchor="end")
    return paper.done(_legend(paper, lines, BOTTOM + 52))


def _letters(
    paper: Paper,
    sizes: Sequence[float],
    lines: Sequence[Line],
    x: Callable[[float], float],
    y: Callable[[float], float],
) -> None:
    """The letter of each line in a circle on it, each a bit further along than the one before."""
    for at, line in enumerate(lines):
        index = min(len(sizes) - 1, int(len(sizes) * (0.12 + 0.16 * at)))
        here, there = x(sizes[index]), y(line.chances[index])
        paper.circle(here, there, 8.5, f"drawing__tag drawing__tag--{line.kind}")
        paper.text(here, there + 4, line.letter, f"tag-{line.kind}", anchor="middle")


def _legend(paper: Paper, lines: Sequence[Line], y: float) -> float:
    for line in lines:
        paper.path([(LEFT, y - 4), (LEFT + 34, y - 4)], f"drawing__line drawing__line--{line.kind}")
        paper.circle(LEFT + 17, y - 4, 8.5, f"drawing__tag drawing__tag--{line.kind}")
        paper.text(LEFT + 17, y, line.letter, f"tag-{line.kind}", anchor="middle")
        paper.text(LEFT + 42, y, line.label)
        y += 22
    return y - 8


def _top(most: float) -> float:
    """The next round chance above."""
    for top in (0.01, 0.02, 0.04, 0.1, 0.2, 0.4, 0.6, 0.8):
        if most <= top:
            return top
    return 1.0
