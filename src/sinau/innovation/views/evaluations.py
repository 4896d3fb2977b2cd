"""The evaluation of a service: its cases, its runs, what people say of the answers."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.innovation.actions.evaluating import keep_cases, name_controls, rate_answer, start_run
from sinau.innovation.answering import answerer_of
from sinau.innovation.evaluation_forms import EXAMPLES, CasesForm, ControlsForm, KeepForm, RunForm
from sinau.innovation.evaluation_sheets import CASE_HEADINGS, row_of, standard_cases
from sinau.innovation.figures import GROUPS, agreement_of
from sinau.innovation.models import (
    CaseKind,
    EvaluationAnswer,
    EvaluationCase,
    EvaluationRun,
    EvaluationSet,
    Idea,
    Mark,
)
from sinau.innovation.models.ideas import IdeaQuerySet
from sinau.people.access import PersonRequest, signed_in
from sinau.ui.sheets import sheet_response

RUNS, PAGE = 20, 50


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The runs, the newest first, and how many cases of which kind there are."""
    idea = _idea(Idea.objects.inside(request.user), pk)
    row = EvaluationSet.objects.filter(idea=idea).select_related("changed_by").first()
    kept = EvaluationCase.objects.filter(set__idea=idea, removed_at=None).order_by()
    counts: dict[str, int] = dict(kept.values_list("kind").annotate(number=Count("pk")))
    runs = EvaluationRun.objects.filter(set__idea=idea).select_related("started_by")
    context = {
        "idea": idea,
        "set": row,
        "counts": [(kind.label, counts.get(kind.value, 0)) for kind in CaseKind],
        "total": sum(counts.values()),
        "runs": runs[:RUNS],
        "controls": list(row.controls.all()) if row else [],
        "may_write": Idea.objects.writable_by(request.user).filter(pk=pk).exists(),
        "subject": f"innovation.plan:{idea.pk}",
    }
    return render(request, "innovation/evaluation.html", context)


@signed_in
def upload(request: PersonRequest, pk: int) -> HttpResponse:
    """First the file and a look at it, then, by a second press, its cases are kept."""
    idea = _idea(Idea.objects.writable_by(request.user), pk)
    row = EvaluationSet.objects.filter(idea=idea).first()
    threshold = row.threshold if row else 80
    if "rows" in request.POST:
        keep = KeepForm(request.POST)
        if keep.is_valid():
            said = keep.cleaned_data
            keep_cases(idea, said["rows"], threshold=said["threshold"], by=request.user)
            messages.success(request, _("Soal uji telah disimpan."))
            return redirect("innovation:evaluation", pk=pk)
        return render(
            request,
            "innovation/cases.html",
            {"idea": idea, "keep": keep, "form": CasesForm(), "examples": EXAMPLES},
            status=422,
        )
    form = CasesForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"idea": idea, "form": form, "examples": EXAMPLES}
    if request.method == "POST" and form.is_valid():
        known = set(row.cases.values_list("code", flat=True)) if row else set()
        context |= {
            "rows": [(one, one["code"] in known, CaseKind(one["kind"]).label) for one in form.rows],
            "keep": KeepForm(initial={"rows": json.dumps(form.rows), "threshold": threshold}),
        }
    return render(request, "innovation/cases.html", context)


@signed_in
def controls(request: PersonRequest, pk: int) -> HttpResponse:
    """Name the controls that the attacks put to the test."""
    idea = _idea(Idea.objects.writable_by(request.user), pk)
    row = get_object_or_404(EvaluationSet.objects.select_related("idea"), idea=idea)
    initial = {"controls": row.controls.all()}
    form = ControlsForm(idea, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        name_controls(row, form.cleaned_data["controls"])
        messages.success(request, _("Pengendalian yang diuji telah disimpan."))
        return redirect(row)
    context = {
        "title": _("Pengendalian yang diuji"),
        "lead": _("Serangan yang tembus menurunkan kepercayaan pada pengendalian ini."),
        "idea": idea,
        "form": form,
        "submit": _("Simpan"),
        "back": row.get_absolute_url(),
    }
    return render(request, "innovation/form.html", context)


@signed_in
@require_POST
def standard(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the standard attacks into the set."""
    idea = _idea(Idea.objects.writable_by(request.user), pk)
    keep_cases(idea, standard_cases(), by=request.user)
    messages.success(request, _("Serangan baku telah dimasukkan."))
    return redirect("innovation:evaluation", pk=pk)


@signed_in
def export(request: PersonRequest, pk: int) -> HttpResponse:
    """All cases as Excel, with empty cells for the answers."""
    idea = _idea(Idea.objects.inside(request.user), pk)
    row = get_object_or_404(EvaluationSet, idea=idea)
    rows = [row_of(case) for case in row.cases.filter(removed_at=None)]
    return sheet_response(f"soal-uji-{idea.slug}", _("Soal uji"), CASE_HEADINGS, rows)


@signed_in
def new(request: PersonRequest, pk: int) -> HttpResponse:
    """Begin a run; the worker does it."""
    idea = _idea(Idea.objects.writable_by(request.user), pk)
    row = get_object_or_404(EvaluationSet.objects.select_related("idea"), idea=idea)
    can_ask = answerer_of(idea) is not None
    form = RunForm(request.POST or None, request.FILES or None, can_ask=can_ask)
    if request.method == "POST" and form.is_valid():
        run = start_run(
            row, version=form.cleaned_data["version"], answers=form.answers, by=request.user
        )
        messages.success(request, _("Evaluasi dimulai. Halaman ini boleh ditutup."))
        return redirect(run)
    context = {
        "title": _("Jalankan evaluasi"),
        "lead": _("Semua soal dijawab, lalu dinilai tanpa model dan tanpa jaringan."),
        "idea": idea,
        "form": form,
        "submit": _("Jalankan"),
        "back": row.get_absolute_url(),
    }
    return render(request, "innovation/form.html", context)


@signed_in
def run(request: PersonRequest, pk: int) -> HttpResponse:
    """How far a run is; then its figures and every answer with what failed."""
    one = _run(request, pk)
    answers = one.answers.select_related("case")
    wrong = request.GET.get("lihat") == "gagal"
    if wrong:
        answers = answers.filter(is_right=False)
    page = Paginator(answers, PAGE).get_page(request.GET.get("halaman"))
    figures = one.figures
    context = {
        "run": one,
        "idea": one.set.idea,
        "groups": [
            {**group, "title": GROUPS[group["kind"]], "percent": 100 * group["lower"]}
            for group in figures.get("groups", [])
        ],
        "kinds": [
            {**kind, "title": CaseKind(kind["kind"]).label} for kind in figures.get("kinds", [])
        ],
        "page": page,
        "chips": [("gagal", _("Yang gagal"), one.answers.filter(is_right=False).count())],
        "agreement": agreement_of(one) if one.finished_at else None,
    }
    return render(request, "innovation/run.html", context)


@signed_in
def rate(request: PersonRequest, pk: int) -> HttpResponse:
    """Rate the answers one by one, not seeing what others said."""
    one = _run(request, pk)
    mine = one.answers.filter(ratings__person=request.user)
    if request.method == "POST":
        said, mark = request.POST.get("jawaban", ""), request.POST.get("nilai", "")
        rated = get_object_or_404(
            one.answers.all(), pk=int(said) if said.isdecimal() and len(said) < 18 else 0
        )
        if mark in Mark.values:
            rate_answer(rated, Mark(mark), by=request.user)
        return redirect("innovation:run_rate", pk=pk)
    left = one.answers.exclude(pk__in=mine.values("pk")).select_related("case")
    answer: EvaluationAnswer | None = left.first()
    context = {
        "run": one,
        "idea": one.set.idea,
        "answer": answer,
        "done": one.total - left.count(),
        "marks": Mark.choices,
    }
    return render(request, "innovation/rate.html", context)


@signed_in
def log(request: PersonRequest, pk: int) -> JsonResponse:
    """The run as a record that larger tools read: one sample for each case."""
    one = _run(request, pk)
    samples = [
        {
            "id": row.case.code,
            "input": row.prompt,
            "target": row.checks,
            "output": row.answer,
            "metadata": {"kind": row.kind, "tongue": row.case.tongue, "citations": row.citations},
            "scores": {"checks": {"value": "C" if row.is_right else "I", "failed": row.failed}},
        }
        for row in one.answers.select_related("case")
    ]
    answer = JsonResponse(
        {
            "version": 2,
            "status": "success" if one.finished_at else "started",
            "eval": {
                "task": one.set.idea.slug,
                "model": one.version,
                "created": one.started_at.isoformat(),
                "run_id": str(one.pk),
            },
            "results": one.figures,
            "samples": samples,
        }
    )
    answer["Content-Disposition"] = f'attachment; filename="evaluasi-{one.pk}.json"'
    return answer


def _run(request: PersonRequest, pk: int) -> EvaluationRun:
    runs = EvaluationRun.objects.filter(set__idea__in=Idea.objects.inside(request.user))
    found: EvaluationRun = get_object_or_404(
        runs.select_related("set__idea__owner", "started_by"), pk=pk
    )
    return found


def _idea(ideas: IdeaQuerySet, pk: int) -> Idea:
    idea: Idea = get_object_or_404(ideas.select_related("owner", "agency", "register"), pk=pk)
    return idea
