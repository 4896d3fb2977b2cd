"""The nine boxes, placed and counted by the database however many people there are."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DecimalField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Least, Round

from sinau.people.models import Person
from sinau.planning.models import Performance
from sinau.planning.rules import Box, bands, boxes, match_rules

_ASKED = Q(standings__required__gt=0)
_SEEN = _ASKED & Q(standings__level__isnull=False)
_DECIMAL: DecimalField[Any, Any] = DecimalField(max_digits=6, decimal_places=1)


def boxed(people: QuerySet[Person], year: int) -> QuerySet[Person]:
    """These people with `rating`, `asked`, `seen`, `jpm` and the number of their `box`, if any."""
    rated = Performance.objects.standing().filter(year=year, person=OuterRef("pk"))
    counted = people.annotate(
        rating=Coalesce(Subquery(rated.values("rating")[:1]), Value("")),
        asked=Count("standings", filter=_ASKED),
        seen=Count("standings", filter=_SEEN),
        needed=Sum("standings__required", filter=_SEEN),
        have=Sum(Least("standings__level", "standings__required"), filter=_SEEN),
    )
    share = Cast(F("have") * 100, DecimalField(max_digits=12, decimal_places=4)) / F("needed")
    matched = counted.annotate(
        jpm=Case(When(needed__gt=0, then=Round(share, 1)), default=None, output_field=_DECIMAL)
    )
    found: QuerySet[Person] = matched.annotate(band=_band()).annotate(box=_box())
    return found


def _band() -> Case:
    rising = [When(jpm__gte=band.at_least, then=Value(band.key)) for band in reversed(bands())]
    return Case(*rising, default=Value(""), output_field=CharField())


def _enough() -> Q:
    """Whether enough of what the position asks was looked at."""
    least = int(match_rules()["talent"]["least_coverage"])
    return Q(asked__gt=0, seen__gte=F("asked") * Value(least) / Value(100.0))


def _box() -> Case:
    """Only where enough was looked at."""
    whens = [
        When(_enough() & Q(rating=box.rating, band=box.band), then=Value(box.number))
        for box in boxes()
    ]
    return Case(*whens, default=None, output_field=IntegerField())


@dataclass(frozen=True)
class Counts:
    """How many people there are, how many in each box, and why the others are in none."""

    total: int
    by_box: dict[int, int]
    no_rating: int
    no_match: int

    @property
    def placed(self) -> int:
        """How many are in a box."""
        return sum(self.by_box.values())


def counts(people: QuerySet[Person]) -> Counts:
    """The figures of people as `boxed` gives them; one query."""
    numbers = [box.number for box in boxes()]
    row = people.aggregate(
        total=Count("pk"),
        no_rating=Count("pk", filter=Q(rating="")),
        enough=Count("pk", filter=_enough()),
        **{f"box_{number}": Count("pk", filter=Q(box=number)) for number in numbers},
    )
    by_box = {number: row[f"box_{number}"] for number in numbers}
    return Counts(row["total"], by_box, row["no_rating"], row["total"] - row["enough"])


@dataclass(frozen=True)
class Place:
    """Where one of them stands, as a row of a table says it."""

    rating: str
    jpm: Decimal | None
    coverage: int
    box: Box | None


def place_of(person: Person) -> Place:
    """The place of somebody whom `boxed` gave."""
    row: Any = person
    by_number = {box.number: box for box in boxes()}
    coverage = row.seen * 100 // row.asked if row.asked else 0
    return Place(row.rating, row.jpm, coverage, by_number.get(row.box))
