"""Counters of statements by minute and day, kept by a job so that no page ever counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from sinau.kernel.clock import now
from sinau.records.finding import consistent_through
from sinau.records.models import CountMark, Span, StatementCount

# The minutes of two days are kept, the days for ever.
MINUTES_LAST = timedelta(days=2)
# At most so much is counted in one go, so that a store that was filled by hand does not block.
AT_MOST = timedelta(days=1)

# Minutes first, days out of the same scan; a primary key of (stored, id) serves it.
_COUNT = """
with fresh as (
    select authority, date_trunc('minute', stored) as minute, count(*) as n
    from records_statement where stored > %(since)s and stored <= %(until)s group by 1, 2
), spans as (
    select authority, 'minute' as span, minute as begins, n from fresh where minute > %(oldest)s
    union all
    select authority, 'day', date_trunc('day', minute, 'Asia/Jakarta'), sum(n) from fresh group by 1, 3
)
insert into records_statementcount (authority, span, begins, statements)
select authority, span, begins, n from spans
on conflict (span, begins, authority)
do update set statements = records_statementcount.statements + excluded.statements
"""


@transaction.atomic
def count_new() -> datetime | None:
    """Statements that came since the last time are counted, each once; says up to where.

    Only what is certainly complete is counted, so nothing that commits late is missed.
    """
    mark = CountMark.objects.select_for_update(skip_locked=True).first()
    if mark is None:
        mark = _first_mark()
    if mark is None:
        return None
    until = min(consistent_through(), mark.through + AT_MOST)
    if until <= mark.through:
        return mark.through
    with connection.cursor() as rows:
        rows.execute(
            _COUNT, {"since": mark.through, "until": until, "oldest": now() - MINUTES_LAST}
        )
    mark.through = until
    mark.save(update_fields=["through"])
    return until


def count_all_new() -> datetime | None:
    """The same until the present, day by day."""
    through = None
    while (reached := count_new()) is not None and reached != through:
        through = reached
    return through


def forget_old_minutes() -> int:
    """Minutes that no page shows are deleted; says how many rows."""
    old = StatementCount.objects.filter(span=Span.MINUTE, begins__lt=now() - MINUTES_LAST)
    return old.delete()[0]


def _first_mark() -> CountMark | None:
    """Counting begins with the first statement there is; None while there is none, or another counts."""
    if CountMark.objects.exists():
        return None
    with connection.cursor() as rows:
        rows.execute("select min(stored) from records_statement")
        (first,) = rows.fetchone() or (None,)
    if first is None:
        return None
    return CountMark.objects.create(pk=1, through=first.astimezone(UTC) - timedelta(microseconds=1))
