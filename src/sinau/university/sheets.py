"""Excel files of lists: what people typed is never taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font

from sinau.kernel.clock import WIB

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(title: str, headings: Sequence[object], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet with a bold row of headings that stays in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for at, heading in enumerate(headings):
        sheet.column_dimensions["ABCDEFGHIJKLMNOP"[at]].width = max(14, len(str(heading)) + 4)
    sheet.append([_cell(sheet, str(heading), bold=True) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Cell:
    if isinstance(value, datetime):
        value = value.astimezone(WIB).replace(tzinfo=None)
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"  # a name that begins with "=" is still a name
    if bold:
        cell.font = Font(bold=True)
    return cell


def sheet_response(
    name: str, title: str, headings: Sequence[object], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """The workbook as a file to keep."""
    response = HttpResponse(workbook(title, headings, rows), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
