"""The examination of the desk: its questions, its runs, and what people say of the answers."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.ask import examining
from sinau.ask.actions import judge, keep_questions, publish_trial, remove_question, start_trial
from sinau.ask.forms import TrialQuestionForm, TrialUploadForm
from sinau.ask.models import Mark, TrialKind, TrialOutcome, TrialQuestion, TrialRun
from sinau.ask.reporting import compared
from sinau.ask.trial_sheets import HEADINGS, row_of
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role
from sinau.ui.sheets import sheet_response

EXAMINERS = (Role.CURATOR, Role.OFFICER, Role.ADMINISTRATOR)
RUNS = 20


@needs(*EXAMINERS)
def index(request: PersonRequest) -> HttpResponse:
    """The runs, the newest first, and how many questions there are."""
    there = TrialQuestion.objects.filter(removed_at=None).aggregate(
        **{kind: Count("pk", filter=Q(kind=kind)) for kind in TrialKind.values}
    )
    runs = TrialRun.objects.select_related("started_by", "language")[:RUNS]
    counts = [(TrialKind(kind).label, number) for kind, number in there.items()]
    return render(request, "ask/trials.html", {"runs": runs, "counts": counts})


@needs(*EXAMINERS)
@require_POST
def create(request: PersonRequest) -> HttpResponse:
    """Begin a run; the worker does it."""
    note = request.POST.get("note", "")[:200]
    return redirect(start_trial(by=request.user, note=note))


@needs(*EXAMINERS)
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """How far it is; then its figures beside the run before it, and every answer to judge."""
    run = get_object_or_404(TrialRun.objects.select_related("language", "started_by"), pk=pk)
    before = TrialRun.objects.filter(pk__lt=run.pk, finished_at__isnull=False).first()
    mine = dict(
        run.outcomes.filter(judgements__person=request.user).values_list("pk", "judgements__mark")
    )
    outcomes = list(run.outcomes.select_related("question").annotate(judged=Count("judgements")))
    words = examining.open_words(outcomes, request.user)
    wrong = request.GET.get("lihat") == "salah"
    context = {
        "run": run,
        "figures": compared(run, before) if run.finished_at else [],
        "before": before,
        "outcomes": [
            (one, words.get(one.pk), mine.get(one.pk, ""))
            for one in outcomes
            if not wrong or not one.is_right
        ],
        "chips": [("salah", _("Yang keliru"), sum(not one.is_right for one in outcomes))],
        "marks": Mark.choices,
        "may_approve": request.user.has_role(Role.ADMINISTRATOR),
    }
    return render(request, "ask/run.html", context)


@needs(*EXAMINERS)
@require_POST
def judge_one(request: PersonRequest, pk: int) -> HttpResponse:
    """What this person says of one answer; `pk` is the run."""
    said = request.POST.get("jawaban", "")
    answered = TrialOutcome.objects.filter(run=pk, is_answered=True).select_related("run")
    outcome = get_object_or_404(answered, pk=int(said[:18]) if said.isdecimal() else 0)
    if outcome.pk not in examining.open_words([outcome], request.user):
        raise Http404
    mark = request.POST.get("nilai", "")
    if mark in Mark.values:
        judge(outcome, Mark(mark), by=request.user)
    return redirect(f"{outcome.run.get_absolute_url()}#jawaban-{outcome.pk}")


@needs(*EXAMINERS)
@require_POST
def publish(request: PersonRequest, pk: int) -> HttpResponse:
    """Let everybody read the figures."""
    run = get_object_or_404(TrialRun, pk=pk)
    publish_trial(run, by=request.user)
    messages.success(request, _("Hasil ujian diterbitkan di halaman mutu."))
    return redirect(run)


@needs(*EXAMINERS)
def questions(request: PersonRequest) -> HttpResponse:
    """All questions, by kind."""
    listed = TrialQuestion.objects.filter(removed_at=None)
    kind = request.GET.get("jenis", "")
    context = {
        "questions": listed.filter(kind=kind) if kind in TrialKind.values else listed,
        "chips": TrialKind.choices,
        "form": TrialUploadForm(),
    }
    return render(request, "ask/trial_questions.html", context)


@needs(*EXAMINERS)
def export(request: PersonRequest) -> HttpResponse:
    """All questions as Excel, in the shape in which they come back."""
    listed = TrialQuestion.objects.filter(removed_at=None)
    rows = [row_of(one) for one in listed]
    return sheet_response("soal-ujian-tanya", _("Soal"), HEADINGS, rows)


@needs(*EXAMINERS)
@require_POST
def upload(request: PersonRequest) -> HttpResponse:
    """All rows or none: each is right, or the page says what is wrong with which row."""
    form = TrialUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        listed = TrialQuestion.objects.filter(removed_at=None)
        context = {"questions": listed, "chips": TrialKind.choices, "form": form}
        return render(request, "ask/trial_questions.html", context, status=422)
    number = keep_questions(form.rows, by=request.user)
    messages.success(request, _("%(number)s soal disimpan.") % {"number": number})
    return redirect("ask:trial_questions")


@needs(*EXAMINERS)
def new(request: PersonRequest) -> HttpResponse:
    """Write one question."""
    return _edit(request, TrialQuestion())


@needs(*EXAMINERS)
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change one question."""
    return _edit(request, get_object_or_404(TrialQuestion, pk=pk, removed_at=None))


def _edit(request: PersonRequest, question: TrialQuestion) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = TrialQuestionForm(data, instance=question)
    if form.is_valid():
        keep_questions([form.row()], by=request.user)
        messages.success(request, _("Soal disimpan."))
        return redirect("ask:trial_questions")
    context = {"form": form, "question": question}
    return render(request, "ask/trial_edit.html", context, status=422 if data else 200)


@needs(*EXAMINERS)
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take one question out; earlier runs keep it."""
    remove_question(get_object_or_404(TrialQuestion, pk=pk), by=request.user)
    messages.success(request, _("Soal dikeluarkan dari ujian berikutnya."))
    return redirect("ask:trial_questions")
