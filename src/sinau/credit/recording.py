"""Write down predicates and discipline: one at a time, or by a workbook that can be taken back."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Sequence
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.credit.events import RecordKept, RecordsImported, RecordsUndone
from sinau.credit.models import Discipline, Predicate, RecordKind, RecordRun, StaffRecord, label_of
from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people import nip as nips
from sinau.people.models import Person
from sinau.people.workbook.columns import plain
from sinau.people.workbook.sentences import Unreadable
from sinau.people.workbook.shapes import Limits
from sinau.people.workbook.xlsx import Workbook

HEADINGS = ("NIP", "NAMA", "TAHUN", "PREDIKAT KINERJA", "HUKUMAN DISIPLIN", "DASAR")
FIRST_YEAR = 2018
_LIMITS = Limits(rows=20_000)
_PREDICATES = {
    "sangat baik": Predicate.VERY_GOOD,
    "baik": Predicate.GOOD,
    "butuh perbaikan": Predicate.NEEDS_IMPROVEMENT,
    "cukup": Predicate.NEEDS_IMPROVEMENT,
    "kurang": Predicate.POOR,
    "sangat kurang": Predicate.VERY_POOR,
}
_DISCIPLINES = {
    "tidak ada": Discipline.NONE,
    "tidak pernah": Discipline.NONE,
    "nihil": Discipline.NONE,
    "tidak": Discipline.NONE,
    "ringan": Discipline.LIGHT,
    "sedang": Discipline.MEDIUM,
    "berat": Discipline.SEVERE,
}


class NotTheirRecord(Refused):
    """Records are kept by an officer over the person's agency, and never one's own."""


class RunIsClosed(Refused):
    """An import is applied once and taken back once."""


class NothingToKeep(Refused):
    """An import without a good line keeps nothing."""


@transaction.atomic
def keep(
    person: Person, *, by: Person, kind: str, year: int, value: str, source: str
) -> StaffRecord:
    """The value stands in the records with its basis; the same again changes nothing."""
    if not Person.objects.kept_by(by).filter(pk=person.pk).exists():
        raise NotTheirRecord(
            _("Data ini dicatat pejabat kepegawaian perangkat daerahnya, bukan diri sendiri.")
        )
    newest = StaffRecord.objects.filter(person=person, kind=kind, year=year).in_force().last()
    if newest and (newest.value, newest.source) == (value, source):
        return newest
    record = StaffRecord.objects.create(
        person=person,
        kind=kind,
        year=year,
        value=value,
        source=source[:200],
        recorded_by=by,
        recorded_at=now(),
    )
    announce(
        RecordKept(
            person_id=person.pk,
            record_id=record.pk,
            what=str(RecordKind(kind).label),
            year=year,
            value=label_of(kind, value),
            source=record.source,
        ),
        by=by,
    )
    return record


def upload(file: IO[bytes], *, by: Person, file_name: str) -> RecordRun:
    """A run waits with every line judged; the same file again is the same run. Raises Unreadable."""
    data = file.read(_LIMITS.file_bytes + 1)
    if data[:2] != b"PK":
        raise Unreadable("not-a-workbook")
    lines = _judged(_lines(data), by)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
        same = RecordRun.objects.filter(uploaded_by=by, digest=digest, committed_at=None).first()
        if same:
            same.lines = lines
            same.save(update_fields=["lines"])
            return same
        return RecordRun.objects.create(
            file_name=file_name[:200],
            digest=digest,
            lines=lines,
            uploaded_by=by,
            uploaded_at=now(),
        )


@transaction.atomic
def commit(run: RecordRun, *, by: Person) -> RecordRun:
    """The good lines stand in the records, all or none; a second time changes nothing."""
    run = RecordRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.committed_at:
        return run
    run.lines = _judged(run.lines, by)
    rows = [
        StaffRecord(
            person_id=line["person"],
            kind=kind,
            year=int(line["year"]),
            value=value,
            source=line["source"][:200],
            recorded_by=by,
            recorded_at=now(),
            run=run,
        )
        for line in run.lines
        if not line["problems"]
        for kind, value in line["values"].items()
    ]
    if not rows:
        raise NothingToKeep(
            _("Tidak ada baris yang dapat diterapkan."), back=run.get_absolute_url()
        )
    StaffRecord.objects.bulk_create(rows, batch_size=1000)
    run.committed_by, run.committed_at = by, now()
    run.save(update_fields=["committed_by", "committed_at", "lines"])
    announce(RecordsImported(run_id=run.pk, file_name=run.file_name, records=len(rows)), by=by)
    return run


@transaction.atomic
def undo(run: RecordRun, *, by: Person) -> RecordRun:
    """The records of the run do not count any more; a second time changes nothing."""
    run = RecordRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.undone_at:
        return run
    if not run.committed_at:
        raise RunIsClosed(
            _("Impor ini belum diterapkan, jadi tidak ada yang dibatalkan."),
            back=run.get_absolute_url(),
        )
    run.undone_by, run.undone_at = by, now()
    run.save(update_fields=["undone_by", "undone_at"])
    announce(
        RecordsUndone(run_id=run.pk, file_name=run.file_name, records=run.records.count()), by=by
    )
    return run


def _lines(data: bytes) -> list[dict[str, Any]]:
    book = Workbook(io.BytesIO(data), _LIMITS)
    wanted = {plain(heading): heading for heading in HEADINGS}
    for sheet in book.sheets:
        at: dict[str, int] = {}
        lines: list[dict[str, Any]] = []
        for number, cells in book.rows(sheet):
            if not at:
                found = {wanted[plain(t)]: p for p, t in cells.items() if plain(t) in wanted}
                at = found if {"NIP", "TAHUN"} <= found.keys() else {}
                continue
            said = {heading: cells.get(p, "").strip()[:300] for heading, p in at.items()}
            if any(said.values()):
                lines.append({"number": number, "cells": said})
            if len(lines) > _LIMITS.rows:
                raise Unreadable("too-many-rows", limit=_LIMITS.rows)
        if lines:
            return lines
    raise Unreadable("no-header", within=_LIMITS.header_within)


def _judged(lines: Sequence[dict[str, Any]], by: Person) -> list[dict[str, Any]]:
    digits = {line["number"]: nips.clean(line["cells"].get("NIP", "")) for line in lines}
    people = {p.nip: p for p in Person.objects.kept_by(by).filter(nip__in=digits.values())}
    return [_line(line, people.get(digits[line["number"]])) for line in lines]


def _line(line: dict[str, Any], person: Person | None) -> dict[str, Any]:
    cells = line["cells"]
    problems = []
    if person is None:
        problems.append(_("NIP tidak terdaftar di perangkat daerah Anda, atau milik Anda sendiri."))
    year = cells.get("TAHUN", "").removesuffix(".0")
    if not year.isdigit() or not FIRST_YEAR <= int(year) <= today().year:
        problems.append(
            _("Kolom TAHUN: tulis tahun %(first)s sampai %(last)s.")
            % {"first": FIRST_YEAR, "last": today().year}
        )
    if not cells.get("DASAR"):
        problems.append(_("Kolom DASAR kosong. Tulis nomor SKP, SK, atau surat keterangannya."))
    values: dict[str, str] = {}
    for kind, heading, known in (
        (RecordKind.PERFORMANCE, "PREDIKAT KINERJA", _PREDICATES),
        (RecordKind.DISCIPLINE, "HUKUMAN DISIPLIN", _DISCIPLINES),
    ):
        said = re.sub(r"\s+", " ", cells.get(heading, "").casefold()).strip(" -")
        if said in known:
            values[kind.value] = known[said].value
        elif said:
            problems.append(
                _("Kolom %(column)s berisi “%(value)s”. Pilih: %(choices)s.")
                % {"column": heading, "value": said[:60], "choices": ", ".join(known)}
            )
    if not values and not problems:
        problems.append(_("Isi predikat kinerja, hukuman disiplin, atau keduanya."))
    return {
        "number": line["number"],
        "cells": cells,
        "name": person.full_name if person else cells.get("NAMA", ""),
        "person": person.pk if person else None,
        "year": year,
        "values": values,
        "source": cells.get("DASAR", ""),
        "problems": problems,
    }
