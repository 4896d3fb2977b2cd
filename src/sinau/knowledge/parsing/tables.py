"""Rows that stand in columns: a table stays a table, also where a cell goes on below."""

from __future__ import annotations

from collections.abc import Iterator

from sinau.knowledge.parsing.records import Line
from sinau.knowledge.parsing.words import joined

# A table has at least this many rows of two cells or more.
_FEWEST = 3
_NEAR = 14.0


def is_table(lines: list[Line]) -> bool:
    """Whether the lines are a table rather than a few words beside each other."""
    wide = sum(len(line.cells) >= 2 for line in lines)
    return wide >= _FEWEST and wide >= 0.25 * len(lines)


def rows_of(
    lines: list[Line], uprights: list[float] | None = None, levels: list[float] | None = None
) -> list[list[str]]:
    """Every row as its cells: by the rules drawn on the page, else by where words begin."""
    if uprights and levels and all(line.top is not None for line in lines):
        return _ruled(lines, uprights, levels)
    columns = list(_columns(lines))
    if not columns:
        return [list(line.cells) or [line.text] for line in lines]
    found: list[list[str]] = []
    for line in lines:
        if len(line.cells) >= 2:
            found.append(_row(line, columns))
            continue
        at = _column(line.left, columns)
        if found and at and len([cell for cell in found[-1] if cell]) > 1:
            found[-1][at] = f"{found[-1][at]} {line.text}".strip()
        else:
            found.append([line.text])
    return found


def _ruled(lines: list[Line], uprights: list[float], levels: list[float]) -> list[list[str]]:
    """What stands between the same two level rules is one row; outside of them a line is one."""
    found: list[list[str]] = []
    last = -1
    for line in lines:
        top = line.top or 0.0
        band = sum(top < place for place in levels)
        parts = zip(line.lefts or [line.left or 0.0], line.cells or [line.text], strict=False)
        if band in (0, len(levels)):
            found.append([line.text])
            last = -1
            continue
        if band != last:
            found.append([""] * (len(uprights) - 1))
            last = band
        for left, cell in parts:
            at = max(0, min(sum(left >= place - 2 for place in uprights) - 1, len(uprights) - 2))
            found[-1][at] = joined(found[-1][at], cell)
    return _without_empty(found)


def _without_empty(rows: list[list[str]]) -> list[list[str]]:
    """Columns in which nothing stands are only the thickness of a border."""
    width = max((len(row) for row in rows), default=0)
    used = [at for at in range(width) if any(len(row) == width and row[at] for row in rows)]
    return [[row[at] for at in used] if len(row) == width else row for row in rows if any(row)]


def words_of(rows: list[list[str]]) -> str:
    """The table as text, a row a line."""
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


def _columns(lines: list[Line]) -> Iterator[float]:
    """Where columns begin: places at which many cells begin."""
    wide = [line for line in lines if len(line.cells) >= 2 and len(line.lefts) == len(line.cells)]
    places = sorted(left for line in wide for left in line.lefts)
    group: list[float] = []
    enough = max(2, len(wide) // 8)
    for place in [*places, float("inf")]:
        if group and place - group[-1] > _NEAR:
            if len(group) >= enough:
                yield group[0]
            group = []
        group.append(place)


def _row(line: Line, columns: list[float]) -> list[str]:
    row = [""] * len(columns)
    for nth, cell in enumerate(line.cells):
        left = line.lefts[nth] if nth < len(line.lefts) else None
        at = _column(left, columns)
        at = min(nth, len(columns) - 1) if at is None else at
        row[at] = f"{row[at]} {cell}".strip()
    return row


def _column(left: float | None, columns: list[float]) -> int | None:
    """The last column that begins at or before this place."""
    if left is None:
        return None
    fitting = [at for at, place in enumerate(columns) if place <= left + _NEAR]
    return fitting[-1] if fitting else 0
