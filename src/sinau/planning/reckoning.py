"""Sums over many people, done by the database: matches, gaps, needs, realisation, boxes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet, Sum
from django.db.models.functions import Least

from sinau.people.models import Agency, Person
from sinau.planning.models import (
    Competency,
    ItemLink,
    Need,
    NeedState,
    PlanItem,
    Standing,
    Teaches,
)
from sinau.planning.rules import Band, band_of, jpm_of, match_rules
from sinau.university.models import Completion, Course, TrainingClass

ASKED = Q(required__gt=0)
SEEN = ASKED & Q(level__isnull=False)


@dataclass(frozen=True)
class Match:
    """How well somebody matches their position: JPM, over how many of the competencies asked."""

    jpm: Decimal | None
    asked: int
    seen: int
    missing: int

    @property
    def band(self) -> Band | None:
        """The band of the match."""
        return band_of(self.jpm)

    @property
    def coverage(self) -> int:
        """How much of what is asked was looked at, in percent."""
        return self.seen * 100 // self.asked if self.asked else 0

    @property
    def is_enough(self) -> bool:
        """Whether enough was looked at to say something about potential."""
        return self.coverage >= int(match_rules()["talent"]["least_coverage"])


def matches(standings: QuerySet[Standing]) -> dict[int, Match]:
    """The match of each person of these standings, in one query."""
    rows = (
        standings.order_by()
        .values("person_id")
        .annotate(
            asked=Count("pk", filter=ASKED),
            seen=Count("pk", filter=SEEN),
            needed=Sum("required", filter=SEEN),
            have=Sum(Least(F("level"), F("required")), filter=SEEN),
            missing=Count("pk", filter=SEEN & Q(required__gt=F("level"))),
        )
    )
    return {
        row["person_id"]: Match(
            jpm=jpm_of(row["have"], row["needed"]),
            asked=row["asked"],
            seen=row["seen"],
            missing=row["missing"],
        )
        for row in rows
    }


def match_of(person: Person) -> Match:
    """The match of one person."""
    found = matches(Standing.objects.filter(person=person))
    return found.get(person.pk, NOT_SEEN)


@dataclass
class Demand:
    """What an agency or the city needs of one competency."""

    competency: Competency
    short: int = 0
    proposed: int = 0
    confirmed: int = 0
    planned: int = 0
    points: int = 0
    facts: int = 0
    offers: list[Course | TrainingClass] = field(default_factory=list)


def demands(year: int, needs: QuerySet[Need], standings: QuerySet[Standing]) -> list[Demand]:
    """Competency by competency, the most pressing first; four queries for any number of people."""
    competencies = {one.pk: one for one in Competency.objects.select_related("framework")}
    found: dict[int, Demand] = {}

    def of(pk: int) -> Demand:
        return found.setdefault(pk, Demand(competencies[pk]))

    gaps = standings.short().order_by().values("competency_id").annotate(n=Count("pk"))  # type: ignore[attr-defined]
    for row in gaps:
        of(row["competency_id"]).short = row["n"]
    rows = (
        needs.filter(year=year)
        .order_by()
        .values("competency_id")
        .annotate(
            proposed=Count("pk", filter=Q(state=NeedState.PROPOSED)),
            confirmed=Count("pk", filter=Q(state=NeedState.CONFIRMED)),
            planned=Count("pk", filter=Q(state=NeedState.PLANNED)),
            total=Sum("points", filter=~Q(state__in=[NeedState.MET, NeedState.RETURNED])),
            facts=Max("fact_count"),
        )
    )
    for row in rows:
        one = of(row["competency_id"])
        one.proposed, one.confirmed, one.planned = row["proposed"], row["confirmed"], row["planned"]
        one.points, one.facts = row["total"] or 0, row["facts"] or 0
    for pk, things in offers(found).items():
        found[pk].offers = things
    return sorted(
        found.values(), key=lambda d: (-d.points, -d.short, d.competency.position, d.competency.pk)
    )


def offers(competencies: Any) -> dict[int, list[Course | TrainingClass]]:
    """The courses and classes that teach these competencies, in one query."""
    taught: dict[int, list[Course | TrainingClass]] = defaultdict(list)
    rows = Teaches.objects.filter(competency__in=list(competencies)).select_related(
        "course", "training_class"
    )
    for row in rows:
        thing = row.course or row.training_class
        if thing:
            taught[row.competency_id].append(thing)
    return taught


def by_agency(year: int) -> dict[int, dict[str, int]]:
    """Needs of the year by the agency where people work, in one query."""
    rows = (
        Need.objects.filter(year=year)
        .order_by()
        .values("agency_id")
        .annotate(
            needs=Count("pk"),
            people=Count("person", distinct=True),
            confirmed=Count("pk", filter=Q(state__in=[NeedState.CONFIRMED, NeedState.PLANNED])),
        )
    )
    return {
        row["agency_id"]: {key: row[key] for key in ("needs", "people", "confirmed")}
        for row in rows
    }


@dataclass(frozen=True)
class Realised:
    """What became of an item: how many finished, and how many classes and courses carry it out."""

    finished: int
    things: int


def realised(items: list[PlanItem]) -> dict[int, Realised]:
    """What was finished in the year of each item's plan by people it is for; two queries."""
    links = list(ItemLink.objects.filter(item__in=items))
    courses = [link.course_id for link in links if link.course_id]
    classes = [link.training_class_id for link in links if link.training_class_id]
    rows = (
        Completion.objects.filter(Q(course__in=courses) | Q(training_class__in=classes))
        .order_by()
        .values("course_id", "training_class_id", "ended_on__year", "person__agency__path")
        .annotate(n=Count("person", distinct=True))
    )
    by_thing: dict[tuple[str, int], list[tuple[int, str, int]]] = defaultdict(list)
    for row in rows:
        key = (
            ("course", row["course_id"])
            if row["course_id"]
            else ("class", row["training_class_id"])
        )
        by_thing[key].append((row["ended_on__year"], row["person__agency__path"] or "", row["n"]))
    by_item: dict[int, list[ItemLink]] = defaultdict(list)
    for link in links:
        by_item[link.item_id].append(link)
    return {item.pk: _realised(item, by_item[item.pk], by_thing) for item in items}


def _realised(
    item: PlanItem,
    links: list[ItemLink],
    by_thing: dict[tuple[str, int], list[tuple[int, str, int]]],
) -> Realised:
    below = item.agency.path if item.agency else "/"
    finished = 0
    for link in links:
        key = ("course", link.course_id) if link.course_id else ("class", link.training_class_id)
        for year, path, count in by_thing[key]:  # type: ignore[index]
            if year == item.plan.year and (not item.agency or path.startswith(below)):
                finished += count
    return Realised(finished=finished, things=len(links))


NOT_SEEN = Match(None, 0, 0, 0)


def standings_below(agency: Agency) -> QuerySet[Standing]:
    """Standings of those who serve in the agency and below it."""
    return Standing.objects.filter(
        person__agency__path__startswith=agency.path,
        person__left_on=None,
        person__is_active=True,
    )
