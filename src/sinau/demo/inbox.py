"""The notices of the demo city: what is older than a few days has been read."""

from __future__ import annotations

from datetime import timedelta

from sinau.demo.city import City
from sinau.inbox.actions import recount
from sinau.inbox.models import Notice, Reading
from sinau.kernel.clock import now

READ_AFTER = timedelta(days=10)


def seed(city: City) -> None:
    """Everybody has read what they were told more than ten days ago, the morning after."""
    old = list(Notice.objects.unread().filter(told_at__lt=now() - READ_AFTER).order_by("pk"))
    for notice in old:
        notice.read_at = notice.told_at + timedelta(hours=16)
    Notice.objects.bulk_update(old, ["read_at"])
    Reading.objects.bulk_create(
        [Reading(person_id=n.person_id, entry_id=n.entry_id, read_at=n.read_at) for n in old],
        ignore_conflicts=True,
    )
    recount({notice.person_id for notice in old})
