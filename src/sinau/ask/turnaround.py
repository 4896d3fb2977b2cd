"""How long questions without a source wait: the figures of the queue, over what one may keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Aggregate, Count, F, FloatField, Q, QuerySet

from sinau.ask.clockwork import hours_a_day
from sinau.ask.models import Gap
from sinau.kernel.clock import now, today

WINDOW = timedelta(days=90)


class Median(Aggregate):
    """The middle one of the values."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class Turnaround:
    """How many wait, how many too long, the oldest, and how long the closed ones took."""

    open: int
    late: int
    closed: int
    kept: int
    median_hours: float | None
    oldest: Gap | None

    @property
    def median_days(self) -> float | None:
        """The median in working days."""
        return _in_days(self.median_hours)

    @property
    def kept_share(self) -> int | None:
        """Of a hundred closed ones, how many kept the promise."""
        return round(100 * self.kept / self.closed) if self.closed else None


def turnaround(gaps: QuerySet[Gap]) -> Turnaround:
    """The figures of these gaps; closed ones of the last 90 days. Two queries."""
    recent = Q(closed_at__gte=now() - WINDOW, merged_into=None)
    waits = Q(closed_at=None, merged_into=None)
    figures = gaps.order_by().aggregate(
        open=Count("pk", filter=waits),
        late=Count("pk", filter=waits & Q(promised_on__lt=today())),
        closed=Count("pk", filter=recent),
        kept=Count("pk", filter=recent & Q(closed_at__date__lte=F("promised_on"))),
        median_hours=Median("hours", filter=recent),
    )
    oldest = gaps.filter(waits).order_by("opened_at", "pk").first()
    return Turnaround(oldest=oldest, **figures)


def usual_days() -> float | None:
    """The middle one of how many working days lately closed gaps waited; one query over those."""
    recent = Gap.objects.filter(closed_at__gte=now() - WINDOW, merged_into=None).order_by()
    return _in_days(recent.aggregate(hours=Median("hours"))["hours"])


def _in_days(hours: float | None) -> float | None:
    return None if hours is None else round(hours / hours_a_day(), 1)
