"""Write a fact down, and see that those who asked are told.

Entry, receipts and the job that delivers them are saved in the same transaction as the change
they describe: nobody ever hears of something undone, and nothing committed goes untold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from sinau.journal.listening import listeners_of
from sinau.journal.models import Delivery, Entry, Stream, entry_hash
from sinau.kernel.clock import now
from sinau.kernel.facts import Fact
from sinau.people.models import Person


class AnnouncedOutsideTransaction(RuntimeError):
    """A fact was announced without a transaction around it and its change."""


def announce(fact: Fact, *, by: Person | None) -> Entry:
    """Write the fact in the journal and have its listeners told after the commit."""
    if not connection.in_atomic_block:
        raise AnnouncedOutsideTransaction(fact.kind)
    stream = _locked_stream(fact.subject)
    entry = _next_entry(stream, fact, by)
    entry.save(force_insert=True)
    stream.length, stream.head = entry.position, entry.hash
    stream.save(update_fields=["length", "head"])
    _leave_for_listeners([entry])
    return entry


def announce_many(facts: Sequence[Fact], *, by: Person | None) -> list[Entry]:
    """Write many facts of one doer down at once, in this order; their listeners are told as ever."""
    if not connection.in_atomic_block:
        raise AnnouncedOutsideTransaction(facts[0].kind if facts else "")
    streams = _locked_streams({fact.subject for fact in facts})
    entries = []
    for fact in facts:
        stream = streams[fact.subject]
        entry = _next_entry(stream, fact, by)
        stream.length, stream.head = entry.position, entry.hash
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=1000)
    Stream.objects.bulk_create(
        streams.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["length", "head"],
        batch_size=1000,
    )
    _leave_for_listeners(entries)
    return entries


def _locked_streams(names: set[str]) -> dict[str, Stream]:
    """The streams, locked in one order until commit so that their entries have one order."""
    Stream.objects.bulk_create(
        [Stream(name=name) for name in sorted(names)], ignore_conflicts=True, batch_size=1000
    )
    locked = Stream.objects.select_for_update().filter(name__in=names).order_by("name")
    return {stream.name: stream for stream in locked}


def _locked_stream(name: str) -> Stream:
    """The stream, locked until commit so that its entries have one order."""
    Stream.objects.bulk_create([Stream(name=name)], ignore_conflicts=True)
    return Stream.objects.select_for_update().get(name=name)


def _next_entry(stream: Stream, fact: Fact, by: Person | None) -> Entry:
    # Microseconds are what PostgreSQL keeps; the hash must not depend on more.
    told_at, data = now(), fact.to_data()
    position = stream.length + 1
    return Entry(
        stream=stream,
        position=position,
        kind=fact.kind,
        told_by=by,
        told_at=told_at,
        data=data,
        previous_hash=stream.head,
        hash=entry_hash(
            stream=stream.name,
            position=position,
            kind=fact.kind,
            told_by=by.pk if by else None,
            told_at=told_at,
            data=data,
            previous_hash=stream.head,
        ),
    )


def _leave_for_listeners(entries: Sequence[Entry]) -> None:
    heard = [(entry, listeners_of(entry.kind)) for entry in entries]
    heard = [(entry, names) for entry, names in heard if names]
    if not heard:
        return
    Delivery.objects.bulk_create(
        [
            Delivery(entry=entry, listener=name, next_try_at=now())
            for entry, names in heard
            for name in names
        ],
        batch_size=1000,
    )
    # Imported late: jobs registers itself with procrastinate, which needs all apps loaded.
    from sinau.journal.tasks import deliver_entry

    jobs: list[dict[str, Any]] = [{"entry_id": entry.pk} for entry, _names in heard]
    with transaction.atomic():
        deliver_entry.batch_defer(*jobs)
