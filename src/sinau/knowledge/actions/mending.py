"""The structure of a document is mended by a person, and every mending can be taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.events import DocumentMended, RegulationMended
from sinau.knowledge.mending import Change, Row, changed, locator
from sinau.knowledge.models import Document, Mending, MendVerb, Regulation
from sinau.knowledge.refusals import NotMendable
from sinau.knowledge.sheets import Sheet, mendings_of, sheet_of
from sinau.people.models import Person


@transaction.atomic
def mend(
    thing: Document | Regulation,
    verb: str,
    at: int,
    said: dict[str, Any],
    *,
    seen: int,
    by: Person,
) -> Mending:
    """Change the structure at one place; refused when somebody changed it since `seen`."""
    sheet = _held(thing)
    if seen != last_number(sheet):
        raise NotMendable(
            _("Susunan ini baru saja diubah orang lain. Muat ulang, lalu ulangi perubahan Anda.")
        )
    rows = sheet.rows()
    return keep(sheet, rows, changed(verb, rows, at, said), by=by)


def keep(sheet: Sheet, rows: list[Row], change: Change, *, by: Person) -> Mending:
    """Write a change down with what was there before, and make it."""
    before = rows[change.start : change.start + change.count]
    mending = Mending.objects.create(
        document=sheet.document,
        regulation=sheet.regulation,
        number=last_number(sheet) + 1,
        verb=change.verb,
        place=locator(before[0] if before else change.rows[0])[:120],
        start=change.start,
        before=before,
        after=change.rows,
        done_by=by,
        done_at=now(),
    )
    sheet.replace(change.start, change.count, change.rows)
    _tell(sheet, mending, by, undone=False)
    return mending


@transaction.atomic
def unmend(thing: Document | Regulation, number: int, *, by: Person) -> Mending:
    """Put back what stood there before one mending; a second time changes nothing."""
    sheet = _held(thing)
    mending: Mending = mendings_of(sheet).get(number=number)
    if mending.undone_at is not None:
        return mending
    if mending.verb == MendVerb.EDITION:
        raise NotMendable(_("Naskah baru tidak dapat diurungkan; unggah kembali naskah lamanya."))
    at = _place_of(sheet.rows(), mending)
    sheet.replace(at, len(mending.after), mending.before)
    mending.undone_by, mending.undone_at = by, now()
    mending.save(update_fields=["undone_by", "undone_at"])
    _tell(sheet, mending, by, undone=True)
    return mending


def _place_of(rows: list[Row], mending: Mending) -> int:
    """Where the mended run stands now, if it still stands as it was left."""
    left = [(row["anchor"], row["text"], row["opens"]) for row in mending.after]
    found = [(row["anchor"], row["text"], row["opens"]) for row in rows]
    for at in range(len(found) - len(left) + 1):
        if found[at : at + len(left)] == left:
            return at
    raise NotMendable(_("Bagian ini sudah diubah lagi. Urungkan dahulu perubahan sesudahnya."))


def last_number(sheet: Sheet) -> int:
    """The number of the newest mending; none is 0. An undone one counts as a change too."""
    newest = mendings_of(sheet).first()
    return int(newest.number) if newest is not None else 0


def _held(thing: Document | Regulation) -> Sheet:
    """The sheet, while nobody else changes it."""
    model = type(thing)
    held = model._default_manager.select_for_update(of=("self",)).get(pk=thing.pk)
    if isinstance(held, Document) and not _is_open(held):
        raise NotMendable(_("Dokumen ini tidak sedang menunggu dibetulkan."))
    return sheet_of(held)


def _is_open(document: Document) -> bool:
    """Whether it was read and is not yet published."""
    reading = document.reading
    return reading is not None and bool(reading.passages) and not hasattr(document, "regulation")


def _tell(sheet: Sheet, mending: Mending, by: Person, *, undone: bool) -> None:
    with translation.override("id"):  # Kept for everybody, whoever did it.
        verb = str(MendVerb(mending.verb).label).lower()
    if sheet.regulation is not None:
        sheet.regulation.updated_at = now()
        sheet.regulation.save(update_fields=["updated_at"])
        announce(
            RegulationMended(
                regulation_id=sheet.regulation.pk,
                short_title=sheet.regulation.short_title,
                verb=verb,
                place=mending.place,
                undone=undone,
            ),
            by=by,
        )
    elif sheet.document is not None:
        announce(
            DocumentMended(
                document_id=sheet.document.pk,
                name=sheet.document.name,
                verb=verb,
                place=mending.place,
                undone=undone,
            ),
            by=by,
        )
