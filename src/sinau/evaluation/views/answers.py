"""The form behind a signed link; whoever holds the link need not sign in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from sinau.evaluation.actions import answer
from sinau.evaluation.forms import AnswerForm
from sinau.evaluation.models import Invitation, Level


@never_cache
def new(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the questions; afterwards, or when it is too late, say so."""
    invitation = Invitation.of_token(token)
    if invitation is None:
        raise Http404
    evaluation = invitation.evaluation
    if not invitation.is_open:
        return render(request, "evaluation/answered.html", {"invitation": invitation})
    asked = (
        evaluation.reaction_questions
        if invitation.level == Level.REACTION
        else evaluation.behaviour_questions
    )
    is_sent = request.method == "POST"
    form = AnswerForm(request.POST if is_sent else None, asked=asked)
    if is_sent and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if value != ""}
        answer(invitation, given)
        return render(
            request, "evaluation/answered.html", {"invitation": invitation, "thanks": True}
        )
    context = {"invitation": invitation, "evaluation": evaluation, "form": form}
    status = 422 if form.errors else 200
    return render(request, "evaluation/answer.html", context, status=status)
