"""The record store of the demo city has stood for a year: statements came when they happened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from sinau.demo.city import City
from sinau.kernel.clock import now
from sinau.records.counting import count_all_new
from sinau.records.partitions import make_room


def seed(city: City) -> None:
    """What was stored just now, of things that happened long ago, was stored then; and is counted.

    Our own facts became statements while the city was built; an hour tells those from the others.
    """
    with connection.cursor() as rows:
        rows.execute(
            "select id, timestamp from records_statement"
            " where stored > timestamp + interval '1 hour' order by timestamp, id"
        )
        found = rows.fetchall()
    backdate(
        [statement_id for statement_id, _at in found],
        [at + timedelta(seconds=1, microseconds=n) for n, (_id, at) in enumerate(found)],
    )
    count_all_new()


def backdate(ids: Sequence[str | UUID], moments: Sequence[datetime]) -> None:
    """These statements were stored at these moments. Nothing but the demo does this."""
    newest = now() - timedelta(minutes=1)
    moments = [min(at, newest) for at in moments]
    for day in sorted({at.date().replace(day=1) for at in moments}):
        make_room(day)
    with connection.cursor() as rows:
        for table in (
            "records_statement_id",
            "records_statement",
            "records_link",
            "records_reference",
            "records_reach",
        ):
            rows.execute(
                f"update {table} t set stored = moved.at "  # noqa: S608
                "from unnest(%s::uuid[], %s::timestamptz[]) moved (id, at) where t.id = moved.id",
                [list(ids), moments],
            )
