"""Excel files of lists: what people typed is never taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from sinau.kernel.clock import WIB

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TEXT = 32_000  # a cell of Excel holds no more than 32,767 characters


def workbook(
    title: str,
    headings: Sequence[object],
    rows: Iterable[Sequence[Any]],
    *,
    widths: Sequence[int] = (),
    frozen_columns: int = 0,
) -> bytes:
    """One sheet with a bold row of headings that stays in view, as the first columns may.

    Without `widths` a column is as wide as its heading needs.
    """
    book = Workbook(write_only=True)
    # The stubs know only the sheet that is read and written, not this one.
    sheet: Any = book.create_sheet(title[:31])
    sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}2"
    for at, width in enumerate(widths or map(_width, headings), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    bold = Font(bold=True)
    sheet.append([_cell(sheet, str(heading), font=bold) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


@dataclass(frozen=True, kw_only=True)
class Part:
    """A table of a sheet; without headings its rows are pairs of a name and a value."""

    title: str
    rows: Sequence[Sequence[Any]]
    headings: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet that is read like a paper: a few lines, then tables one below the other."""

    name: str
    lines: Sequence[str]
    parts: Sequence[Part]


def sheets_workbook(sheets: Iterable[Sheet]) -> bytes:
    """Several such sheets in one workbook; each column as wide as what stands in it needs."""
    book = Workbook(write_only=True)
    bold = Font(bold=True)
    for made in sheets:
        sheet: Any = book.create_sheet(made.name[:31])
        for at, width in enumerate(_widths(made), start=1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        for at, line in enumerate(made.lines):
            sheet.append([_cell(sheet, line, font=bold if at == 0 else None)])
        for part in made.parts:
            sheet.append([])
            sheet.append([_cell(sheet, part.title, font=bold)])
            if part.headings:
                sheet.append([_cell(sheet, word, font=bold) for word in part.headings])
            for row in part.rows:
                sheet.append([_cell(sheet, value) for value in row])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def sheet_response(
    name: str,
    title: str,
    headings: Sequence[object],
    rows: Iterable[Sequence[Any]],
    *,
    widths: Sequence[int] = (),
    frozen_columns: int = 0,
) -> HttpResponse:
    """The workbook as a file to keep."""
    content = workbook(title, headings, rows, widths=widths, frozen_columns=frozen_columns)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _widths(sheet: Sheet) -> list[int]:
    longest: list[int] = []
    for part in sheet.parts:
        for row in (part.headings, *part.rows):
            for at, value in enumerate(row):
                if at == len(longest):
                    longest.append(10)
                longest[at] = max(longest[at], min(60, len(str(value)) + 2))
    return longest


def _width(heading: object) -> int:
    return max(14, len(str(heading)) + 4)


def _cell(sheet: Any, value: Any, *, font: Font | None = None) -> Any:
    if isinstance(value, datetime):
        value = value.astimezone(WIB).replace(tzinfo=None)
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # a name that begins with "=" is still a name
    if font:
        cell.font = font
    return cell
