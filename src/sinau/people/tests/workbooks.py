"""Makes employee workbooks for the tests, right and wrong ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sinau.people import nip as nips

HEADINGS = (
    "NIP",
    "NAMA",
    "TANGGAL LAHIR",
    "GOL AKHIR",
    "JENIS JABATAN",
    "NAMA JABATAN",
    "NAMA UNOR",
)


def number(sequence: int = 1, *, kind: str = "PNS") -> str:
    """A made-up employee number of somebody born 17 May 1990."""
    return nips.compose(
        date(1990, 5, 17), kind=kind, year=2015, month=3, sex="P", sequence=sequence
    )


def line(sequence: int = 1, **changes: Any) -> list[Any]:
    """One right row under HEADINGS; changes are by heading, with underscores for spaces."""
    cells: dict[str, Any] = {
        "NIP": number(sequence),
        "NAMA": f"Pegawai {sequence}",
        "TANGGAL LAHIR": "17-05-1990",
        "GOL AKHIR": "III/b",
        "JENIS JABATAN": "Pelaksana",
        "NAMA JABATAN": "Pengelola Data",
        "NAMA UNOR": "Dinas Kesehatan",
    }
    cells.update({key.replace("_", " "): value for key, value in changes.items()})
    return list(cells.values())


def xlsx(*rows: Sequence[Any], sheets: Sequence[str] = ("Pegawai",)) -> bytes:
    """An XLSX file with these rows on its first sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheets[0])
    for row in rows:
        sheet.append(list(row))
    for name in sheets[1:]:
        book.create_sheet(name)
    return saved(book)


def first_sheet(book: Workbook) -> Worksheet:
    """The sheet a new workbook begins with."""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """The XLSX with some parts added or replaced; "__" in a name stands for "/"."""
    stream = io.BytesIO()
    names = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
        for name, data in names.items():
            new.writestr(name, data)
    return stream.getvalue()
