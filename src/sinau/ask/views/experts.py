"""Bringing a gap to somebody who may know, and what that person sees of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.ask.actions import ask_about_gap
from sinau.ask.models import KEEPERS, Gap, GapMember
from sinau.ask.routing import asked_of, experts_for
from sinau.communities.models import Conversation
from sinau.knowledge.actions import let_go
from sinau.people.access import PersonRequest, needs, signed_in


@needs(*KEEPERS)
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """One of those proposed is asked; they read the words of the gap from then on."""
    gap = get_object_or_404(Gap.objects.kept_by(request.user).open(), pk=pk)
    question = GapMember.objects.kept_by(request.user).filter(gap=gap)[0].question
    proposed = {str(one.person.pk): one for one in experts_for(question, near=gap.near_agency)}
    chosen = proposed.get(request.POST.get("orang", ""))
    if chosen is None:
        messages.warning(request, _("Orang itu tidak dapat ditanya sekarang. Pilih orang lain."))
        return redirect(gap)
    ask_about_gap(gap, chosen.person, question=question, by=request.user)
    messages.success(request, _("%(name)s diminta membantu.") % {"name": chosen.person.full_name})
    return redirect(gap)


@signed_in
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What waits for this person's help: the questions without names, and the clock."""
    gap = get_object_or_404(Gap.objects.open(), pk=pk)
    asked = asked_of(request.user, gap)
    if asked is None:
        raise Http404
    waiting = gap.members.waiting().select_related("question__agency", "question__hand_over")
    members = list(waiting)
    talks = [
        one.question.hand_over.conversation_id for one in members if one.question.is_handed_over
    ]
    context = {
        "gap": gap,
        "asked": asked,
        "members": members,
        "talks": Conversation.objects.visible_to(request.user).filter(pk__in=talks),
    }
    return render(request, "ask/asked.html", context)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """They cannot help; their week is free for another, and the words are closed to them again."""
    asked = asked_of(request.user, get_object_or_404(Gap, pk=pk))
    if asked is not None:
        let_go(asked, by=request.user)
        messages.success(
            request, _("Permintaan dilepas. Penjaga pengetahuan dapat memilih orang lain.")
        )
    return redirect("knowledge:expert_edit")
