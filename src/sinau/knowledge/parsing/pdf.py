"""The lines of a PDF in the order in which one reads them, with their places on the page."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from sinau.knowledge.parsing.limits import Watch
from sinau.knowledge.parsing.records import Line, Page
from sinau.knowledge.parsing.trouble import Unreadable
from sinau.knowledge.parsing.words import unglued

# pdfium writes this where a hyphen ends a line, and swallows the line break.
BROKEN_HYPHEN = "\ufffe"
_LONG = 25
_COLUMN = 8
_WORD = re.compile(r"\S+")
# Wider than any space of a justified line; and longer lines than this are no rows.
_GAP = 15.0
_THIN = 3.0
_THICK = 6.0
_MOST_RULES = 4000
_MOST_WORDS = 60


def pages(data: bytes, watch: Watch) -> list[Page]:
    """Every page of the document; the page limit holds before the first is read."""
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        raise Unreadable("password" if "assword" in str(error) else "damaged") from None
    if count > watch.limits.pages:
        raise Unreadable("too-many-pages", pages=count, limit=watch.limits.pages)
    if count == 0:
        raise Unreadable("empty")
    found = []
    try:
        for index in range(count):
            page = _page(document, index)
            found.append(page)
            watch.page(index + 1, count, page.letters)
    finally:
        document.close()
    return found


def arranged(page: Page, width: float) -> Page:
    """The lines of a page read from its picture, in the order of reading."""
    return Page(page.number, _in_reading_order(page.lines, width), has_picture=True)


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    try:
        page = document[index]
        text = page.get_textpage()
        uprights, levels = _rules(page)
        lines = _in_reading_order(list(_raw_lines(text, index + 1, uprights)), page.get_width())
        kinds = (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
        has_picture = any(True for _ in page.get_objects(filter=list(kinds), max_depth=2))
    except pdfium.PdfiumError:
        return Page(index + 1, [], has_picture=True)
    else:
        if uprights:
            for line in lines:
                line.uprights, line.levels = uprights, levels
        return Page(index + 1, lines, has_picture=has_picture)


def _rules(page: pdfium.PdfPage) -> tuple[list[float], list[float]]:
    """The upright and level lines drawn on a page, when there are enough for a table."""
    uprights: list[float] = []
    levels: list[float] = []
    for nth, thing in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=2)):
        if nth >= _MOST_RULES:
            break
        left, bottom, right, top = thing.get_bounds()
        wide, high = right - left, top - bottom
        if wide > _THIN and high > _THIN and min(wide, high) < _THICK:
            continue
        uprights += [left] if high > 2 * _THIN else []
        uprights += [right] if high > 2 * _THIN and wide > _THIN else []
        levels += [top] if wide > 2 * _THIN else []
        levels += [bottom] if wide > 2 * _THIN and high > _THIN else []
    columns, rows = _apart(uprights), _apart(levels)
    return (columns, rows) if len(columns) >= 3 and len(rows) >= 3 else ([], [])


def _apart(places: list[float]) -> list[float]:
    """The places in order, those that lie on each other once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _THIN:
            found.append(place)
    return found


def _raw_lines(text: pdfium.PdfTextPage, number: int, uprights: list[float]) -> Iterator[Line]:
    """Lines in the order of the file; upright ones only, a turned watermark is furniture."""
    whole = text.get_text_range()
    # A letter beyond 16 bits counts twice for pdfium; places would be off, so do without them.
    knows_places = len(whole) == text.count_chars()
    start = 0
    for piece in whole.replace(BROKEN_HYPHEN, "\n").replace("\r", "\n").split("\n"):
        end = start + len(piece)
        is_broken = end < len(whole) and whole[end] == BROKEN_HYPHEN
        parts = _on_one_height(text, piece, start) if knows_places else [(0, piece)]
        for nth, (offset, part) in enumerate(parts):
            words = " ".join(part.replace("\x02", "-").replace("\x00", "").split())
            if not words:
                continue
            hyphen = "-" if is_broken and nth == len(parts) - 1 else ""
            line = Line(unglued(words) + hyphen, number)
            first, last = _ends(part)
            begin = start + offset
            if not knows_places or _place(line, text, begin + first, begin + last):
                if knows_places:
                    _split_cells(line, text, part, begin, uprights)
                yield line
        start = end + 1


def _on_one_height(text: pdfium.PdfTextPage, piece: str, start: int) -> list[tuple[int, str]]:
    """(offset, words): what pdfium put on one line, parted where it stands on another height.

    The foot of a page may be glued to its last line when it begins to the right of its end.
    """
    words = list(_WORD.finditer(piece))
    if len(words) < 2:
        return [(0, piece)]
    cuts = [0]
    try:
        _left, low, _right, high = text.get_charbox(start + words[0].start(), loose=True)
        for word in words[1:]:
            _left, bottom, _right, top = text.get_charbox(start + word.start(), loose=True)
            if bottom > high + 1 or top < low - 1:
                cuts.append(word.start())
                low, high = bottom, top
    except pdfium.PdfiumError:
        return [(0, piece)]
    return [(at, piece[at:to]) for at, to in pairwise([*cuts, len(piece)])]


def _ends(piece: str) -> tuple[int, int]:
    stripped = piece.strip()
    first = piece.index(stripped[0]) if stripped else 0
    return first, first + len(stripped) - 1


def _place(line: Line, text: pdfium.PdfTextPage, first: int, last: int) -> bool:
    """Give the line its place; False when it is written aslant."""
    angle = raw.FPDFText_GetCharAngle(text, first)
    if angle > 0 and 0.15 < math.fmod(angle, math.tau) < math.tau - 0.15:
        return False
    try:
        left, bottom, _right, top = text.get_charbox(first, loose=True)
        _left, _bottom, right, _top = text.get_charbox(last, loose=True)
    except pdfium.PdfiumError:
        return True
    line.left, line.right = left, max(left, right)
    line.top = (top + bottom) / 2
    return True


def _split_cells(
    line: Line, text: pdfium.PdfTextPage, piece: str, start: int, uprights: list[float]
) -> None:
    """Words of one line with a wide gap or a drawn rule between them are cells of a table."""
    words = list(_WORD.finditer(piece))
    if len(words) < 2 or len(words) > _MOST_WORDS:
        return
    cells, lefts = [words[0].group()], [line.left or 0.0]
    try:
        right = text.get_charbox(start + words[0].end() - 1, loose=True)[2]
        for word in words[1:]:
            left = text.get_charbox(start + word.start(), loose=True)[0]
            middle = (left + right) / 2
            is_parted = any(abs(place - middle) < (left - right) / 2 + 2 for place in uprights)
            if left - right > _GAP or is_parted:
                cells.append(word.group())
                lefts.append(left)
            else:
                cells[-1] += f" {word.group()}"
            right = text.get_charbox(start + word.end() - 1, loose=True)[2]
    except pdfium.PdfiumError:
        return
    if len(cells) > 1:
        line.cells, line.lefts = cells, lefts


def _in_reading_order(lines: list[Line], width: float) -> list[Line]:
    """From top to bottom; pieces on one height are one line, unless the page has two columns."""
    placed = [line for line in lines if line.top is not None]
    if len(placed) < len(lines) or len(lines) < 2:
        return lines
    middle = _gutter(lines, width)
    if middle is not None:
        return _by_columns(lines, middle)
    merged = [_merged(row) for row in _rows(lines)]
    _measure(merged)
    return merged


def _gutter(lines: list[Line], width: float) -> float | None:
    """Where the empty strip between two columns of running text stands, None on other pages."""
    if any(line.uprights for line in lines):
        return None
    for share in (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56):
        middle = width * share
        left = [line for line in lines if (line.right or 0) <= middle + 2]
        right = [line for line in lines if (line.left or 0) >= middle - 2]
        crossing = len(lines) - len(left) - len(right)
        if crossing > 0.15 * len(lines) or min(len(left), len(right)) < _COLUMN:
            continue
        # In a column of text most lines are long; in a column of a table few are.
        if all(
            sum(len(line.text) > _LONG for line in half) > 0.4 * len(half) for half in (left, right)
        ):
            return middle
    return None


def _by_columns(lines: list[Line], middle: float) -> list[Line]:
    """The left column and then the right one, between lines that go across both."""
    found: list[Line] = []
    halves: tuple[list[Line], list[Line]] = ([], [])

    def flush() -> None:
        for half in halves:
            merged = [_merged(row) for row in _rows(half)]
            if merged:
                _measure(merged)
            found.extend(merged)
            half.clear()

    for line in sorted(lines, key=lambda one: -(one.top or 0)):
        if (line.right or 0) <= middle + 2:
            halves[0].append(line)
        elif (line.left or 0) >= middle - 2:
            halves[1].append(line)
        else:
            flush()
            found.append(line)
    flush()
    return found


def _rows(lines: list[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (-(one.top or 0), one.left or 0)):
        if rows and abs((rows[-1][0].top or 0) - (line.top or 0)) < 4:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda one: one.left or 0) for row in rows]


def _merged(row: list[Line]) -> Line:
    first = row[0]
    if len(row) > 1:
        cells = [cell for line in row for cell in (line.cells or [line.text])]
        first.lefts = [left for line in row for left in (line.lefts or [line.left or 0.0])]
        first.cells = cells
        first.text = " ".join(line.text for line in row)
        first.right = max(line.right or 0 for line in row)
    return first


def _measure(lines: list[Line]) -> None:
    """Which lines stand in the middle, and which end well before the margin."""
    lefts = sorted(line.left or 0 for line in lines)
    rights = sorted(line.right or 0 for line in lines)
    left, right = lefts[len(lefts) // 20], rights[-1 - len(rights) // 20]
    measure = max(right - left, 1)
    for line in lines:
        before, after = (line.left or 0) - left, right - (line.right or 0)
        line.is_short = after > 0.12 * measure
        line.is_centred = before > 0.1 * measure and abs(before - after) < 0.12 * measure
