"""All ideas of the agencies somebody watches over: stage, gate, whose turn, risks above appetite."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from sinau.innovation.models import EntryVersion, GateClosure, Idea, Stage
from sinau.innovation.models.ideas import IdeaQuerySet
from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.risk.models import Risk

WATCHING = (Role.HEAD, Role.RISK_OFFICER, Role.AUDITOR)
OVER = (Stage.DECLINED, Stage.MERGED, Stage.DRAFT)


@dataclass(frozen=True, kw_only=True)
class Item:
    """One idea on the list: why it stands still, and whose turn it is."""

    idea: Idea
    agencies: str
    reasons: tuple[str, ...]
    closed_at: datetime | None
    above: int
    turn: str
    waits_for_head: bool


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """The list with its sums."""

    items: tuple[Item, ...]
    stages: tuple[tuple[str, int], ...]
    shut: int
    above: int
    waiting: int


def watched_by(person: Person) -> IdeaQuerySet:
    """Ideas led by or involving an agency over which the person is head, officer or auditor."""
    over = within("partners__agency", person, *WATCHING)
    ideas: IdeaQuerySet = Idea.objects.filter(over).exclude(stage__in=OVER).distinct()
    return ideas


def portfolio(person: Person) -> Portfolio:
    """Five queries, however many ideas there are."""
    ideas = list(
        watched_by(person)
        .select_related("agency", "owner")
        .prefetch_related("partners__agency")
        .order_by(F("gate_closed_at").desc(nulls_last=True), "stage", "title")
    )
    pks = [idea.pk for idea in ideas]
    closures = {
        row.idea_id: row for row in GateClosure.objects.filter(idea__in=pks, opened_at=None)
    }
    above = Counter(
        Risk.objects.above_appetite()
        .filter(Q(register__in=[idea.register_id for idea in ideas if idea.register_id]))
        .order_by()
        .values_list("register", flat=True)
    )
    entries = set(
        EntryVersion.objects.filter(idea__in=pks, decision=None).values_list("idea", flat=True)
    )
    items = tuple(
        _item(idea, closures.get(idea.pk), above.get(idea.register_id or 0, 0), idea.pk in entries)
        for idea in ideas
    )
    count = Counter(idea.stage for idea in ideas)
    return Portfolio(
        items=items,
        stages=tuple((str(stage.label), count[stage]) for stage in Stage if count[stage]),
        shut=len(closures),
        above=sum(item.above for item in items),
        waiting=sum(item.waits_for_head for item in items),
    )


def _item(idea: Idea, closure: GateClosure | None, above: int, has_entry: bool) -> Item:
    turn, for_head = _turn(idea, closure, has_entry)
    return Item(
        idea=idea,
        agencies=", ".join(row.agency.short_name for row in idea.partners.all()),
        reasons=tuple(closure.reasons) if closure else (),
        closed_at=closure.closed_at if closure else None,
        above=above,
        turn=turn,
        waits_for_head=for_head,
    )


def _turn(idea: Idea, closure: GateClosure | None, has_entry: bool) -> tuple[str, bool]:
    """Who acts next, and whether that is a head."""
    words = {"owner": idea.owner.name, "agency": idea.agency.short_name}
    if closure is not None:
        return _("%(owner)s menyelesaikan alasannya, atau menghentikan layanan") % words, False
    if has_entry:
        return _("Pimpinan %(agency)s menyetujui keterangan publik") % words, True
    if idea.stage == Stage.PROPOSED:
        return _("Pimpinan %(agency)s memutuskan, atau tim memulai rencana") % words, True
    if idea.stage == Stage.ENDED:
        return _("Pimpinan %(agency)s memutuskan penerapan") % words, True
    if idea.stage == Stage.PLAN:
        return _("%(owner)s melengkapi rencana sampai gerbang terbuka") % words, False
    if idea.stage == Stage.PILOT:
        return _("%(owner)s mengakhiri uji coba dengan hasilnya") % words, False
    if idea.stage in (Stage.STOPPED, Stage.RETIRED):
        return _("Tidak ada; layanan sudah tidak berjalan"), False
    return _("%(owner)s meninjau layanan secara berkala") % words, False
