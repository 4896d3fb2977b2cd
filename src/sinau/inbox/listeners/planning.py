"""What people are told of needs and plans: who has to act, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.planning.events import (
    AnalysisDecided,
    DevelopmentAgreed,
    DevelopmentReturned,
    DevelopmentSent,
    NeedConfirmed,
    NeedProposed,
    NeedReturned,
    PlanApproved,
    PlanReturned,
    SeatGiven,
)

ROOT = "/belajar/rencana/"


@tells(
    NeedProposed,
    DevelopmentSent,
    kind="planning_desk",
    label=_("Kebutuhan dan rencana bawahan menunggu saya"),
    short=_("Kebutuhan bawahan"),
    icon="list-checks",
)
def tell_supervisor(fact: NeedProposed | DevelopmentSent, entry: Entry) -> Iterator[Letter]:
    """The supervisor hears that somebody waits for a word."""
    if fact.supervisor_id is None:
        return
    if isinstance(fact, NeedProposed):
        yield Letter(
            person_id=fact.supervisor_id,
            sentence=gettext_noop("{name} mengusulkan kebutuhan belajar “{competency}”"),
            words={"name": fact.person_name, "competency": fact.competency_name},
            url=f"{ROOT}kebutuhan/{fact.need_id}/",
        )
        return
    yield Letter(
        person_id=fact.supervisor_id,
        sentence=gettext_noop("Rencana pengembangan {name} tahun {year} menunggu Anda"),
        words={"name": fact.person_name, "year": str(fact.year)},
        url=f"{ROOT}pengembangan/{fact.plan_id}/",
    )


@tells(
    NeedConfirmed,
    NeedReturned,
    DevelopmentAgreed,
    DevelopmentReturned,
    kind="planning",
    label=_("Jalannya kebutuhan dan rencana pengembangan saya"),
    short=_("Rencana saya"),
    icon="target",
)
def tell_person(
    fact: NeedConfirmed | NeedReturned | DevelopmentAgreed | DevelopmentReturned, entry: Entry
) -> Iterator[Letter]:
    """Who asked hears what the supervisor said."""
    if isinstance(fact, NeedConfirmed | NeedReturned):
        yield Letter(
            person_id=fact.person_id,
            sentence=gettext_noop("Kebutuhan belajar “{competency}” dibenarkan atasan Anda")
            if isinstance(fact, NeedConfirmed)
            else gettext_noop("Kebutuhan belajar “{competency}” dikembalikan kepada Anda"),
            words={"competency": fact.competency_name},
            url=f"{ROOT}kebutuhan/{fact.need_id}/",
        )
        return
    yield Letter(
        person_id=fact.person_id,
        sentence=gettext_noop("Rencana pengembangan {year} disepakati atasan Anda")
        if isinstance(fact, DevelopmentAgreed)
        else gettext_noop("Rencana pengembangan {year} dikembalikan untuk diperbaiki"),
        words={"year": str(fact.year)},
        url=f"{ROOT}pengembangan/{fact.plan_id}/",
    )


@tells(
    PlanApproved,
    PlanReturned,
    AnalysisDecided,
    SeatGiven,
    kind="planning_city",
    label=_("Keputusan atas rencana, analisis kebutuhan, dan penunjukan saya"),
    short=_("Rencana kota"),
    icon="map",
)
def tell_city(
    fact: PlanApproved | PlanReturned | AnalysisDecided | SeatGiven, entry: Entry
) -> Iterator[Letter]:
    """Who made a plan or an analysis hears what became of it; who was seated hears where."""
    if isinstance(fact, SeatGiven):
        yield Letter(
            person_id=fact.person_id,
            sentence=gettext_noop("Anda ditunjuk sebagai {title} di “{name}”"),
            words={"title": fact.title, "name": fact.name},
            url=f"{ROOT}struktur/{fact.organ_id}/",
        )
    elif isinstance(fact, AnalysisDecided):
        if fact.submitter_id is None:
            return
        yield Letter(
            person_id=fact.submitter_id,
            sentence=gettext_noop("Analisis kebutuhan {agency} tahun {year} diterima koordinator")
            if fact.accepted
            else gettext_noop("Analisis kebutuhan {agency} tahun {year} dikembalikan"),
            words={"agency": fact.agency_name, "year": str(fact.year)},
            url=f"{ROOT}kebutuhan/kota/?tahun={fact.year}",
        )
    else:
        yield Letter(
            person_id=fact.owner_id,
            sentence=gettext_noop("Rencana {year} disetujui")
            if isinstance(fact, PlanApproved)
            else gettext_noop("Rencana {year} dikembalikan untuk diperbaiki"),
            words={"year": str(fact.year)},
            url=f"{ROOT}tahun/{fact.year}/",
        )
