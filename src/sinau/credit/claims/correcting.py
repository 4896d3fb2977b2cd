"""A person asks that a row of their book be put right: a claim that stands in for the row once approved."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.credit.claims.forms_of_learning import label_of
from sinau.credit.models import MENDABLE, STANDING, Claim, Entry
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.kernel.words import date_id, number_id
from sinau.people.models import Person

# What a correction takes over from the row, under the names a claim has for it.
TAKEN = {
    "form": "form",
    "international": "international",
    "title": "title",
    "organiser": "organiser",
    "number": "number",
    "started_on": "started_on",
    "ended_on": "earned_on",
    "stated_jp": "stated_jp",
    "minutes": "minutes",
    "sessions": "sessions",
}


class NotCorrectable(Refused):
    """Only a row that stands for one's own learning is corrected."""


class NothingChanged(Refused):
    """A correction says what is to be otherwise, or that the row is to go."""


@transaction.atomic
def ask(entry: Entry, *, by: Person, plea: str, removes: bool) -> Claim:
    """A draft says how the row should read; while one stands for this row, it is that one."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    if (standing := correction_of(entry)) is not None:
        if standing.is_mendable:
            standing.plea, standing.removes, standing.changed_at = plea[:600], removes, now()
            standing.save(update_fields=["plea", "removes", "changed_at"])
        return standing
    if not is_correctable(entry, by):
        raise NotCorrectable(
            _("Hanya catatan kegiatan Anda sendiri yang masih berlaku yang dapat dikoreksi."),
            back=entry.get_absolute_url(),
        )
    answers = {name: getattr(entry, stored) for name, stored in TAKEN.items()}
    return Claim.objects.create(
        person=by,
        key=uuid.uuid4(),
        corrects=entry,
        plea=plea[:600],
        removes=removes,
        begun_at=now(),
        changed_at=now(),
        **answers,
    )


def correction_of(entry: Entry) -> Claim | None:
    """The correction of this row that is being written, waits or was decided; None when there is none."""
    return entry.corrections.filter(state__in=[*MENDABLE, *STANDING]).order_by("-pk").first()


def is_correctable(entry: Entry, person: Person) -> bool:
    """Whether this row is the person's own and counts by itself."""
    is_first = not entry.is_reversal and not entry.is_adjustment
    return is_first and entry.person_id == person.pk and not hasattr(entry, "reversal")


def counted(entry: Entry) -> Decimal:
    """What the row counts by now, with what its cap has given or taken since."""
    rows = Entry.objects.filter(Q(pk=entry.pk) | Q(adjusts=entry), reverses=None)
    jp: Decimal | None = rows.aggregate(jp=Sum("jp"))["jp"]
    return jp or Decimal(0)


def must_change(claim: Claim) -> None:
    """Nothing, unless the correction leaves the row as it is: then a refusal."""
    if claim.removes or any(True for _row in changes_of(claim)):
        return
    raise NothingChanged(
        _("Koreksi ini belum mengubah satu isian pun. Ubah yang keliru sebelum mengajukan."),
        back=claim.get_absolute_url(),
    )


def changes_of(claim: Claim) -> Iterator[tuple[str, str, str]]:
    """What is to be otherwise: its name, as it stands, as it should be."""
    entry = claim.corrects
    if entry is None or claim.removes:
        return
    for name, label in _LABELS.items():
        before, after = getattr(entry, TAKEN[name]), getattr(claim, name)
        if before != after:
            yield str(label), _words(name, before), _words(name, after)


_LABELS = {
    "form": gettext_lazy("Bentuk"),
    "international": gettext_lazy("Tingkat"),
    "title": gettext_lazy("Kegiatan"),
    "organiser": gettext_lazy("Penyelenggara"),
    "number": gettext_lazy("Nomor sertifikat"),
    "started_on": gettext_lazy("Hari pertama"),
    "ended_on": gettext_lazy("Hari terakhir"),
    "stated_jp": gettext_lazy("JP pada sertifikat"),
    "minutes": gettext_lazy("Lama belajar (menit)"),
    "sessions": gettext_lazy("Banyaknya sesi"),
}


def _words(name: str, value: object) -> str:
    if name == "form":
        return label_of(str(value))
    if name == "international":
        return _("Internasional") if value else _("Nasional")
    if name in ("started_on", "ended_on"):
        return date_id(value)  # type: ignore[arg-type]
    if name in ("stated_jp", "minutes", "sessions"):
        return number_id(value) if value else "–"  # type: ignore[arg-type]
    return str(value) or "–"
