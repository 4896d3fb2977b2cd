"""How the store is: what came in, what was refused, how large it is, and who lags behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from sinau.kernel.clock import WIB, now, today
from sinau.kernel.words import number_id
from sinau.records.models import CountMark, Span, StatementCount

DAYS_SHOWN = 14
MINUTES_SHOWN = 60


@dataclass(frozen=True)
class Flow:
    """What came in, from the stored counters; `through` is up to where they are complete."""

    through: datetime | None
    minute: int
    hour: int
    day: int
    by_minute: list[tuple[datetime, int]]
    by_day: list[tuple[date, int]]
    by_system_today: list[tuple[str, int]]
    busiest_minute: int


@dataclass(frozen=True)
class Partition:
    """One month of statements, with what PostgreSQL estimates of it."""

    name: str
    month: date
    # None until PostgreSQL has looked at the table for the first time.
    rows: int | None
    bytes: int


def flow(systems: Mapping[int, str]) -> Flow:
    """The last minute, hour and days, in three queries whatever is stored."""
    mark = CountMark.objects.first()
    through = mark.through if mark else None
    last = (through or now()).replace(second=0, microsecond=0)
    minutes = _minutes(last - timedelta(minutes=MINUTES_SHOWN - 1))
    days, systems_today = _days(systems)
    by_minute = [
        (at, minutes.get(at, 0))
        for at in (last - timedelta(minutes=n) for n in range(MINUTES_SHOWN - 1, -1, -1))
    ]
    return Flow(
        through=through,
        # The minute that is running is not over; the one before it is.
        minute=minutes.get(last - timedelta(minutes=1), 0),
        hour=sum(minutes.values()),
        day=days.get(today(), 0),
        by_minute=by_minute,
        by_day=_filled(days),
        by_system_today=sorted(systems_today.items(), key=lambda item: (-item[1], item[0])),
        busiest_minute=max((count for _at, count in by_minute), default=0),
    )


def per_day(authority: int) -> list[tuple[date, int]]:
    """What one system sent on each of the last days."""
    rows = StatementCount.objects.filter(
        authority=authority, span=Span.DAY, begins__gte=_midnight(DAYS_SHOWN - 1)
    )
    counts = {at.astimezone(WIB).date(): n for at, n in rows.values_list("begins", "statements")}
    return _filled(counts)


def sent_today(authorities: Iterable[int]) -> dict[int, int]:
    """What each system sent today, in one query."""
    rows = StatementCount.objects.filter(
        authority__in=list(authorities), span=Span.DAY, begins=_midnight(0)
    )
    return dict(rows.values_list("authority", "statements"))


def _minutes(since: datetime) -> dict[datetime, int]:
    counts: dict[datetime, int] = defaultdict(int)
    rows = StatementCount.objects.filter(span=Span.MINUTE, begins__gte=since)
    for at, count in rows.values_list("begins", "statements"):
        counts[at] += count
    return counts


def _days(systems: Mapping[int, str]) -> tuple[dict[date, int], dict[str, int]]:
    days: dict[date, int] = defaultdict(int)
    by_system: dict[str, int] = defaultdict(int)
    rows = StatementCount.objects.filter(span=Span.DAY, begins__gte=_midnight(DAYS_SHOWN - 1))
    for authority, at, count in rows.values_list("authority", "begins", "statements"):
        day = at.astimezone(WIB).date()
        days[day] += count
        if day == today():
            by_system[systems.get(authority) or _("Sistem yang tidak dikenal")] += count
    return days, by_system


def _filled(counts: Mapping[date, int]) -> list[tuple[date, int]]:
    days = [today() - timedelta(days=n) for n in range(DAYS_SHOWN - 1, -1, -1)]
    return [(day, counts.get(day, 0)) for day in days]


def _midnight(days_ago: int) -> datetime:
    day = today() - timedelta(days=days_ago)
    return datetime(day.year, day.month, day.day, tzinfo=WIB)


# ── how large it is ─────────────────────────────────────────────────────────

# Estimates of the planner: counting five million rows would take longer than the page may.
_PARTITIONS = """
select c.relname, nullif(c.reltuples, -1)::bigint, pg_total_relation_size(c.oid)
from pg_inherits i join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'records_statement'::regclass
order by c.relname desc
"""


def partitions() -> list[Partition]:
    """The months that stand, the newest first, with estimates of rows and the size on disk."""
    with connection.cursor() as rows:
        rows.execute(_PARTITIONS)
        return [
            Partition(name, _month_of(name), count, size) for name, count, size in rows.fetchall()
        ]


def has_next_month(months: Iterable[Partition]) -> bool:
    """Whether the statements of the coming month have a place already."""
    first = today().replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return following in {month.month for month in months}


def _month_of(name: str) -> date:
    year, month = name.removeprefix("records_statement_").split("_")
    return date(int(year), int(month), 1)


def size_in_words(count: int) -> str:
    """ "12,4 MB"."""
    size = float(count)
    for unit in ("B", "KB", "MB"):
        if size < 1024:
            return f"{number_id(round(size, 1))} {unit}"
        size /= 1024
    return f"{number_id(round(size, 1))} GB"
