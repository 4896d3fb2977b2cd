"""Reads an Indonesian regulation from a PDF or DOCX file, without Django.

Bytes in; a `Result` out: who the regulation is (`Identity`), its `Piece`s down to the ayat, and a
`Report` of what was found, what is missing and what a person must check. A file that cannot be
read as a whole raises `Unreadable`. Nothing is dropped silently: text that fits nowhere becomes a
piece of the section "loose", and furniture taken out (page numbers, headers) is counted.
Words it owns: line, furniture, piece, identity, report.
"""

from sinau.knowledge.parsing.limits import Limits
from sinau.knowledge.parsing.reading import read
from sinau.knowledge.parsing.records import Identity, Piece, Report, Result
from sinau.knowledge.parsing.trouble import Unreadable

__all__ = ["Identity", "Limits", "Piece", "Report", "Result", "Unreadable", "read"]
