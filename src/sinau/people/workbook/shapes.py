"""What comes out of a workbook, and how much may go in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from sinau.people.workbook.sentences import Problem

Value = str | int | date | None

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How large a workbook may be. A city of 20,000 employees fits in these."""

    file_bytes: int = 20 * MEGABYTE
    unpacked_bytes: int = 120 * MEGABYTE
    part_ratio: int = 200
    ratio_from_bytes: int = 5 * MEGABYTE
    parts: int = 2_000
    sheets: int = 30
    rows: int = 20_000
    row_number: int = 200_000
    columns: int = 200
    cell_length: int = 4_000
    header_within: int = 30


@dataclass(slots=True)
class Row:
    """One employee of the file: what was written, what it means, and what is wrong with it."""

    number: int
    cells: dict[str, str]
    values: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def blocked(self) -> bool:
        """Whether something must be put right before this row can be used."""
        return any(problem.blocks for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is not an employee: a total, a signature, a row of column numbers."""

    number: int
    why: str
    text: str


@dataclass(slots=True)
class Reading:
    """A workbook that has been read."""

    sheet: str
    header_row: int
    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: list[Row]
    skipped: list[Skipped]
    empty_rows: int
    other_sheets: tuple[str, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """Every problem of every row, in the order of the file."""
        return [problem for row in self.rows for problem in row.problems]
