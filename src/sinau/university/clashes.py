"""Who and what is already busy at the hours of a session: its room, its speakers, its participants."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sinau.kernel.words import time_id
from sinau.university.models import Registration, Session, Speaker
from sinau.university.models.classes import RegistrationQuerySet

SHOWN = 5


def clashes_of(session: Session, speakers: Iterable[int] | None = None) -> list[str]:
    """Every clash in a sentence, before anything is saved; `speakers` are people, else those kept."""
    people = list(speakers) if speakers is not None else _speakers_of(session)
    return [*_of_room(session), *_of_speakers(session, people), *_of_participants(session)]


def _speakers_of(session: Session) -> list[int]:
    if session.pk is None:
        return []
    found = Speaker.objects.filter(session=session).exclude(person=None)
    return [pk for pk in found.values_list("person_id", flat=True) if pk]


def _at_the_same_time(session: Session) -> dict[str, object]:
    return {"starts_at__lt": session.ends_at, "ends_at__gt": session.starts_at}


def _of_room(session: Session) -> list[str]:
    room = session.room
    if room is None:
        return []
    found = []
    if room.capacity < session.training_class.quota:
        found.append(
            _("%(room)s memuat %(capacity)s orang, sedangkan kuota kelas %(quota)s.")
            % {
                "room": room.name,
                "capacity": room.capacity,
                "quota": session.training_class.quota,
            }
        )
    others = (
        Session.objects.filter(room=room, **_at_the_same_time(session))
        .exclude(pk=session.pk)
        .select_related("training_class")[:SHOWN]
    )
    for other in others:
        found.append(
            _("%(room)s dipakai “%(title)s” pukul %(begins)s sampai %(ends)s.")
            % {
                "room": room.name,
                "title": other.training_class.title,
                "begins": time_id(other.starts_at),
                "ends": time_id(other.ends_at),
            }
        )
    return found


def _of_speakers(session: Session, people: list[int]) -> list[str]:
    if not people:
        return []
    times = {f"session__{key}": value for key, value in _at_the_same_time(session).items()}
    speaking = (
        Speaker.objects.filter(person__in=people, **times)
        .exclude(session=session.pk)
        .select_related("person", "session__training_class")[:SHOWN]
    )
    found = [
        _("%(name)s berbicara di “%(title)s” pada jam yang sama.")
        % {"name": speaker.name, "title": speaker.session.training_class.title}
        for speaker in speaking
    ]
    sitting = _elsewhere(session).filter(person__in=people).select_related("person")[:SHOWN]
    return found + [
        _("%(name)s menjadi peserta “%(title)s” pada jam yang sama.")
        % {"name": seat.person.name, "title": seat.training_class.title}
        for seat in sitting
    ]


def _of_participants(session: Session) -> list[str]:
    if session.training_class.pk is None:
        return []
    ours = Registration.objects.seated().filter(training_class=session.training_class)
    busy = _elsewhere(session).filter(person__in=ours.values("person"))
    count = busy.values("person").distinct().count()
    if not count:
        return []
    return [
        _("%(count)s peserta kelas ini punya kelas lain pada jam yang sama.") % {"count": count}
    ]


def _elsewhere(session: Session) -> RegistrationQuerySet:
    """Seats in other classes of which a session lies at these hours."""
    busy = Session.objects.filter(**_at_the_same_time(session)).exclude(
        training_class=session.training_class_id
    )
    return (
        Registration.objects.seated()
        .filter(training_class__in=busy.values("training_class"))
        .select_related("training_class")
    )
