"""Check that no row of a ledger was changed and that every stored total can be recomputed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from sinau.credit.models import Entry, YearTotal
from sinau.credit.summaries import recomputed
from sinau.people.models import Person


@dataclass(frozen=True)
class Flaw:
    """Something in somebody's ledger that does not hold."""

    person_id: int
    reason: str


@dataclass(frozen=True)
class Check:
    """One person's year computed again from its rows, and what does not hold in the ledger."""

    stored: Decimal
    recomputed: Decimal
    flaws: list[str]

    @property
    def holds(self) -> bool:
        """Whether the stored total is the recomputed one and no row was changed."""
        return self.stored == self.recomputed and not self.flaws


def check(person: Person, year: int) -> Check:
    """Compute a year again from its rows, and walk the whole chain of the person's ledger."""
    total = YearTotal.objects.filter(person=person, year=year).first()
    return Check(
        stored=total.jp if total else Decimal(0),
        recomputed=recomputed(person, year),
        flaws=list(dict.fromkeys(flaw.reason for flaw in verify(person))),
    )


def verify(person: Person | None = None) -> Iterator[Flaw]:
    """Every flaw of every ledger, or of one; nothing when all can be recomputed."""
    entries, totals = Entry.objects.all(), YearTotal.objects.all()
    if person is not None:
        entries, totals = entries.filter(person=person), totals.filter(person=person)
    sums: defaultdict[tuple[int, int], Decimal] = defaultdict(Decimal)
    last: dict[int, tuple[int, str]] = {}
    for entry in entries.order_by("person_id", "position").iterator(chunk_size=2000):
        position, head = last.get(entry.person_id, (0, ""))
        if entry.position != position + 1 or entry.previous_hash != head:
            yield Flaw(entry.person_id, _("Rantai catatan JP terputus."))
        if entry.hash != entry.computed_hash():
            yield Flaw(entry.person_id, _("Isi catatan JP berubah setelah ditulis."))
        last[entry.person_id] = (entry.position, entry.hash)
        sums[entry.person_id, entry.counts_in] += entry.jp
    for total in totals.iterator():
        if total.jp != sums.pop((total.person_id, total.year), Decimal(0)):
            yield Flaw(total.person_id, _("Jumlah setahun tidak sama dengan hitung ulang."))
    for person_id, _year in sums:
        yield Flaw(person_id, _("Jumlah setahun belum tersimpan."))
