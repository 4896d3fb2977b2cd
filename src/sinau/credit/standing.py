"""How many people stand on which side of a yearly target."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, DecimalField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from sinau.credit.models import YearTotal
from sinau.credit.rulebook import TargetRow
from sinau.people.models import Person

_NUMBER = DecimalField(max_digits=8, decimal_places=2)


@dataclass(frozen=True)
class Against:
    """Of so many people of the kind, so many are below a minimum or above a maximum."""

    people: int
    warned: int


def people_against(row: TargetRow, year: int) -> Against:
    """How many the target would warn in that year; one query, nothing is written."""
    stored = YearTotal.objects.filter(person=OuterRef("pk"), year=year).values("jp")[:1]
    side = Q(jp__lt=row.jp) if row.bound == "minimum" else Q(jp__gt=row.jp)
    found = (
        Person.objects.serving()
        .filter(emp_kind=row.emp_kind)
        .annotate(jp=Coalesce(Subquery(stored), Value(Decimal(0)), output_field=_NUMBER))
        .aggregate(people=Count("pk"), warned=Count("pk", filter=side))
    )
    return Against(people=found["people"], warned=found["warned"])
