"""Reads a whole workbook: finds the sheet and the headings, then checks row by row."""

from __future__ import annotations

import io
import re
from typing import IO

from sinau.people.workbook import csvfile, headings
from sinau.people.workbook.checking import check, duplicates
from sinau.people.workbook.columns import key_of
from sinau.people.workbook.sentences import Unreadable
from sinau.people.workbook.shapes import MEGABYTE, Limits, Reading, Row, Skipped
from sinau.people.workbook.xlsx import Cells, Workbook

_TOTAL = re.compile(r"^(grand |sub ?)?(jumlah|total)\b", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)


def read(file: IO[bytes] | bytes, *, limits: Limits | None = None) -> Reading:
    """Read an employee workbook, XLSX or CSV, whatever its name says.

    Raises Unreadable when the file as a whole cannot be used.
    """
    limits = limits or Limits()
    stream = io.BytesIO(file) if isinstance(file, bytes) else file
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    if size == 0:
        raise Unreadable("empty")
    if size > limits.file_bytes:
        raise Unreadable(
            "too-big",
            size=-(-size // MEGABYTE),
            limit=limits.file_bytes // MEGABYTE,
        )
    head = stream.read(4_096)
    stream.seek(0)
    if head.startswith(b"PK"):
        return _read_xlsx(stream, limits)
    if head.startswith(_OLE):
        content = stream.read()
        is_locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Unreadable("password" if is_locked else "old-excel")
    if head.startswith(_OTHER_KINDS):
        raise Unreadable("not-a-workbook")
    if re.match(
        rb"\s*(<!doctype html|<html|<table|<\?xml|<head|<meta|<style)", head, re.IGNORECASE
    ):
        raise Unreadable("html")
    return _read_csv(stream.read(), limits)


def _read_csv(content: bytes, limits: Limits) -> Reading:
    rows = list(csvfile.rows(content, limits))
    found = headings.find(_top(rows, limits), within=limits.header_within)
    if found is None:
        raise Unreadable("no-header", within=limits.header_within)
    return _reading("", rows, found, limits)


def _read_xlsx(stream: IO[bytes], limits: Limits) -> Reading:
    book = Workbook(stream, limits)
    candidates = []
    for sheet in book.sheets:
        top = list(book.rows(sheet, first=limits.header_within + 1))
        found = headings.find(_top(top, limits), within=limits.header_within)
        if found is not None:
            candidates.append((sheet, found))
    if not candidates:
        raise Unreadable("no-header", within=limits.header_within)
    sheet, found = max(candidates, key=lambda candidate: len(candidate[1].at))
    reading = _reading(sheet.name, list(book.rows(sheet)), found, limits)
    reading.other_sheets = tuple(other.name for other, _ in candidates if other is not sheet)
    return reading


def _top(rows: list[tuple[int, Cells]], limits: Limits) -> list[tuple[int, list[str]]]:
    top = []
    for number, cells in rows[: limits.header_within + 1]:
        width = max(cells) + 1
        top.append((number, [cells.get(position, "") for position in range(width)]))
    return top


def _reading(
    sheet: str, lines: list[tuple[int, Cells]], found: headings.Headings, limits: Limits
) -> Reading:
    rows: list[Row] = []
    skipped: list[Skipped] = []
    last = found.row
    empty = 0
    for number, cells in lines:
        if number <= found.row:
            continue
        if len(rows) >= limits.rows:
            raise Unreadable("too-many-rows", limit=limits.rows)
        why = _not_an_employee(cells, found.at)
        if why:
            said = " · ".join(text.strip() for text in cells.values())
            skipped.append(Skipped(number, why, said[:200]))
        else:
            empty += number - last - 1
            rows.append(check(number, {key: cells.get(at, "") for key, at in found.at.items()}))
        last = number
    if not rows:
        raise Unreadable("no-rows", row=found.row)
    duplicates(rows)
    return Reading(
        sheet=sheet,
        header_row=found.row,
        columns=tuple(found.at),
        unknown=found.unknown,
        rows=rows,
        skipped=skipped,
        empty_rows=empty,
    )


def _not_an_employee(cells: Cells, at: dict[str, int]) -> str:
    """Why this row is not an employee; empty when it is one."""
    nip, name = cells.get(at["nip"], "").strip(), cells.get(at["name"], "").strip()
    first = next(iter(cells.values())).strip()
    if not re.search(r"\d{6}", nip) and (_TOTAL.match(first) or _TOTAL.match(name)):
        return "total"
    texts = [text.strip(" ().\t") for text in cells.values()]
    if len(texts) > 2 and all(text.isdigit() and len(text) <= 2 for text in texts):
        return "numbering"
    if key_of(nip) == "nip" and key_of(name) == "name":
        return "header-again"
    if not nip and not name:
        return "no-employee"
    return ""
