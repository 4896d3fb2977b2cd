"""Call for ideas, answer a call, close it, and decide about ideas with a public reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sinau.innovation.actions.ideas import NotYetPossible
from sinau.innovation.actions.plans import OwnPlan
from sinau.innovation.events import CallAnswered, CallClosed, CallOpened, IdeaDecided
from sinau.innovation.models import Answer, Call, CallClosing, Decision, Idea, Stage, Verdict
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person


class CallOver(Refused):
    """The call takes no more ideas."""


class DecisionsMissing(Refused):
    """A call is closed when every idea that answered has a decision with its reason."""


@transaction.atomic
def open_call(
    *, title: str, question: str, criteria: Sequence[str], due: date, agency: Agency, by: Person
) -> Call:
    """The whole city is asked, with the criteria said before the first idea comes."""
    call = Call.objects.create(
        title=title,
        question=question,
        criteria=list(criteria),
        due=due,
        agency=agency,
        opened_by=by,
        opened_at=now(),
    )
    announce(CallOpened(call_id=call.pk, title=title, due=due, agency_id=agency.pk), by=by)
    return call


@transaction.atomic
def answer_call(call: Call, idea: Idea, *, by: Person) -> Answer:
    """The idea answers the call; a second time changes nothing."""
    known = Answer.objects.filter(call=call, idea=idea).first()
    if known is not None:
        return known
    if not call.is_open:
        raise CallOver(_("Batas panggilan ini sudah lewat."), back=call.get_absolute_url())
    if idea.stage in (Stage.DRAFT, Stage.DECLINED, Stage.MERGED):
        raise NotYetPossible(
            _("Hanya gagasan yang sudah diajukan yang dapat menjawab panggilan."),
            back=call.get_absolute_url(),
        )
    answer = Answer.objects.create(call=call, idea=idea, answered_by=by, answered_at=now())
    Call.objects.filter(pk=call.pk).update(answer_count=F("answer_count") + 1)
    announce(
        CallAnswered(
            call_id=call.pk,
            title=call.title,
            idea_id=idea.pk,
            idea_title=idea.title,
            opened_by_id=call.opened_by_id,
        ),
        by=by,
    )
    return answer


@transaction.atomic
def close_call(call: Call, *, word: str, by: Person) -> CallClosing:
    """The call is over and everybody who answered hears why; a second time changes nothing."""
    Call.objects.select_for_update().get(pk=call.pk)
    known = CallClosing.objects.filter(call=call).first()
    if known is not None:
        return known
    waiting = call.answers.exclude(idea__in=call.decisions.values("idea")).exclude(
        idea__stage=Stage.MERGED
    )
    if titles := [row.idea.title for row in waiting.select_related("idea")]:
        raise DecisionsMissing(
            _("Belum semua gagasan diputuskan."),
            reasons=[_("“%(title)s” belum diputuskan.") % {"title": title} for title in titles],
            back=call.get_absolute_url(),
        )
    closing = CallClosing.objects.create(call=call, word=word, closed_by=by, closed_at=now())
    announce(
        CallClosed(
            call_id=call.pk,
            title=call.title,
            word=word,
            answerer_ids=tuple(sorted(set(call.answers.values_list("answered_by", flat=True)))),
        ),
        by=by,
    )
    return closing


@transaction.atomic
def decide_idea(
    idea: Idea, verdict: Verdict, *, reason: str, by: Person, call: Call | None = None
) -> Decision:
    """The decision and its reason are read by everybody; the same as the last changes nothing."""
    locked = Idea.objects.select_for_update().get(pk=idea.pk)
    last = idea.decisions.first()
    if last is not None and (last.verdict, last.reason, last.call_id) == (
        verdict,
        reason,
        call.pk if call else None,
    ):
        return last
    _refuse(locked, verdict, by)
    decision = Decision.objects.create(
        idea=idea, call=call, verdict=verdict, reason=reason, decided_by=by, decided_at=now()
    )
    if locked.stage in (Stage.PROPOSED, Stage.DECLINED):
        idea.stage = Stage.DECLINED if verdict == Verdict.DECLINED else Stage.PROPOSED
    idea.changed_at = now()
    idea.save(update_fields=["stage", "changed_at"])
    announce(
        IdeaDecided(
            idea_id=idea.pk,
            title=idea.title,
            verdict=verdict,
            verdict_name=str(Verdict(verdict).label).lower(),
            reason=reason,
            call_id=call.pk if call else None,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    return decision


def _refuse(idea: Idea, verdict: Verdict, by: Person) -> None:
    if by.pk in (idea.owner_id, idea.drafted_by_id):
        raise OwnPlan(
            _("Anda penulis atau pemilik gagasan ini. Pimpinan lain yang memutuskan."),
            back=idea.get_absolute_url(),
        )
    if idea.stage in (Stage.DRAFT, Stage.MERGED):
        raise NotYetPossible(
            _("Gagasan ini belum diajukan atau sudah digabung."), back=idea.get_absolute_url()
        )
    if verdict == Verdict.DECLINED and idea.stage not in (Stage.PROPOSED, Stage.DECLINED):
        raise NotYetPossible(
            _("Gagasan ini sudah direncanakan. Hentikan layanannya bila tidak dilanjutkan."),
            back=idea.get_absolute_url(),
        )
