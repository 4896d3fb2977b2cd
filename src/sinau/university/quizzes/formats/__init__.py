"""Questions come in and go out: GIFT, Moodle XML, Aiken, QTI 2 and 3, Excel.

Pure functions over bytes and `Question`s, no database. Every question of a file gets one line of
the report: in, with what was changed, or left out, with the reason. A file that is not taken at all
raises `Unreadable`, which names the requirement it breaks.

Words owned here: Reading (what came of a file), Line (what came of one question), Written (a file
to give away).
"""

from sinau.university.quizzes.formats.excel_writing import template
from sinau.university.quizzes.formats.recognising import (
    FORMATS,
    export_questions,
    read_questions,
    write_questions,
)
from sinau.university.quizzes.formats.report import Line, Reading, Unreadable, Written

__all__ = [
    "FORMATS",
    "Line",
    "Reading",
    "Unreadable",
    "Written",
    "export_questions",
    "read_questions",
    "template",
    "write_questions",
]
