"""The import of the national workbook: upload, preview, put right, apply, take back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.people.access import PersonRequest, needs, within
from sinau.people.actions import imports as actions
from sinau.people.actions.committing import commit_import, undo_import
from sinau.people.comparing import sentence_of
from sinau.people.forms import UploadForm
from sinau.people.models import Agency, ImportRow, ImportRun, Role, RowKind
from sinau.people.views.rows import unit_problems, with_words
from sinau.people.workbook import COLUMNS, Unreadable
from sinau.people.workbook.sentences import SKIPPED_SENTENCES
from sinau.ui.sheets import sheet_response

PER_PAGE = 50
# Kinds in the order in which an officer looks at them.
TABS = (
    RowKind.PROBLEM,
    RowKind.NEW,
    RowKind.MOVED,
    RowKind.CHANGED,
    RowKind.LEFT,
    RowKind.SAME,
)


def _run(request: PersonRequest, pk: int) -> ImportRun:
    seen = ImportRun.objects.visible_to(request.user)
    return get_object_or_404(
        seen.select_related("uploaded_by", "committed_by", "undone_by", "complete_for"), pk=pk
    )


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def index(request: PersonRequest) -> HttpResponse:
    """Upload a workbook; below, what was uploaded before."""
    form = UploadForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        run = _uploaded(request, form, replaces=None)
        if run is not None:
            return redirect(run)
    runs = ImportRun.objects.visible_to(request.user).select_related("uploaded_by", "complete_for")
    context = {
        "form": form,
        "page": Paginator(runs, PER_PAGE).get_page(request.GET.get("halaman")),
        "columns": [column.label for column in COLUMNS.values() if not column.personal],
        "personal_columns": [column.label for column in COLUMNS.values() if column.personal],
    }
    status = 422 if form.is_bound else 200
    return render(request, "people/imports/index.html", context, status=status)


@needs(Role.OFFICER)
@require_POST
def replace(request: PersonRequest, pk: int) -> HttpResponse:
    """A corrected file takes the place of this one."""
    run = _run(request, pk)
    data = request.POST.copy()
    data["complete_for"] = str(run.complete_for_id or "")
    form = UploadForm(data, request.FILES, by=request.user)
    if form.is_valid():
        fresh = _uploaded(request, form, replaces=run)
        if fresh is not None:
            return redirect(fresh)
    for error in form.errors.get("file", []):
        messages.error(request, str(error))
    return redirect(run)


def _uploaded(
    request: PersonRequest, form: UploadForm, *, replaces: ImportRun | None
) -> ImportRun | None:
    """The run of the file, or none and a sentence at the field."""
    file = form.cleaned_data["file"]
    try:
        return actions.upload_import(
            file.file,
            by=request.user,
            file_name=file.name,
            complete_for=form.cleaned_data["complete_for"],
            replaces=replaces,
        )
    except Unreadable as bad:
        form.add_error("file", _(bad.template).format(**bad.params))
        return None


@needs(Role.OFFICER)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What the file means, row by row, before and after it is applied."""
    run = _run(request, pk)
    counts = run.counts
    first = next((kind for kind in TABS if counts.get(kind)), RowKind.SAME)
    kind = request.GET.get("baris") or first
    rows = run.rows.filter(kind=kind).order_by("number", "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "run": run,
        "subject": f"people.import:{run.pk}",
        "kind": kind,
        "kinds": [(k.value, k.label, counts.get(k, 0)) for k in TABS if counts.get(k)],
        "page": page,
        "rows": with_words(page.object_list),
        "units": unit_problems(run) if run.is_waiting and kind == RowKind.PROBLEM else [],
        "agencies": _kept(request),
        "writes": sum(counts.get(k, 0) for k in TABS if k not in (RowKind.PROBLEM, RowKind.SAME)),
        "problems": counts.get(RowKind.PROBLEM, 0),
        "skipped": [
            (number, _(SKIPPED_SENTENCES[why]), text) for number, why, text in run.skipped[:20]
        ],
        "upload": UploadForm(by=request.user)["file"],
        "columns": [COLUMNS[key].label for key in run.columns if key in COLUMNS],
    }
    return render(request, "people/imports/show.html", context)


def _kept(request: PersonRequest) -> Any:
    return Agency.objects.open_now().filter(within("", request.user, Role.OFFICER))


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """Put the cells of one row right; what is still wrong is said at its field."""
    run = _run(request, pk)
    row = get_object_or_404(ImportRow, run=run, number=number)
    if request.method == "POST":
        said = {k: str(v)[:4000] for k, v in request.POST.items() if k in run.columns}
        row = actions.fix_row(row, by=request.user, cells=said)
        if row.kind != RowKind.PROBLEM:
            messages.success(request, _("Baris %(number)s sudah terbaca.") % {"number": row.number})
            return redirect(run)
    wrong = {problem["key"] for problem in row.problems}
    context = {
        "run": run,
        "row": row,
        "number": row.number,
        "problems": [sentence_of(problem) for problem in row.problems if problem["blocks"]],
        "fields": [
            {
                "key": key,
                "label": COLUMNS[key].label,
                "value": row.cells.get(key, ""),
                "errors": [sentence_of(p) for p in row.problems if p["key"] == key],
            }
            for key in COLUMNS
            if key in run.columns and (key in wrong or key in ("nip", "name"))
        ],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "people/imports/edit.html", context, status=status)


@needs(Role.OFFICER)
@require_POST
def units(request: PersonRequest, pk: int) -> HttpResponse:
    """Say which agency a name of the file means, for all its rows at once."""
    run = _run(request, pk)
    agency = get_object_or_404(_kept(request), pk=request.POST.get("agency") or 0)
    count = actions.name_unit(
        run, by=request.user, unit=request.POST.get("unit", "")[:200], agency=agency
    )
    messages.success(
        request,
        _("%(count)s baris dibaca sebagai %(name)s.") % {"count": count, "name": agency.name},
    )
    return redirect(run)


@needs(Role.OFFICER)
@require_POST
def refresh(request: PersonRequest, pk: int) -> HttpResponse:
    """Compare again with the records as they are now."""
    run = actions.refresh_import(_run(request, pk), by=request.user)
    messages.success(request, _("Pratinjau diperbarui."))
    return redirect(run)


@needs(Role.OFFICER)
@require_POST
def commit(request: PersonRequest, pk: int) -> HttpResponse:
    """Apply the good rows, all or none."""
    run = commit_import(_run(request, pk), by=request.user)
    messages.success(request, _("Impor diterapkan. Anda dapat membatalkannya dari halaman ini."))
    return redirect(run)


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an applied import back, after saying what that means."""
    run = _run(request, pk)
    if request.method == "POST":
        undo_import(run, by=request.user)
        messages.success(request, _("Impor dibatalkan; data pegawai kembali seperti semula."))
        return redirect(run)
    return render(request, "people/imports/undo.html", {"run": run})


@needs(Role.OFFICER)
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Throw a waiting import away."""
    run = _run(request, pk)
    actions.remove_import(run, by=request.user)
    messages.success(request, _("Impor dibuang; tidak ada data yang berubah."))
    return redirect("people:imports")


@needs(Role.OFFICER)
@require_safe
def problems(request: PersonRequest, pk: int) -> HttpResponse:
    """The rows to put right as a workbook, with the reason in the first column."""
    run = _run(request, pk)
    keys = [key for key in run.columns if key in COLUMNS and not COLUMNS[key].personal]
    headings = [_("BARIS"), _("YANG HARUS DIPERBAIKI"), *(COLUMNS[key].label for key in keys)]
    rows = (
        [
            row.number,
            " ".join(sentence_of(p) for p in row.problems if p["blocks"]),
            *(row.cells.get(key, "") for key in keys),
        ]
        for row in run.rows.filter(kind=RowKind.PROBLEM)
    )
    return sheet_response(f"perbaikan-impor-{run.pk}", "Data", headings, rows)
