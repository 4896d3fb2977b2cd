"""Finds the row of headings under whatever titles stand above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sinau.people.workbook.columns import COLUMNS, key_of, plain
from sinau.people.workbook.sentences import Unreadable


@dataclass(frozen=True)
class Headings:
    """Where the headings stand and which column each of ours is in."""

    row: int
    """Number of the last heading row, counted from 1."""
    at: dict[str, int]
    """Our key to the position of the column, counted from 0."""
    unknown: tuple[str, ...]


def find(rows: Sequence[tuple[int, Sequence[str]]], *, within: int) -> Headings | None:
    """The best row of headings among the first ones, or None. Raises Unreadable when a column
    that we use is there twice.
    """
    best: tuple[int, int, list[str]] | None = None
    for at, (number, cells) in enumerate(rows[:within]):
        candidates = [(number, list(cells))]
        if at + 1 < len(rows):
            under_number, under = rows[at + 1]
            candidates.append((under_number, _joined(cells, under)))
        for last_row, headings in candidates:
            score = len({key for heading in headings if (key := key_of(heading))})
            if score > (best[0] if best else 1):
                best = (score, last_row, headings)
    if best is None:
        return None
    _, row, headings = best
    found: dict[str, int] = {}
    unknown = []
    for position, heading in enumerate(headings):
        key = key_of(heading)
        if key is None:
            if plain(heading) and plain(heading) not in ("NO", "NOMOR", "NOMOR URUT", "NO URUT"):
                unknown.append(" ".join(heading.split()))
        elif key in found:
            raise Unreadable(
                "column-twice",
                column=COLUMNS[key].label,
                first=headings[found[key]].strip(),
                second=heading.strip(),
            )
        else:
            found[key] = position
    if not all(column.key in found for column in COLUMNS.values() if column.required):
        return None
    return Headings(row, found, tuple(unknown))


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of headings as one: "JABATAN" over "JENIS" and "NAMA" reads "JENIS JABATAN"."""
    joined: list[str] = []
    group = ""
    for position in range(max(len(upper), len(lower))):
        top = upper[position] if position < len(upper) else ""
        sub = lower[position] if position < len(lower) else ""
        group = top if plain(top) else group
        if not plain(sub):
            joined.append(top)
            continue
        spellings = (f"{sub} {group}", f"{group} {sub}", sub)
        joined.append(next((spelling for spelling in spellings if key_of(spelling)), sub))
    return joined
