"""Accepted answers: saying which reply is the answer, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.communities.actions import accept_answer, withdraw_answer
from sinau.communities.models import Conversation, Reply
from sinau.people.access import PersonRequest, signed_in


@require_POST
@signed_in
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """This reply answers its question."""
    settled = Conversation.objects.settled_by(request.user)
    seen = Reply.objects.visible_to(request.user).filter(conversation__in=settled)
    reply = get_object_or_404(seen.select_related("conversation__community"), pk=pk)
    conversation = accept_answer(reply, by=request.user)
    messages.success(request, _("Jawaban diterima. Terima kasih sudah menutup pertanyaan ini."))
    return redirect(conversation)


@require_POST
@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """The question is open again."""
    conversation = get_object_or_404(
        Conversation.objects.settled_by(request.user).select_related("community"), pk=pk
    )
    withdraw_answer(conversation, by=request.user)
    messages.success(request, _("Penerimaan jawaban dibatalkan. Pertanyaan ini terbuka kembali."))
    return redirect(conversation)
