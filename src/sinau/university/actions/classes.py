"""Write, announce and withdraw classes and their sessions."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.registrations import move_up
from sinau.university.events import ClassPublished, ClassWithdrawn, ClassWritten
from sinau.university.models import Attendance, ClassClosing, Publication, Session, TrainingClass


class ClassIsClosed(Refused):
    """A closed class does not change any more."""


class ClassNotReady(Refused):
    """A class is announced when it says when it is."""


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
    _tell_written(training_class, by)
    move_up(training_class, by=by)
    return training_class


@transaction.atomic
def write_session(session: Session, *, by: Person) -> Session:
    """Keep a session; the class begins with its first and ends with its last."""
    refuse_if_closed(session.training_class)
    session.save()
    _settle_times(session.training_class)
    _tell_written(session.training_class, by)
    return session


@transaction.atomic
def remove_session(session: Session, *, by: Person) -> None:
    """The session is gone, unless somebody was there."""
    refuse_if_closed(session.training_class)
    if Attendance.objects.filter(session=session).exists():
        raise SessionWasAttended(_("Sesi ini sudah ada yang menghadiri, jadi tidak dapat dihapus."))
    training_class = session.training_class
    session.delete()
    _settle_times(training_class)
    _tell_written(training_class, by)


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


def _tell_written(training_class: TrainingClass, by: Person) -> None:
    announce(ClassWritten(class_id=training_class.pk, title=training_class.title), by=by)
