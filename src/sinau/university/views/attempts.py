"""A quiz as its learner sees it: its rules, the questions, a check before handing in, the result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.kernel.clock import now
from sinau.kernel.embedding import find_embed
from sinau.kernel.recalling import recalled
from sinau.kernel.refusals import Refused
from sinau.kernel.words import time_id
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import (
    Saved,
    check_answer,
    enrol,
    save_answer,
    start_quiz,
    submit_attempt,
)
from sinau.university.asking import bare_of, outcome, said_in_words, shown
from sinau.university.models import Answer, Attempt, Certificate, Course, Enrolment, Quiz
from sinau.university.models.quizzes import Review, questions_of, score_of
from sinau.university.quizzes.responding import read_response

SAVE_LABELS = {"next": 1, "back": -1}


@signed_in
def index(request: PersonRequest, slug: str) -> HttpResponse:
    """The rules of the quiz of a course, and the attempts so far."""
    courses = Course.objects.visible_to(request.user).select_related("agency", "quiz__current")
    course = get_object_or_404(courses, slug=slug)
    return _rules(request, getattr(course, "quiz", None), course)


@signed_in
def class_index(request: PersonRequest, pk: int, purpose: str) -> HttpResponse:
    """The same of the test before or after a class."""
    quiz = _class_quiz(request, pk, purpose)
    return _rules(request, quiz, quiz.training_class)


def _class_quiz(request: PersonRequest, pk: int, purpose: str) -> Quiz:
    quizzes = Quiz.objects.visible_to(request.user).select_related(
        "current", "training_class__agency"
    )
    return get_object_or_404(quizzes, training_class=pk, purpose=purpose)


def _rules(request: PersonRequest, quiz: Quiz | None, of: Any) -> HttpResponse:
    mine = Attempt.objects.of(request.user).filter(quiz=quiz) if quiz else Attempt.objects.none()
    attempts = list(mine.select_related("version"))
    enrolment = None
    if quiz is None or quiz.course_id:
        enrolment = Enrolment.objects.of(request.user).filter(course=of).first()
    start = reverse("university:quiz", args=[of.slug]) if isinstance(of, Course) else ""
    if quiz is not None:
        start = quiz.get_absolute_url()
    return render(
        request,
        "university/quiz.html",
        {
            "of": of,
            "course": of if isinstance(of, Course) else None,
            "quiz": quiz,
            "start": f"{start}mulai/",
            "enrolment": enrolment,
            "attempts": attempts,
            "result": score_of(quiz, reversed(attempts)) if quiz else None,
            "open_attempt": next((a for a in attempts if a.submitted_at is None), None),
            "passed": next((a for a in attempts if a.is_passed), None),
            "used_up": quiz is not None and quiz.is_used_up(len(attempts)),
        },
    )


@signed_in
@require_POST
def create(request: PersonRequest, slug: str) -> HttpResponse:
    """Begin, or go on with what was begun."""
    enrolment = _standing.first(person=request.user.pk, slug=slug) or _joined(request, slug)
    quiz = getattr(enrolment.course, "quiz", None)
    words = request.POST.get("kata", "")
    person = enrolment.person_id
    return _to(start_quiz(quiz, person, enrolment_id=enrolment.pk, access_words=words))


@recalled
def _standing(person: int, slug: str) -> QuerySet[Enrolment]:
    """Who has joined sees the course whatever became of it, so nothing else is asked."""
    mine = Enrolment.objects.filter(person=person, course__slug=slug)
    return mine.select_related("course__quiz")[:1]


def _joined(request: PersonRequest, slug: str) -> Enrolment:
    return enrol(
        get_object_or_404(Course.objects.visible_to(request.user), slug=slug), request.user
    )


@signed_in
@require_POST
def class_create(request: PersonRequest, pk: int, purpose: str) -> HttpResponse:
    """The same for the test of a class."""
    quiz = _class_quiz(request, pk, purpose)
    return _to(start_quiz(quiz, request.user.pk, access_words=request.POST.get("kata", "")))


def _to(attempt: Attempt) -> HttpResponse:
    """To the first question of a new attempt without asking which one is missing."""
    if attempt.is_new:
        return redirect("university:answer", attempt.pk, 1)
    return redirect(attempt)


def _mine(request: PersonRequest, pk: int) -> Attempt:
    attempts = Attempt.objects.of(request.user).select_related(
        "version", "quiz__course__agency", "quiz__training_class__agency", "enrolment"
    )
    return get_object_or_404(attempts, pk=pk)


@recalled
def _lean(person: int, pk: int) -> QuerySet[Attempt]:
    """The same for the page that hundreds open at once."""
    mine = Attempt.objects.filter(person=person).select_related(
        "quiz__course", "quiz__training_class"
    )
    return mine.only(
        "layout", "submitted_at", "started_at", "deadline", "shut_at", "person_id",
        "quiz__review", "quiz__on_one_page", "quiz__gives_partial", "quiz__purpose",
        "quiz__course__title", "quiz__course__slug", "quiz__training_class__title",
    ).filter(pk=pk)[:1]  # fmt: skip


@recalled
def _answers(attempt: int) -> QuerySet[Answer]:
    return Answer.objects.filter(attempt=attempt)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """An open attempt goes on at its first question without an answer; a closed one shows its result."""
    attempt = _mine(request, pk)
    if attempt.submitted_at is None and attempt.is_over(now()):
        attempt = submit_attempt(attempt, by=request.user, by_clock=True)
    if attempt.submitted_at is None:
        answered = _answered(attempt)
        missing = next((at for at in range(1, attempt.count + 1) if at not in answered), None)
        if missing is None:
            return redirect("university:attempt_check", attempt.pk)
        return redirect("university:answer", attempt.pk, missing)
    return render(request, "university/result.html", _result(request, attempt))


def _answered(attempt: Attempt) -> set[int]:
    rows = attempt.answers.exclude(response={}).values_list("place", flat=True)
    return set(rows)


def _result(request: PersonRequest, attempt: Attempt) -> dict[str, Any]:
    quiz, enrolment = attempt.quiz, attempt.enrolment
    is_shown = quiz.shows_answers(attempt)
    found: dict[str, Any] = {
        "attempt": attempt,
        "quiz": quiz,
        "of": quiz.of,
        "course": quiz.course,
        "enrolment": enrolment,
        "is_shown": is_shown,
        "may_again": not quiz.is_used_up(attempt.number),
        "results": _outcomes(request, attempt) if is_shown else [],
    }
    if enrolment is not None and quiz.course is not None:
        found["unread"] = quiz.course.lesson_count - enrolment.lessons_read
        found["certificate"] = (
            Certificate.objects.of(request.user).filter(completion__course=quiz.course).first()
        )
    return found


def _outcomes(request: PersonRequest, attempt: Attempt) -> list[Any]:
    given = {answer.place: answer for answer in attempt.answers.all()}
    passages = {question.passage for question in attempt.asked if question.passage}
    urls = {}
    for passage in passages:
        found = find_embed(request.user, passage)
        urls[passage] = found.url if found else ""
    return [
        outcome(
            question,
            row,
            place,
            given.get(place),
            partial=attempt.quiz.gives_partial,
            source_url=urls.get(question.passage, ""),
        )
        for place, (row, question) in enumerate(zip(attempt.layout, attempt.asked, strict=True), 1)
    ]


@signed_in
def edit(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    """One question, or all on one page; what is sent is saved at once, without leaving if scripts run."""
    attempt = _lean.first(person=request.user.pk, pk=pk)
    if attempt is None or not 1 <= position <= attempt.count:
        raise Http404
    if request.method == "POST":
        return _save(request, attempt, position)
    if attempt.submitted_at is not None or attempt.is_over(now()):
        return redirect(attempt)
    answers = {answer.place: answer for answer in _answers(attempt=attempt.pk)}
    places = range(1, attempt.count + 1) if attempt.quiz.on_one_page else (position,)
    known = questions_of(attempt.layout[place - 1]["v"] for place in places)
    asked = []
    for place in places:
        row = attempt.layout[place - 1]
        asked.append(shown(known[row["v"]], row, place, answers.get(place)))
    here = answers.get(position)
    base = reverse("university:answer", args=[attempt.pk, 1]).removesuffix("1/")
    checked = None
    if not attempt.quiz.on_one_page and here is not None and here.checked_at is not None:
        row = attempt.layout[position - 1]
        checked = outcome(known[row["v"]], row, position, here, partial=attempt.quiz.gives_partial)
    return render(
        request,
        "university/question.html",
        {
            "attempt": attempt,
            "of": attempt.quiz.of,
            "asked": asked,
            "here": position,
            "checked": checked,
            "checks": attempt.quiz.review == Review.AT_ONCE and not attempt.quiz.on_one_page,
            "places": _places(attempt, answers, position, base),
            "answered": sum(bool(answer.response) for answer in answers.values()),
            "total": attempt.count,
            "base": base,
            "leave": attempt.quiz.get_absolute_url(),
            **_clock(attempt),
        },
    )


def _clock(attempt: Attempt) -> dict[str, Any]:
    if attempt.deadline is None:
        return {}
    left = max(0, int((attempt.deadline - now()).total_seconds()))
    until = _("sampai %(time)s") % {"time": time_id(attempt.deadline)}
    return {"seconds_left": left, "until": until}


# Written out here and not in the template: a page of twenty questions has twenty of them.
_PLACE = (
    '<li><a class="question-places__link{marks}" data-quiz-place="{place}" href="{url}"{here}>'
    '<span class="visually-hidden">{word} </span>{place}'
    '<span class="visually-hidden">{said}</span></a></li>'
)


def _places(attempt: Attempt, answers: Mapping[int, Answer], here: int, base: str) -> SafeString:
    word, done, unsure = _("Soal"), _("sudah dijawab"), _("ditandai ragu")
    hash_ = "#soal-{}" if attempt.quiz.on_one_page else ""
    lines = []
    for place in range(1, attempt.count + 1):
        answer = answers.get(place)
        marks, said = "", ""
        if answer is not None and answer.response:
            marks, said = " question-places__link--answered", f", {done}"
        if answer is not None and answer.is_unsure:
            marks, said = f"{marks} question-places__link--unsure", f"{said}, {unsure}"
        lines.append(
            format_html(
                _PLACE,
                marks=marks,
                place=place,
                url=f"{base}{place}/{hash_.format(place)}",
                here=_HERE if place == here else "",
                word=word,
                said=said,
            )
        )
    return SafeString("".join(lines))


_HERE = SafeString(' aria-current="step"')


def _save(request: PersonRequest, attempt: Attempt, place: int) -> HttpResponse:
    key = attempt.layout[place - 1]["v"]
    response = read_response(questions_of([key])[key], request.POST)
    wants_json = request.headers.get("Accept") == "application/json"
    try:
        saved = save_answer(
            attempt,
            place,
            response,
            said_at=_said_at(request),
            is_unsure=bool(request.POST.get("ragu")),
        )
        if request.POST.get("go") == "check_now":
            check_answer(attempt, place)
    except Refused as no:
        if not wants_json:
            raise
        return JsonResponse({"refused": str(no), "code": no.code()}, status=no.status)
    if wants_json:
        return JsonResponse(_told(saved))
    return redirect(_after(attempt, place, request.POST.get("go", "")))


def _told(saved: Saved) -> dict[str, Any]:
    words = _("Tersimpan %(time)s") if saved.is_newest else _("Jawaban yang lebih baru sudah ada")
    return {"words": words % {"time": time_id(saved.at)}, "newest": saved.is_newest}


def _said_at(request: PersonRequest) -> datetime | None:
    """When it was said by our clock: how long ago it was by theirs, before now."""
    try:
        ago = int(request.POST["kirim"]) - int(request.POST["saat"])
        return now() - timedelta(milliseconds=min(max(ago, 0), 7 * 86_400_000))
    except (KeyError, ValueError):
        return None


def _after(attempt: Attempt, place: int, where: str) -> str:
    if where == "check":
        return reverse("university:attempt_check", args=[attempt.pk])
    step = 0 if where in ("check_now", "stay") else SAVE_LABELS.get(where, 1)
    if attempt.quiz.on_one_page:
        return reverse("university:answer", args=[attempt.pk, place]) + f"#soal-{place}"
    if place + step > attempt.count:
        return reverse("university:attempt_check", args=[attempt.pk])
    return reverse("university:answer", args=[attempt.pk, max(1, place + step)])


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Every question with its answer, before it is handed in."""
    attempt = _mine(request, pk)
    if attempt.submitted_at is not None or attempt.is_over(now()):
        return redirect(attempt)
    given = {answer.place: answer for answer in attempt.answers.all()}
    items, empty, unsure = [], 0, []
    for place, question in enumerate(attempt.asked, 1):
        answer = given.get(place)
        words = said_in_words(question, answer.response) if answer else []
        empty += not words
        said = "; ".join(words) or _("Belum dijawab")
        if answer and answer.is_unsure:
            unsure.append(place)
            said += " · " + _("Masih ragu")
        link = reverse("university:answer", args=[attempt.pk, place])
        items.append((f"{place}. {_short(question.prompt)}", said, link))
    context = {
        "attempt": attempt,
        "of": attempt.quiz.of,
        "answers": items,
        "empty": empty,
        "unsure": unsure,
    }
    return render(request, "university/check.html", context)


def _short(prompt: str) -> str:
    words = bare_of(prompt)
    return words if len(words) <= 160 else f"{words[:157]}…"


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Hand the attempt in."""
    return redirect(submit_attempt(_mine(request, pk), by=request.user))
