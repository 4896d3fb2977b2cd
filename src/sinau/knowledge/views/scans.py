"""The queue of documents that wait to be read from pictures, and their pages as they stand on paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.knowledge import actions
from sinau.knowledge.actions.scanning import file_here
from sinau.knowledge.models import Document, Outcome
from sinau.knowledge.parsing import Unreadable, ocr
from sinau.knowledge.reader import picture_apart
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role

PER_PAGE = 25
_HELD = (Outcome.NEEDS_OCR, Outcome.SCANNING)


@needs(Role.CURATOR, Role.OFFICER)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """What waits for a reader of pictures or is being read, the oldest first."""
    documents = (
        Document.objects.managed_by(request.user)
        .waiting()
        .filter(reading__outcome__in=_HELD)
        .select_related("reading", "agency", "uploaded_by")
        .order_by("uploaded_at", "pk")
    )
    page = Paginator(documents, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "program": ocr.program(),
        "languages": ocr.languages(),
        "is_moving": any(one.reading.outcome == Outcome.SCANNING for one in page if one.reading),
    }
    return render(request, "knowledge/scans.html", context)


@signed_in
@require_POST
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Have the pages that are only pictures read."""
    document = get_object_or_404(
        Document.objects.managed_by(request.user).select_related("reading"), pk=pk
    )
    actions.ask_for_scan(document, by=request.user)
    messages.success(request, _("Pembacaan gambar dimulai; Anda boleh menutup halaman ini."))
    return redirect(document)


@signed_in
@require_safe
def picture_show(request: PersonRequest, pk: int, number: int) -> HttpResponse:
    """One page of a PDF as a picture, to be compared with what was read."""
    document = get_object_or_404(Document.objects.visible_to(request.user), pk=pk)
    try:
        with file_here(document) as path:
            drawn = picture_apart(path, number)
    except Unreadable:
        raise Http404 from None
    answer = HttpResponse(drawn, content_type="image/png")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
