"""Former wordings: how a conversation and its replies read before they were edited."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from sinau.communities.models import Conversation, Reply, Revision
from sinau.people.access import PersonRequest, signed_in


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """Every former wording one may read, newest first."""
    seen = Conversation.objects.visible_to(request.user).select_related("community")
    conversation = get_object_or_404(seen, pk=pk)
    replies = Reply.objects.visible_to(request.user).filter(conversation=conversation)
    revisions = Revision.objects.filter(conversation=conversation)
    revisions = revisions.filter(Q(reply=None) | Q(reply__in=replies)).select_related("replaced_by")
    context = {"conversation": conversation, "revisions": revisions[:100]}
    return render(request, "communities/revisions.html", context)
