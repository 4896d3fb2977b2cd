"""The quiz on the officer's desk: rules, questions of five kinds, versions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import (
    publish_quiz,
    remove_question,
    set_rules,
    write_question,
)
from sinau.university.forms import QUESTION_FORMS, QuizRulesForm
from sinau.university.models import Course, Question, Quiz, QuizVersion
from sinau.university.models.quizzes import QuestionKind
from sinau.university.views.desk_courses import kept_course


def _quiz_of(course: Course) -> Quiz | None:
    return getattr(course, "quiz", None)


def _written(quiz: Quiz | None) -> QuizVersion | None:
    """The version being written, else the one that learners take."""
    if quiz is None:
        return None
    return quiz.versions.filter(published_at=None).first() or quiz.current


@signed_in
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """Rules and questions; a quiz begins with its rules."""
    course = kept_course(request, slug)
    quiz = _quiz_of(course)
    form = QuizRulesForm(request.POST or None, instance=quiz)
    if request.method == "POST" and form.is_valid():
        set_rules(course, **form.cleaned_data, by=request.user)
        messages.success(request, _("Aturan kuis disimpan."))
        return redirect("university:quiz_desk", course.slug)
    version = _written(quiz)
    return render(
        request,
        "university/desk_quiz.html",
        {
            "course": course,
            "quiz": quiz,
            "form": form,
            "version": version,
            "questions": list(version.questions.all()) if version else [],
            "kinds": QuestionKind.choices,
            "versions": list(quiz.versions.exclude(published_at=None)) if quiz else [],
        },
        status=422 if form.errors else 200,
    )


@signed_in
def new(request: PersonRequest, slug: str) -> HttpResponse:
    """A question of the kind asked for."""
    course = kept_course(request, slug)
    quiz = _quiz_of(course)
    kind = request.GET.get("jenis", "")
    if quiz is None or kind not in QUESTION_FORMS:
        raise Http404
    return _form(request, course, quiz, Question(kind=kind))


@signed_in
def edit(request: PersonRequest, slug: str, position: int) -> HttpResponse:
    """Change a question; a published version gets a draft beside it."""
    course = kept_course(request, slug)
    quiz = _quiz_of(course)
    version = _written(quiz)
    if quiz is None or version is None:
        raise Http404
    return _form(request, course, quiz, get_object_or_404(version.questions, position=position))


def _form(request: PersonRequest, course: Course, quiz: Quiz, question: Question) -> HttpResponse:
    form = QUESTION_FORMS[question.kind](request.POST or None, question=question)
    if request.method == "POST" and form.is_valid():
        write_question(quiz, form.fill(), by=request.user)
        messages.success(request, _("Soal disimpan dalam draf kuis."))
        return redirect("university:quiz_desk", course.slug)
    return render(
        request,
        "university/question_form.html",
        {
            "course": course,
            "form": form,
            "question": question,
            "kind": QuestionKind(question.kind).label,
        },
        status=422 if form.errors else 200,
    )


@signed_in
@require_POST
def remove(request: PersonRequest, slug: str, position: int) -> HttpResponse:
    """Take a question out of the draft."""
    course = kept_course(request, slug)
    quiz = _quiz_of(course)
    if quiz is None:
        raise Http404
    remove_question(quiz, position, by=request.user)
    messages.success(request, _("Soal dikeluarkan dari draf. Versi yang terbit tidak berubah."))
    return redirect("university:quiz_desk", course.slug)


@signed_in
@require_POST
def create(request: PersonRequest, slug: str) -> HttpResponse:
    """Publish the draft."""
    course = kept_course(request, slug)
    quiz = _quiz_of(course)
    if quiz is None:
        raise Http404
    version = publish_quiz(quiz, by=request.user)
    messages.success(request, _("Kuis versi %(number)s terbit.") % {"number": version.number})
    return redirect("university:quiz_desk", course.slug)
