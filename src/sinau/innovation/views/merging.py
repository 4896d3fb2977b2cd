"""Joining two ideas: ask, and let the authors answer."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.innovation.actions.merging import answer_merge, ask_merge, authors_of
from sinau.innovation.models import Idea, MergeRequest
from sinau.innovation.talk_forms import MergeAnswerForm, MergeForm
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Propose to join this idea to another; its authors decide."""
    ideas = Idea.objects.visible_to(request.user)
    idea = get_object_or_404(ideas.select_related("owner", "agency"), pk=pk)
    get_object_or_404(Idea.objects.writable_by(request.user), pk=pk)
    form = MergeForm(
        idea, request.user, request.POST or None, initial={"into": request.GET.get("ke")}
    )
    if request.method == "POST" and form.is_valid():
        asked = ask_merge(
            idea,
            form.cleaned_data["into"],
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        messages.success(request, _("Penulis kedua gagasan telah ditanya."))
        return redirect("innovation:merge", pk=asked.pk)
    context = {"idea": idea, "form": form}
    return render(request, "innovation/merge_new.html", context)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The request, what each author said, and for an author the question."""
    ideas = Idea.objects.visible_to(request.user)
    requests = MergeRequest.objects.filter(idea__in=ideas, into__in=ideas).select_related(
        "idea__owner", "into__owner", "asked_by", "merge"
    )
    asked = get_object_or_404(requests, pk=pk)
    authors = authors_of(asked)
    answers = {answer.person_id: answer for answer in asked.answers.all()}
    may_answer = asked.is_open and request.user.pk in authors and request.user.pk not in answers
    form = MergeAnswerForm(request.POST if request.method == "POST" and may_answer else None)
    if request.method == "POST" and (not may_answer or form.is_valid()):
        said = form.cleaned_data if may_answer else {"agrees": "tidak", "note": ""}
        answer_merge(asked, agrees=said["agrees"] == "ya", note=said["note"], by=request.user)
        messages.success(request, _("Jawaban Anda telah dicatat."))
        return redirect("innovation:merge", pk=asked.pk)
    people = Person.objects.filter(pk__in=authors).order_by("name", "pk")
    context = {
        "asked": asked,
        "rows": [{"person": person, "answer": answers.get(person.pk)} for person in people],
        "merge": getattr(asked, "merge", None),
        "form": form if may_answer else None,
        "only_one": asked.into.supports.count(),
        "moving": asked.idea.supports.exclude(
            person__in=asked.into.supports.values("person")
        ).count(),
    }
    return render(request, "innovation/merge.html", context)


def open_requests(idea: Idea) -> list[MergeRequest]:
    """Requests that concern this idea and still wait for an author."""
    rows = MergeRequest.objects.filter(Q(idea=idea) | Q(into=idea), is_open=True)
    return list(rows.select_related("idea", "into"))
