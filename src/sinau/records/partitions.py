"""The months: a partition stands before its first statement is stored."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction

from sinau.kernel.clock import now

AHEAD = dt.timedelta(days=31)


@transaction.atomic
def make_room(day: dt.date | None = None) -> None:
    """This month (or that day's) and the one after have their partitions; twice changes nothing."""
    first = day or now().astimezone(dt.UTC).date()
    with connection.cursor() as rows:
        for each in (first, first.replace(day=1) + AHEAD):
            rows.execute("select records_make_room(%s)", [each])
