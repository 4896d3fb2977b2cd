"""Essays that wait for a mark."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import mark_essay
from sinau.university.asking import html_of
from sinau.university.forms import EssayMarkForm
from sinau.university.models import Answer, Quiz
from sinau.university.models.quizzes import questions_of
from sinau.university.quizzes.marking import Verdict
from sinau.university.quizzes.questions import Kind
from sinau.university.views.desk_quizzes import desk_of, kept_quiz

SHOWN = 200


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """What waits, the oldest first; and what was marked lately."""
    quiz = kept_quiz(request, pk)
    essays = Answer.objects.filter(
        attempt__quiz=quiz, attempt__submitted_at__isnull=False, version__data__kind=Kind.ESSAY
    ).select_related("attempt__person", "version", "marked_by")
    waiting = essays.filter(verdict=Verdict.WAITING).order_by("attempt__submitted_at", "place")
    marked = essays.exclude(marked_at=None).order_by("-marked_at")
    return render(
        request,
        "university/essays.html",
        {
            "quiz": quiz,
            "desk": desk_of(quiz),
            "waiting": list(waiting[:SHOWN]),
            "marked": list(marked[:20]),
        },
    )


@signed_in
def edit(request: PersonRequest, pk: int, answer: int) -> HttpResponse:
    """Read one essay, give it points and words, go on to the next."""
    quiz = kept_quiz(request, pk)
    essay = _essay(quiz, answer)
    question = questions_of([essay.version_id])[essay.version_id]
    most = Decimal(essay.attempt.layout[essay.place - 1]["p"])
    given = most * essay.share if essay.share is not None and essay.marked_at else None
    form = EssayMarkForm(request.POST or None, initial={"points": given, "words": essay.words})
    if request.method == "POST" and form.is_valid():
        mark_essay(essay, **form.cleaned_data, by=request.user)
        messages.success(request, _("Nilai uraian disimpan."))
        following = _next(quiz)
        if following is None:
            return redirect("university:essays", quiz.pk)
        return redirect("university:essay", quiz.pk, following.pk)
    return render(
        request,
        "university/essay.html",
        {
            "quiz": quiz,
            "desk": desk_of(quiz),
            "essay": essay,
            "prompt": html_of(question.prompt),
            "model": html_of(question.model) if question.model else "",
            "most": most.normalize(),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


def _essay(quiz: Quiz, pk: int) -> Answer:
    return get_object_or_404(
        Answer.objects.select_related("attempt__person"),
        pk=pk,
        attempt__quiz=quiz,
        attempt__submitted_at__isnull=False,
        version__data__kind=Kind.ESSAY,
    )


def _next(quiz: Quiz) -> Answer | None:
    waiting = Answer.objects.filter(
        attempt__quiz=quiz, attempt__submitted_at__isnull=False, verdict=Verdict.WAITING
    )
    return waiting.order_by("attempt__submitted_at", "place").first()
