"""Read lists that come in as Excel: what each row means, then put in, then taken back if need be."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.people.workbook import Limits, Unreadable
from sinau.people.workbook.xlsx import Workbook
from sinau.planning.actions.competencies import Wanted, set_requirements
from sinau.planning.actions.settling import settle
from sinau.planning.actions.talent import enter_performance
from sinau.planning.events import SheetCommitted, SheetUndone
from sinau.planning.lists import performance_rows, requirement_rows
from sinau.planning.models import Performance, Requirement, SheetKind, SheetRun

MOST_ROWS = 20_000
Reader = Callable[[list[tuple[int, list[str]]], Person], list[dict[str, Any]]]
_READERS: dict[str, Reader] = {
    SheetKind.REQUIREMENTS: requirement_rows,
    SheetKind.PERFORMANCE: performance_rows,
}


class NothingToPutIn(Refused):
    """A list without one good row changes nothing."""


class ChangedSince(Refused):
    """What was changed again since is not taken back blindly."""


@transaction.atomic
def upload_sheet(kind: str, file: IO[bytes], *, file_name: str, by: Person) -> SheetRun:
    """The workbook was read and can be looked at; nothing is changed yet. Raises Unreadable."""
    rows = _READERS[kind](_cells(file), by)
    bad = sum(bool(row["problem"]) for row in rows)
    return SheetRun.objects.create(
        kind=kind,
        file_name=file_name[:200],
        rows=rows,
        good=len(rows) - bad,
        bad=bad,
        uploaded_by=by,
        uploaded_at=now(),
    )


def _cells(file: IO[bytes]) -> list[tuple[int, list[str]]]:
    limits = Limits(file_bytes=5 * 1024 * 1024, rows=MOST_ROWS)
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    if size == 0:
        raise Unreadable("empty")
    if size > limits.file_bytes:
        raise Unreadable("too-big", size=-(-size // 1024**2), limit=limits.file_bytes // 1024**2)
    if file.read(2) != b"PK":
        raise Unreadable("not-a-workbook")
    file.seek(0)
    book = Workbook(file, limits)
    lines = list(book.rows(book.sheets[0], first=MOST_ROWS + 2)) if book.sheets else []
    if len(lines) > MOST_ROWS + 1:
        raise Unreadable("too-many-rows", limit=MOST_ROWS)
    return [
        (number, [cells.get(at, "").strip() for at in range(max(cells, default=0) + 1)])
        for number, cells in lines
    ]


@transaction.atomic
def commit_sheet(run: SheetRun, *, by: Person) -> SheetRun:
    """The good rows are put in and what they replaced is remembered; a second time changes nothing."""
    run = SheetRun.objects.select_for_update().get(pk=run.pk)
    if run.committed_at is not None:
        return run
    good = [row for row in run.rows if not row["problem"]]
    if not good:
        raise NothingToPutIn(
            gettext_lazy(
                "Tidak ada baris yang dapat dimasukkan. Perbaiki berkasnya lalu unggah lagi."
            ),
            back=run.get_absolute_url(),
        )
    if run.kind == SheetKind.REQUIREMENTS:
        wanted = [Wanted(**row["values"]) for row in good]
        made, replaced = set_requirements(wanted, basis=_("Excel %s") % run.file_name[:100], by=by)
    else:
        rated = [Performance(**row["values"]) for row in good]
        made, replaced = enter_performance(rated, by=by)
    run.undo = {"made": made, "replaced": replaced}
    run.committed_at = now()
    run.save(update_fields=["undo", "committed_at"])
    announce(SheetCommitted(sheet_id=run.pk, file_name=run.file_name, rows=len(made)), by=by)
    return run


@transaction.atomic
def undo_sheet(run: SheetRun, *, by: Person) -> SheetRun:
    """Everything is as it was before the list; refused where a row was changed again since."""
    run = SheetRun.objects.select_for_update().get(pk=run.pk)
    if run.committed_at is None or run.undone_at is not None:
        return run
    model = Requirement if run.kind == SheetKind.REQUIREMENTS else Performance
    made, replaced = run.undo["made"], run.undo["replaced"]
    if model._default_manager.filter(pk__in=made).exclude(replaced_at=None).exists():
        raise ChangedSince(
            gettext_lazy(
                "Sebagian baris sudah diubah lagi setelah berkas ini, jadi tidak dibatalkan."
            ),
            back=run.get_absolute_url(),
        )
    model._default_manager.filter(pk__in=made).update(replaced_at=now())
    model._default_manager.filter(pk__in=replaced).update(replaced_at=None)
    if run.kind == SheetKind.REQUIREMENTS:
        settle()
    run.undone_at = now()
    run.save(update_fields=["undone_at"])
    announce(SheetUndone(sheet_id=run.pk, file_name=run.file_name, rows=len(made)), by=by)
    return run
