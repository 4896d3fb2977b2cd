"""Taking a question to people, when no source knows."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.ask.actions import hand_over
from sinau.ask.forms import HandOverForm
from sinau.ask.models import Question
from sinau.ask.routing import experts_for
from sinau.communities.models import Community
from sinau.people.access import PersonRequest, signed_in


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose the community and the words; sent, one goes on to the conversation."""
    mine = Question.objects.visible_to(request.user).with_outcome()
    question = get_object_or_404(mine, pk=pk)
    if question.is_handed_over:
        return redirect(question.hand_over.conversation_url)
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        person=request.user,
        experts=experts_for(question),
        initial={"title": question.text[:200], "community": _home(request)},
    )
    if form.is_valid():
        words = form.cleaned_data
        handed = hand_over(
            question,
            community=words["community"],
            title=words["title"],
            body=words["body"] or question.text,
            by=request.user,
            experts=form.chosen,
        )
        messages.success(request, _("Pertanyaan Anda kini ada di komunitas."))
        return redirect(handed.conversation_url)
    status = 422 if form.is_bound else 200
    return render(
        request, "ask/hand_over.html", {"question": question, "form": form}, status=status
    )


def _home(request: PersonRequest) -> Community | None:
    """The community of one's own agency, to begin with."""
    return (
        Community.objects.joinable_by(request.user).filter(home_of=request.user.agency_id).first()
    )
