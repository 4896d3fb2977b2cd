"""What people are told of learning by doing: whose step it is, and what came back."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.practice.events import (
    CycleAgreed,
    CycleApproved,
    CycleDeclined,
    CycleProposed,
    CycleReported,
    CycleReturned,
    CycleStopped,
    FollowUpDue,
    WorkMarked,
    WorkSubmitted,
)

CycleStep = (
    CycleProposed
    | CycleAgreed
    | CycleApproved
    | CycleDeclined
    | CycleReturned
    | CycleReported
    | CycleStopped
)


@tells(
    CycleProposed,
    CycleAgreed,
    CycleApproved,
    CycleDeclined,
    CycleReturned,
    CycleReported,
    CycleStopped,
    kind="practice",
    label=_("Jalannya praktik yang saya ikuti"),
    short=_("Praktik"),
    icon="handshake",
)
def tell_next(fact: CycleStep, entry: Entry) -> Iterator[Letter]:
    """Who has the next step hears so; where nobody has, the learner hears what was said."""
    person = fact.next_id or fact.learner_id
    if person == entry.told_by_id:
        return
    said = (
        gettext_noop("“{title}” menunggu langkah Anda")
        if fact.next_id
        else gettext_noop("“{title}”: {note}")
    )
    yield Letter(
        person_id=person,
        sentence=said,
        words={"title": fact.title, "note": fact.note},
        url=reverse("practice:cycle", args=[fact.cycle_id]),
    )


@tells(
    WorkMarked,
    kind="work_marked",
    label=_("Tugas saya dinilai"),
    short=_("Tugas dinilai"),
    icon="square-pen",
)
def tell_maker(fact: WorkMarked, entry: Entry) -> Iterator[Letter]:
    """Whose work it is hears its mark."""
    yield Letter(
        person_id=fact.person_id,
        sentence=gettext_noop("Tugas “{title}” dinilai: {outcome}"),
        words={"title": fact.title, "outcome": fact.outcome},
        url=reverse("practice:submission", args=[fact.submission_id]),
    )


@tells(
    WorkSubmitted,
    kind="peer_review",
    label=_("Rekan meminta telaah saya"),
    short=_("Telaah sejawat"),
    icon="glasses",
)
def tell_peers(fact: WorkSubmitted, entry: Entry) -> Iterator[Letter]:
    """Colleagues who are asked to look hear so."""
    for person in fact.reviewer_ids:
        yield Letter(
            person_id=person,
            sentence=gettext_noop("Ada karya rekan untuk Anda telaah pada “{title}”"),
            words={"title": fact.title},
            url=reverse("practice:index"),
        )


@tells(
    FollowUpDue,
    kind="follow_up",
    label=_("Kelanjutan rencana aksi saya"),
    short=_("Rencana aksi"),
    icon="sprout",
)
def tell_planner(fact: FollowUpDue, entry: Entry) -> Iterator[Letter]:
    """Whose plan it is hears that the city would like to know."""
    yield Letter(
        person_id=fact.person_id,
        sentence=gettext_noop(
            "{months} bulan sudah lewat: apa yang berubah karena rencana aksi Anda?"
        ),
        words={"months": str(fact.months)},
        url=reverse("practice:follow_up", args=[fact.follow_up_id]),
    )
