"""What those who keep risk registers are told of their cycles, their part, and other agencies."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.kernel.words import date_id
from sinau.risk.events import BoxExcluded, MonitoringDue, ReviewDue, StewardNamed
from sinau.risk.models import Steward


@tells(
    ReviewDue,
    MonitoringDue,
    kind="risk_cycle",
    label=_("Tinjauan dan pemantauan register risiko yang saya kelola"),
    short=_("Siklus risiko"),
    icon="calendar-check",
)
def tell_cycle(fact: ReviewDue | MonitoringDue, entry: Entry) -> Iterator[Letter]:
    """Keeper and stewards are reminded once before a day and once after it."""
    if isinstance(fact, ReviewDue):
        sentence = (
            gettext_noop("Register “{title}” seharusnya ditinjau {day}")
            if fact.days_left < 0
            else gettext_noop("Register “{title}” ditinjau paling lambat {day}")
        )
        words: dict[str, str | int] = {"title": fact.title, "day": date_id(fact.due_on)}
    else:
        sentence = gettext_noop(
            "{count} risiko pada “{title}” belum dipantau untuk triwulan {quarter} tahun {year}"
        )
        words = {
            "title": fact.title,
            "count": fact.unseen,
            "quarter": fact.quarter,
            "year": fact.year,
        }
    for person_id in fact.person_ids:
        yield Letter(
            person_id=person_id,
            sentence=sentence,
            words=words,
            url=f"/risiko/register/{fact.register_id}/formulir/",
        )


@tells(
    StewardNamed,
    BoxExcluded,
    kind="risk_part",
    label=_("Peran saya pada register risiko, dan yang menunggu persetujuan saya"),
    short=_("Peran risiko"),
    icon="users",
)
def tell_part(fact: StewardNamed | BoxExcluded, entry: Entry) -> Iterator[Letter]:
    """Who was named hears so; stewards of other agencies hear that a box waits for their yes."""
    if isinstance(fact, StewardNamed):
        yield Letter(
            person_id=fact.person_id,
            sentence=gettext_noop("Anda ditunjuk sebagai {part} pada register “{title}”"),
            words={"part": fact.part_name, "title": fact.title},
            url=f"/risiko/register/{fact.register_id}/pelaksana/",
        )
        return
    agency = entry.told_by.agency_id if entry.told_by else None
    others = Steward.objects.filter(register=fact.register_id, ended_at=None)
    others = others.exclude(person__agency=agency)
    for person_id in others.values_list("person_id", flat=True).distinct():
        yield Letter(
            person_id=person_id,
            sentence=gettext_noop("Periksa apakah {code} {name} memang tidak berlaku"),
            words={"code": fact.subdomain, "name": fact.subdomain_name},
            url=f"/risiko/register/{fact.register_id}/subranah/",
        )
