"""Tell listeners what was written, at least once, each failing alone."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction

from sinau.journal.listening import listeners
from sinau.journal.models import Delivery, Entry
from sinau.kernel.clock import now

log = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


def deliver(delivery_id: int, *, even_early: bool = False) -> bool:
    """Tell one listener; True when it has (now or before) heard the fact.

    The listener's own changes and its receipt are one transaction, so a worker that dies in
    between has done neither. A listener that raises is tried again later, and later still.
    """
    try:
        with transaction.atomic():
            delivery = (
                Delivery.objects.select_for_update(skip_locked=True, of=("self",))
                .select_related("entry__stream")
                .filter(pk=delivery_id, done_at=None)
                .first()
            )
            if delivery is None:
                return Delivery.objects.filter(pk=delivery_id).exclude(done_at=None).exists()
            if delivery.next_try_at > now() and not even_early:
                return False
            listener = listeners.get(delivery.listener)
            if listener is not None:  # else: the listener was removed from the house
                listener.hear(delivery.entry.fact(), delivery.entry)
            delivery.done_at, delivery.error = now(), ""
            delivery.attempts += 1
            delivery.save(update_fields=["done_at", "error", "attempts"])
    except Exception as trouble:
        log.exception("Listener failed on delivery %s", delivery_id)
        _try_again_later(delivery_id, trouble)
        return False
    return True


def _try_again_later(delivery_id: int, trouble: Exception) -> None:
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update().get(pk=delivery_id)
        pause = min(FIRST_PAUSE * 2 ** min(delivery.attempts, 12), LONGEST_PAUSE)
        delivery.attempts += 1
        delivery.error = f"{type(trouble).__name__}: {trouble}"[:2000]
        delivery.next_try_at = now() + pause
        delivery.save(update_fields=["attempts", "error", "next_try_at"])


def deliver_entry(entry_id: int) -> None:
    """Tell everybody who still waits for this entry."""
    for pk in Delivery.objects.pending().filter(entry_id=entry_id).values_list("pk", flat=True):
        deliver(pk)


def deliver_due(*, limit: int = 500) -> int:
    """Tell what should have been told by now: retries, and what a dead worker left behind."""
    due = Delivery.objects.pending().filter(next_try_at__lte=now()).order_by("pk")[:limit]
    return sum(deliver(pk) for pk in list(due.values_list("pk", flat=True)))


def retell(name: str) -> int:
    """Build a listener's projection anew from the journal; gives the number of facts told.

    All or nothing: readers see the old projection until the new one is complete.
    """
    listener = listeners[name]
    told = 0
    with transaction.atomic():
        if listener.forget is not None:
            listener.forget()
        entries = Entry.objects.of_kinds(*listener.kinds).select_related("stream")
        for entry in entries.iterator(chunk_size=500):
            listener.hear(entry.fact(), entry)
            told += 1
    return told
