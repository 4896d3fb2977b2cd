"""Questions of other systems: upload, look at each with its reason, keep, take back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role
from sinau.ui.sheets import XLSX
from sinau.university.actions import keep_import, read_in, take_import_back
from sinau.university.actions.importing import known_in
from sinau.university.forms.imports import QuestionFileForm
from sinau.university.models import QuestionCategory, QuestionImport, QuestionKind
from sinau.university.quizzes.formats import FORMATS, Unreadable, read_questions, template

A_PAGE = 100
SHOWN = (
    ("baru", gettext_lazy("Akan masuk")),
    ("catatan", gettext_lazy("Dengan catatan")),
    ("ada", gettext_lazy("Sudah ada")),
    ("tinggal", gettext_lazy("Tidak diambil")),
)


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def index(request: PersonRequest) -> HttpResponse:
    """Upload a file; below, what was read before."""
    form = QuestionFileForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = read_questions(file.name, file.read())
        except Unreadable as bad:
            form.add_error("file", str(bad))
        else:
            return redirect(read_in(form.drawer(), reading, name=file.name, by=request.user))
    runs = (
        QuestionImport.objects.visible_to(request.user)
        .select_related("category", "read_by")
        .defer("data", "report")
    )
    context = {
        "form": form,
        "page": Paginator(runs, 25).get_page(request.GET.get("halaman")),
        "formats": FORMATS,
    }
    return render(
        request, "university/imports/questions.html", context, status=422 if form.errors else 200
    )


@needs(Role.OFFICER)
@require_safe
def example(request: PersonRequest) -> HttpResponse:
    """An Excel file with a row of each kind of question."""
    response = HttpResponse(template(), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="templat-soal.xlsx"'
    return response


def _run(request: PersonRequest, pk: int) -> QuestionImport:
    return get_object_or_404(
        QuestionImport.objects.visible_to(request.user).select_related(
            "category__agency", "read_by", "kept_by", "undone_by"
        ),
        pk=pk,
    )


@needs(Role.OFFICER)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Each question of the file: in, there already, or left out, and why."""
    run = _run(request, pk)
    rows = _rows(run)
    chosen = request.GET.get("tampil", "")
    counts = {key: sum(1 for row in rows if _shows(row, key)) for key, _label in SHOWN}
    context = {
        "run": run,
        "format": FORMATS.get(run.format, run.format),
        "page": Paginator([row for row in rows if _shows(row, chosen)], A_PAGE).get_page(
            request.GET.get("halaman")
        ),
        "chips": [(key, label, counts[key]) for key, label in SHOWN],
        "new": counts["baru"],
        "known": counts["ada"],
    }
    return render(request, "university/imports/question_import.html", context)


def _rows(run: QuestionImport) -> list[dict[str, Any]]:
    """The lines of the report with what will become, or became, of each question."""
    known = iter(_known(run))
    kinds = dict(QuestionKind.choices)
    rows = []
    for line in run.report:
        is_known = line["taken"] and next(known)
        rows.append(
            {
                **line,
                "kind": kinds.get(line["kind"], line["kind"]),
                "is_known": is_known and run.state != "kept",
            }
        )
    return rows


def _known(run: QuestionImport) -> list[bool]:
    """For each question that can be taken, whether its drawer holds the very same."""
    questions = run.questions
    by_path: dict[str, list[int]] = {}
    for at, question in enumerate(questions):
        by_path.setdefault(question.category, []).append(at)
    out = [False] * len(questions)
    for path, places in by_path.items():
        category = _existing(run.category, path)
        said = known_in(category, [questions[at] for at in places])
        for at, (_question, is_known) in zip(places, said, strict=True):
            out[at] = is_known
    return out


def _existing(root: QuestionCategory, path: str) -> QuestionCategory | None:
    category: QuestionCategory | None = root
    for name in [part.strip() for part in path.split("/") if part.strip()]:
        if category is None:
            return None
        category = category.children.filter(name=name[:100]).first()
    return category


def _shows(row: dict[str, Any], chosen: str) -> bool:
    match chosen:
        case "baru":
            return row["taken"] and not row["is_known"]
        case "catatan":
            return row["taken"] and bool(row["notes"])
        case "ada":
            return bool(row["is_known"])
        case "tinggal":
            return not row["taken"]
    return True


@needs(Role.OFFICER)
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep the questions in the bank."""
    run = keep_import(_run(request, pk), by=request.user)
    count = len(run.added)
    messages.success(
        request,
        ngettext("%(n)s soal masuk ke bank.", "%(n)s soal masuk ke bank.", count) % {"n": count},
    )
    return redirect(run)


@needs(Role.OFFICER)
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Take what it added out of the bank again."""
    run = take_import_back(_run(request, pk), by=request.user)
    messages.success(request, _("Impor ditarik kembali. Soalnya tidak dipakai lagi."))
    return redirect(run)
