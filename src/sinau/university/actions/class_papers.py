"""Keep material, minutes and signed lists beside a class, and the rooms classes are held in."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.journal.announcing import announce, announce_many
from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.university.actions.attendance import marked
from sinau.university.actions.classes import refuse_if_closed
from sinau.university.events import ClassPaperKept, RoomWritten
from sinau.university.models import (
    Attendance,
    AttendanceSheet,
    ClassMaterial,
    Minutes,
    Registration,
    Room,
    Session,
    TrainingClass,
)
from sinau.university.models.attendance import AttendanceMethod


@transaction.atomic
def add_material(material: ClassMaterial, *, by: Person) -> ClassMaterial:
    """The participants find the file or link on the page of the class."""
    material.added_at, material.added_by = now(), by
    material.save()
    _tell_paper(material.training_class, gettext_noop("bahan"), material.title, by)
    return material


@transaction.atomic
def remove_material(material: ClassMaterial, *, by: Person) -> None:
    """The material is not offered any more; its file is deleted."""
    training_class, title = material.training_class, material.title
    if material.file:
        material.file.delete(save=False)
    material.delete()
    _tell_paper(training_class, gettext_noop("penghapusan bahan"), title, by)


@transaction.atomic
def write_minutes(session: Session, *, text: str, decisions: str, by: Person) -> Minutes:
    """The minutes of the session say this now; also after the class is closed."""
    minutes, _is_new = Minutes.objects.update_or_create(
        session=session,
        defaults={
            "text": text,
            "decisions": decisions,
            "written_at": now(),
            "written_by": by,
        },
    )
    _tell_paper(session.training_class, gettext_noop("notulen"), session.title, by)
    return minutes


@transaction.atomic
def file_sheet(
    session: Session,
    participants: Sequence[Registration],
    *,
    sheet: AttendanceSheet | None,
    by: Person,
) -> int:
    """Who signed the paper list was in the session; how many are new. The list is the evidence."""
    refuse_if_closed(session.training_class)
    if sheet is not None:
        sheet.session, sheet.added_at, sheet.added_by = session, now(), by
        sheet.save()
        _tell_paper(session.training_class, gettext_noop("daftar hadir"), sheet.file_name, by)
    known = set(
        Attendance.objects.filter(session=session).values_list("registration_id", flat=True)
    )
    new = [each for each in participants if each.pk not in known]
    reason = str(_("Tanda tangan pada daftar hadir kertas."))
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            registration=each,
            at=min(now(), session.ends_at),
            method=AttendanceMethod.MANUAL,
            marked_by=by,
            reason=reason,
        )
        for each in new
    )
    if new:
        announce_many([marked(session, each, reason) for each in new], by=by)
    return len(new)


@transaction.atomic
def write_room(room: Room, *, by: Person) -> Room:
    """The room can be chosen for a session."""
    room.save()
    announce(RoomWritten(room_id=room.pk, name=room.name, capacity=room.capacity), by=by)
    return room


@transaction.atomic
def close_room(room: Room, *, by: Person) -> None:
    """The room is not offered any more; where it was chosen it stays. A second time changes nothing."""
    if room.closed_at is None:
        room.closed_at, room.closed_by = now(), by
        room.save(update_fields=["closed_at", "closed_by"])
        announce(RoomWritten(room_id=room.pk, name=room.name, capacity=room.capacity), by=by)


def _tell_paper(training_class: TrainingClass, paper: str, name: str, by: Person) -> None:
    announce(
        ClassPaperKept(
            class_id=training_class.pk, title=training_class.title, paper=paper, name=name
        ),
        by=by,
    )
