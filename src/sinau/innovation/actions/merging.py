"""Join two ideas into one, when each of their authors has agreed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sinau.innovation.actions.ideas import NotYetPossible, set_partners
from sinau.innovation.events import IdeaMerged, MergeAnswered, MergeAsked
from sinau.innovation.models import (
    CarriedSupport,
    Contribution,
    Decision,
    Idea,
    Merge,
    MergeAnswer,
    MergeRequest,
    Stage,
    Support,
    Verdict,
)
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person


class NotAnAuthor(Refused):
    """Only the authors of the two ideas answer a request to merge them."""


class RequestClosed(Refused):
    """The request was answered for good."""


def authors_of(request: MergeRequest) -> set[int]:
    """Those without whom nothing moves: who wrote or answers for either idea."""
    return {
        request.idea.owner_id,
        request.idea.drafted_by_id,
        request.into.owner_id,
        request.into.drafted_by_id,
    }


@transaction.atomic
def ask_merge(idea: Idea, into: Idea, *, reason: str, by: Person) -> MergeRequest:
    """The authors are asked; while one request of an idea is open, that one is given back."""
    if idea.pk == into.pk or idea.stage != Stage.PROPOSED:
        raise NotYetPossible(
            _("Hanya gagasan yang sudah diajukan dan belum direncanakan yang dapat digabung."),
            back=idea.get_absolute_url(),
        )
    if into.stage not in (Stage.PROPOSED, Stage.PLAN):
        raise NotYetPossible(
            _("Gagasan tujuan harus sudah diajukan dan belum diuji coba."),
            back=idea.get_absolute_url(),
        )
    request, is_new = MergeRequest.objects.get_or_create(
        idea=idea,
        is_open=True,
        defaults={"into": into, "reason": reason, "asked_by": by, "asked_at": now()},
    )
    if is_new:
        announce(
            MergeAsked(
                idea_id=idea.pk,
                title=idea.title,
                request_id=request.pk,
                into_id=into.pk,
                into_title=into.title,
                reason=reason,
                author_ids=tuple(sorted(authors_of(request) - {by.pk})),
                owner_id=idea.owner_id,
            ),
            by=by,
        )
        if by.pk in authors_of(request):
            answer_merge(request, agrees=True, note="", by=by)
    return request


@transaction.atomic
def answer_merge(request: MergeRequest, *, agrees: bool, note: str, by: Person) -> MergeAnswer:
    """What this author says stands; one no ends the request, the last yes joins the ideas."""
    locked = MergeRequest.objects.select_for_update().get(pk=request.pk)
    if by.pk not in authors_of(request):
        raise NotAnAuthor(
            _("Hanya penulis dan pemilik kedua gagasan yang menjawab usul ini."),
            back=request.idea.get_absolute_url(),
        )
    known = request.answers.filter(person=by).first()
    if known is not None:
        return known
    if not locked.is_open:
        raise RequestClosed(
            _("Usul penggabungan ini sudah selesai dijawab."), back=request.idea.get_absolute_url()
        )
    answer = MergeAnswer.objects.create(
        request=request, agrees=agrees, note=note, person=by, answered_at=now()
    )
    idea, into = request.idea, request.into
    announce(
        MergeAnswered(
            idea_id=idea.pk,
            title=idea.title,
            request_id=request.pk,
            into_id=into.pk,
            into_title=into.title,
            answer=_("menyetujui") if agrees else _("tidak menyetujui"),
            agrees=agrees,
            note=note,
            asked_by_id=request.asked_by_id,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    said = set(request.answers.filter(agrees=True).values_list("person", flat=True))
    if not agrees or authors_of(request) <= said:
        MergeRequest.objects.filter(pk=request.pk).update(is_open=False)
        request.is_open = False
        if agrees:
            _join(request, by)
    return answer


def _join(request: MergeRequest, by: Person) -> None:
    """Supports are given again once, agencies join, contributions count there; the rest stays."""
    idea, into = (
        Idea.objects.select_for_update().get(pk=pk) for pk in (request.idea_id, request.into_id)
    )
    if idea.stage != Stage.PROPOSED or into.stage not in (Stage.PROPOSED, Stage.PLAN):
        raise NotYetPossible(
            _("Salah satu gagasan sudah berubah tahap. Usulkan penggabungannya lagi."),
            back=idea.get_absolute_url(),
        )
    merge = Merge.objects.create(request=request, idea=idea, into=into, merged_at=now())
    carried = _carry_supports(merge)
    Contribution.objects.filter(counts_for=idea).update(counts_for=into)
    joint = [row.agency for one in (into, idea) for row in one.partners.select_related("agency")]
    set_partners(into, joint, by=by)
    idea.stage, idea.changed_at = Stage.MERGED, now()
    idea.save(update_fields=["stage", "changed_at"])
    Decision.objects.create(
        idea=idea,
        verdict=Verdict.MERGED,
        reason=request.reason,
        decided_by=by,
        decided_at=now(),
    )
    announce(
        IdeaMerged(
            idea_id=idea.pk,
            title=idea.title,
            into_id=into.pk,
            into_title=into.title,
            carried=carried,
            supporter_ids=tuple(idea.supports.order_by("pk").values_list("person", flat=True)),
            owner_id=idea.owner_id,
        ),
        by=by,
    )


def _carry_supports(merge: Merge) -> int:
    """Who supported only the merged idea supports the other one now, as a row that says so."""
    known = Support.objects.filter(idea=merge.into).values("person")
    rows = merge.idea.supports.exclude(person__in=known).order_by("pk")
    given = Support.objects.bulk_create(
        Support(idea=merge.into, person_id=row.person_id, reason=row.reason, given_at=now())
        for row in rows
    )
    CarriedSupport.objects.bulk_create(
        CarriedSupport(merge=merge, support=support) for support in given
    )
    Idea.objects.filter(pk=merge.into_id).update(support_count=F("support_count") + len(given))
    return len(given)
