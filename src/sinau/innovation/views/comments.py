"""The discussion below an idea."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.innovation.actions.talking import (
    EDITABLE_FOR,
    comment_idea,
    edit_comment,
    hide_comment,
)
from sinau.innovation.models import Comment, Idea
from sinau.innovation.talk_forms import CommentForm, HideForm
from sinau.innovation.views.moderating import moderates
from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person

SHOWN = 100


def talk_of(idea: Idea, person: Person) -> dict[str, Any]:
    """What the page of an idea shows of its discussion; two queries and one for the moderator."""
    keeps = moderates(person, idea)
    seen = Q() if keeps else Q(hiding=None) | Q(written_by=person)
    comments = idea.comments.filter(seen).select_related("written_by__agency", "hiding")
    return {
        "comments": [
            {
                "comment": comment,
                "hiding": getattr(comment, "hiding", None),
                "may_edit": comment.written_by_id == person.pk
                and now() - comment.written_at <= EDITABLE_FOR,
                "may_hide": keeps
                and comment.written_by_id != person.pk
                and not hasattr(comment, "hiding"),
            }
            for comment in comments.order_by("-written_at", "-pk")[:SHOWN][::-1]
        ],
        "comment_form": CommentForm(),
    }


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Say something about the idea."""
    idea = get_object_or_404(Idea.objects.visible_to(request.user), pk=pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _form(request, idea, form, _("Tanggapi gagasan"), _("Kirim tanggapan"))
    comment = comment_idea(idea, body=form.cleaned_data["body"], by=request.user)
    messages.success(request, _("Tanggapan Anda telah dikirim."))
    return redirect(f"{idea.get_absolute_url()}#tanggapan-{comment.pk}")


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Mend one's own remark shortly after it was written."""
    comments = Comment.objects.filter(written_by=request.user).select_related("idea")
    comment = get_object_or_404(comments, pk=pk)
    form = CommentForm(request.POST or None, initial={"body": comment.body})
    if request.method == "POST" and form.is_valid():
        edit_comment(comment, body=form.cleaned_data["body"], by=request.user)
        messages.success(request, _("Tanggapan Anda telah disunting."))
        return redirect(f"{comment.idea.get_absolute_url()}#tanggapan-{comment.pk}")
    return _form(request, comment.idea, form, _("Sunting tanggapan"), _("Simpan"))


@signed_in
def hide(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a remark from sight, with a reason its writer reads."""
    ideas = Idea.objects.visible_to(request.user)
    comments = Comment.objects.filter(idea__in=ideas).exclude(written_by=request.user)
    comment = get_object_or_404(comments.select_related("idea"), pk=pk)
    if not moderates(request.user, comment.idea):
        raise Http404
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hide_comment(comment, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Tanggapan telah disembunyikan."))
        return redirect(comment.idea)
    title = _("Sembunyikan tanggapan")
    return _form(request, comment.idea, form, title, _("Sembunyikan"), lead=comment.body)


def _form(
    request: PersonRequest, idea: Idea, form: Any, title: str, submit: str, lead: str = ""
) -> HttpResponse:
    context = {"title": title, "lead": lead, "idea": idea, "form": form, "submit": submit}
    status = 422 if form.errors else 200
    return render(request, "innovation/form.html", context, status=status)
