"""What people are told of leave: who has to act, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.kernel.facts import Fact, type_of_kind
from sinau.people.models import Person
from sinau.personnel.events import (
    AboutLeave,
    LeaveAdvised,
    LeaveCancelled,
    LeaveGranted,
    LeaveRefused,
    LeaveRequested,
    LeaveReturned,
)

OUTCOMES: dict[type[Fact], str] = {
    LeaveAdvised: gettext_noop("Cuti {number} diteruskan atasan Anda dan menunggu keputusan"),
    LeaveReturned: gettext_noop("Cuti {number} dikembalikan kepada Anda untuk diperbaiki"),
    LeaveGranted: gettext_noop("Cuti {number} disetujui, {days} hari kerja"),
    LeaveRefused: gettext_noop("Cuti {number} tidak disetujui"),
    LeaveCancelled: gettext_noop("Cuti {number} dibatalkan"),
}


def _letter(person_id: int, sentence: str, fact: AboutLeave, **words: str) -> Letter:
    """A letter without the reason for the leave, which is nobody's business in a list."""
    return Letter(
        person_id=person_id,
        sentence=sentence,
        words={"number": fact.number, "days": fact.days, **words},
        url=f"/layanan/cuti/{fact.request_id}/",
    )


@tells(
    *OUTCOMES,
    kind="leave",
    label=_("Jalannya permohonan cuti saya"),
    short=_("Cuti saya"),
    icon="calendar-check",
)
def tell_leave(fact: AboutLeave, entry: Entry) -> Iterator[Letter]:
    """Who asked for leave hears of each step others take."""
    yield _letter(fact.person_id, OUTCOMES[type_of_kind[entry.kind]], fact)


@tells(
    LeaveRequested,
    LeaveAdvised,
    kind="leave_desk",
    label=_("Cuti bawahan menunggu saya"),
    short=_("Cuti bawahan"),
    icon="calendar-clock",
)
def tell_leave_desk(fact: LeaveRequested | LeaveAdvised, entry: Entry) -> Iterator[Letter]:
    """Who has to act next hears that they have to."""
    asker = Person.objects.filter(pk=fact.person_id).first()
    if fact.next_person_id is None or asker is None:
        return
    sentence = (
        gettext_noop("{name} mengajukan cuti {days} hari kerja dan menunggu pertimbangan Anda")
        if isinstance(fact, LeaveRequested)
        else gettext_noop("Cuti {name}, {days} hari kerja, menunggu keputusan Anda")
    )
    yield _letter(fact.next_person_id, sentence, fact, name=asker.name)
