"""How the JP of an agency grew over the year."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractMonth

from sinau.credit.models import Entry
from sinau.insight.scopes import Scope
from sinau.kernel.clock import today
from sinau.kernel.words import MONTHS
from sinau.ui.charts import Point


def jp_by_month(scope: Scope) -> list[Point]:
    """The sum of JP up to each month of the year that has begun; one query."""
    rows = (
        Entry.objects.visible_to(scope.reader)
        .filter(scope.holds("person__agency"), earned_on__year=scope.year)
        .values_list(ExtractMonth("earned_on"))
        .annotate(jp=Sum("jp"))
        .order_by()
    )
    earned = dict(rows)
    last = today().month if scope.year == today().year else 12
    total = Decimal(0)
    points = []
    for month in range(1, last + 1):
        total += earned.get(month) or Decimal(0)
        points.append(Point(label=MONTHS[month - 1][:3], value=total))
    return points
