"""What people are told of learning that is asked of them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.kernel.words import date_id
from sinau.university.events import (
    DutyEscalated,
    DutyExempted,
    DutyExtended,
    DutyGiven,
    DutyReminded,
)

_MINE = "/belajar/tugas/"


@tells(
    DutyGiven,
    DutyReminded,
    DutyExtended,
    DutyExempted,
    kind="duty",
    label=_("Tugas belajar saya dan pengingatnya"),
    short=_("Tugas belajar"),
    icon="clipboard-check",
)
def tell_duty(
    fact: DutyGiven | DutyReminded | DutyExtended | DutyExempted, entry: Entry
) -> Iterator[Letter]:
    """Who is asked hears so, is reminded near the day and after it, and hears what was decided."""
    if isinstance(fact, DutyExtended | DutyExempted):
        is_longer = isinstance(fact, DutyExtended)
        yield Letter(
            person_id=fact.person_id,
            sentence=gettext_noop("Waktu Anda untuk “{title}” menjadi {day}: {reason}")
            if is_longer
            else gettext_noop("Anda dibebaskan dari “{title}”: {reason}"),
            words={
                "title": fact.title,
                "reason": fact.reason,
                **({"day": date_id(fact.due_on)} if isinstance(fact, DutyExtended) else {}),
            },
            url=_MINE,
        )
        return
    for person_id in fact.person_ids:
        yield Letter(
            person_id=person_id,
            sentence=_sentence(fact),
            words={"title": fact.title, "day": date_id(fact.due_on)},
            url=fact.url,
        )


def _sentence(fact: DutyGiven | DutyReminded) -> str:
    if isinstance(fact, DutyReminded):
        if fact.days_left < 0:
            return gettext_noop("“{title}” seharusnya selesai {day}; masih menunggu Anda")
        return gettext_noop("“{title}” menunggu Anda sampai {day}")
    if fact.mandatory:
        return gettext_noop("Anda ditugasi mempelajari “{title}” sampai {day}")
    return gettext_noop("Anda dianjurkan mempelajari “{title}” sampai {day}")


@tells(
    DutyEscalated,
    kind="late_duty",
    label=_("Pegawai saya yang terlambat belajar"),
    short=_("Terlambat belajar"),
    icon="alarm-clock",
)
def tell_late(fact: DutyEscalated, entry: Entry) -> Iterator[Letter]:
    """A head hears how many of their people are late with what is mandatory."""
    yield Letter(
        person_id=fact.head_id,
        sentence=gettext_noop("{count} pegawai Anda terlambat menyelesaikan “{title}”"),
        words={"count": fact.count, "title": fact.title},
        url=f"/belajar/kelola/tugas/{fact.duty_id}/?keadaan=terlambat",
    )
