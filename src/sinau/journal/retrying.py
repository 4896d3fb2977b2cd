"""See which listeners lag behind, and tell them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from sinau.journal.delivering import deliver
from sinau.journal.listening import listeners
from sinau.journal.models import Delivery
from sinau.kernel.clock import now


@dataclass(frozen=True)
class Lag:
    """How a listener is doing: what waits, what failed, when it last heard something."""

    name: str
    kinds: tuple[str, ...]
    pending: int
    failed: int
    last_done: datetime | None


_LAGS = """
    select name,
           (select count(*) from journal_delivery d
             where d.listener = name and d.done_at is null),
           (select count(*) from journal_delivery d
             where d.listener = name and d.done_at is null and d.error <> ''),
           (select d.done_at from journal_delivery d
             where d.listener = name and d.done_at is not null
             order by d.done_at desc limit 1)
      from unnest(%s::text[]) as name
"""


def lags() -> list[Lag]:
    """Every listener of the house and every one something still waits for, worst first."""
    waiting = set(Delivery.objects.pending().order_by().values_list("listener", flat=True))
    names = sorted(waiting | listeners.keys())
    with connection.cursor() as cursor:
        cursor.execute(_LAGS, [names])
        found = [
            Lag(name, listeners[name].kinds if name in listeners else (), *counted)
            for name, *counted in cursor.fetchall()
        ]
    return sorted(found, key=lambda lag: (-lag.failed, -lag.pending, lag.name))


def retry_one(delivery: Delivery) -> bool:
    """The listener is told at once; True when it has heard."""
    return deliver(delivery.pk, even_early=True)


@transaction.atomic
def retry_all(listener: str) -> int:
    """Everything that waits for this listener is due now, and the worker is woken."""
    # Imported late: tasks registers itself with procrastinate, which needs all apps loaded.
    from sinau.journal.tasks import deliver_everything_due

    count = Delivery.objects.pending().filter(listener=listener).update(next_try_at=now())
    if count:
        deliver_everything_due.defer()
    return count
