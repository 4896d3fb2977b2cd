"""Whether an answer helped."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.ask.actions import rate
from sinau.ask.models import Question
from sinau.people.access import PersonRequest, signed_in


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """One voice for each question; the last word counts."""
    mine = Question.objects.visible_to(request.user).with_outcome()
    question = get_object_or_404(mine, pk=pk)
    rate(question, helped=request.POST.get("helped") == "ya", by=request.user)
    messages.success(request, _("Terima kasih. Penilaian Anda dicatat."))
    return redirect(question)
