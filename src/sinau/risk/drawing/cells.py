"""The matrix as probabilities: how sure one is of each cell, or how many of many risks stand there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sinau.risk.drawing.paper import Paper, wrapped

SIDE, GAP, LEFT, TOP = 52.0, 3.0, 85.0, 20.0
# From where on a cell is one shade darker: as a chance, or as a share of the fullest cell.
SHADES_OF_CHANCE = (0.01, 0.05, 0.15, 0.30)
SHADES_OF_COUNT = (0.05, 0.25, 0.50, 0.80)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """What the matrix is: its names from the lowest, the magnitudes, and where the appetite ends."""

    rows: Sequence[str]
    columns: Sequence[str]
    magnitudes: Sequence[Sequence[int]]
    treat_from: int
    row_title: str
    column_title: str


def chances(
    grid: Grid,
    values: Sequence[Sequence[float]],
    *,
    title: str,
    desc: str,
    ringed: tuple[int, int] | None = None,
) -> SafeString:
    """One risk: percent in each cell, darker where surer, the official cell ringed."""
    said = [[_percent(chance) for chance in line] for line in values]
    return _draw(grid, values, said, SHADES_OF_CHANCE, title, desc, ringed)


def counts(grid: Grid, values: Sequence[Sequence[float]], *, title: str, desc: str) -> SafeString:
    """Many risks: how many are to be expected in each cell, darker where more."""
    most = max((value for line in values for value in line), default=0.0) or 1.0
    shades = [share * most for share in SHADES_OF_COUNT]
    said = [[_number(value) for value in line] for line in values]
    return _draw(grid, values, said, shades, title, desc, None)


def shade(value: float, shades: Sequence[float]) -> int:
    """1 to 5, the darker the more."""
    return 1 + sum(value >= edge for edge in shades)


def _percent(chance: float) -> str:
    if chance < 0.0005:
        return ""
    return "<1 %" if chance < 0.005 else f"{chance * 100:.0f} %"


def _number(value: float) -> str:
    if value < 0.05:
        return ""
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def _draw(
    grid: Grid,
    values: Sequence[Sequence[float]],
    said: Sequence[Sequence[str]],
    shades: Sequence[float],
    title: str,
    desc: str,
    ringed: tuple[int, int] | None,
) -> SafeString:
    paper = Paper(title, desc, css="drawing--cells")
    rows, columns = len(grid.rows), len(grid.columns)
    paper.text(0, 12, grid.row_title, "strong")
    for row in range(1, rows + 1):
        y = TOP + (rows - row) * (SIDE + GAP)
        names = wrapped(f"{row} {grid.rows[row - 1]}", LEFT - 6, most=3)
        paper.lines(LEFT - 6, y + SIDE / 2 + 4 - 7 * (len(names) - 1), names, anchor="end")
        for column in range(1, columns + 1):
            x = LEFT + (column - 1) * (SIDE + GAP)
            level = shade(values[row - 1][column - 1], shades)
            paper.rect(x, y, SIDE, SIDE, f"heat__cell--{level} drawing__cell", round=5)
            paper.text(x + 4, y + 12, str(grid.magnitudes[row - 1][column - 1]), f"on-{level}")
            paper.text(
                x + SIDE / 2, y + SIDE / 2 + 10, said[row - 1][column - 1], f"in-{level}",
                anchor="middle",
            )  # fmt: skip
    _edges(paper, grid)
    if ringed:
        row, column = ringed
        x, y = LEFT + (column - 1) * (SIDE + GAP), TOP + (rows - row) * (SIDE + GAP)
        paper.rect(x + 2, y + 2, SIDE - 4, SIDE - 4, "drawing__ring-under", round=9)
        paper.rect(x + 2, y + 2, SIDE - 4, SIDE - 4, "drawing__ring", round=9)
    foot = TOP + rows * (SIDE + GAP)
    deepest = 1
    for column in range(1, columns + 1):
        names = wrapped(f"{column} {grid.columns[column - 1]}", SIDE + GAP + 8, most=3)
        deepest = max(deepest, len(names))
        paper.lines(
            LEFT + (column - 1) * (SIDE + GAP) + SIDE / 2, foot + 11, names, "small",
            anchor="middle",
        )  # fmt: skip
    right = LEFT + columns * (SIDE + GAP)
    end = foot + 14 * deepest + 16
    paper.text(right - GAP, end, grid.column_title, "strong", anchor="end")
    return paper.done(end + 6, width=max(360.0, right + 4))


def _edges(paper: Paper, grid: Grid) -> None:
    """A thick line between what is carried and what must be treated."""
    half, rows = GAP / 2, len(grid.rows)
    for row, line in enumerate(grid.magnitudes, 1):
        for column, magnitude in enumerate(line, 1):
            if magnitude < grid.treat_from:
                continue
            x = LEFT + (column - 1) * (SIDE + GAP)
            y = TOP + (rows - row) * (SIDE + GAP)
            if column > 1 and line[column - 2] < grid.treat_from:
                paper.line(x - half, y - half, x - half, y + SIDE + half, "drawing__appetite")
            if row > 1 and grid.magnitudes[row - 2][column - 1] < grid.treat_from:
                low = y + SIDE + half
                paper.line(x - half, low, x + SIDE + half, low, "drawing__appetite")
