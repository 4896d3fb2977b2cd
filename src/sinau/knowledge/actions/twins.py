"""A file that says nearly what a regulation here says: the same, a newer copy of it, or another."""

from __future__ import annotations

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.actions.documents import put_aside
from sinau.knowledge.actions.mending import keep
from sinau.knowledge.events import DocumentCompared
from sinau.knowledge.mending import Change, Row
from sinau.knowledge.models import Document, MendVerb, Outcome, Regulation, TwinChoice
from sinau.knowledge.refusals import AlreadyPublished, NotRead
from sinau.knowledge.sheets import PassageSheet
from sinau.people.models import Person


@transaction.atomic
def choose_twin(
    document: Document, regulation: Regulation, choice: TwinChoice, *, by: Person
) -> Document:
    """Note what the file is beside the regulation, and do what follows. Twice is once.

    The same: it is put aside. A newer copy: its text takes the place of the one that is read now,
    and passages of the same place keep their key. Another: it goes on to be published by itself.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if (document.twin_id, document.twin_choice) == (regulation.pk, choice.value):
        return document
    if Regulation.objects.filter(document=document).exists():
        raise AlreadyPublished(_("Dokumen ini sudah diterbitkan."))
    reading = document.reading
    if reading is None or reading.outcome != Outcome.READ:
        raise NotRead(_("Dokumen ini belum terbaca, sehingga belum dapat dibandingkan."))
    document.twin, document.twin_choice = regulation, choice.value
    document.twin_chosen_by, document.twin_chosen_at = by, now()
    document.save(update_fields=["twin", "twin_choice", "twin_chosen_by", "twin_chosen_at"])
    with translation.override("id"):  # Kept for everybody, whoever chose.
        label = str(choice.label).lower()
        why = str(_("%(choice)s: %(title)s")) % {
            "choice": choice.label,
            "title": regulation.short_title,
        }
    announce(
        DocumentCompared(
            document_id=document.pk,
            name=document.name,
            regulation_id=regulation.pk,
            short_title=regulation.short_title,
            choice=choice.value,
            choice_label=label,
        ),
        by=by,
    )
    if choice == TwinChoice.EDITION:
        _take_over(regulation, reading.passages, by)
    if choice != TwinChoice.SEPARATE:
        put_aside(document, why=why[:300], by=by)
    return document


def _take_over(regulation: Regulation, pieces: list[Row], by: Person) -> None:
    """The new text, in which a passage of the same anchor stays the same passage."""
    sheet = PassageSheet(regulation)
    rows = sheet.rows()
    known = {row["anchor"]: row for row in rows}
    made: list[Row] = []
    for piece in pieces:
        old = known.pop(piece["anchor"], None)
        kept = {"pk": old["pk"], "former": old["former"]} if old else {}
        made.append({"former": [], "table": [], "sure": 100, **piece, **kept})
    keep(sheet, rows, Change(MendVerb.EDITION, 0, len(rows), made), by=by)
