"""Following a conversation: hearing of its replies, or no longer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.communities.actions import follow, unfollow
from sinau.communities.models import Conversation
from sinau.people.access import PersonRequest, signed_in


@require_POST
@signed_in
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """The person hears of replies."""
    conversation = get_object_or_404(Conversation.objects.visible_to(request.user), pk=pk)
    follow(conversation, by=request.user)
    messages.success(request, _("Anda menerima kabar bila ada balasan baru."))
    return redirect(conversation)


@require_POST
@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """The person no longer hears of replies."""
    conversation = get_object_or_404(Conversation.objects.visible_to(request.user), pk=pk)
    unfollow(conversation, by=request.user)
    messages.success(request, _("Anda tidak lagi menerima kabar dari percakapan ini."))
    return redirect(conversation)
