"""Put many rows into many ledgers at once, each at the end of its own chain.

For rows whose form has no caps only: such a row takes no room from another one, so that it may be
written without sharing out anew. Everything else goes through `actions.record`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from sinau.credit.models import Entry, YearTotal
from sinau.kernel.clock import now
from sinau.people.models import Person


def lock(people: Iterable[int]) -> dict[int, Person]:
    """The people, locked in one order: their rows are the locks of their ledgers."""
    rows = Person.objects.select_for_update(no_key=True, of=("self",)).select_related("agency")
    return {person.pk: person for person in rows.filter(pk__in=set(people)).order_by("pk")}


def append_many(entries: list[Entry]) -> None:
    """The entries stand at the end of their people's chains and in the totals of their years."""
    people = {entry.person_id for entry in entries}
    heads = Entry.objects.filter(person__in=people).order_by("person_id", "-position")
    last = {entry.person_id: entry for entry in heads.distinct("person_id")}
    moment = now()
    for entry in entries:
        before = last.get(entry.person_id)
        entry.position = before.position + 1 if before else 1
        entry.previous_hash = before.hash if before else ""
        entry.recorded_at = moment
        entry.hash = entry.computed_hash()
        last[entry.person_id] = entry
    Entry.objects.bulk_create(entries, batch_size=1000)
    _add_up(entries)


def _add_up(entries: list[Entry]) -> None:
    sums: defaultdict[tuple[int, int], list[Decimal]] = defaultdict(list)
    for entry in entries:
        sums[entry.person_id, entry.counts_in].append(entry.jp)
    keys = list(sums)
    YearTotal.objects.bulk_create(
        [YearTotal(person_id=person, year=year) for person, year in keys], ignore_conflicts=True
    )
    totals = YearTotal.objects.filter(
        person__in={person for person, _year in keys}, year__in={year for _person, year in keys}
    )
    changed = []
    for total in totals:
        more = sums.get((total.person_id, total.year))
        if more is not None:
            total.jp += sum(more, Decimal(0))
            total.entries += len(more)
            changed.append(total)
    YearTotal.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["jp", "entries"],
        batch_size=1000,
    )
