"""Reads a workbook of training histories as SIASN keeps them, without Django.

XLSX in; rows of texts and values out, and a sentence with the cure for everything that is wrong.
Words it owns: kind (a kind of training of the national list), line (a row of the file).
"""

from sinau.credit.workbook.kinds import Kind, Kinds
from sinau.credit.workbook.kinds import read as read_kinds
from sinau.credit.workbook.lines import COLUMNS, Line, Problem, check
from sinau.credit.workbook.reading import Reading, read
from sinau.credit.workbook.sentences import SENTENCES, Unusable, sentence

__all__ = [
    "COLUMNS",
    "SENTENCES",
    "Kind",
    "Kinds",
    "Line",
    "Problem",
    "Reading",
    "Unusable",
    "check",
    "read",
    "read_kinds",
    "sentence",
]
