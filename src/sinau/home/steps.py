"""What waits for somebody, from every room of the house, the most pressing first.

Each room has one function that asks the database a fixed number of times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sinau.communities.models import Community, Conversation
from sinau.innovation.models import Idea
from sinau.kernel.clock import today
from sinau.kernel.recalling import recalled
from sinau.kernel.words import date_id
from sinau.knowledge.models import Article
from sinau.people.models import Person, Role
from sinau.personnel.models import LeaveDraft, LeaveRequest, LeaveState
from sinau.risk.models import Risk, Treatment

A_FEW = 3
SOON = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One next thing: what, where, and how pressing (0 is the most)."""

    title: str
    url: str
    icon: str
    note: str = ""
    tone: str = ""
    label: str = ""
    order: int = 50


def next_steps(person: Person) -> list[Step]:
    """Everything that waits for this person."""
    found = [step for room in _ROOMS for step in room(person)]
    return sorted(found, key=lambda step: step.order)


@recalled
def _waiting_leave(person: Person) -> QuerySet[LeaveRequest]:
    return LeaveRequest.objects.waiting_for(person).select_related("person")[:A_FEW]


@recalled
def _returned_leave(person: Person) -> QuerySet[LeaveRequest]:
    returned = LeaveRequest.objects.filter(person=person, state=LeaveState.RETURNED)
    return returned.order_by("-updated_at")[:1]


@recalled
def _leave_draft(person: Person) -> QuerySet[LeaveDraft]:
    return LeaveDraft.objects.filter(person=person)[:1]


def _leave(person: Person) -> Iterator[Step]:
    for leave in _waiting_leave(person=person):
        is_late = leave.due_on < today()
        yield Step(
            title=_("Permintaan cuti %(name)s") % {"name": leave.person.name},
            note=_("%(days)s hari kerja, paling lambat %(day)s")
            % {"days": leave.days, "day": date_id(leave.due_on)},
            url=leave.get_absolute_url(),
            icon="calendar-check",
            tone="bad" if is_late else "wait",
            label=_("Terlambat") if is_late else _("Menunggu Anda"),
            order=0 if is_late else 10,
        )
    if draft := _leave_draft.first(person=person):
        yield Step(
            title=_("Permintaan cuti yang belum dikirim"),
            note=_("Terakhir diubah %(day)s") % {"day": date_id(draft.updated_at)},
            url=reverse("personnel:draft"),
            icon="calendar-days",
            label=_("Draf"),
            tone="info",
            order=30,
        )
    for leave in _returned_leave(person=person):
        yield Step(
            title=_("Permintaan cuti %(number)s dikembalikan") % {"number": leave.number},
            url=leave.get_absolute_url(),
            icon="undo-2",
            tone="info",
            label=_("Perbaiki"),
            order=12,
        )


@recalled
def _actions_due(person: Person) -> QuerySet[Treatment]:
    mine = Treatment.objects.undone().filter(owner=person, due__lte=today() + SOON)
    return mine.select_related("risk").order_by("due")[:A_FEW]


def _actions(person: Person) -> Iterator[Step]:
    for action in _actions_due(person=person):
        is_late = action.due < today()
        yield Step(
            title=action.text,
            note=_("Tindak lanjut risiko %(code)s, tenggat %(day)s")
            % {"code": action.risk.code, "day": date_id(action.due)},
            url=action.get_absolute_url(),
            icon="clipboard-check",
            tone="bad" if is_late else "wait",
            label=_("Terlambat") if is_late else _("Segera"),
            order=1 if is_late else 20,
        )


def _curation(person: Person) -> Iterator[Step]:
    if not person.has_role(Role.CURATOR):
        return
    kept = Article.objects.kept_by(person)
    waiting, due = kept.waiting().count(), kept.due().count()
    if waiting:
        yield Step(
            title=ngettext(
                "%(n)s artikel menunggu pemeriksaan", "%(n)s artikel menunggu pemeriksaan", waiting
            )
            % {"n": waiting},
            url=reverse("knowledge:curation"),
            icon="book-check",
            tone="wait",
            label=_("Periksa"),
            order=15,
        )
    if due:
        yield Step(
            title=ngettext(
                "%(n)s artikel melewati tanggal periksa",
                "%(n)s artikel melewati tanggal periksa",
                due,
            )
            % {"n": due},
            url=reverse("knowledge:curation"),
            icon="calendar-clock",
            tone="wait",
            label=_("Perbarui"),
            order=18,
        )


@recalled
def _unanswered(person: Person) -> QuerySet[Community]:
    """The communities one leads, each with its questions that wait."""
    waiting = (
        Conversation.objects.filter(community=OuterRef("pk"))
        .unanswered()
        .order_by()
        .values("community")
        .annotate(n=Count("pk"))
        .values("n")
    )
    led = Community.objects.led_by(person).only("pk").order_by()
    return led.annotate(unanswered=Coalesce(Subquery(waiting), 0))


def _communities(person: Person) -> Iterator[Step]:
    waiting = sum(getattr(community, "unanswered", 0) for community in _unanswered(person=person))
    if waiting:
        yield Step(
            title=ngettext(
                "%(n)s pertanyaan di komunitas Anda belum terjawab",
                "%(n)s pertanyaan di komunitas Anda belum terjawab",
                waiting,
            )
            % {"n": waiting},
            url=reverse("communities:lead"),
            icon="users",
            tone="wait",
            label=_("Jawab"),
            order=25,
        )


def _risks(person: Person) -> Iterator[Step]:
    if not person.has_role(Role.RISK_OFFICER):
        return
    waiting = Risk.objects.decidable_by(person, Role.RISK_OFFICER).unreviewed().count()
    if waiting:
        yield Step(
            title=ngettext(
                "%(n)s risiko menunggu tinjauan", "%(n)s risiko menunggu tinjauan", waiting
            )
            % {"n": waiting},
            url=reverse("risk:index") + "?keadaan=perlu-tinjauan",
            icon="shield-alert",
            tone="wait",
            label=_("Tinjau"),
            order=22,
        )


@recalled
def _idea_drafts(person: Person) -> QuerySet[Idea]:
    return Idea.objects.filter(owner=person, stage="draft").order_by("-pk")[:1]


def _ideas(person: Person) -> Iterator[Step]:
    for idea in _idea_drafts(person=person):
        yield Step(
            title=idea.title,
            note=_("Gagasan Anda yang belum diajukan"),
            url=idea.get_absolute_url(),
            icon="lightbulb",
            tone="info",
            label=_("Draf"),
            order=35,
        )


_ROOMS: tuple[Callable[[Person], Iterator[Step]], ...] = (
    _leave,
    _actions,
    _curation,
    _communities,
    _risks,
    _ideas,
)
