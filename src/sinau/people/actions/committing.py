"""Put an import into the records in one transaction, and take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from secrets import token_urlsafe
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.kernel.telling import tell
from sinau.people.actions.imports import RunIsClosed, waiting
from sinau.people.actions.postings import end_postings, post
from sinau.people.comparing import PERSONAL, STAFF, full, plain
from sinau.people.events import ImportCommitted, ImportUndone
from sinau.people.models import (
    Agency,
    CompetencyLevel,
    ImportRow,
    ImportRun,
    Person,
    PersonalData,
    Posting,
    Role,
    RowKind,
)

_WRITTEN = (RowKind.NEW, RowKind.CHANGED, RowKind.MOVED, RowKind.LEFT)
_POSTED = {"agency", "job_title", "job_kind", "left_on"}
_KEPT = [*STAFF, "agency", "left_on", "is_active"]
# What an import itself has made of a new person; anything else is somebody's later work.
_OF_THE_IMPORT = (Posting, PersonalData, ImportRow, CompetencyLevel)
_SHOWN = 10


class PreviewIsStale(Refused):
    """The records changed after the preview; it must be looked at again before it is applied."""


class RowsRemainUnread(Refused):
    """A file that is said to be complete is applied only when every row could be read."""


class NothingToCommit(Refused):
    """A run without new, changed, moved or left people writes nothing."""


class LaterChanges(Refused):
    """Somebody worked on what the import brought; taking it back would lose that."""


@transaction.atomic
def commit_import(run: ImportRun, *, by: Person) -> ImportRun:
    """The good rows are in the records, all or none; a second time changes nothing."""
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.is_committed:
        return locked
    run = waiting(run)
    _must_be_read(run)
    rows = _rows_of(run)
    if not rows:
        raise NothingToCommit(
            _("Tidak ada yang perlu diterapkan dari berkas ini."), back=run.get_absolute_url()
        )
    people = _locked_people(rows)
    _must_be_fresh(run, rows, people, by)
    _write_people(rows, people)
    _write_personal(rows, forward=True)
    _write_postings(run, rows, people)
    run.committed_by, run.committed_at = by, now()
    run.save(update_fields=["committed_by", "committed_at"])
    tell(_committed(run, rows), by=by)
    return run


@transaction.atomic
def undo_import(run: ImportRun, *, by: Person) -> ImportRun:
    """The records are as before the import; refused when later work would be lost; once only."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.undone_at:
        return run
    if not run.is_committed:
        raise RunIsClosed(
            _("Impor ini belum diterapkan, jadi tidak ada yang dibatalkan."),
            back=run.get_absolute_url(),
        )
    rows = _rows_of(run)
    people = _locked_people(rows)
    _must_be_untouched(run, rows, people)
    made = [row.person_id for row in rows if row.kind == RowKind.NEW and row.person_id]
    Posting.objects.filter(begun_by=run).delete()
    Posting.objects.filter(ended_by=run).update(valid_to=None, ended_by=None)
    old = [row for row in rows if row.kind != RowKind.NEW]
    _restore(old, people)
    _write_personal(old, forward=False)
    _remove_made(run)
    run.undone_by, run.undone_at = by, now()
    run.save(update_fields=["undone_by", "undone_at"])
    tell(
        ImportUndone(
            run_id=run.pk,
            file_name=run.file_name,
            person_ids=[row.person_id for row in old if row.person_id],
            removed_person_ids=made,
        ),
        by=by,
    )
    return run


def _rows_of(run: ImportRun) -> list[ImportRow]:
    """The rows that change something, without the texts they were read from."""
    rows = run.rows.filter(kind__in=_WRITTEN).defer("cells", "problems")
    return list(rows.order_by("number", "pk"))


# ── before writing ──────────────────────────────────────────────────────────────────────────


def _must_be_read(run: ImportRun) -> None:
    if run.complete_for is None or not run.counts.get(RowKind.LEFT):
        return
    unread = list(run.rows.filter(kind=RowKind.PROBLEM).values_list("number", flat=True)[:_SHOWN])
    if unread:
        raise RowsRemainUnread(
            _(
                "Berkas ini dinyatakan lengkap, jadi semua barisnya harus terbaca sebelum "
                "pegawai yang tidak tercantum dianggap berhenti."
            ),
            reasons=[_("Baris %(number)s masih bermasalah.") % {"number": n} for n in unread],
            back=run.get_absolute_url(),
        )


def _locked_people(rows: Iterable[ImportRow]) -> dict[int, Person]:
    ids = [row.person_id for row in rows if row.person_id]
    locked = Person.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return {person.pk: person for person in locked}


def _must_be_fresh(
    run: ImportRun, rows: list[ImportRow], people: dict[int, Person], by: Person
) -> None:
    paths = dict(Agency.objects.filter(closed_on=None).values_list("pk", "path"))
    kept = by.paths(Role.OFFICER)
    known = set(
        Person.objects.filter(
            nip__in=[row.nip for row in rows if row.kind == RowKind.NEW]
        ).values_list("nip", flat=True)
    )
    stale = [
        row.name
        for row in rows
        if (row.kind == RowKind.NEW and row.nip in known)
        or not _is_as_compared(row, people)
        or not _keeps(kept, paths, row, people)
    ]
    if stale:
        raise PreviewIsStale(
            _("Data pegawai berubah sejak pratinjau ini dibuat. Perbarui pratinjau, lalu periksa."),
            reasons=_some(stale),
            back=run.get_absolute_url(),
        )


def _is_as_compared(row: ImportRow, people: dict[int, Person]) -> bool:
    if row.kind == RowKind.NEW:
        return True
    person = people.get(row.person_id or 0)
    if person is None or (row.kind == RowKind.LEFT and person.left_on):
        return False
    return all(_value(person, key) == old for key, (old, _new) in row.changes.items())


def _keeps(
    kept: list[str], paths: dict[int, str], row: ImportRow, people: dict[int, Person]
) -> bool:
    ids = {row.agency_id, people[row.person_id].agency_id if row.person_id else row.agency_id}
    return all(any(paths.get(pk or 0, "").startswith(own) for own in kept) for pk in ids)


def _value(person: Person, key: str) -> Any:
    return person.agency_id if key == "agency" else plain(getattr(person, key))


def _some(names: list[str]) -> list[str]:
    more = len(names) - _SHOWN
    rest = [_("dan %(count)s lagi") % {"count": more}] if more > 0 else []
    return names[:_SHOWN] + rest


# ── writing ─────────────────────────────────────────────────────────────────────────────────


_NAME_THE_NEW = """
    update people_importrow line set person_id = person.id from people_person person
     where person.nip = line.nip and line.run_id = %s and line.kind = %s
"""


def _write_people(rows: list[ImportRow], people: dict[int, Person]) -> None:
    made = [(row, _made(row)) for row in rows if row.kind == RowKind.NEW]
    Person.objects.bulk_create([person for _row, person in made], batch_size=1000)
    for row, person in made:
        row.person = person
        people[person.pk] = person
    with connection.cursor() as cursor:
        cursor.execute(_NAME_THE_NEW, [rows[0].run_id, RowKind.NEW])
    gone = {"left_on": [None, plain(today())], "is_active": [True, False]}
    ImportRow.objects.filter(run=rows[0].run_id, kind=RowKind.LEFT).update(changes=gone)
    touched = []
    for row in rows:
        if row.kind == RowKind.NEW or row.person_id is None:
            continue
        person = people[row.person_id]
        if row.kind == RowKind.LEFT:
            row.changes = gone
        _set(person, {key: new for key, (_old, new) in row.changes.items()})
        touched.append(person)
    _upsert(Person, touched, _KEPT)


def _made(row: ImportRow) -> Person:
    # Nobody signs in as a new person before they have set a password themselves.
    person = Person(nip=row.nip, password=UNUSABLE_PASSWORD_PREFIX + token_urlsafe(30))
    _set(person, {key: new for key, (_old, new) in row.changes.items()})
    return person


def _set(person: Person, values: dict[str, Any]) -> None:
    for key, value in values.items():
        if key == "agency":
            person.agency_id = value
        else:
            setattr(person, key, full(key, value))


def _upsert(model: type[models.Model], rows: list[Any], fields: list[str]) -> None:
    # One statement for a thousand rows; bulk_update would write a CASE for every field and row.
    if rows:
        model._default_manager.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=fields,
            batch_size=1000,
        )


def _write_personal(rows: list[ImportRow], *, forward: bool) -> None:
    found = {row.person_id: row for row in rows if row.personal and row.person_id}
    known = PersonalData.objects.in_bulk(list(found))
    written = []
    for pk, row in found.items():
        data = known.get(pk) or PersonalData(person_id=pk)
        for key, (old, new) in row.personal.items():
            setattr(data, key, new if forward else old)
        written.append(data)
    PersonalData.objects.bulk_create(
        written,
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=list(PERSONAL),
        batch_size=1000,
    )


def _write_postings(run: ImportRun, rows: list[ImportRow], people: dict[int, Person]) -> None:
    days: dict[int, date] = {}
    for row in rows:
        if row.person_id and row.kind != RowKind.LEFT and _POSTED & row.changes.keys():
            days[row.person_id] = _first_day(row, people[row.person_id])
    post([people[pk] for pk in days], days=days, by_run=run)
    left = [row.person_id for row in rows if row.kind == RowKind.LEFT and row.person_id]
    end_postings({pk: today() for pk in left}, by_run=run)


def _first_day(row: ImportRow, person: Person) -> date:
    """The day of the job when the row brings one, else today; of a new person the appointment."""
    if row.kind == RowKind.NEW:
        said = person.job_date or person.cpns_date
    else:
        said = person.job_date if "job_date" in row.changes else None
    return said if said and said <= today() else today()


def _committed(run: ImportRun, rows: list[ImportRow]) -> ImportCommitted:
    return ImportCommitted(
        run_id=run.pk,
        file_name=run.file_name,
        new=run.counts.get(RowKind.NEW, 0),
        changed=run.counts.get(RowKind.CHANGED, 0),
        moved=run.counts.get(RowKind.MOVED, 0),
        left=run.counts.get(RowKind.LEFT, 0),
        person_ids=[row.person_id for row in rows if row.person_id],
    )


# ── taking back ─────────────────────────────────────────────────────────────────────────────


def _must_be_untouched(run: ImportRun, rows: list[ImportRow], people: dict[int, Person]) -> None:
    changed = set(
        Posting.objects.filter(begun_by=run)
        .exclude(valid_to=None)
        .values_list("person_id", flat=True)
    )
    known = PersonalData.objects.in_bulk([row.person_id for row in rows if row.personal])
    reasons = [
        _("%(name)s diubah setelah impor ini.") % {"name": row.name}
        for row in rows
        if row.person_id in changed or not _is_as_written(row, people, known)
    ]
    made = {row.person_id: row.name for row in rows if row.kind == RowKind.NEW and row.person_id}
    reasons += [
        _("%(name)s sudah dipakai di catatan lain.") % {"name": made[pk]}
        for pk in sorted(_referred_to(run))
    ]
    if reasons:
        raise LaterChanges(
            _("Impor ini tidak dapat dibatalkan karena ada pekerjaan lain sesudahnya."),
            reasons=_some(reasons),
            back=run.get_absolute_url(),
        )


def _is_as_written(
    row: ImportRow, people: dict[int, Person], known: dict[int, PersonalData]
) -> bool:
    person, data = people.get(row.person_id or 0), known.get(row.person_id or 0)
    if person is None:
        return False
    return all(_value(person, key) == new for key, (_old, new) in row.changes.items()) and all(
        getattr(data, key, None) == new for key, (_old, new) in row.personal.items()
    )


def _made_by(run: ImportRun) -> models.QuerySet[ImportRow, Any]:
    return run.rows.filter(kind=RowKind.NEW, person__isnull=False).order_by().values("person")


def _referred_to(run: ImportRun) -> set[int]:
    """Which of the new people have signed in or are pointed at by something else in the house."""
    made = _made_by(run)
    signed_in = Person.objects.filter(pk__in=made).exclude(last_login=None)
    found: set[int] = set(signed_in.values_list("pk", flat=True))
    for relation in Person._meta.related_objects:
        model, field = relation.related_model, relation.field
        if not isinstance(model, str) and model not in _OF_THE_IMPORT:
            rows = model._default_manager.filter(**{f"{field.name}__in": made}).order_by()
            found |= set(rows.values_list(field.name, flat=True))
    return found


def _remove_made(run: ImportRun) -> None:
    """The new people with what the import wrote of them; that nothing else is, was looked at."""
    made = list(_made_by(run).values_list("person", flat=True))
    for model in (Posting, PersonalData, CompetencyLevel):
        model._default_manager.filter(person__in=_made_by(run)).delete()
    run.rows.filter(kind=RowKind.NEW).update(person=None)
    # Past Django's collector, which would ask every table of the house once more.
    gone = Person.objects.filter(pk__in=made)
    gone._raw_delete(gone.db)


def _restore(rows: list[ImportRow], people: dict[int, Person]) -> None:
    touched = []
    for row in rows:
        if row.person_id:
            _set(people[row.person_id], {key: old for key, (old, _new) in row.changes.items()})
            touched.append(people[row.person_id])
    _upsert(Person, touched, _KEPT)
