"""The notices of the demo city: what is older than a few days has been read."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F

from sinau.demo.city import City
from sinau.inbox.actions import recount
from sinau.inbox.models import Notice, Reading
from sinau.kernel.clock import now

READ_AFTER = timedelta(days=10)


def seed(city: City) -> None:
    """Everybody has read what they were told more than ten days ago, the morning after."""
    old = Notice.objects.unread().filter(told_at__lt=now() - READ_AFTER).order_by("pk")
    read: list[Reading] = []
    for notice in old:
        read_at = notice.told_at + timedelta(hours=16)
        read.append(Reading(person_id=notice.person_id, entry_id=notice.entry_id, read_at=read_at))
    old.update(read_at=F("told_at") + timedelta(hours=16))
    Reading.objects.bulk_create(read, ignore_conflicts=True)
    recount({reading.person_id for reading in read})
