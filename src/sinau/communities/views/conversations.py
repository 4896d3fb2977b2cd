"""Conversations: reading one, beginning one, putting one's own right."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.communities.actions import edit_conversation, start_conversation
from sinau.communities.forms import ConversationEditForm, ConversationForm, ReplyForm
from sinau.communities.models import Community, Conversation
from sinau.communities.models.conversations import ConversationQuerySet
from sinau.communities.reading import Reading
from sinau.people.access import PersonRequest, signed_in

KINDS = (
    ("belum", gettext_lazy("Belum terjawab")),
    ("sudah", gettext_lazy("Sudah terjawab")),
    ("pengetahuan", gettext_lazy("Menjadi pengetahuan")),
)


def of_kind(said: ConversationQuerySet, kind: str) -> ConversationQuerySet:
    """What a filter of the list leaves."""
    if kind == "belum":
        return said.unanswered()
    if kind == "sudah":
        return said.answered()
    if kind == "pengetahuan":
        return said.became_knowledge()
    return said


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One conversation with its replies, the accepted answer first."""
    return reading_page(request, pk, ReplyForm())


def reading_page(request: PersonRequest, pk: int, form: ReplyForm) -> HttpResponse:
    """The conversation as this person may read it, with what was typed as a reply."""
    seen = Conversation.objects.visible_to(request.user).for_reading()
    reading = Reading(get_object_or_404(seen, pk=pk), request.user)
    page = Paginator(reading.replies, reading.PER_PAGE).get_page(request.GET.get("halaman"))
    context = {"reading": reading, "conversation": reading.conversation, "page": page, "form": form}
    return render(request, "communities/conversation.html", context)


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """A question or a talk, to be begun in this community."""
    community = get_object_or_404(Community.objects.joinable_by(request.user), pk=pk)
    form = ConversationForm(
        request.POST if request.method == "POST" else None,
        initial={"title": request.GET.get("judul", "")},
    )
    if request.method == "POST" and form.is_valid():
        conversation = start_conversation(
            community=community,
            by=request.user,
            title=form.cleaned_data["title"],
            body=form.cleaned_data["body"],
            is_question=form.is_question,
        )
        messages.success(request, _("Percakapan dimulai. Anda menerima kabar bila ada balasan."))
        return redirect(conversation)
    return render(
        request, "communities/conversation_new.html", {"form": form, "community": community}
    )


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """The words of one's own conversation, to be put right."""
    seen = Conversation.objects.visible_to(request.user).for_reading()
    conversation = get_object_or_404(seen, pk=pk, author=request.user, hidden_at=None)
    start = {"title": conversation.title, "body": conversation.body}
    form = ConversationEditForm(request.POST if request.method == "POST" else None, initial=start)
    if request.method == "POST" and form.is_valid():
        edit_conversation(conversation, **form.cleaned_data, by=request.user)
        messages.success(request, _("Suntingan disimpan. Naskah sebelumnya tetap ada."))
        return redirect(conversation)
    context = {"form": form, "conversation": conversation, "what": conversation.title}
    return render(request, "communities/text_edit.html", context)
