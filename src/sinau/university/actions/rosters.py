"""Add a list of people to a class at once, and take the list back as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce, announce_many
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.registrations import Seats, move_up, recount, registered
from sinau.university.events import RegistrationCancelled, RosterAdded, RosterUndone
from sinau.university.models import (
    Attendance,
    ClassClosing,
    Registration,
    RosterBatch,
    TrainingClass,
)


class RosterIsFinal(Refused):
    """A closed class takes no list, and a list of which somebody was in the room stays."""


@transaction.atomic
def add_roster(
    training_class: TrainingClass, people: Sequence[Person], *, by: Person
) -> RosterBatch | None:
    """Everybody of the list has a seat or a place in the line; None when all were there already."""
    training_class = TrainingClass.objects.select_for_update().get(pk=training_class.pk)
    if ClassClosing.objects.filter(training_class=training_class).exists():
        raise RosterIsFinal(_("Kelas ini sudah ditutup."), back=training_class.get_absolute_url())
    standing = Registration.objects.standing().filter(training_class=training_class)
    there = set(standing.values_list("person_id", flat=True))
    new = [person for person in people if person.pk not in there]
    if not new:
        return None
    batch = RosterBatch.objects.create(
        training_class=training_class, added_at=now(), added_by=by, count=len(new)
    )
    seats = Seats(training_class)
    rows = [
        Registration(
            training_class=training_class,
            person=person,
            agency=person.agency,
            registered_at=now(),
            registered_by=by,
            batch=batch,
            seated_at=now() if seats.take(person.agency_id) else None,
        )
        for person in new
    ]
    rows = Registration.objects.bulk_create(rows)
    recount(training_class)
    announce_many([registered(row, training_class) for row in rows], by=by)
    announce(
        RosterAdded(
            class_id=training_class.pk,
            title=training_class.title,
            batch_id=batch.pk,
            count=batch.count,
        ),
        by=by,
    )
    return batch


@transaction.atomic
def undo_roster(batch: RosterBatch, *, by: Person) -> int:
    """The whole list is taken back and the line moves up; how many. A second time changes nothing."""
    training_class = TrainingClass.objects.select_for_update().get(pk=batch.training_class_id)
    batch = RosterBatch.objects.get(pk=batch.pk)
    if batch.undone_at is not None:
        return 0
    rows = list(Registration.objects.standing().filter(batch=batch).select_related("person"))
    _refuse_when_final(training_class, rows)
    moment, reason = now(), str(_("Daftar yang ditambahkan sekaligus dibatalkan petugas."))
    for row in rows:
        row.cancelled_at, row.cancelled_by, row.cancel_reason = moment, by, reason
    Registration.objects.bulk_update(rows, ["cancelled_at", "cancelled_by", "cancel_reason"])
    batch.undone_at, batch.undone_by = moment, by
    batch.save(update_fields=["undone_at", "undone_by"])
    if rows:
        announce_many([_cancelled(row, training_class) for row in rows], by=by)
    announce(
        RosterUndone(
            class_id=training_class.pk,
            title=training_class.title,
            batch_id=batch.pk,
            count=len(rows),
        ),
        by=by,
    )
    move_up(training_class, by=by)
    return len(rows)


def _refuse_when_final(training_class: TrainingClass, rows: list[Registration]) -> None:
    closed = ClassClosing.objects.filter(training_class=training_class).exists()
    if closed or Attendance.objects.filter(registration__in=rows).exists():
        raise RosterIsFinal(
            _("Ada peserta dari daftar ini yang sudah tercatat hadir. Keluarkan satu per satu.")
            if not closed
            else _("Kelas ini sudah ditutup."),
            back=training_class.get_absolute_url(),
        )


def _cancelled(row: Registration, training_class: TrainingClass) -> RegistrationCancelled:
    return RegistrationCancelled(
        class_id=training_class.pk,
        registration_id=row.pk,
        person_id=row.person_id,
        name=row.person.name,
        title=training_class.title,
        reason=row.cancel_reason,
    )
