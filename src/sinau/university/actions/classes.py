"""Write, announce and withdraw classes and their sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.registrations import move_up
from sinau.university.clashes import clashes_of
from sinau.university.events import (
    ClashAccepted,
    ClassPublished,
    ClassWithdrawn,
    ClassWritten,
    SessionMoved,
)
from sinau.university.models import (
    Attendance,
    ClassClosing,
    Publication,
    Registration,
    Session,
    Speaker,
    TrainingClass,
)


class ClassIsClosed(Refused):
    """A closed class does not change any more."""


class ClassNotReady(Refused):
    """A class is announced when it says when it is."""


class SessionClashes(Refused):
    """A room, a speaker or a participant cannot be in two places, unless an officer says why."""


class SessionWasAttended(Refused):
    """A session somebody attended cannot be taken away."""


def refuse_if_closed(training_class: TrainingClass) -> None:
    """A closed class does not change any more."""
    if ClassClosing.objects.filter(training_class=training_class).exists():
        raise ClassIsClosed(
            _("Kelas ini sudah ditutup, jadi tidak dapat diubah lagi."),
            back=training_class.get_absolute_url(),
        )


@transaction.atomic
def write_class(training_class: TrainingClass, *, by: Person) -> TrainingClass:
    """Keep what a class says of itself; with more seats the waiting list moves up."""
    training_class.updated_at = now()
    if training_class.pk is None:
        training_class.created_at = training_class.updated_at
        training_class.owner = by
    else:
        refuse_if_closed(training_class)
    training_class.save()
    tell_written(training_class, by)
    move_up(training_class, by=by)
    return training_class


@dataclass(frozen=True)
class Guest:
    """Somebody who speaks: a person of the city, or a guest by name."""

    name: str
    person: Person | None = None
    position: str = ""
    topic: str = ""


@transaction.atomic
def write_session(
    session: Session, *, by: Person, speakers: Sequence[Guest] | None = None
) -> Session:
    """Keep a session and its speakers; who has a seat hears when its time or place moved.

    A clash is refused unless the session says why it stands all the same.
    """
    refuse_if_closed(session.training_class)
    known = {guest.person.pk for guest in speakers or () if guest.person}
    clashes = clashes_of(session, known if speakers is not None else None)
    if clashes and not session.clash_reason:
        raise SessionClashes(
            _("Sesi ini bentrok. Ubah waktunya, atau tulis mengapa tetap disimpan."),
            reasons=clashes,
        )
    if not clashes:
        session.clash_reason = ""
    before = Session.objects.select_related("room").filter(pk=session.pk).first()
    has_moved = before is not None and _moved(before, session)
    if has_moved:
        session.sequence += 1
        session.moved_at = now()
    session.save()
    if speakers is not None:
        _keep_speakers(session, speakers)
    _settle_times(session.training_class)
    tell_written(session.training_class, by)
    if clashes:
        announce(
            ClashAccepted(
                class_id=session.training_class_id,
                session_id=session.pk,
                session=session.title,
                reason=session.clash_reason,
            ),
            by=by,
        )
    if has_moved:
        _tell_moved(session, by)
    return session


def _moved(before: Session, after: Session) -> bool:
    names = ("starts_at", "ends_at", "room_id", "link")
    return any(getattr(before, name) != getattr(after, name) for name in names)


def _keep_speakers(session: Session, speakers: Sequence[Guest]) -> None:
    session.speakers.all().delete()
    Speaker.objects.bulk_create(
        Speaker(
            session=session,
            person=guest.person,
            name=guest.name[:150],
            position=guest.position[:150],
            topic=guest.topic[:200],
        )
        for guest in speakers
    )


def _tell_moved(session: Session, by: Person) -> None:
    training_class = session.training_class
    seated = Registration.objects.seated().filter(training_class=training_class)
    people = list(seated.values_list("person_id", flat=True))
    if people and training_class.publications.open().exists():
        announce(
            SessionMoved(
                class_id=training_class.pk,
                session_id=session.pk,
                title=training_class.title,
                session=session.title,
                starts_at=session.starts_at,
                place=session.place,
                people=people,
            ),
            by=by,
        )


@transaction.atomic
def remove_session(session: Session, *, by: Person) -> None:
    """The session is gone, unless somebody was there."""
    refuse_if_closed(session.training_class)
    if Attendance.objects.filter(session=session).exists():
        raise SessionWasAttended(_("Sesi ini sudah ada yang menghadiri, jadi tidak dapat dihapus."))
    training_class = session.training_class
    session.delete()
    _settle_times(training_class)
    tell_written(training_class, by)


def _settle_times(training_class: TrainingClass) -> None:
    sessions = list(training_class.sessions.all())
    training_class.starts_at = min((s.starts_at for s in sessions), default=None)
    training_class.ends_at = max((s.ends_at for s in sessions), default=None)
    training_class.minutes = sum(s.minutes for s in sessions)
    training_class.updated_at = now()
    training_class.save(update_fields=["starts_at", "ends_at", "minutes", "updated_at"])


@transaction.atomic
def publish_class(training_class: TrainingClass, *, by: Person) -> Publication:
    """Announce the class and open its registration; an open one stays as it is."""
    training_class = TrainingClass.objects.select_for_update().get(pk=training_class.pk)
    standing = training_class.publications.open().first()
    if standing:
        return standing
    if training_class.starts_at is None:
        raise ClassNotReady(
            _("Kelas ini belum dapat diumumkan."),
            reasons=[_("Tulis paling sedikit satu sesi dengan tanggal dan jamnya.")],
        )
    publication = Publication.objects.create(
        training_class=training_class, published_by=by, published_at=now()
    )
    announce(ClassPublished(class_id=training_class.pk, title=training_class.title), by=by)
    return publication


@transaction.atomic
def withdraw_class(training_class: TrainingClass, *, reason: str, by: Person) -> None:
    """Nobody new finds the class; who is registered still does. A second time changes nothing."""
    open_ones = Publication.objects.open().filter(training_class=training_class)
    if open_ones.update(withdrawn_by=by, withdrawn_at=now(), reason=reason):
        announce(
            ClassWithdrawn(class_id=training_class.pk, title=training_class.title, reason=reason),
            by=by,
        )


def tell_written(training_class: TrainingClass, by: Person) -> None:
    """That what a class says has changed."""
    announce(ClassWritten(class_id=training_class.pk, title=training_class.title), by=by)
