"""Reads a whole workbook of histories: finds the sheet and the headings, then line by line."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from sinau.credit.workbook.kinds import Kinds
from sinau.credit.workbook.lines import COLUMNS, Line, check
from sinau.credit.workbook.sentences import Unusable
from sinau.people.workbook.columns import plain
from sinau.people.workbook.sentences import Unreadable
from sinau.people.workbook.shapes import MEGABYTE, Limits
from sinau.people.workbook.xlsx import Cells, Workbook

LIMITS = Limits(rows=20_000)
_SPELLINGS = {
    plain(spelling): key
    for key, column in COLUMNS.items()
    for spelling in (column.label, *column.also)
}
_NEEDED = ("nip", "title", "ended_on")
_NUMBER = ("NO", "NOMOR URUT", "NO URUT")


@dataclass(slots=True)
class Reading:
    """A workbook that has been read."""

    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    lines: list[Line]
    skipped: int


def read(file: IO[bytes] | bytes, kinds: Kinds, *, today: date) -> Reading:
    """Every line of the first sheet that has the headings. Raises Unusable."""
    stream = io.BytesIO(file) if isinstance(file, bytes) else file
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if not size:
        raise Unusable("empty")
    if size > LIMITS.file_bytes:
        limit = LIMITS.file_bytes // MEGABYTE
        raise Unusable("too-big", size=-(-size // MEGABYTE), limit=limit)
    if stream.read(2) != b"PK":
        raise Unusable("csv")
    stream.seek(0)
    try:
        return _sheets(Workbook(stream, LIMITS), kinds, today)
    except Unreadable as bad:
        raise Unusable(bad.code, **bad.params) from None


def _sheets(book: Workbook, kinds: Kinds, today: date) -> Reading:
    for sheet in book.sheets:
        top = list(book.rows(sheet, first=LIMITS.header_within))
        found = _headings(top)
        if found is not None:
            row, at, unknown = found
            return _lines(list(book.rows(sheet)), row, at, unknown, kinds, today)
    raise Unusable("no-header", within=LIMITS.header_within)


def _headings(
    top: Sequence[tuple[int, Cells]],
) -> tuple[int, dict[str, int], tuple[str, ...]] | None:
    for number, cells in top:
        at: dict[str, int] = {}
        unknown = []
        for position, text in cells.items():
            key = _SPELLINGS.get(plain(text))
            if key is not None:
                at.setdefault(key, position)
            elif plain(text) and plain(text) not in _NUMBER:
                unknown.append(" ".join(text.split())[:100])
        if all(key in at for key in _NEEDED):
            return number, at, tuple(unknown)
    return None


def _lines(
    rows: Sequence[tuple[int, Cells]],
    header: int,
    at: dict[str, int],
    unknown: tuple[str, ...],
    kinds: Kinds,
    today: date,
) -> Reading:
    lines: list[Line] = []
    skipped = 0
    for number, cells in rows:
        if number <= header:
            continue
        said = {key: cells.get(position, "") for key, position in at.items()}
        if not said["nip"].strip() and not said["title"].strip():
            skipped += 1
            continue
        if len(lines) >= LIMITS.rows:
            raise Unusable("too-many", limit=LIMITS.rows)
        lines.append(check(number, said, kinds, today=today))
    if not lines:
        raise Unusable("no-rows")
    return Reading(tuple(at), unknown, lines, skipped)
