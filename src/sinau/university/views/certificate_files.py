"""The certificate as a file, and all of a class in one."""

from __future__ import annotations

import tempfile
import zipfile
from typing import cast

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import content_of
from sinau.university.models import Certificate, TrainingClass


@signed_in
def show(request: PersonRequest, code: str) -> HttpResponse:
    """The PDF, for the person it is about and the officers who keep it."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), code=code)
    response = HttpResponse(content_of(certificate), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="sertifikat-{certificate.code}.pdf"'
    return response


@signed_in
def index(request: PersonRequest, pk: int) -> HttpResponse:
    """Every printed certificate of a class that holds, packed into one file."""
    training_class = get_object_or_404(TrainingClass.objects.kept_by(request.user), pk=pk)
    printed = Certificate.objects.filter(
        completion__training_class=training_class, revocation=None, paper__isnull=False
    ).select_related("paper")
    # The response closes it when the last byte has gone out.
    packed = tempfile.TemporaryFile()  # noqa: SIM115
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for certificate in printed.order_by("name", "pk").iterator():
            name = slugify(certificate.name)[:60] or "peserta"
            archive.writestr(f"{name}-{certificate.code}.pdf", content_of(certificate))
    packed.seek(0)
    title = slugify(training_class.title)[:60] or "kelas"
    response = FileResponse(packed, as_attachment=True, filename=f"sertifikat-{title}.zip")
    return cast(HttpResponse, response)
