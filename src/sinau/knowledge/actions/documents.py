"""Files come in, are read apart, and wait for a person."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.events import DocumentPutAside, DocumentRead, DocumentReceived
from sinau.knowledge.likeness import signature_of
from sinau.knowledge.models import Document, Outcome, Reading
from sinau.knowledge.parsing import Unreadable, ocr
from sinau.knowledge.reader import read_apart
from sinau.knowledge.refusals import AlreadyHere, AlreadyPublished
from sinau.people.models import Agency, Person


@transaction.atomic
def receive_document(
    file: File[bytes], *, name: str, agency: Agency, audience: str, by: Person
) -> Document:
    """Keep a file and have it read; the same file again is refused while the first one stands."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    twin = Document.objects.visible_to(by).filter(sha256=digest.hexdigest(), put_aside_at=None)
    if known := twin.first():
        raise AlreadyHere(
            _("Berkas yang sama sudah diunggah sebagai “%(name)s”.") % {"name": known.name},
            back=known.get_absolute_url(),
        )
    document = Document(
        name=Path(name).name[:200],
        size=file.size,
        sha256=digest.hexdigest(),
        agency=agency,
        audience=audience,
        uploaded_by=by,
        uploaded_at=now(),
    )
    given = Path(name).suffix.lower()
    suffix = given if given in (".docx", ".html", ".htm", ".txt") else ".pdf"
    file.seek(0)
    # The name on disk is ours: a stranger's name may hold anything.
    document.file.save(f"{digest.hexdigest()[:32]}{suffix}", file, save=False)
    document.save()
    announce(
        DocumentReceived(document_id=document.pk, name=document.name, sha256=document.sha256),
        by=by,
    )
    ask_for_reading(document, by=by)
    return document


@transaction.atomic
def ask_for_reading(document: Document, *, by: Person | None) -> Reading:
    """Have the document read (again) by the worker; one that still waits is left to wait."""
    if document.reading is not None and not document.reading.is_over:
        return document.reading
    reading = Reading.objects.create(document=document, asked_by=by, asked_at=now())
    document.reading = reading
    document.save(update_fields=["reading"])
    # Imported late: jobs registers itself with procrastinate, which needs all apps loaded.
    from sinau.knowledge.tasks import read_document as job

    job.defer(reading_id=reading.pk)
    return reading


def read_document(reading: Reading) -> Reading:
    """Read the file of a waiting attempt and keep what was found; one that is over stays as it is.

    The long part is outside any transaction, so that its progress can be seen.
    """
    if reading.is_over:
        return reading
    reading.outcome, reading.started_at = Outcome.BUSY, now()
    reading.moved_at = now()
    reading.save(update_fields=["outcome", "started_at", "moved_at"])
    try:
        found = _read(reading)
    except Unreadable as trouble:
        return finish(reading, None, trouble)
    return finish(reading, found, None)


def finish(reading: Reading, found: dict[str, Any] | None, trouble: Unreadable | None) -> Reading:
    """Keep what came of an attempt: what was found, or why nothing was."""
    if trouble is not None:
        reading.outcome, reading.problem = Outcome.FAILED, trouble.code
        reading.report = {**reading.report, "params": trouble.params}
    elif found is not None:
        reading.report = {**found["report"], "identity": found["identity"]}
        reading.passages = found["pieces"]
        reading.signature = signature_of(found["pieces"])
        needs_ocr = bool(found["report"]["needs_ocr"])
        reading.outcome = Outcome.NEEDS_OCR if needs_ocr else Outcome.READ
    with transaction.atomic():
        reading.finished_at = now()
        reading.save()
        announce(
            DocumentRead(
                document_id=reading.document_id,
                name=reading.document.name,
                outcome=reading.outcome,
                pages=reading.report.get("pages", 0),
                pasal=reading.report.get("pasal", 0),
            ),
            by=None,
        )
        if reading.outcome == Outcome.NEEDS_OCR and ocr.languages():
            from sinau.knowledge.actions.scanning import start_scan

            start_scan(reading)
    return reading


def _read(reading: Reading) -> dict[str, Any]:
    def tell(done: int, total: int) -> None:
        Reading.objects.filter(pk=reading.pk).update(
            pages_done=done, pages_total=total, moved_at=now()
        )
        reading.pages_done, reading.pages_total = done, total

    file = reading.document.file
    # Storage may be anywhere; the reader wants a file of this machine.
    with NamedTemporaryFile(suffix=".document") as copy, file.open("rb") as source:
        for chunk in source.chunks():
            copy.write(chunk)
        copy.flush()
        return read_apart(Path(copy.name), tell)


@transaction.atomic
def put_aside(document: Document, *, why: str, by: Person) -> Document:
    """The document will not be published; it is kept with the reason. A second time changes nothing."""
    if hasattr(document, "regulation"):
        raise AlreadyPublished(_("Dokumen ini sudah diterbitkan sebagai peraturan."))
    if document.put_aside_at is None:
        document.put_aside_by, document.put_aside_at = by, now()
        document.put_aside_why = why
        document.save(update_fields=["put_aside_by", "put_aside_at", "put_aside_why"])
        announce(DocumentPutAside(document_id=document.pk, name=document.name, reason=why), by=by)
    return document
