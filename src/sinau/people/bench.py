"""How long a workbook of 5,000 employees takes from file to records, and back."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from openpyxl import Workbook

from sinau.kernel.measures import Figure, Place, measure
from sinau.people import nip as nips
from sinau.people.actions.committing import commit_import, undo_import
from sinau.people.actions.imports import upload_import
from sinau.people.models import Agency, Grant, Person, Role

ROWS = 5_000
HEADINGS = (
    "NIP",
    "NAMA",
    "GELAR BELAKANG",
    "TEMPAT LAHIR",
    "TANGGAL LAHIR",
    "JENIS KELAMIN",
    "AGAMA",
    "NIK",
    "NOMOR HP",
    "ALAMAT",
    "JENIS PEGAWAI",
    "KEDUDUKAN HUKUM",
    "TMT CPNS",
    "GOL AKHIR",
    "TMT GOLONGAN",
    "JENIS JABATAN",
    "NAMA JABATAN",
    "TMT JABATAN",
    "TINGKAT PENDIDIKAN",
    "NAMA UNOR",
    "UNOR INDUK",
)


class _Undone(Exception):
    """Nothing the measure writes stays."""


@measure("import")
def import_employees(place: Place) -> Iterable[Figure]:
    """Read, preview and commit 5,000 rows, then take them back; all in a transaction undone."""
    figures: list[Figure] = []
    try:
        with transaction.atomic():
            figures = list(_measured())
            raise _Undone
    except _Undone:
        return figures


def _measured() -> Iterable[Figure]:
    by = _officer()
    file = io.BytesIO(synthetic_workbook(ROWS))
    started = time.perf_counter()
    run = upload_import(file, by=by, file_name="ukur.xlsx")
    previewed = time.perf_counter()
    commit_import(run, by=by)
    committed = time.perf_counter()
    undo_import(run, by=by)
    undone = time.perf_counter()
    run.refresh_from_db()
    yield Figure("baris tanpa masalah", ROWS - run.counts["problem"], "baris", at_least=ROWS)
    yield Figure("baca dan pratinjau", previewed - started, "detik")
    yield Figure("terapkan", committed - previewed, "detik")
    yield Figure("impor seluruhnya", committed - started, "detik", at_most=5)
    yield Figure("batalkan", undone - committed, "detik")


def _officer() -> Person:
    """An officer of the whole city; a made-up one where there is none."""
    root = Agency.objects.get(parent=None)
    held = Grant.objects.filter(role=Role.OFFICER, agency=root).select_related("person").first()
    if held is not None:
        return held.person
    person: Person = Person.objects.create(nip="0" * 18, name="Ukur", agency=root)
    Grant.objects.create(person=person, role=Role.OFFICER, agency=root, valid_from=date(2000, 1, 1))
    return person


def synthetic_workbook(rows: int) -> bytes:
    """An XLSX as the national system exports it, with made-up people of the agencies there are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Pegawai")
    sheet.append(["DATA PEGAWAI (BUATAN)"])
    sheet.append(list(HEADINGS))
    agencies = list(Agency.objects.open_now().exclude(parent=None).select_related("parent"))
    for at in range(rows):
        sheet.append(_line(at, agencies[at % len(agencies)]))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _line(at: int, agency: Agency) -> list[str]:
    born = date(1970, 1, 1) + timedelta(days=at * 2 % 9_000)
    sex = "LP"[at % 2]
    number = nips.compose(
        born, kind="PNS", year=born.year + 25, month=3, sex=sex, sequence=at % 998 + 1
    )
    return [
        number,
        f"Pegawai Buatan {at}",
        "S.Sos.",
        "Yogyakarta",
        f"{born:%d-%m-%Y}",
        "Laki-laki" if sex == "L" else "Perempuan",
        "Islam",
        f"3471{at:012d}",
        f"0812{at:08d}",
        f"Jalan Buatan {at}, Yogyakarta",
        "PNS",
        "Aktif",
        f"01-03-{born.year + 25}",
        "III/b",
        "01-04-2023",
        "Pelaksana",
        "Penelaah Teknis Kebijakan",
        "01-02-2022",
        "S1",
        agency.name,
        agency.parent.name if agency.parent else "",
    ]
