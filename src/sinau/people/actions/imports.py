"""Take a workbook of employees in: upload, put right, look again, throw away."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import IO

from django.db import connection, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.comparing import Judge, left_rows
from sinau.people.models import Agency, ImportRow, ImportRun, Person, RowKind
from sinau.people.workbook import Row, check, duplicates, read


class RunIsClosed(Refused):
    """What was committed, undone or thrown away is not changed any more."""


def upload_import(
    file: IO[bytes],
    *,
    by: Person,
    file_name: str,
    complete_for: Agency | None = None,
    replaces: ImportRun | None = None,
) -> ImportRun:
    """A run waits with every row judged; the same file again is the same run.

    Raises workbook.Unreadable, with nothing written, when the file cannot be used.
    """
    reading = read(file)
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    with transaction.atomic():
        # Two clicks on the same button: the second waits here and finds the run of the first.
        Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
        same = ImportRun.objects.filter(
            uploaded_by=by,
            digest=digest,
            complete_for=complete_for,
            committed_at=None,
            removed_at=None,
        ).first()
        if same:
            return same
        run = ImportRun.objects.create(
            file_name=file_name[:200],
            file_bytes=file.tell(),
            digest=digest,
            sheet=reading.sheet[:100],
            header_row=reading.header_row,
            columns=list(reading.columns),
            unknown=[heading[:100] for heading in reading.unknown],
            skipped=[[line.number, line.why, line.text] for line in reading.skipped],
            complete_for=complete_for,
            replaces=replaces,
            units=replaces.units if replaces else {},
            uploaded_by=by,
            uploaded_at=now(),
        )
        _judge_all(run, by, reading.rows)
        if replaces is not None and replaces.is_waiting:
            remove_import(replaces, by=by)
    return run


@transaction.atomic
def fix_row(row: ImportRow, *, by: Person, cells: Mapping[str, str]) -> ImportRow:
    """The cells of a row hold these texts now and it is judged again, with all of the same NIP."""
    run = waiting(row.run)
    row = run.rows.get(pk=row.pk)
    fixed = check(row.number or 0, {**row.cells, **cells})
    numbers = {number for number in (row.nip, fixed.values.get("nip")) if number}
    others = run.rows.filter(nip__in=numbers, number__isnull=False).exclude(pk=row.pk)
    _judge_again(run, by, [fixed, *(check(o.number or 0, o.cells) for o in others)])
    return run.rows.get(number=row.number)


@transaction.atomic
def name_unit(run: ImportRun, *, by: Person, unit: str, agency: Agency) -> int:
    """That name in the file means this agency; gives the number of rows judged again."""
    run = waiting(run)
    run.units = {**run.units, unit: agency.pk}
    run.save(update_fields=["units"])
    rows = [
        check(row.number or 0, row.cells)
        for row in run.rows.filter(kind=RowKind.PROBLEM)
        if any(p["key"] == "agency" and p["value"] == unit for p in row.problems)
    ]
    _judge_again(run, by, rows)
    return len(rows)


@transaction.atomic
def refresh_import(run: ImportRun, *, by: Person) -> ImportRun:
    """Every row is compared with the records as they are now."""
    run = waiting(run)
    rows = [check(row.number or 0, row.cells) for row in run.rows.filter(number__isnull=False)]
    duplicates(rows)
    _judge_all(run, by, rows)
    return run


@transaction.atomic
def remove_import(run: ImportRun, *, by: Person) -> None:
    """The run is thrown away and its rows, which hold personal data, with it; once is enough."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.removed_at:
        return
    waiting(run)
    run.removed_by, run.removed_at = by, now()
    run.save(update_fields=["removed_by", "removed_at"])
    run.rows.all().delete()


def waiting(run: ImportRun) -> ImportRun:
    """The run, locked, while it can still be changed."""
    run = (
        ImportRun.objects.select_for_update(of=("self",))
        .select_related("complete_for")
        .get(pk=run.pk)
    )
    if not run.is_waiting:
        raise RunIsClosed(
            _("Impor ini sudah selesai (%(state)s) dan tidak dapat diubah lagi.")
            % {"state": run.state.label.lower()},
            back=run.get_absolute_url(),
        )
    return run


def _judge_all(run: ImportRun, by: Person, rows: list[Row]) -> None:
    judge = Judge.of(run, by, rows)
    judged = [judge.judge(row) for row in rows]
    judged += left_rows(run, {row.nip for row in judged})
    run.rows.all().delete()
    _keep(run, judged)
    _count(run)


def _judge_again(run: ImportRun, by: Person, rows: list[Row]) -> None:
    duplicates(rows)
    judge = Judge.of(run, by, rows)
    run.rows.filter(number__in=[row.number for row in rows]).delete()
    _keep(run, [judge.judge(row) for row in rows])
    if run.complete_for is not None:
        run.rows.filter(kind=RowKind.LEFT).delete()
        mentioned = set(run.rows.values_list("nip", flat=True))
        _keep(run, left_rows(run, mentioned))
    _count(run)


# The rows travel as one JSON text: thousands of JSON values as single parameters take seconds.
_KEEP = """
    insert into people_importrow (run_id, number, kind, nip, name, cells, changes, personal,
                                  problems, person_id, agency_id)
    select %s, number, kind, nip, name, cells, changes, personal, problems, person_id, agency_id
      from jsonb_to_recordset(%s::jsonb) as r(
           number int, kind text, nip text, name text, cells jsonb, changes jsonb, personal jsonb,
           problems jsonb, person_id bigint, agency_id bigint)
"""
_COLUMNS = (
    "number",
    "kind",
    "nip",
    "name",
    "cells",
    "changes",
    "personal",
    "problems",
    "person_id",
    "agency_id",
)


def _keep(run: ImportRun, rows: list[ImportRow]) -> None:
    text = json.dumps([{name: getattr(row, name) for name in _COLUMNS} for row in rows])
    with connection.cursor() as cursor:
        # PostgreSQL keeps no zero bytes in a text; a spreadsheet may hold one.
        cursor.execute(_KEEP, [run.pk, text.replace("\\u0000", "")])


def _count(run: ImportRun) -> None:
    counted = run.rows.order_by().values_list("kind").annotate(Count("pk"))
    run.counts = dict.fromkeys(RowKind.values, 0) | dict(counted)
    run.save(update_fields=["counts"])
