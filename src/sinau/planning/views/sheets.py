"""Bring a list in as Excel: upload, look at each row, put in, take back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.people.workbook import Unreadable
from sinau.planning.actions.sheets import commit_sheet, undo_sheet, upload_sheet
from sinau.planning.forms.competencies import UploadForm
from sinau.planning.models import SheetKind, SheetRun
from sinau.planning.views.pages import coordinates, form_page

PER_PAGE = 100


def headings_of(kind: str) -> list[str]:
    """The columns a list of this kind has."""
    if kind == SheetKind.REQUIREMENTS:
        return [_("Jenis jabatan"), _("Nama jabatan"), _("Kompetensi"), _("Tingkat")]
    return [_("NIP"), _("Tahun"), _("Kinerja"), _("Sumber")]


def _back(kind: str) -> str:
    name = "requirements" if kind == SheetKind.REQUIREMENTS else "talent"
    return reverse(f"planning:{name}")


@signed_in
def new(request: PersonRequest, kind: str) -> HttpResponse:
    """Choose the file."""
    allowed = coordinates(request.user)
    if kind == SheetKind.PERFORMANCE:
        allowed = allowed or request.user.has_role(Role.HEAD)
    if kind not in SheetKind.values or not allowed:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = upload_sheet(kind, file.file, file_name=file.name, by=request.user)
        except Unreadable as bad:
            form.add_error("file", _(bad.template).format(**bad.params))
        else:
            return redirect(run)
    lead = _("Baris pertama berisi judul kolom: %(columns)s.") % {
        "columns": ", ".join(headings_of(kind))
    }
    return form_page(
        request,
        form,
        title=_("Impor %(kind)s") % {"kind": str(SheetKind(kind).label).lower()},
        lead=lead,
        back=_back(kind),
        back_label=str(SheetKind(kind).label),
        submit=_("Periksa berkas"),
    )


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """What each row means and what is wrong with it, before anything is changed."""
    run = get_object_or_404(SheetRun.objects.visible_to(request.user), pk=pk)
    only_bad = request.GET.get("baris") == "salah"
    rows = [row for row in run.rows if row["problem"]] if only_bad else run.rows
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "run": run,
        "page": page,
        "headings": headings_of(run.kind),
        "chips": [("salah", _("Perlu diperbaiki"), run.bad)],
        "back": _back(run.kind),
    }
    return render(request, "planning/sheet.html", context)


@signed_in
@require_POST
def update(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the good rows in, or take them back."""
    run = get_object_or_404(SheetRun.objects.visible_to(request.user), pk=pk)
    if request.POST.get("langkah") == "batalkan":
        undo_sheet(run, by=request.user)
        messages.success(request, _("Perubahan dari berkas ini dibatalkan."))
    else:
        commit_sheet(run, by=request.user)
        messages.success(request, _("Baris yang benar dimasukkan."))
    return redirect(run)
