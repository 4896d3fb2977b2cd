"""Replies: writing one, putting one's own right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.communities.actions import edit_reply, reply_to
from sinau.communities.forms import ReplyForm
from sinau.communities.models import Conversation, Reply
from sinau.communities.views.conversations import reading_page
from sinau.people.access import PersonRequest, signed_in


@require_POST
@signed_in
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """A reply to this conversation."""
    seen = Conversation.objects.visible_to(request.user).for_reading()
    conversation = get_object_or_404(seen, pk=pk)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return reading_page(request, pk, form)
    reply = reply_to(conversation, body=form.cleaned_data["body"], by=request.user)
    messages.success(request, _("Balasan Anda sudah tampil."))
    return redirect(reply)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """The words of one's own reply, to be put right."""
    seen = Reply.objects.visible_to(request.user).select_related("conversation__community")
    reply = get_object_or_404(seen, pk=pk, author=request.user, hidden_at=None)
    form = ReplyForm(
        request.POST if request.method == "POST" else None, initial={"body": reply.body}
    )
    if request.method == "POST" and form.is_valid():
        edit_reply(reply, body=form.cleaned_data["body"], by=request.user)
        messages.success(request, _("Suntingan disimpan. Naskah sebelumnya tetap ada."))
        return redirect(reply)
    context = {
        "form": form,
        "conversation": reply.conversation,
        "what": _("Balasan Anda"),
    }
    return render(request, "communities/text_edit.html", context)
