"""The quiz: its start page, one question a page, a check before handing in, and the result."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import enrol, save_answer, start_attempt, submit_attempt
from sinau.university.models import (
    Answer,
    Attempt,
    Certificate,
    Course,
    Enrolment,
    Question,
)

_TRUTH_WORDS = {"benar": _("Benar"), "salah": _("Salah")}


@signed_in
def index(request: PersonRequest, slug: str) -> HttpResponse:
    """The rules of the quiz and the attempts so far."""
    course = get_object_or_404(
        Course.objects.visible_to(request.user).select_related("agency", "quiz__current"),
        slug=slug,
    )
    enrolment = Enrolment.objects.of(request.user).filter(course=course).first()
    attempts = list(enrolment.attempts.select_related("version")) if enrolment else []
    return render(
        request,
        "university/quiz.html",
        {
            "course": course,
            "quiz": getattr(course, "quiz", None),
            "enrolment": enrolment,
            "attempts": attempts,
            "open_attempt": next((a for a in attempts if a.submitted_at is None), None),
            "passed": next((a for a in attempts if a.is_passed), None),
        },
    )


@signed_in
@require_POST
def create(request: PersonRequest, slug: str) -> HttpResponse:
    """Begin, or go on with what was begun."""
    course = get_object_or_404(Course.objects.visible_to(request.user), slug=slug)
    return redirect(start_attempt(enrol(course, request.user)))


def _mine(request: PersonRequest, pk: int) -> Attempt:
    attempts = Attempt.objects.of(request.user).select_related(
        "version", "enrolment__course__agency"
    )
    return get_object_or_404(attempts, pk=pk)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """An open attempt goes on at its first question without an answer; a closed one shows its result."""
    attempt = _mine(request, pk)
    if attempt.submitted_at is None:
        answered = set(attempt.answers.values_list("question__position", flat=True))
        places = range(1, attempt.version.question_count + 1)
        missing = next((place for place in places if place not in answered), None)
        if missing is None:
            return redirect("university:attempt_check", attempt.pk)
        return redirect("university:answer", attempt.pk, missing)
    questions = attempt.version.questions.prefetch_related(
        Prefetch("answers", Answer.objects.filter(attempt=attempt), to_attr="given")
    )
    course = attempt.enrolment.course
    enrolment = attempt.enrolment
    return render(
        request,
        "university/result.html",
        {
            "attempt": attempt,
            "course": course,
            "enrolment": enrolment,
            "results": [_result(question) for question in questions],
            "unread": course.lesson_count - enrolment.lessons_read,
            "certificate": Certificate.objects.of(request.user)
            .filter(completion__course=course)
            .first(),
        },
    )


def _result(question: Question) -> dict[str, object]:
    """A question with what was answered and what each choice means."""
    given = getattr(question, "given", [])
    answer = given[0] if given else None
    picked = set(answer.picked) if answer else set()
    choices = [{**choice, "picked": at in picked} for at, choice in enumerate(question.choices)]
    return {
        "question": question,
        "answer": answer,
        "choices": choices,
        "verdict": answer.verdict if answer else "empty",
        "percent": round(answer.share * 100) if answer and answer.share is not None else 0,
    }


@signed_in
def edit(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    """One question; what is sent is saved at once, with scripts also without leaving the page."""
    attempt = _mine(request, pk)
    if attempt.submitted_at is not None and request.method != "POST":
        return redirect(attempt)
    question = get_object_or_404(attempt.version.questions, position=position)
    if request.method == "POST":
        picked = [
            int(at)
            for at in request.POST.getlist("picked")
            if at.isascii() and at.isdigit() and len(at) < 4
        ]
        text = request.POST.get("text", "")
        answer = save_answer(attempt, question, picked=picked, text=text)
        if request.headers.get("HX-Request"):
            return render(request, "university/parts/saved.html", {"saved_at": answer.saved_at})
        return redirect(_after(attempt, position, request.POST.get("go", "")))
    answered = set(attempt.answers.values_list("question__position", flat=True))
    return render(
        request,
        "university/question.html",
        {
            "attempt": attempt,
            "course": attempt.enrolment.course,
            "question": question,
            "answer": attempt.answers.filter(question=question).first(),
            "choices": list(enumerate(question.choices)),
            "numbers": [
                {"position": place, "is_answered": place in answered, "is_here": place == position}
                for place in range(1, attempt.version.question_count + 1)
            ],
            "answered": len(answered),
            "total": attempt.version.question_count,
            "now": now(),
        },
    )


def _after(attempt: Attempt, position: int, where: str) -> str:
    if where == "back" and position > 1:
        return reverse("university:answer", args=[attempt.pk, position - 1])
    if where == "check" or position >= attempt.version.question_count:
        return reverse("university:attempt_check", args=[attempt.pk])
    return reverse("university:answer", args=[attempt.pk, position + 1])


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Every question with its answer, before it is handed in."""
    attempt = _mine(request, pk)
    if attempt.submitted_at is not None:
        return redirect(attempt)
    given = {answer.question_id: answer for answer in attempt.answers.all()}
    questions = list(attempt.version.questions.all())
    items = [
        (
            question.prompt,
            _said(question, given.get(question.pk)),
            reverse("university:answer", args=[attempt.pk, question.position]),
        )
        for question in questions
    ]
    empty = sum(
        question.pk not in given or given[question.pk].response.is_empty for question in questions
    )
    context = {
        "attempt": attempt,
        "course": attempt.enrolment.course,
        "answers": items,
        "empty": empty,
    }
    return render(request, "university/check.html", context)


def _said(question: Question, answer: Answer | None) -> str:
    """What was answered, as words."""
    if answer is None or answer.response.is_empty:
        return str(_("Belum dijawab"))
    if question.choices:
        return "; ".join(str(question.choices[at]["text"]) for at in answer.picked)
    if question.kind == "true_false":
        return str(_TRUTH_WORDS.get(answer.text, answer.text))
    return answer.text


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Hand the attempt in."""
    return redirect(submit_attempt(_mine(request, pk), by=request.user))
