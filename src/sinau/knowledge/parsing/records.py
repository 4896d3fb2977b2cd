"""What goes in between and what comes out: lines, pieces, identity, report."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass
class Line:
    """One line as it stands on a page; positions in points from the left, None when unknown."""

    text: str
    page: int | None
    left: float | None = None
    right: float | None = None
    top: float | None = None
    is_centred: bool = False
    is_short: bool = False
    style: str = ""
    # The cells of a row of a table, where each begins, and the rules drawn around them (upright
    # ones from the left, level ones from below); and how sure a reader of pictures was, in percent.
    cells: list[str] = field(default_factory=list)
    lefts: list[float] = field(default_factory=list)
    uprights: list[float] = field(default_factory=list)
    levels: list[float] = field(default_factory=list)
    sure: int = 100


@dataclass
class Page:
    """The lines of one page, and whether it is a picture."""

    number: int | None
    lines: list[Line]
    has_picture: bool = False

    @property
    def letters(self) -> int:
        """How many letters and digits it holds."""
        return sum(char.isalnum() for line in self.lines for char in line.text)


@dataclass
class Identity:
    """Who a regulation says it is; each field empty where it could not be read."""

    kind: str = ""
    short_kind: str = ""
    issuer: str = ""
    number: str = ""
    year: int | None = None
    about: str = ""
    enacted_on: str = ""
    promulgated_on: str = ""
    effective_on: str = ""
    is_draft: bool = False
    amends: list[str] = field(default_factory=list)
    repeals: list[str] = field(default_factory=list)
    is_amendment: bool = False
    doubts: list[str] = field(default_factory=list)

    @property
    def short_title(self) -> str:
        """ "PP 11/2017"; what is missing is left out."""
        number = self.number
        if number and self.year and str(self.year) not in number:
            number = f"{number}/{self.year}"
        if not number and self.year:
            number = str(self.year)
        return f"{self.short_kind or self.kind} {number}".strip()


@dataclass
class Piece:
    """One ayat, or the smallest part that has no ayat; `opens` are headings right before it."""

    section: str
    text: str
    page: int | None
    bab: str = ""
    pasal: str = ""
    ayat: str = ""
    angka: str = ""
    inner_pasal: str = ""
    heading: str = ""
    anchor: str = ""
    opens: list[list[str]] = field(default_factory=list)
    # Rows of cells, where it is a table; and how far its heading and words may be trusted.
    table: list[list[str]] = field(default_factory=list)
    sure: int = 100


@dataclass
class Report:
    """What was found, what is missing, and what a person must check before publishing."""

    pages: int = 0
    pages_without_text: list[int] = field(default_factory=list)
    format: str = ""
    parts: dict[str, int] = field(default_factory=dict)
    pasal: int = 0
    pasal_last: str = ""
    pasal_inner: int = 0
    pasal_explained: int = 0
    gaps: list[list[str]] = field(default_factory=list)
    corrected: list[list[str]] = field(default_factory=list)
    furniture: dict[str, int] = field(default_factory=dict)
    letters: int = 0
    letters_kept: int = 0
    loose: int = 0
    confidence: str = "low"
    checks: list[list[Any]] = field(default_factory=list)
    needs_ocr: bool = False
    pages_by_ocr: list[int] = field(default_factory=list)
    ocr_sure: int = 0
    tables: int = 0

    @property
    def headings(self) -> int:
        """Every Pasal heading: of the body, of quoted text, and of the explanation."""
        return self.pasal + self.pasal_inner + self.pasal_explained

    def to_data(self) -> dict[str, Any]:
        """As plain values, with what is computed."""
        return {**asdict(self), "headings": self.headings}


@dataclass
class Result:
    """One document, read."""

    identity: Identity
    pieces: list[Piece]
    report: Report

    def to_data(self) -> dict[str, Any]:
        """As plain values for another process."""
        return {
            "identity": {**asdict(self.identity), "short_title": self.identity.short_title},
            "pieces": [asdict(piece) for piece in self.pieces],
            "report": self.report.to_data(),
        }
