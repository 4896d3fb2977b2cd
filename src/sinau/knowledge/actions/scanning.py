"""Pages that are only pictures are read one after the other; what was read is never read again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.knowledge.actions.documents import finish
from sinau.knowledge.models import Document, Outcome, Reading, ScannedPage
from sinau.knowledge.parsing import Unreadable, ocr
from sinau.knowledge.reader import read_apart, read_page_apart
from sinau.knowledge.refusals import NoReaderOfPictures
from sinau.people.models import Person

# A reading that has shown no sign of life for so long has lost its worker.
STILL = timedelta(minutes=3)


@transaction.atomic
def ask_for_scan(document: Document, *, by: Person | None) -> Reading:
    """Have the pages that are only pictures read; one that is being read already goes on."""
    if not ocr.languages():
        raise NoReaderOfPictures(
            _("Pembaca gambar (tesseract) belum terpasang. Dokumen tetap menunggu di antrean.")
        )
    reading = document.reading
    if reading is not None and reading.outcome == Outcome.READ:
        # The words it has stand until the new reading is whole.
        reading = Reading.objects.create(
            document=document,
            asked_by=by,
            asked_at=now(),
            outcome=Outcome.NEEDS_OCR,
            report=reading.report,
        )
        document.reading = reading
        document.save(update_fields=["reading"])
    if reading is None or reading.outcome != Outcome.NEEDS_OCR:
        raise NoReaderOfPictures(_("Tidak ada halaman bergambar yang menunggu dibaca."))
    start_scan(reading)
    return reading


def start_scan(reading: Reading) -> None:
    """Leave it to the worker."""
    reading.outcome, reading.moved_at = Outcome.SCANNING, now()
    reading.pages_done, reading.pages_total = 0, len(_wanted(reading))
    reading.save(update_fields=["outcome", "moved_at", "pages_done", "pages_total"])
    _defer(reading)


def _defer(reading: Reading) -> None:
    # Imported late: jobs registers itself with procrastinate, which needs all apps loaded.
    from sinau.knowledge.tasks import scan_document as job

    job.configure(lock=f"knowledge.scan:{reading.pk}").defer(reading_id=reading.pk)


def _wanted(reading: Reading) -> list[int]:
    found: list[int] = reading.report.get("pages_without_text", [])
    return found


def scan(reading: Reading) -> Reading:
    """Read every page that still lacks, then the document whole; one that is over stays as it is."""
    if reading.outcome not in (Outcome.SCANNING, Outcome.NEEDS_OCR):
        return reading
    languages = ocr.languages()
    if not languages:
        # It was taken away in the meantime: the document waits again, with what was read so far.
        Reading.objects.filter(pk=reading.pk).update(outcome=Outcome.NEEDS_OCR)
        return reading
    done = set(reading.scans.values_list("number", flat=True))
    wanted = _wanted(reading)
    with file_here(reading.document) as path:
        for number in wanted:
            if number not in done:
                _scan_page(reading, path, number, languages)
                done.add(number)
            Reading.objects.filter(pk=reading.pk).update(
                outcome=Outcome.SCANNING,
                pages_done=len(done),
                pages_total=len(wanted),
                moved_at=now(),
            )
        kept = [{"number": page.number, "lines": page.lines} for page in reading.scans.all()]
        reading.refresh_from_db()
        try:
            found = read_apart(path, scanned=kept)
            if found["report"]["needs_ocr"]:
                raise Unreadable("no-words")
        except Unreadable as trouble:
            return finish(reading, None, trouble)
    return finish(reading, found, None)


def _scan_page(reading: Reading, path: Path, number: int, languages: str) -> None:
    problem, lines, sure = "", [], 0
    try:
        page = read_page_apart(path, number, languages)
    except Unreadable as trouble:
        problem = trouble.code
    else:
        lines = page["lines"]
        sure = ocr.certainty(ocr.page_of(page).lines)
    ScannedPage.objects.get_or_create(
        reading=reading,
        number=number,
        defaults={"lines": lines, "sure": sure, "problem": problem, "read_at": now()},
    )


@contextmanager
def file_here(document: Document) -> Iterator[Path]:
    """The file on this machine, wherever it is stored."""
    with NamedTemporaryFile(suffix=".document") as copy, document.file.open("rb") as source:
        for chunk in source.chunks():
            copy.write(chunk)
        copy.flush()
        yield Path(copy.name)


def go_on() -> int:
    """Take up what a dead worker left, and what waited until tesseract was there; gives how many."""
    found = 0
    stale = Reading.objects.filter(moved_at__lt=now() - STILL)
    for reading in stale.filter(outcome=Outcome.SCANNING):
        found += Reading.objects.filter(pk=reading.pk, moved_at=reading.moved_at).update(
            moved_at=now()
        )
        _defer(reading)
    for reading in stale.filter(outcome=Outcome.BUSY):
        found += 1
        Reading.objects.filter(pk=reading.pk).update(outcome=Outcome.WAITING, moved_at=None)
        from sinau.knowledge.tasks import read_document as job

        job.defer(reading_id=reading.pk)
    if ocr.languages():
        waiting = Document.objects.waiting().filter(reading__outcome=Outcome.NEEDS_OCR)
        for document in waiting.select_related("reading")[:20]:
            assert document.reading is not None
            start_scan(document.reading)
            found += 1
    return found
