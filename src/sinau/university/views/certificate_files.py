"""The certificate as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import press_file
from sinau.university.models import Certificate


@signed_in
def show(request: PersonRequest, code: str) -> HttpResponse:
    """The PDF, for the person it is about and the officers who keep it."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), code=code)
    pressed = press_file(certificate)
    with pressed.file.open("rb") as pdf:
        response = HttpResponse(pdf.read(), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="sertifikat-{certificate.code}.pdf"'
    return response
