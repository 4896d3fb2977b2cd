"""The paragraphs of a DOCX file in order, tables row by row; a document has no pages."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from sinau.knowledge.parsing.limits import Limits, Watch
from sinau.knowledge.parsing.numbering import Numbering
from sinau.knowledge.parsing.records import Line, Page
from sinau.knowledge.parsing.trouble import Unreadable

_DECLARATION = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_MOST_PARTS = 5000


def pages(data: bytes, watch: Watch) -> list[Page]:
    """The whole document as one page without a number."""
    guard(data, watch.limits)
    try:
        document = Document(io.BytesIO(data))
        blocks = list(document.iter_inner_content())
    except (OpcError, KeyError, ValueError, BadZipFile, OSError, SyntaxError):
        raise Unreadable("damaged") from None
    numbering = Numbering(document)
    lines: list[Line] = []
    for at, block in enumerate(blocks):
        lines += _lines(block, numbering)
        if at % 200 == 0:
            watch.tick()
    page = Page(None, lines)
    watch.page(1, 1, page.letters)
    return [page]


def guard(data: bytes, limits: Limits) -> None:
    """Refuse what would hurt before anything is unpacked: bombs, declarations, locked files."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable("damaged") from None
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        raise Unreadable("not-a-document")
    size = sum(part.file_size for part in parts)
    if size > limits.unpacked or len(parts) > _MOST_PARTS:
        raise Unreadable("bomb")
    for part in parts:
        if part.flag_bits & 1:
            raise Unreadable("password")
        big = part.file_size > 1024 * 1024
        if big and part.file_size > limits.ratio * max(part.compress_size, 1):
            raise Unreadable("bomb")
        if part.filename.endswith((".xml", ".rels")):
            _guard_xml(package, part)


def _guard_xml(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    try:
        with package.open(part) as file:
            head = file.read(64 * 1024)
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError):
        raise Unreadable("damaged") from None
    # Office files never declare a document type; entities are how XML bombs and leaks are built.
    text = head.replace(b"\x00", b"")
    if _DECLARATION.search(text):
        raise Unreadable("unsafe-xml")


def _lines(block: Any, numbering: Numbering) -> list[Line]:
    if isinstance(block, Paragraph):
        return _paragraph(block, numbering)
    if isinstance(block, Table):
        return _table(block, numbering)
    return []


def _paragraph(paragraph: Paragraph, numbering: Numbering) -> list[Line]:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    centred = paragraph.alignment is not None and int(paragraph.alignment) == 1
    found = []
    label = numbering.label(paragraph)
    for text in f"{label} {paragraph.text}".strip().replace("\t", " ").split("\n"):
        words = " ".join(text.split())
        if words:
            is_head = style.startswith(("Heading", "Title"))
            found.append(
                Line(words, None, is_centred=centred or is_head, is_short=True, style=style)
            )
    return found


def _table(table: Table, numbering: Numbering) -> list[Line]:
    """Menimbang and Mengingat often stand in a table without borders: a row is one line."""
    found: list[Line] = []
    is_grid = len(table.columns) >= 2 and len(table.rows) >= 3
    for row in table.rows:
        seen: list[Any] = []
        columns: list[list[Line]] = []
        for cell in row.cells:
            if cell._tc in seen:  # A merged cell is met once per column it spans.
                continue
            seen.append(cell._tc)
            lines = [line for part in cell.paragraphs for line in _paragraph(part, numbering)]
            if lines:
                columns.append(lines)
        made = _row(columns)
        if is_grid and len(made) == 1 and len(columns) > 1:
            made[0].cells = [" ".join(line.text for line in lines) for lines in columns]
        found += made
    return found


def _row(columns: list[list[Line]]) -> list[Line]:
    """One line per row; where one cell holds many paragraphs, those after the words beside it."""
    long = [lines for lines in columns if len(lines) > 2]
    if not long or len(columns) > 3:
        words = " ".join(line.text for lines in columns for line in lines)
        return [Line(words, None, is_short=True)] if words else []
    beside = " ".join(line.text for lines in columns if len(lines) <= 2 for line in lines)
    inner = [line for lines in long for line in lines]
    if beside:
        inner[0].text = f"{beside} {inner[0].text}"
    return inner
