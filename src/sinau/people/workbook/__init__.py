"""Reads an employee workbook as the national system (SIASN) exports it, without Django.

XLSX and CSV in; typed rows and problems out. A file that cannot be read as a whole raises
`Unreadable`; everything wrong inside a row becomes a `Problem` whose sentence names the column
and the cure. Words it owns: reading, row, cells (what was written), values (what it means).
"""

from sinau.people.workbook.checking import check, duplicates
from sinau.people.workbook.columns import COLUMNS, Column
from sinau.people.workbook.reading import read
from sinau.people.workbook.sentences import Problem, Unreadable
from sinau.people.workbook.shapes import Limits, Reading, Row, Skipped, Value

__all__ = [
    "COLUMNS",
    "Column",
    "Limits",
    "Problem",
    "Reading",
    "Row",
    "Skipped",
    "Unreadable",
    "Value",
    "check",
    "duplicates",
    "read",
]
