"""The queue of what the city does not know: enter, group, pass on, try again, close by an answer."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.ask.answering import answer_for
from sinau.ask.clockwork import hours_between, promised_day
from sinau.ask.context import Context
from sinau.ask.events import (
    GapClosed,
    GapForwarded,
    GapJoined,
    GapMerged,
    GapOpened,
    GapSplit,
    QuestionAnswerable,
)
from sinau.ask.models import Forward, Gap, GapMember, Question, Want
from sinau.ask.routing import named
from sinau.ask.standing import desk_standing
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.knowledge.actions import ask_expert, close_expert_requests
from sinau.knowledge.models import ExpertRequest
from sinau.people.models import Agency, Person
from sinau.search.engine.analysis import analyser
from sinau.search.models import Passage
from sinau.search.models import Term as IndexTerm

ALIKE = 0.6
"""Two questions are alike when they share this part of the roots of both."""
ABOUT = 0.4
"""A gap is tried again when new knowledge holds this part of its roots."""
ENTERING = 0x51AB
"""The number of the lock under which questions enter, so that two alike find each other."""


class LastOne(Refused):
    """The only question of a gap is not taken out of it."""


class AlreadyThere(Refused):
    """A gap is not merged with itself, or with one that has closed."""


def enter_gap(question: Question, want: Want, *, near_agency: int | None) -> GapMember:
    """The question waits, with others like it or first of its kind; entered again, it waits again."""
    _take_turn()
    member = GapMember.objects.select_related("gap").filter(question=question).first()
    if member is not None and (member.answered_at is None or member.gap.is_open):
        _wait_again(member, want)
        return member
    if member is not None:
        member.delete()
    terms = roots(question)
    gap = _like(terms)
    is_new = gap is None
    if gap is None:
        at = now()
        gap = Gap.objects.create(
            opened_at=at, promised_on=promised_day(at), terms=terms, near_agency_id=near_agency
        )
    member = GapMember.objects.create(gap=gap, question=question, want=want, joined_at=now())
    Gap.objects.filter(pk=gap.pk).update(waiting=F("waiting") + 1)
    _tell_entered(gap, question, want, is_new=is_new)
    return member


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ENTERING])


def _wait_again(member: GapMember, want: Want) -> None:
    if member.answered_at is not None:
        Gap.objects.filter(pk=member.gap_id).update(waiting=F("waiting") + 1)
    member.answered_at, member.want = None, want
    member.save(update_fields=["answered_at", "want"])


def _tell_entered(gap: Gap, question: Question, want: Want, *, is_new: bool) -> None:
    if is_new:
        announce(
            GapOpened(
                gap_id=gap.pk,
                question_id=question.pk,
                agency_id=question.agency_id,
                promised_on=gap.promised_on,
            ),
            by=None,
        )
        return
    announce(
        GapJoined(
            gap_id=gap.pk, question_id=question.pk, agency_id=question.agency_id, want=want.value
        ),
        by=None,
    )


def roots(question: Question) -> list[str]:
    """What the question is about, in roots of words, with what it carried over."""
    return sorted(set(analyser().terms(" ".join([question.text, *question.carried]))))


def _like(terms: list[str]) -> Gap | None:
    """The open gap most like these roots, the oldest of equals."""
    asked = set(terms)
    best: tuple[float, Gap] | None = None
    for gap in Gap.objects.open().filter(terms__overlap=terms or [""]):
        there = set(gap.terms)
        share = len(asked & there) / len(asked | there)
        if share >= ALIKE and (best is None or share > best[0]):
            best = (share, gap)
    return best[1] if best else None


# ── out ─────────────────────────────────────────────────────────────────────────────────────


def settle(question: Question, *, is_told: bool = True) -> None:
    """The desk answers this question now; with the last one that waits its gap closes."""
    member = GapMember.objects.select_for_update().filter(question=question).first()
    if member is None or member.answered_at is not None:
        return
    member.answered_at = now()
    member.save(update_fields=["answered_at"])
    if is_told:
        announce(
            QuestionAnswerable(
                question_id=question.pk, asker_id=question.asker_id, gap_id=member.gap_id
            ),
            by=None,
        )
    _one_less(member.gap_id)


def leave_gap(question: Question) -> None:
    """The question waits nowhere; a gap nobody waits in any more is gone without an answer."""
    member = GapMember.objects.filter(question=question).first()
    if member is None:
        return
    gap, waited = member.gap, member.answered_at is None
    member.delete()
    if not gap.members.exists():
        close_expert_requests(gap.source)
        gap.delete()
    elif waited:
        _one_less(gap.pk)


def _one_less(pk: int) -> None:
    gap = Gap.objects.select_for_update().get(pk=pk)
    gap.waiting = gap.members.waiting().count()
    if gap.waiting == 0 and gap.is_open:
        gap.closed_at = now()
        gap.hours = hours_between(gap.opened_at, gap.closed_at)
        announce(GapClosed(gap_id=gap.pk, questions=gap.members.count(), hours=gap.hours), by=None)
        close_expert_requests(gap.source)
    gap.save(update_fields=["waiting", "closed_at", "hours"])


@transaction.atomic
def try_gap(gap: Gap) -> bool:
    """The desk is asked each waiting question again, as its asker; True when the gap has closed."""
    if not desk_standing().may_answer:
        return False
    for member in gap.members.waiting().select_related("question__asker__agency"):
        if _answers_now(member):
            settle(member.question)
    Gap.objects.filter(pk=gap.pk).update(tried_at=now())
    gap.refresh_from_db()
    return not gap.is_open


def _answers_now(member: GapMember) -> bool:
    question = member.question
    reply = answer_for(
        question.asker,
        question.text,
        as_of=question.as_of,
        conversation=Context(tuple(question.carried), question.carried_source),
    )
    if not reply.is_answer or member.want == Want.NO_SOURCE:
        return reply.is_answer
    # What did not help then does not help now: there has to be something new in it.
    before = set(question.quotes.filter(is_near=False).values_list("source", "text"))
    return any((one.document.source, one.text) not in before for one in reply.quotes)


def try_gaps_about(source: str) -> int:
    """Every open gap this document could fill is tried; gives how many closed."""
    numbers = {
        number
        for terms in Passage.objects.filter(document__source=source).values_list("terms", flat=True)
        for number in terms
    }
    held = set(IndexTerm.objects.filter(pk__in=numbers).values_list("text", flat=True))
    if not held:
        return 0
    gaps = Gap.objects.open().filter(terms__overlap=sorted(held))
    about = [gap for gap in gaps if len(held & set(gap.terms)) >= ABOUT * len(gap.terms)]
    return sum(try_gap(gap) for gap in about)


# ── by an officer ───────────────────────────────────────────────────────────────────────────


@transaction.atomic
def forward_gap(gap: Gap, *, agency: Agency, note: str, by: Person) -> Forward:
    """Those who keep that agency's knowledge read the gap from now on; once for each agency."""
    forward, is_new = Forward.objects.get_or_create(
        gap=gap,
        agency=agency,
        defaults={"note": note, "forwarded_by": by, "forwarded_at": now()},
    )
    if is_new:
        announce(GapForwarded(gap_id=gap.pk, agency_id=agency.pk, agency_name=agency.name), by=by)
    return forward


@transaction.atomic
def merge_gaps(gap: Gap, *, into: Gap, by: Person) -> Gap:
    """The questions of one gap wait in the other, whose clock is that of the older one."""
    if gap.merged_into_id == into.pk:
        return into
    if gap.pk == into.pk or not gap.is_open or not into.is_open or into.merged_into_id:
        raise AlreadyThere(
            _("Hanya dua celah berbeda yang sama-sama masih menunggu dapat digabungkan."),
            back=gap.get_absolute_url(),
        )
    gap.members.update(gap=into, moved_by=by)
    into.opened_at = min(into.opened_at, gap.opened_at)
    into.promised_on = min(into.promised_on, gap.promised_on)
    into.waiting = into.members.waiting().count()
    into.save(update_fields=["opened_at", "promised_on", "waiting"])
    gap.merged_into, gap.waiting = into, 0
    gap.save(update_fields=["merged_into", "waiting"])
    close_expert_requests(gap.source)
    announce(GapMerged(gap_id=gap.pk, into_id=into.pk), by=by)
    return into


@transaction.atomic
def split_gap(member: GapMember, *, by: Person) -> Gap:
    """The question waits in a gap of its own, by the clock of the day it was asked."""
    old = member.gap
    if old.members.count() == 1:
        raise LastOne(
            _("Celah ini hanya memuat satu pertanyaan; tidak ada yang dapat dipisahkan."),
            back=old.get_absolute_url(),
        )
    began = member.question.asked_at
    new = Gap.objects.create(
        opened_at=began,
        promised_on=promised_day(began),
        terms=roots(member.question),
        waiting=int(member.answered_at is None),
        near_agency=old.near_agency,
    )
    member.gap, member.moved_by = new, by
    member.save(update_fields=["gap", "moved_by"])
    announce(GapSplit(gap_id=old.pk, question_id=member.question_id, into_id=new.pk), by=by)
    _one_less(old.pk)
    return new


@transaction.atomic
def ask_about_gap(gap: Gap, expert: Person, *, question: Question, by: Person) -> ExpertRequest:
    """The expert hears of the gap and reads its words until they help or let it go; the same one once."""
    return ask_expert(
        expert,
        subject=gap.source,
        topic=named(question, gap.near_agency or question.agency),
        by=by,
        url=reverse("ask:asked", args=[gap.pk]),
    )
