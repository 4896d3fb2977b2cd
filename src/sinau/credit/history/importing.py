"""Take a workbook of histories in: upload, put right, look again, throw away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import IO

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from sinau.credit.history.judging import Judge
from sinau.credit.models import HistoryKind, HistoryRow, HistoryRun
from sinau.credit.workbook import Line, check, read, read_kinds
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person


class RunIsClosed(Refused):
    """What was applied, undone or thrown away is not changed any more."""


def upload(file: IO[bytes], *, by: Person, file_name: str) -> HistoryRun:
    """A run waits with every line judged; the same file again is the same run.

    Raises workbook.Unusable, with nothing written, when the file cannot be used.
    """
    reading = read(file, read_kinds(), today=today())
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    with transaction.atomic():
        # Two clicks on the same button: the second waits here and finds the run of the first.
        Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
        same = HistoryRun.objects.filter(
            uploaded_by=by, digest=digest, committed_at=None, removed_at=None
        ).first()
        if same:
            return same
        run = HistoryRun.objects.create(
            file_name=file_name[:200],
            digest=digest,
            columns=list(reading.columns),
            unknown=list(reading.unknown),
            skipped=reading.skipped,
            uploaded_by=by,
            uploaded_at=now(),
        )
        _judge(run, by, reading.lines)
    return run


@transaction.atomic
def fix_line(row: HistoryRow, *, by: Person, cells: Mapping[str, str]) -> HistoryRow:
    """The cells of a line hold these texts now, and all lines are judged again."""
    run = waiting(row.run)
    row = run.rows.get(pk=row.pk)
    row.cells = {**row.cells, **cells}
    row.save(update_fields=["cells"])
    refresh(run, by=by)
    return run.rows.get(line=row.line)


@transaction.atomic
def refresh(run: HistoryRun, *, by: Person) -> HistoryRun:
    """Every line is compared with the ledger as it is now."""
    run = waiting(run)
    rows = run.rows.order_by("line").values_list("line", "cells")
    kinds, day = read_kinds(), today()
    _judge(run, by, [check(line, cells, kinds, today=day) for line, cells in rows])
    return run


@transaction.atomic
def remove(run: HistoryRun, *, by: Person) -> None:
    """The run is thrown away and its lines with it; once is enough."""
    run = HistoryRun.objects.select_for_update().get(pk=run.pk)
    if run.removed_at:
        return
    waiting(run)
    run.removed_by, run.removed_at = by, now()
    run.save(update_fields=["removed_by", "removed_at"])
    run.rows.all().delete()


def waiting(run: HistoryRun) -> HistoryRun:
    """The run, locked, while it can still be changed."""
    run = HistoryRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if not run.is_waiting:
        raise RunIsClosed(
            _("Impor ini sudah selesai dan tidak dapat diubah lagi."), back=run.get_absolute_url()
        )
    return run


def _judge(run: HistoryRun, by: Person, lines: Iterable[Line]) -> None:
    lines = list(lines)
    judge = Judge.of(run, by, lines)
    rows = [judge.judge(line) for line in lines]
    run.rows.all().delete()
    HistoryRow.objects.bulk_create(rows, batch_size=1000)
    count(run)


def count(run: HistoryRun) -> None:
    """Keep how many lines are of each kind."""
    counted = run.rows.order_by().values_list("kind").annotate(Count("pk"))
    run.counts = dict.fromkeys(HistoryKind.values, 0) | dict(counted)
    run.save(update_fields=["counts"])
