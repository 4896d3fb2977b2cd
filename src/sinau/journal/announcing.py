"""Write a fact down, and see that those who asked are told.

Entry, receipts and the job that delivers them are saved in the same transaction as the change
they describe: nobody ever hears of something undone, and nothing committed goes untold.
"""

from __future__ import annotations

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
    stream.length, stream.head = entry.position, entry.hash
    stream.save(update_fields=["length", "head"])
    _leave_for_listeners(entry)
    return entry


def _locked_stream(name: str) -> Stream:
    """The stream, locked until commit so that its entries have one order."""
    Stream.objects.bulk_create([Stream(name=name)], ignore_conflicts=True)
    return Stream.objects.select_for_update().get(name=name)


def _next_entry(stream: Stream, fact: Fact, by: Person | None) -> Entry:
    # Microseconds are what PostgreSQL keeps; the hash must not depend on more.
    told_at, data = now(), fact.to_data()
    position = stream.length + 1
    return Entry.objects.create(
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


def _leave_for_listeners(entry: Entry) -> None:
    names = listeners_of(entry.kind)
    if not names:
        return
    Delivery.objects.bulk_create(
        [Delivery(entry=entry, listener=name, next_try_at=now()) for name in names]
    )
    # Imported late: jobs registers itself with procrastinate, which needs all apps loaded.
    from sinau.journal.tasks import deliver_entry

    with transaction.atomic():
        deliver_entry.defer(entry_id=entry.pk)
