"""Hiding: taking a conversation or a reply out of sight with a reason, and showing it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.communities.actions import hide_conversation, hide_reply, show_conversation, show_reply
from sinau.communities.forms import HidingForm
from sinau.communities.models import Conversation, Reply
from sinau.people.access import PersonRequest, signed_in


def _conversation(request: PersonRequest, pk: int) -> Conversation:
    led = Conversation.objects.visible_to(request.user).led_by(request.user)
    return get_object_or_404(led.for_reading(), pk=pk)


def _reply(request: PersonRequest, pk: int) -> Reply:
    led = Reply.objects.visible_to(request.user).led_by(request.user)
    return get_object_or_404(led.select_related("author", "conversation__community"), pk=pk)


@signed_in
def new_of_conversation(request: PersonRequest, pk: int) -> HttpResponse:
    """The reason for which a conversation is taken out of sight."""
    conversation = _conversation(request, pk)
    form = HidingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        hide_conversation(conversation, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Percakapan disembunyikan. Naskahnya tetap tersimpan."))
        return redirect(conversation)
    return _page(request, form, conversation, conversation.author.full_name)


@require_POST
@signed_in
def remove_of_conversation(request: PersonRequest, pk: int) -> HttpResponse:
    """A conversation can be read again."""
    conversation = _conversation(request, pk)
    show_conversation(conversation, by=request.user)
    messages.success(request, _("Percakapan tampil kembali."))
    return redirect(conversation)


@signed_in
def new_of_reply(request: PersonRequest, pk: int) -> HttpResponse:
    """The reason for which a reply is taken out of sight."""
    reply = _reply(request, pk)
    form = HidingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        hide_reply(reply, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Balasan disembunyikan. Naskahnya tetap tersimpan."))
        return redirect(reply)
    return _page(request, form, reply.conversation, reply.author.full_name, reply=reply)


@require_POST
@signed_in
def remove_of_reply(request: PersonRequest, pk: int) -> HttpResponse:
    """A reply can be read again."""
    reply = _reply(request, pk)
    show_reply(reply, by=request.user)
    messages.success(request, _("Balasan tampil kembali."))
    return redirect(reply)


def _page(
    request: PersonRequest,
    form: HidingForm,
    conversation: Conversation,
    author: str,
    reply: Reply | None = None,
) -> HttpResponse:
    context = {"form": form, "conversation": conversation, "author": author, "reply": reply}
    return render(request, "communities/hiding.html", context)
