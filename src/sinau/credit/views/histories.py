"""Training histories of SIASN: upload, preview, put right, apply, take back, and give back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.credit.history import importing
from sinau.credit.history.committing import commit as commit_run
from sinau.credit.history.committing import undo as undo_run
from sinau.credit.history.exporting import SHAPES, entries_for, rows_of
from sinau.credit.history.judging import sentence_of
from sinau.credit.models import Entry, HistoryKind, HistoryRow, HistoryRun
from sinau.credit.views.book import chosen_year
from sinau.credit.workbook import COLUMNS, Unusable, read_kinds
from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Agency, Role
from sinau.ui.forms import FileInput
from sinau.ui.sheets import sheet_response

PER_PAGE = 50
TABS = (HistoryKind.PROBLEM, HistoryKind.NEW, HistoryKind.KNOWN)
SHAPE_NAMES = {
    "kursus": gettext_lazy("Kursus dan diklat lain"),
    "struktural": gettext_lazy("Diklat struktural"),
}
SHOWN = 25


class UploadForm(forms.Form):
    """A workbook of histories."""

    file = forms.FileField(
        label=gettext_lazy("Buku kerja riwayat diklat"),
        widget=FileInput(accept=[".xlsx"]),
        help_text=gettext_lazy(
            "XLSX unduhan SIASN atau contoh di bawah, paling banyak 20.000 baris."
        ),
        error_messages={"required": gettext_lazy("Pilih berkas riwayatnya.")},
    )


def _run(request: PersonRequest, pk: int) -> HistoryRun:
    seen = HistoryRun.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("uploaded_by", "committed_by", "undone_by"), pk=pk)


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def index(request: PersonRequest) -> HttpResponse:
    """Upload a workbook; below, what was uploaded before."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = importing.upload(file.file, by=request.user, file_name=file.name)
        except Unusable as bad:
            form.add_error("file", _(bad.template).format(**bad.params))
        else:
            return redirect(run)
    runs = HistoryRun.objects.visible_to(request.user).select_related("uploaded_by")
    context = {
        "form": form,
        "page": Paginator(runs, PER_PAGE).get_page(request.GET.get("halaman")),
        "columns": [column.label for column in COLUMNS.values()],
        "kinds": read_kinds(),
    }
    status = 422 if form.errors else 200
    return render(request, "credit/history/index.html", context, status=status)


@needs(Role.OFFICER)
@require_safe
def example(request: PersonRequest) -> HttpResponse:
    """An empty workbook with the headings that are read."""
    headings = [column.label for column in COLUMNS.values()]
    return sheet_response("contoh-riwayat-siasn", "Riwayat", headings, [])


@needs(Role.OFFICER)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What the file means, line by line, before and after it is applied."""
    run = _run(request, pk)
    first = next((kind for kind in TABS if run.counts.get(kind)), HistoryKind.KNOWN)
    kind = request.GET.get("baris") or first
    rows = run.rows.filter(kind=kind).select_related("known_as", "entry").order_by("line")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "run": run,
        "kind": kind,
        "kinds": [(k.value, k.label, run.counts.get(k, 0)) for k in TABS if run.counts.get(k)],
        "page": page,
        "rows": [(row, [sentence_of(problem) for problem in row.problems]) for row in page],
        "new": run.counts.get(HistoryKind.NEW, 0),
        "problems": run.counts.get(HistoryKind.PROBLEM, 0),
        "known": run.counts.get(HistoryKind.KNOWN, 0),
    }
    return render(request, "credit/history/show.html", context)


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pk: int, line: int) -> HttpResponse:
    """Put the cells of one line right; what is still wrong is said at its field."""
    run = _run(request, pk)
    row = get_object_or_404(HistoryRow, run=run, line=line)
    if request.method == "POST":
        said = {k: str(v)[:4000] for k, v in request.POST.items() if k in COLUMNS}
        row = importing.fix_line(row, by=request.user, cells=said)
        if row.kind != HistoryKind.PROBLEM:
            messages.success(request, _("Baris %(number)s sudah terbaca.") % {"number": row.line})
            return redirect(run)
    context = {
        "run": run,
        "row": row,
        "number": row.line,
        "fields": [_field(row, key) for key in COLUMNS],
        "problems": [sentence_of(problem) for problem in row.problems],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "credit/history/edit.html", context, status=status)


def _field(row: HistoryRow, key: str) -> dict[str, Any]:
    return {
        "key": key,
        "label": COLUMNS[key].label,
        "value": row.cells.get(key, ""),
        "errors": [sentence_of(p) for p in row.problems if p["key"] == key],
    }


@needs(Role.OFFICER)
@require_POST
def refresh(request: PersonRequest, pk: int) -> HttpResponse:
    """Compare again with the ledger as it is now."""
    run = importing.refresh(_run(request, pk), by=request.user)
    messages.success(request, _("Pratinjau diperbarui."))
    return redirect(run)


@needs(Role.OFFICER)
@require_POST
def commit(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the good lines into the ledger, all or none."""
    run = commit_run(_run(request, pk), by=request.user)
    messages.success(request, _("Impor diterapkan. Anda dapat membatalkannya dari halaman ini."))
    return redirect(run)


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an applied import back, after saying what that means."""
    run = _run(request, pk)
    if request.method == "POST":
        undo_run(run, by=request.user)
        messages.success(request, _("Impor dibatalkan. Setiap catatannya punya baris pembatalan."))
        return redirect(run)
    entries = Entry.objects.filter(history_row__run=run).standing().count()
    return render(request, "credit/history/undo.html", {"run": run, "entries": entries})


@needs(Role.OFFICER)
@require_POST
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Throw a waiting import away."""
    importing.remove(_run(request, pk), by=request.user)
    messages.success(request, _("Impor dibuang; tidak ada catatan yang berubah."))
    return redirect("credit:histories")


@needs(Role.OFFICER)
@require_safe
def problems(request: PersonRequest, pk: int) -> HttpResponse:
    """The lines to put right as a workbook, with the reason in the last column."""
    run = _run(request, pk)
    headings = [*(column.label for column in COLUMNS.values()), _("YANG HARUS DIPERBAIKI")]
    rows = (
        [
            *(row.cells.get(key, "") for key in COLUMNS),
            " ".join(sentence_of(problem) for problem in row.problems),
        ]
        for row in run.rows.filter(kind=HistoryKind.PROBLEM).order_by("line")
    )
    return sheet_response(f"perbaikan-riwayat-{run.pk}", "Riwayat", headings, rows)


@needs(Role.OFFICER)
@require_safe
def outgoing(request: PersonRequest) -> HttpResponse:
    """What would go back to SIASN for a year, and what each row still lacks."""
    shape, year, unit = _choices(request)
    entries = entries_for(request.user, year=year, shape=shape, unit=unit)
    page = Paginator(entries, SHOWN).get_page(request.GET.get("halaman"))
    theirs = Agency.objects.open_now().filter(within("", request.user, Role.OFFICER))
    this_year = today().year
    context = {
        "shape": shape,
        "shapes": [(key, name) for key, name in SHAPE_NAMES.items() if key != "kursus"],
        "year": year,
        "years": [(y, str(y)) for y in range(this_year - 1, this_year - 6, -1)],
        "agencies": theirs.order_by("name"),
        "unit": unit,
        "page": page,
        "rows": list(rows_of(page.object_list, shape)),  # type: ignore[arg-type]
        "numberless": entries.filter(number="").count(),
        "query": request.GET.urlencode(),
        "kinds": read_kinds(),
    }
    return render(request, "credit/history/outgoing.html", context)


@needs(Role.OFFICER)
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """The chosen rows as a workbook in the shape of SIASN; the last column says what is missing."""
    shape, year, unit = _choices(request)
    entries = entries_for(request.user, year=year, shape=shape, unit=unit)
    headings = [*SHAPES[shape].headings, _("YANG KURANG")]
    rows = ([*row.cells, ", ".join(row.lacks)] for row in rows_of(entries, shape))
    return sheet_response(f"siasn-{shape}-{year}", f"{shape} {year}", headings, rows)


def _choices(request: PersonRequest) -> tuple[str, int, str]:
    shape = request.GET.get("bentuk") or "kursus"
    if shape not in SHAPES:
        raise Http404
    return shape, chosen_year(request), request.GET.get("unit", "")[:60]
