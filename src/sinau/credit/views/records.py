"""The import of predicates and discipline: upload, preview, apply, take back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.credit import recording
from sinau.credit.models import RecordRun
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Role
from sinau.people.workbook.sentences import Unreadable
from sinau.ui.forms import FileInput
from sinau.ui.sheets import sheet_response

A_PAGE = 50


class UploadForm(forms.Form):
    """A workbook of predicates and discipline."""

    file = forms.FileField(
        label=gettext_lazy("Buku kerja predikat kinerja dan disiplin"),
        widget=FileInput(accept=[".xlsx"]),
        help_text=gettext_lazy("XLSX dengan kolom seperti contoh di bawah."),
        error_messages={"required": gettext_lazy("Pilih berkasnya.")},
    )


def _runs(request: PersonRequest) -> QuerySet[RecordRun]:
    theirs = Q(uploaded_by=request.user) | within("uploaded_by__agency", request.user, Role.OFFICER)
    return RecordRun.objects.filter(theirs).select_related(
        "uploaded_by", "committed_by", "undone_by"
    )


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def index(request: PersonRequest) -> HttpResponse:
    """Upload a workbook; below, what was uploaded before."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = recording.upload(file.file, by=request.user, file_name=file.name)
        except Unreadable as bad:
            form.add_error("file", _(bad.template).format(**bad.params))
        else:
            return redirect(run)
    context = {
        "form": form,
        "page": Paginator(_runs(request).defer("lines"), A_PAGE).get_page(
            request.GET.get("halaman")
        ),
        "columns": recording.HEADINGS,
    }
    status = 422 if form.errors else 200
    return render(request, "credit/index/imports.html", context, status=status)


@needs(Role.OFFICER)
@require_safe
def example(request: PersonRequest) -> HttpResponse:
    """An empty workbook with the headings that are read."""
    return sheet_response("contoh-data-indeks", "Data", recording.HEADINGS, [])


@needs(Role.OFFICER)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What each line means, those to put right first."""
    run = get_object_or_404(_runs(request), pk=pk)
    lines = sorted(run.lines, key=lambda line: not line["problems"])
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("halaman"))
    return render(request, "credit/index/import.html", {"run": run, "page": page})


@needs(Role.OFFICER)
@require_safe
def problems(request: PersonRequest, pk: int) -> HttpResponse:
    """The lines to put right as a workbook, with the reason in the last column."""
    run = get_object_or_404(_runs(request), pk=pk)
    rows = [
        [
            *(line["cells"].get(heading, "") for heading in recording.HEADINGS),
            " ".join(line["problems"]),
        ]
        for line in run.lines
        if line["problems"]
    ]
    headings = [*recording.HEADINGS, _("YANG HARUS DIPERBAIKI")]
    return sheet_response(f"perbaikan-data-indeks-{run.pk}", "Data", headings, rows)


@needs(Role.OFFICER)
@require_POST
def commit(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the good lines into the records, all or none."""
    run = recording.commit(get_object_or_404(_runs(request), pk=pk), by=request.user)
    messages.success(request, _("Data diterapkan. Anda dapat membatalkannya dari halaman ini."))
    return redirect(run)


@needs(Role.OFFICER)
@require_POST
def undo(request: PersonRequest, pk: int) -> HttpResponse:
    """Take an applied import back; the records of it do not count any more."""
    run = recording.undo(get_object_or_404(_runs(request), pk=pk), by=request.user)
    messages.success(request, _("Impor dibatalkan; datanya tidak dihitung lagi."))
    return redirect(run)
