"""Say that one is in the room: by the code on the screen, its digits, or an officer's hand."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.kernel.words import date_id, time_id
from sinau.people.models import Person
from sinau.university.actions.classes import refuse_if_closed
from sinau.university.attendance import codes
from sinau.university.attendance.windows import CLOSES_AFTER, OPENS_BEFORE, Timing
from sinau.university.events import AttendanceMarked, AttendanceUnmarked
from sinau.university.models import Attendance, DigitTry, Registration, Session
from sinau.university.models.attendance import AttendanceMethod

WRONG_TRIES = 6
LATEST = dt.timedelta(hours=24)
WITHIN = dt.timedelta(minutes=10)


class TooEarly(Refused):
    """A scan counts from half an hour before the session."""


class TooLate(Refused):
    """A scan does not count long after the session."""


class NotRegistered(Refused):
    """Only who has a seat is in the class."""


class ScanStays(Refused):
    """What somebody recorded themselves is not the officer's to delete."""


class TooLongUnderWay(Refused):
    """A scan that waited in the phone is taken for a day."""


class TriedTooOften(Refused):
    """Six digits are not to be guessed."""


def room_key() -> bytes:
    """The key of the codes, made from the house's secret so that every process has the same."""
    return hashlib.sha256(f"university.room:{settings.SECRET_KEY}".encode()).digest()


@transaction.atomic
def record_attendance(
    session: Session,
    person: Person,
    *,
    method: AttendanceMethod,
    at: dt.datetime | None = None,
    device: str = "",
    sent_at: dt.datetime | None = None,
) -> Attendance:
    """The person was in the session, since the moment of the scan; a second time changes nothing.

    `sent_at` is given for a scan that waited in the phone for a signal.
    """
    at = at or now()
    if sent_at is not None and sent_at - at > LATEST:
        raise TooLongUnderWay(
            _(
                "Pindaian pukul %(time)s terkirim terlalu lama sesudahnya. Mintalah petugas mencatat kehadiran Anda dengan alasan."
            )
            % {"time": time_id(at)},
            back=session.training_class.get_absolute_url(),
        )
    registration = _seat_of(session, person)
    standing = Attendance.objects.filter(session=session, registration=registration).first()
    if standing:
        return standing
    refuse_if_closed(session.training_class)
    _refuse_outside(session, at)
    attendance, _is_new = Attendance.objects.get_or_create(
        session=session,
        registration=registration,
        defaults={
            "at": at,
            "method": method,
            "minutes_late": session.window.minutes_late(at),
            "device": device[:16],
            "sent_at": sent_at,
        },
    )
    return attendance


def _seat_of(session: Session, person: Person) -> Registration:
    back = session.training_class.get_absolute_url()
    registration = (
        Registration.objects.standing()
        .filter(training_class=session.training_class_id, person=person)
        .first()
    )
    if registration is None:
        raise NotRegistered(
            _(
                "Anda belum terdaftar di kelas ini. Mintalah petugas di ruangan menambahkan nama Anda, lalu pindai lagi."
            ),
            back=back,
        )
    if registration.seated_at is None:
        raise NotRegistered(
            _(
                "Anda masih dalam daftar tunggu. Mintalah petugas di ruangan memberi kursi, lalu pindai lagi."
            ),
            back=back,
        )
    return registration


def _refuse_outside(session: Session, at: dt.datetime) -> None:
    window = session.window
    said = {"title": session.title, "date": date_id(session.starts_at)}
    match window.timing(at):
        case Timing.TOO_EARLY:
            said["time"] = time_id(window.opens_at)
            raise TooEarly(
                _("Absensi “%(title)s” dibuka %(date)s pukul %(time)s. Pindai lagi sesudah itu.")
                % said
            )
        case Timing.TOO_LATE:
            said["time"] = time_id(window.closes_at)
            raise TooLate(
                _(
                    "Absensi “%(title)s” ditutup %(date)s pukul %(time)s. Bila Anda hadir, mintalah petugas mencatatnya dengan alasan."
                )
                % said
            )
        case _:
            pass


def session_of_digits(person: Person, digits: str) -> Session:
    """The open session of one of the person's classes whose screen shows these digits.

    Too many wrong ones in ten minutes are refused, so that nobody finds them by trying.
    """
    since = now() - WITHIN
    if DigitTry.objects.filter(person=person, at__gte=since).count() >= WRONG_TRIES:
        raise TriedTooOften(
            _("Terlalu banyak angka keliru. Tunggu sepuluh menit, atau pindai kodenya.")
        )
    second = int(now().timestamp())
    for session in open_sessions(person):
        if isinstance(codes.check_digits(room_key(), session.pk, digits, second), codes.Seen):
            return session
    note_wrong_digits(person)
    raise WrongDigits


def session_of_late_digits(person: Person, digits: str, moment: int) -> Session | None:
    """The session whose screen showed these digits at that second; wrong ones count as guesses."""
    since = now() - WITHIN
    if DigitTry.objects.filter(person=person, at__gte=since).count() >= WRONG_TRIES:
        return None
    for session in open_sessions(person, dt.datetime.fromtimestamp(moment, dt.UTC)):
        if isinstance(codes.check_digits(room_key(), session.pk, digits, moment), codes.Seen):
            return session
    note_wrong_digits(person)
    return None


class WrongDigits(Exception):
    """The digits are of no session that is open for this person."""


def open_sessions(person: Person, moment: dt.datetime | None = None) -> list[Session]:
    """Sessions in which this person, who has a seat, can be recorded now, or could at that moment."""
    moment = moment or now()
    mine = Registration.objects.seated().filter(person=person)
    return list(
        Session.objects.filter(
            training_class__in=mine.values("training_class"),
            training_class__closing=None,
            starts_at__lte=moment + OPENS_BEFORE,
            ends_at__gte=moment - CLOSES_AFTER,
        ).select_related("training_class", "room")
    )


def note_wrong_digits(person: Person) -> None:
    """One wrong guess more; old ones are forgotten."""
    DigitTry.objects.filter(person=person, at__lt=now() - WITHIN).delete()
    DigitTry.objects.create(person=person, at=now())


@transaction.atomic
def mark_by_hand(
    session: Session, registration: Registration, *, reason: str, by: Person
) -> Attendance:
    """An officer vouches that the participant was there; a second time changes nothing."""
    refuse_if_closed(session.training_class)
    attendance, is_new = Attendance.objects.get_or_create(
        session=session,
        registration=registration,
        defaults={
            "at": now(),
            "method": AttendanceMethod.MANUAL,
            "marked_by": by,
            "reason": reason,
        },
    )
    if is_new:
        announce(marked(session, registration, reason), by=by)
    return attendance


def marked(session: Session, registration: Registration, reason: str) -> AttendanceMarked:
    """That an officer wrote somebody down."""
    return AttendanceMarked(
        class_id=session.training_class_id,
        session_id=session.pk,
        person_id=registration.person_id,
        name=registration.person.name,
        session=session.title,
        reason=reason,
    )


@transaction.atomic
def unmark(attendance: Attendance, *, reason: str, by: Person) -> None:
    """A mark made by hand is taken back before closing; a scan stays, it is the person's own."""
    session = attendance.session
    refuse_if_closed(session.training_class)
    if attendance.method != AttendanceMethod.MANUAL:
        raise ScanStays(
            _("Kehadiran ini dipindai sendiri oleh peserta, jadi tidak dapat dihapus petugas.")
        )
    registration = attendance.registration
    attendance.delete()
    announce(
        AttendanceUnmarked(
            class_id=session.training_class_id,
            session_id=session.pk,
            person_id=registration.person_id,
            name=registration.person.name,
            session=session.title,
            reason=reason,
        ),
        by=by,
    )
