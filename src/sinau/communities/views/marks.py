"""Helpful marks: giving one's own to a reply, and taking it back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from sinau.communities.actions import mark_helpful, unmark_helpful
from sinau.communities.models import Reply
from sinau.people.access import PersonRequest, signed_in


@require_POST
@signed_in
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """This reply helped the person."""
    reply = get_object_or_404(Reply.objects.visible_to(request.user), pk=pk)
    mark_helpful(reply, by=request.user)
    return redirect(reply)


@require_POST
@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """The mark is taken back."""
    reply = get_object_or_404(Reply.objects.visible_to(request.user), pk=pk)
    unmark_helpful(reply, by=request.user)
    return redirect(reply)
