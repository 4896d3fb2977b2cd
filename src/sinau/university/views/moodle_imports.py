"""Backups of Moodle courses: upload, look at each part with its reason, make a draft of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.people.access import PersonRequest, needs
from sinau.people.models import Role
from sinau.university.actions.moodle import keep_backup, look_at_backup
from sinau.university.forms.imports import BackupForm
from sinau.university.models import MoodleImport
from sinau.university.moodle import read_backup
from sinau.university.quizzes.formats import Unreadable

A_PAGE = 100
SHOWN = (
    ("diambil", gettext_lazy("Diambil")),
    ("catatan", gettext_lazy("Dengan catatan")),
    ("tinggal", gettext_lazy("Tidak diambil")),
)


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def index(request: PersonRequest) -> HttpResponse:
    """Upload a backup; below, those that were read before."""
    form = BackupForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            reading = read_backup(file.name, content)
        except Unreadable as bad:
            form.add_error("file", str(bad))
        else:
            agency = form.cleaned_data["agency"]
            return redirect(
                look_at_backup(agency, reading, content=content, name=file.name, by=request.user)
            )
    runs = (
        MoodleImport.objects.visible_to(request.user)
        .select_related("agency", "read_by")
        .defer("report")
    )
    context = {
        "form": form,
        "page": Paginator(runs, 25).get_page(request.GET.get("halaman")),
    }
    return render(
        request, "university/imports/moodle.html", context, status=422 if form.errors else 200
    )


def _run(request: PersonRequest, pk: int) -> MoodleImport:
    runs = MoodleImport.objects.visible_to(request.user)
    return get_object_or_404(runs.select_related("agency", "read_by", "course"), pk=pk)


@needs(Role.OFFICER)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Each part of the course: taken or not, and why."""
    run = _run(request, pk)
    chosen = request.GET.get("tampil", "")
    counts = {key: sum(1 for line in run.lines if _shows(line, key)) for key, _label in SHOWN}
    lines = [line for line in run.lines if _shows(line, chosen)]
    context = {
        "run": run,
        "page": Paginator(lines, A_PAGE).get_page(request.GET.get("halaman")),
        "chips": [(key, label, counts[key]) for key, label in SHOWN],
    }
    return render(request, "university/imports/moodle_import.html", context)


def _shows(line: dict[str, object], chosen: str) -> bool:
    match chosen:
        case "diambil":
            return bool(line["taken"])
        case "catatan":
            return bool(line["taken"] and line["notes"])
        case "tinggal":
            return not line["taken"]
    return True


@needs(Role.OFFICER)
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Make a draft course of it."""
    run = keep_backup(_run(request, pk), by=request.user)
    messages.success(request, _("Draf kursus dibuat. Periksa isinya sebelum diterbitkan."))
    if run.course is None:
        return redirect(run)
    return redirect("university:course_desk", run.course.slug)
