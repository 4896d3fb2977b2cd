"""Papers that show what was done, and files handed in: added, and read by those who may."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.practice.actions import add_evidence, remove_file
from sinau.practice.models import Evidence, Submission, SubmissionFile
from sinau.practice.views.cycles import cycle_of


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """A paper for a cycle."""
    cycle = cycle_of(request, pk)
    sent = request.FILES.get("file")
    if sent is None or sent.file is None:
        messages.error(request, _("Pilih berkas lebih dahulu."))
    else:
        add_evidence(cycle, sent.name or "", sent.file, by=request.user)
        messages.success(request, _("Bukti ditambahkan."))
    return redirect(cycle)


@signed_in
@require_safe
def show(request: PersonRequest, pk: int, paper: int) -> HttpResponse:
    """A paper of a cycle, as it came."""
    found = get_object_or_404(Evidence, cycle=cycle_of(request, pk), pk=paper)
    return _download(found.file, found.name)


@signed_in
@require_safe
def edit(request: PersonRequest, pk: int, file: int) -> HttpResponse:
    """A file of a submission, as it came."""
    work = get_object_or_404(Submission.objects.visible_to(request.user), pk=pk)
    found = get_object_or_404(SubmissionFile, submission=work, pk=file)
    return _download(found.file, found.name)


@signed_in
@require_POST
def remove(request: PersonRequest, pk: int, file: int) -> HttpResponse:
    """Take a file out of one's own draft."""
    works = Submission.objects.filter(person=request.user).select_related("assignment")
    work = get_object_or_404(works, pk=pk)
    remove_file(get_object_or_404(SubmissionFile, submission=work, pk=file), by=request.user)
    return redirect(work.assignment)


def _download(file: FieldFile, name: str) -> HttpResponse:
    """Always a download, never shown inside a page."""
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return cast(HttpResponse, response)
