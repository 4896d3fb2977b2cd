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
    lines: list[Line] = []
    for at, block in enumerate(blocks):
        lines += _lines(block)
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


def _lines(block: Any) -> list[Line]:
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Table):
        return _table(block)
    return []


def _paragraph(paragraph: Paragraph) -> list[Line]:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    centred = paragraph.alignment is not None and int(paragraph.alignment) == 1
    found = []
    for text in paragraph.text.replace("\t", " ").split("\n"):
        words = " ".join(text.split())
        if words:
            is_head = style.startswith(("Heading", "Title"))
            found.append(
                Line(words, None, is_centred=centred or is_head, is_short=True, style=style)
            )
    return found


def _table(table: Table) -> list[Line]:
    """Menimbang and Mengingat often stand in a table without borders: a row is one line."""
    found = []
    for row in table.rows:
        seen: list[Any] = []
        cells = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.append(cell._tc)
                cells.append(cell)
        words = [" ".join(cell.text.split()) for cell in cells if cell.text.strip()]
        many = [cell for cell in cells if cell.text.count("\n") > 1]
        if many and len(words) <= 3:
            lead = " ".join(
                " ".join(c.text.split()) for c in cells if c not in many and c.text.strip()
            )
            inner = [line for cell in many for p in cell.paragraphs for line in _paragraph(p)]
            if lead and inner:
                inner[0].text = f"{lead} {inner[0].text}"
            found += inner
        elif words:
            found.append(Line(" ".join(words), None, is_short=True))
    return found
