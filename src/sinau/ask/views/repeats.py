"""Asking the same once more, because the sources may have grown."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from sinau.ask.actions import ask
from sinau.ask.context import Context
from sinau.ask.models import Question
from sinau.people.access import PersonRequest, signed_in


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """The same words, a new question; the old one stays as it was answered then."""
    question = get_object_or_404(Question.objects.visible_to(request.user), pk=pk)
    again = ask(
        question.text,
        by=request.user,
        repeats=question,
        as_of=question.as_of,
        context=Context(tuple(question.carried), question.carried_source),
    )
    return redirect(again)
