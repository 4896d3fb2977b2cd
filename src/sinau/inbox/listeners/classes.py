"""What people are told of classes: seats, permission, invitations, and sessions that moved."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.kernel.words import moment_id
from sinau.people.models import Grant, Person, Role
from sinau.university.events import (
    ParticipantsInvited,
    PermissionAsked,
    PermissionGiven,
    PermissionRefused,
    Registered,
    RegistrationCancelled,
    SeatGiven,
    SessionMoved,
)

Seat = Registered | SeatGiven | RegistrationCancelled | PermissionGiven | PermissionRefused


def _url(class_id: int) -> str:
    return f"/belajar/kelas/{class_id}/"


@tells(
    Registered,
    SeatGiven,
    RegistrationCancelled,
    PermissionGiven,
    PermissionRefused,
    kind="class_seat",
    label=_("Kursi saya di kelas"),
    short=_("Kursi kelas"),
    icon="calendar-check",
)
def tell_seat(fact: Seat, entry: Entry) -> Iterator[Letter]:
    """Who has a seat, waits, moves up or is taken off hears it, unless they did it themselves."""
    if entry.told_by_id == fact.person_id and not isinstance(fact, SeatGiven):
        return
    yield Letter(
        person_id=fact.person_id,
        sentence=_sentence(fact),
        words={"title": fact.title, "reason": getattr(fact, "reason", "")},
        url=_url(fact.class_id),
    )


def _sentence(fact: Seat) -> str:
    match fact:
        case SeatGiven():
            return gettext_noop("Anda mendapat kursi di “{title}” dari daftar tunggu")
        case RegistrationCancelled():
            return gettext_noop("Anda dikeluarkan dari daftar peserta “{title}”. {reason}")
        case PermissionGiven():
            return gettext_noop("Atasan mengizinkan Anda mengikuti “{title}”")
        case PermissionRefused():
            return gettext_noop("Atasan tidak mengizinkan Anda mengikuti “{title}”: {reason}")
        case _ if fact.waiting:
            return gettext_noop("Penyelenggara memasukkan Anda ke daftar tunggu “{title}”")
    return gettext_noop("Penyelenggara mendaftarkan Anda di “{title}”")


@tells(
    ParticipantsInvited,
    SessionMoved,
    kind="class_invitation",
    label=_("Undangan dan perubahan jadwal kelas"),
    short=_("Undangan kelas"),
    icon="calendar-plus",
)
def tell_invitation(fact: ParticipantsInvited | SessionMoved, entry: Entry) -> Iterator[Letter]:
    """Who has a seat is invited, and hears when a session got another time or place."""
    words = {"title": fact.title, "when": moment_id(fact.starts_at), "place": fact.place}
    sentence = gettext_noop("Undangan “{title}”, {when}, {place}")
    if isinstance(fact, SessionMoved):
        words["session"] = fact.session
        sentence = gettext_noop("Sesi {session} “{title}” berpindah ke {when}, {place}")
    url = f"{_url(fact.class_id)}undangan/"
    for person_id in fact.people:
        yield Letter(person_id=person_id, sentence=sentence, words=words, url=url)


@tells(
    PermissionAsked,
    kind="class_permission",
    label=_("Izin kelas yang menunggu saya"),
    short=_("Izin kelas"),
    icon="user-check",
)
def tell_permission(fact: PermissionAsked, entry: Entry) -> Iterator[Letter]:
    """The supervisor hears that somebody asks; without one, the head of the person's agency."""
    for person_id in _who_answers(fact):
        yield Letter(
            person_id=person_id,
            sentence=gettext_noop("{name} meminta izin mengikuti “{title}”"),
            words={"name": fact.name, "title": fact.title},
            url="/belajar/izin/",
        )


def _who_answers(fact: PermissionAsked) -> list[int]:
    if fact.supervisor_id is not None:
        return [fact.supervisor_id]
    asker = Person.objects.select_related("agency").filter(pk=fact.person_id).first()
    if asker is None or asker.agency is None:
        return []
    heads = Grant.objects.valid_on(today()).filter(role=Role.HEAD, agency=asker.agency)
    return list(heads.exclude(person=asker).values_list("person_id", flat=True))
