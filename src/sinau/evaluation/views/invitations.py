"""What I am asked."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from sinau.evaluation.models import Invitation
from sinau.people.access import PersonRequest, signed_in


@signed_in
def index(request: PersonRequest) -> HttpResponse:
    """The forms that wait for this person, the most urgent first."""
    waiting = Invitation.objects.of(request.user).open().select_related("evaluation", "about")
    return render(request, "evaluation/invitations.html", {"invitations": waiting[:50]})


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """On to the form, for whom the invitation is."""
    invitation = get_object_or_404(Invitation.objects.of(request.user), pk=pk)
    return redirect(invitation)
