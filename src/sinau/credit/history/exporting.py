"""Credited learning in the shapes in which SIASN takes histories, with what each row still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sinau.credit.models import Entry
from sinau.credit.workbook import Kinds, read_kinds
from sinau.people.access import within
from sinau.people.models import Person, Role

STRUCTURAL = "structural"
COURSE, LEADERSHIP = "kursus", "struktural"


@dataclass(frozen=True)
class Shape:
    """One workbook of the national system: which entries it takes and its headings."""

    key: str
    headings: tuple[str, ...]


SHAPES = {
    COURSE: Shape(
        COURSE,
        (
            "NIP",
            "NAMA",
            "JENIS DIKLAT ID",
            "JENIS DIKLAT",
            "NAMA DIKLAT",
            "NOMOR SERTIFIKAT",
            "INSTITUSI PENYELENGGARA",
            "TANGGAL MULAI",
            "TANGGAL SELESAI",
            "TAHUN",
            "DURASI JAM",
        ),
    ),
    LEADERSHIP: Shape(
        LEADERSHIP,
        (
            "NIP",
            "NAMA",
            "JENIS DIKLAT STRUKTURAL",
            "NAMA DIKLAT",
            "NOMOR SERTIFIKAT",
            "INSTITUSI PENYELENGGARA",
            "TANGGAL MULAI",
            "TANGGAL SELESAI",
            "TAHUN",
            "DURASI JAM",
        ),
    ),
}


@dataclass(frozen=True)
class Row:
    """One entry in a shape, and what it lacks."""

    entry: Entry
    cells: list[Any]
    lacks: list[str]


def entries_for(officer: Person, *, year: int, shape: str, unit: str = "") -> QuerySet[Entry]:
    """The standing entries of the officer's people of a year that go into this shape."""
    theirs = within("person__agency", officer, Role.OFFICER)
    rows = Entry.objects.filter(theirs, earned_on__year=year).standing()
    is_structural = Q(form=STRUCTURAL)
    rows = rows.filter(is_structural if shape == LEADERSHIP else ~is_structural)
    if unit:
        rows = rows.filter(person__agency__code=unit)
    return rows.select_related("person__agency").order_by("person__name", "earned_on", "pk")


def rows_of(entries: QuerySet[Entry], shape: str) -> Iterator[Row]:
    """The entries as rows of the shape."""
    kinds = read_kinds()
    for entry in entries:
        yield _row(entry, shape, kinds)


def _row(entry: Entry, shape: str, kinds: Kinds) -> Row:
    kind = kinds.of_form(entry.form)
    lacks = []
    if not entry.number:
        lacks.append(_("nomor sertifikat"))
    if not entry.organiser:
        lacks.append(_("penyelenggara"))
    if entry.jp + entry.cut <= 0:
        lacks.append(_("JP"))
    what: list[Any]
    if shape == LEADERSHIP:
        name = _structural_name(entry.title, kinds)
        what = [name]
        if not name:
            lacks.append(_("jenis diklat struktural"))
    else:
        what = [kind.id if kind else None, kind.name if kind else ""]
        if kind is None:
            lacks.append(_("jenis diklat"))
    cells = [
        entry.person.nip,
        entry.person.name,
        *what,
        entry.title,
        entry.number,
        entry.organiser,
        entry.started_on,
        entry.earned_on,
        entry.earned_on.year,
        entry.jp + entry.cut,
    ]
    return Row(entry, cells, lacks)


def _structural_name(title: str, kinds: Kinds) -> str:
    """The national name of a leadership training whose title says it in so many words."""
    words = title.upper().replace("KEPEMIMPINAN TINGKAT", "PIM").replace("DIKLATPIM", "PIM")
    for name in kinds.structural:
        if any(f" {part} " in f" {words} " for part in name.upper().split("/")):
            return name
    return ""
