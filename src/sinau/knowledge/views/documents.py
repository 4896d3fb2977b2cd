"""Handing in a file, seeing how it is read, and making it a regulation."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sinau.knowledge import actions, sentences
from sinau.knowledge.forms import DetailsForm, ReasonForm, UploadForm
from sinau.knowledge.likeness import twins_of
from sinau.knowledge.models import (
    Document,
    Outcome,
    Reading,
    Regulation,
    RegulationStatus,
    TwinChoice,
)
from sinau.knowledge.parsing import ocr
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role


@needs(Role.CURATOR, Role.OFFICER)
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Hand in a file; it is read in the background."""
    form = UploadForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        document = actions.receive_document(
            file,
            name=file.name,
            agency=form.cleaned_data["agency"],
            audience=form.cleaned_data["audience"],
            by=request.user,
        )
        return redirect(document)
    status = 422 if form.errors else 200
    return render(request, "knowledge/document_form.html", {"form": form}, status=status)


def _document(request: PersonRequest, pk: int) -> Document:
    documents = Document.objects.visible_to(request.user).select_related(
        "reading", "agency", "uploaded_by", "regulation", "put_aside_by"
    )
    return get_object_or_404(documents, pk=pk)


@signed_in
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The report of a document; whoever keeps it confirms what it is and publishes it."""
    document = _document(request, pk)
    may_manage = Document.objects.managed_by(request.user).filter(pk=pk).exists()
    reading = document.reading
    may_publish = (
        may_manage
        and reading is not None
        and reading.outcome == Outcome.READ
        and not hasattr(document, "regulation")
        and document.put_aside_at is None
    )
    form = _details_form(request, document, reading) if may_publish and reading else None
    if form is not None and request.method == "POST" and form.is_valid():
        regulation = actions.publish_regulation(document, form.details(), by=request.user)
        messages.success(request, _("Diterbitkan. Setiap ayat sekarang dapat dibaca dan dikutip."))
        return redirect(regulation)
    context = {
        "document": document,
        "form": form,
        "may_manage": may_manage,
        "twins": _twins(document, request) if may_publish else [],
        "may_scan": may_manage and _may_scan(document, reading),
        **_report(reading),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "knowledge/document.html", context, status=status)


def _twins(document: Document, request: PersonRequest) -> list[tuple[Regulation, int]]:
    """Regulations that say nearly the same and of which nobody has said yet what they are to it."""
    found = twins_of(document, request.user)
    is_separate = document.twin_choice == TwinChoice.SEPARATE
    return [pair for pair in found if not (is_separate and pair[0].pk == document.twin_id)]


def _may_scan(document: Document, reading: Reading | None) -> bool:
    """Whether pages that are only pictures could be read now."""
    if reading is None or hasattr(document, "regulation") or document.put_aside_at is not None:
        return False
    has_scans = bool(reading.report.get("pages_without_text"))
    held = (Outcome.NEEDS_OCR, Outcome.READ)
    return has_scans and reading.outcome in held and bool(ocr.languages())


def _details_form(request: PersonRequest, document: Document, reading: Reading) -> DetailsForm:
    who = reading.report.get("identity", {})
    initial = {
        "kind": who.get("kind", ""),
        "number": who.get("number", ""),
        "year": who.get("year"),
        "title": who.get("about", ""),
        "short_title": who.get("short_title", ""),
        "issuer": who.get("issuer", ""),
        "enacted_on": who.get("enacted_on") or None,
        "promulgated_on": who.get("promulgated_on") or None,
        "effective_on": who.get("effective_on") or None,
        "status": RegulationStatus.IN_FORCE,
        "agency": document.agency_id,
        "audience": document.audience,
    }
    return DetailsForm(request.POST or None, person=request.user, initial=initial)


def _report(reading: Reading | None) -> dict[str, Any]:
    if reading is None:
        return {"reading": None}
    context: dict[str, Any] = {"reading": reading, "summary": sentences.summary(reading)}
    if reading.outcome == Outcome.READ:
        tone, word = sentences.confidence_words(reading.report)
        context |= {
            "findings": sentences.findings(reading.report),
            "parts": sentences.parts_words(reading.report),
            "confidence_tone": tone,
            "confidence": word,
            "identity": reading.report.get("identity", {}),
            "furniture": sum(reading.report.get("furniture", {}).values()),
            "sample": reading.passages[:12],
            "passage_count": len(reading.passages),
        }
    return context


@signed_in
@require_safe
def file_show(request: PersonRequest, pk: int) -> HttpResponse:
    """The file as it came."""
    return original(_document(request, pk))


def original(document: Document) -> HttpResponse:
    """A download under the name it had; never shown inside a page."""
    sent = FileResponse(document.file.open("rb"), as_attachment=True, filename=document.name)
    return cast(HttpResponse, sent)


@signed_in
@require_POST
def reading_create(request: PersonRequest, pk: int) -> HttpResponse:
    """Have it read again."""
    document = get_object_or_404(Document.objects.managed_by(request.user), pk=pk)
    actions.ask_for_reading(document, by=request.user)
    return redirect(document)


@signed_in
@require_http_methods(["GET", "POST"])
def removal_new(request: PersonRequest, pk: int) -> HttpResponse:
    """Put the document aside with a reason."""
    document = get_object_or_404(Document.objects.managed_by(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.put_aside(document, why=form.cleaned_data["reason"][:300], by=request.user)
        messages.success(request, _("Dokumen dikesampingkan; berkasnya tetap tersimpan."))
        return redirect("knowledge:curation")
    context = {
        "form": form,
        "document": document,
        "title": _("Kesampingkan dokumen"),
        "submit": _("Kesampingkan"),
        "tone": "primary",
        "warning": _(
            "Dokumen tidak diterbitkan dan hilang dari antrean. Berkasnya tetap tersimpan."
        ),
    }
    status = 422 if form.errors else 200
    return render(request, "knowledge/reason.html", context, status=status)
