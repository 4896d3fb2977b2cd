"""Lists as Excel workbooks to take home."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from sinau.kernel.clock import WIB

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(name: str, headings: Sequence[object], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """An answer that is a workbook with one sheet."""
    response = HttpResponse(workbook(headings, rows), content_type=KIND)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def workbook(headings: Sequence[object], rows: Iterable[Sequence[Any]]) -> bytes:
    """The bytes of a workbook; every text stays a text, also one that looks like a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Data")
    sheet.freeze_panes = "A2"
    head = []
    for heading in headings:
        cell = WriteOnlyCell(sheet, value=str(heading))
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(WIB).replace(tzinfo=None)
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=value.replace("\x00", "")[:32_000])
        # A name that begins with "=" must not become a formula on somebody's desk.
        cell.data_type = "s"
        return cell
    return value
