"""A quiz on the officer's desk: its rules, its slots, its versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import (
    add_draw,
    add_question,
    change_slot,
    move_slot,
    publish_quiz,
    remove_question,
    set_class_rules,
    set_rules,
)
from sinau.university.forms import DrawForm, QuizRulesForm, SlotForm
from sinau.university.models import (
    BankQuestion,
    Course,
    QuestionKind,
    Quiz,
    QuizVersion,
    Slot,
    TrainingClass,
)
from sinau.university.models.quizzes import Purpose
from sinau.university.views.desk_courses import kept_course

CLASS_PURPOSES = (Purpose.PRE, Purpose.POST)


def kept_quiz(request: PersonRequest, pk: int) -> Quiz:
    """A quiz in this officer's charge, or nothing."""
    quizzes = Quiz.objects.kept_by(request.user).select_related(
        "course__agency", "training_class__agency", "current"
    )
    return get_object_or_404(quizzes, pk=pk)


def desk_of(quiz: Quiz) -> str:
    """Where this quiz is kept."""
    if quiz.course is not None:
        return reverse("university:quiz_desk", args=[quiz.course.slug])
    return reverse("university:class_quiz_desk", args=[quiz.training_class_id, quiz.purpose])


def back_to(quiz: Quiz) -> HttpResponseRedirect:
    """To its desk."""
    return HttpResponseRedirect(desk_of(quiz))


@signed_in
def show(request: PersonRequest, slug: str) -> HttpResponse:
    """The quiz of a course; it begins with its rules."""
    course = kept_course(request, slug)
    quiz = Quiz.objects.filter(course=course).select_related("current").first()
    form = QuizRulesForm(request.POST or None, instance=quiz)
    if request.method == "POST" and form.is_valid():
        set_rules(course, **form.cleaned_data, by=request.user)
        messages.success(request, _("Aturan kuis disimpan."))
        return redirect("university:quiz_desk", course.slug)
    return _desk(request, course, quiz, form)


@signed_in
def class_show(request: PersonRequest, pk: int, purpose: str) -> HttpResponse:
    """The test before or after a class."""
    training_class = get_object_or_404(TrainingClass.objects.kept_by(request.user), pk=pk)
    if purpose not in CLASS_PURPOSES:
        raise Http404
    quizzes = Quiz.objects.filter(training_class=training_class, purpose=purpose)
    quiz = quizzes.select_related("current", "training_class").first()
    form = QuizRulesForm(request.POST or None, instance=quiz, initial=_first_rules(quiz, purpose))
    del form.fields["purpose"]
    if request.method == "POST" and form.is_valid():
        set_class_rules(training_class, purpose, **form.cleaned_data, by=request.user)
        messages.success(request, _("Aturan kuis disimpan."))
        return redirect("university:class_quiz_desk", pk, purpose)
    return _desk(request, training_class, quiz, form, purpose)


def _first_rules(quiz: Quiz | None, purpose: str) -> dict[str, Any]:
    """A pre-test is taken once, and does not give away what the post-test asks."""
    if quiz is not None:
        return {}
    return {"attempts_in_all": 1, "review": "never" if purpose == Purpose.PRE else "after_submit"}


def _desk(
    request: PersonRequest,
    of: Course | TrainingClass,
    quiz: Quiz | None,
    form: QuizRulesForm,
    purpose: str = "",
) -> HttpResponse:
    version = written(quiz)
    slots = version.slots.select_related("question", "category", "pinned") if version else []
    return render(
        request,
        "university/desk_quiz.html",
        {
            "of": of,
            "course": of if isinstance(of, Course) else None,
            "desk": reverse(
                "university:course_desk" if isinstance(of, Course) else "university:class_desk",
                args=[of.slug if isinstance(of, Course) else of.pk],
            ),
            "quiz": quiz,
            "name": Purpose(quiz.purpose if quiz else purpose or Purpose.FINAL).label,
            "form": form,
            "version": version,
            "slots": list(slots),
            "kinds": QuestionKind.choices,
            "versions": list(quiz.versions.exclude(published_at=None)) if quiz else [],
            "waiting": _waiting(quiz),
            "attempts": quiz.attempts.handed_in().count() if quiz else 0,
        },
        status=422 if form.errors else 200,
    )


def _waiting(quiz: Quiz | None) -> int:
    if quiz is None:
        return 0
    return quiz.attempts.filter(submitted_at__isnull=False, score=None).count()


def written(quiz: Quiz | None) -> QuizVersion | None:
    """The version being put together, else the one that learners take."""
    if quiz is None:
        return None
    return quiz.versions.filter(published_at=None).first() or quiz.current


@signed_in
def pick(request: PersonRequest, pk: int) -> HttpResponse:
    """Choose questions of the bank: search, tick, add."""
    quiz = kept_quiz(request, pk)
    mine = BankQuestion.objects.visible_to(request.user).standing()
    if request.method == "POST":
        chosen = mine.filter(pk__in=[n for n in request.POST.getlist("pilih") if n.isdecimal()])
        for question in chosen.select_related("current").order_by("pk"):
            add_question(quiz, question, by=request.user)
        messages.success(request, _("Soal ditambahkan ke draf kuis."))
        return back_to(quiz)
    version = written(quiz)
    if version is not None:
        mine = mine.exclude(slots__version=version)
    said = request.GET.get("q", "").strip()[:100]
    if said:
        mine = mine.filter(
            Q(title__icontains=said) | Q(source__icontains=said) | Q(tags__contains=[said])
        )
    kind = request.GET.get("jenis", "")
    if kind in QuestionKind.values:
        mine = mine.filter(kind=kind)
    page = Paginator(mine.select_related("category"), 25).get_page(request.GET.get("halaman"))
    return render(
        request,
        "university/quiz_pick.html",
        {
            "quiz": quiz,
            "desk": desk_of(quiz),
            "page": page,
            "q": said,
            "kinds": QuestionKind.choices,
        },
    )


@signed_in
def draw(request: PersonRequest, pk: int) -> HttpResponse:
    """Have some of a category drawn for each attempt."""
    quiz = kept_quiz(request, pk)
    form = DrawForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        add_draw(quiz, **form.cleaned_data, by=request.user)
        messages.success(request, _("Soal acak ditambahkan ke draf kuis."))
        return back_to(quiz)
    return render(
        request,
        "university/quiz_slot.html",
        {"quiz": quiz, "desk": desk_of(quiz), "form": form, "title": _("Ambil soal secara acak")},
        status=422 if form.errors else 200,
    )


def _slot(quiz: Quiz, position: int) -> Slot:
    version = written(quiz)
    if version is None:
        raise Http404
    return get_object_or_404(
        version.slots.select_related("question", "category"), position=position
    )


@signed_in
def edit(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    """Points, section and version of one place."""
    quiz = kept_quiz(request, pk)
    slot = _slot(quiz, position)
    initial = {
        "points": slot.points,
        "section": slot.section,
        "draws": slot.draws,
        "pinned": slot.pinned_id,
    }
    form = SlotForm(request.POST or None, initial=initial)
    if slot.question is None:
        del form.fields["pinned"]
    else:
        del form.fields["draws"]
        versions: Any = form.fields["pinned"]
        versions.queryset = slot.question.versions.all()
        versions.label_from_instance = lambda one: _("Versi %(n)s") % {"n": one.number}
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        if "draws" in said:
            said["draws"] = said["draws"] or 1
        change_slot(quiz, position, **said, by=request.user)
        messages.success(request, _("Tempat soal disimpan dalam draf kuis."))
        return back_to(quiz)
    title = str(slot.question or slot.category)
    return render(
        request,
        "university/quiz_slot.html",
        {"quiz": quiz, "desk": desk_of(quiz), "form": form, "title": title, "slot": slot},
        status=422 if form.errors else 200,
    )


@signed_in
@require_POST
def update(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    """One place up or down."""
    quiz = kept_quiz(request, pk)
    move_slot(quiz, position, up=request.POST.get("ke") == "atas")
    return back_to(quiz)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    """Take a place out of the draft."""
    quiz = kept_quiz(request, pk)
    remove_question(quiz, position, by=request.user)
    messages.success(request, _("Soal dikeluarkan dari draf. Versi yang terbit tidak berubah."))
    return back_to(quiz)


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Publish the draft."""
    quiz = kept_quiz(request, pk)
    version = publish_quiz(quiz, by=request.user)
    messages.success(request, _("Kuis versi %(number)s terbit.") % {"number": version.number})
    return back_to(quiz)
