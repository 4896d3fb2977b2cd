"""The bank of questions on the officer's desk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.university.actions import (
    add_question,
    category_of,
    keep_category,
    move_question,
    restore_question,
    retire_question,
    rewrite_question,
    write_to_bank,
)
from sinau.university.asking import outcome, shown
from sinau.university.comparing import changes
from sinau.university.forms import QUESTION_FORMS, CategoryForm, ReasonForm
from sinau.university.forms.fields import KeptAgencyField
from sinau.university.models import (
    Answer,
    BankQuestion,
    QuestionCategory,
    QuestionKind,
    QuestionVersion,
    Quiz,
)
from sinau.university.models.bank import BankQuestionQuerySet
from sinau.university.quizzes.questions import Question
from sinau.university.quizzes.responding import read_response
from sinau.university.views.desk_quizzes import back_to, kept_quiz

STATES = (
    ("dipakai", gettext_lazy("Dipakai dalam kuis")),
    ("bebas", gettext_lazy("Belum dipakai")),
    ("ditarik", gettext_lazy("Ditarik")),
)
LEVELS = (
    ("mudah", gettext_lazy("Mudah"), Q(facility__gte=0.85)),
    ("sedang", gettext_lazy("Sedang"), Q(facility__gte=0.5, facility__lt=0.85)),
    ("sulit", gettext_lazy("Sulit"), Q(facility__lt=0.5)),
    ("belum", gettext_lazy("Belum diukur"), Q(facility=None)),
)


@needs(Role.OFFICER)
def index(request: PersonRequest) -> HttpResponse:
    """Search the bank: by words, kind, category, use and how hard a question turned out to be."""
    categories = list(QuestionCategory.objects.visible_to(request.user).select_related("agency"))
    found = _found(request, categories)
    rows = (
        found.select_related("category")
        .annotate(uses=Count("slots__version__quiz", distinct=True))
        .order_by("-updated_at", "-pk")
    )
    page = Paginator(rows, 25).get_page(request.GET.get("halaman"))
    return render(
        request,
        "university/bank.html",
        {
            "page": page,
            "q": request.GET.get("q", "").strip()[:100],
            "category": request.GET.get("kategori", ""),
            "categories": categories,
            "kinds": QuestionKind.choices,
            "states": STATES,
            "levels": [(key, label) for key, label, _where in LEVELS],
        },
    )


def _found(request: PersonRequest, categories: list[QuestionCategory]) -> BankQuestionQuerySet:
    found = BankQuestion.objects.visible_to(request.user)
    said = request.GET.get("q", "").strip()[:100]
    if said:
        found = found.filter(
            Q(title__icontains=said) | Q(source__icontains=said) | Q(tags__contains=[said])
        )
    kind = request.GET.get("jenis", "")
    if kind in QuestionKind.values:
        found = found.filter(kind=kind)
    category = {str(one.pk): one for one in categories}.get(request.GET.get("kategori", ""))
    if category is not None:
        found = found.below(category)
    level = {key: where for key, _label, where in LEVELS}.get(request.GET.get("sulit", ""))
    if level is not None:
        found = found.filter(level)
    return _in_state(found, request.GET.get("keadaan", ""))


def _in_state(found: BankQuestionQuerySet, state: str) -> BankQuestionQuerySet:
    if state == "ditarik":
        return found.exclude(retired_at=None)
    found = found.standing()
    if state == "dipakai":
        return found.filter(slots__isnull=False).distinct()
    return found.filter(slots=None) if state == "bebas" else found


def kept_question(request: PersonRequest, pk: int) -> BankQuestion:
    """A question of the bank in this officer's charge, or nothing."""
    questions = BankQuestion.objects.visible_to(request.user).select_related(
        "category__agency", "current__written_by", "created_by", "retired_by"
    )
    return get_object_or_404(questions, pk=pk)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """A question as its learner sees it, its versions, where it is asked and how it does."""
    kept = kept_question(request, pk)
    versions = list(kept.versions.select_related("written_by"))
    version = _version(versions, request.GET.get("versi", "")) or kept.current
    if version is None:
        raise Http404
    earlier = next((one for one in versions if one.number < version.number), None)
    question = version.asked
    tried = _tried(request, question)
    return render(
        request,
        "university/bank_question.html",
        {
            "kept": kept,
            "version": version,
            "versions": versions,
            "q": shown(question, {"p": str(question.points)}, 1, tried),
            "result": outcome(question, {}, 1, tried) if tried else None,
            "right": outcome(question, {}, 1, None),
            "doubts": kept.doubts.open(),
            "changes": changes(earlier.asked, question) if earlier else [],
            "earlier": earlier,
            "quizzes": _usage(request, kept),
        },
    )


def _version(versions: list[QuestionVersion], said: str) -> QuestionVersion | None:
    return next((one for one in versions if str(one.number) == said), None)


def _tried(request: PersonRequest, question: Question) -> Answer | None:
    """What the officer answered in the preview; nothing of it is kept."""
    if "coba" not in request.GET:
        return None
    return Answer(place=1, response=read_response(question, request.GET), saved_at=now())


def _usage(request: PersonRequest, kept: BankQuestion) -> list[Quiz]:
    mine = Quiz.objects.kept_by(request.user).filter(versions__slots__question=kept).distinct()
    return list(mine.select_related("course", "training_class").order_by("pk"))


@needs(Role.OFFICER)
def new(request: PersonRequest) -> HttpResponse:
    """A question of the kind asked for; with `?kuis=` it is asked there at once."""
    kind = request.GET.get("jenis", "")
    if kind not in QUESTION_FORMS:
        raise Http404
    quiz = None
    if request.GET.get("kuis", "").isdecimal():
        quiz = kept_quiz(request, int(request.GET["kuis"]))
    return _form(request, kind, None, quiz)


@signed_in
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what a question says; a version that was asked stays as it was."""
    kept = kept_question(request, pk)
    return _form(request, kept.kind, kept, None)


def _form(
    request: PersonRequest, kind: str, kept: BankQuestion | None, quiz: Quiz | None
) -> HttpResponse:
    made = QUESTION_FORMS[kind]
    question = kept.current.asked if kept and kept.current else None
    wants_rows = request.method == "POST" and "tambah" in request.POST
    initial = {"category": request.GET.get("kategori") or None} if kept is None else {}
    if wants_rows:
        form = made(
            person=request.user,
            kept=kept,
            rows=made(request.POST, person=request.user, kept=kept).count + 2,
            initial={**initial, **request.POST.dict()},
        )
    else:
        data = request.POST if request.method == "POST" else None
        form = made(data, person=request.user, kept=kept, question=question, initial=initial)
        # A question written for a quiz lies in the category of that quiz unless another is chosen.
        form.fields["category"].required = quiz is None
        if request.method == "POST" and form.is_valid():
            return _keep(request, form, kept, quiz)
    return render(
        request,
        "university/question_form.html",
        {
            "form": form,
            "kept": kept,
            "quiz": quiz,
            "kind": QuestionKind(kind).label,
            "back": kept.get_absolute_url() if kept else reverse("university:bank"),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _keep(
    request: PersonRequest, form: Any, kept: BankQuestion | None, quiz: Quiz | None
) -> HttpResponse:
    category = form.cleaned_data["category"]
    if category is None:
        assert quiz is not None
        category = category_of(quiz)
    if kept is None:
        kept = write_to_bank(category, form.made, by=request.user)
        messages.success(request, _("Soal disimpan dalam bank."))
    else:
        rewrite_question(kept, form.made, change=form.cleaned_data["change"], by=request.user)
        if category.pk != kept.category_id:
            move_question(kept, category)
        messages.success(request, _("Soal disimpan. Kuis memakainya setelah diterbitkan lagi."))
    if quiz is not None:
        add_question(quiz, kept, by=request.user)
        return back_to(quiz)
    return redirect("university:bank_question", kept.pk)


@signed_in
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a question out of use, with a reason."""
    kept = kept_question(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        retire_question(kept, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Soal ditarik. Kuis yang sudah terbit tidak berubah."))
        return redirect("university:bank_question", kept.pk)
    return render(
        request,
        "university/bank_retire.html",
        {"kept": kept, "form": form},
        status=422 if form.errors else 200,
    )


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Use it again."""
    kept = kept_question(request, pk)
    restore_question(kept, by=request.user)
    messages.success(request, _("Soal dapat dipakai lagi."))
    return redirect("university:bank_question", kept.pk)


class NewCategoryForm(CategoryForm):
    """With the agency whose bank it belongs to."""

    agency = KeptAgencyField()


@needs(Role.OFFICER)
def categories(request: PersonRequest) -> HttpResponse:
    """The drawers of the bank, and a new one."""
    form = NewCategoryForm(request.POST or None, initial={"agency": request.user.agency_id})
    mine = QuestionCategory.objects.visible_to(request.user)
    agency: Any = form.fields["agency"]
    agency.only_for(request.user)
    parent: Any = form.fields["parent"]
    parent.queryset = mine
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        owner = said["parent"].agency if said["parent"] else said["agency"]
        kept = keep_category(owner, said["name"], parent=said["parent"])
        messages.success(request, _("Kategori “%(name)s” siap dipakai.") % {"name": kept.label})
        return redirect("university:bank_categories")
    rows = (
        mine.select_related("agency")
        .annotate(count=Count("questions", filter=Q(questions__retired_at=None)))
        .order_by("label", "pk")
    )
    return render(
        request,
        "university/bank_categories.html",
        {"categories": list(rows), "form": form},
        status=422 if form.errors else 200,
    )
