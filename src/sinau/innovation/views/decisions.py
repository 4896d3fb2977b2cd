"""Decide about an idea, with a reason everybody may read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.innovation.actions.calls import decide_idea
from sinau.innovation.models import Call, Idea, Stage, Verdict
from sinau.innovation.talk_forms import DecisionForm
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """A head over the leading agency decides."""
    ideas = Idea.objects.decidable_by(request.user, Role.HEAD).exclude(stage=Stage.DRAFT)
    idea = get_object_or_404(ideas, pk=pk)
    return _decide(request, idea, None)


@signed_in
def of_call(request: PersonRequest, pk: int, idea_pk: int) -> HttpResponse:
    """A head over the agency that called decides about an idea that answered."""
    call = get_object_or_404(Call.objects.held_by(request.user), pk=pk)
    ideas = Idea.objects.visible_to(request.user).filter(answers__call=call)
    return _decide(request, get_object_or_404(ideas, pk=idea_pk), call)


def _decide(request: PersonRequest, idea: Idea, call: Call | None) -> HttpResponse:
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        verdict = Verdict(said["verdict"])
        decide_idea(idea, verdict, reason=said["reason"], by=request.user, call=call)
        messages.success(request, _("Keputusan dan alasannya telah diumumkan."))
        return redirect(call or idea)
    context = {"idea": idea, "call": call, "form": form}
    return render(request, "innovation/decide.html", context)
