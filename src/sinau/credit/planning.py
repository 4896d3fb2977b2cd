"""Keep what people are registered for, as the facts of the university tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sinau.credit.computing import Activity, NoRule, worth
from sinau.credit.models import PlannedLearning, RuleVersion
from sinau.people.models import Person


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """A learning somebody has a seat in, as the fact told it."""

    source: str
    group: str
    form: str
    title: str
    starts_on: date | None
    ends_on: date | None
    minutes: int
    stated_jp: Decimal | None


def plan(person: Person, ahead: Ahead) -> None:
    """The person has this ahead; told again it is the same. Nothing without a day or without JP."""
    jp = _worth(person, ahead)
    if ahead.ends_on is None or not jp:
        return
    PlannedLearning.objects.update_or_create(
        source=ahead.source,
        defaults={
            "person": person,
            "group": ahead.group,
            "title": ahead.title[:300],
            "ends_on": ahead.ends_on,
            "jp": jp,
        },
    )


def _worth(person: Person, ahead: Ahead) -> Decimal | None:
    """What it will give by the rules in use, before caps."""
    if ahead.ends_on is None:
        return None
    first = ahead.starts_on or ahead.ends_on
    activity = Activity(
        form=ahead.form,
        ended_on=ahead.ends_on,
        stated_jp=ahead.stated_jp,
        minutes=ahead.minutes,
        days=max(1, (ahead.ends_on - first).days + 1),
        emp_kind=person.emp_kind,
    )
    rules = RuleVersion.objects.filter(in_use=True)
    try:
        return worth(activity, [rule.conversion() for rule in rules]).jp
    except NoRule:
        return None


def unplan(*, source: str = "", group: str = "") -> None:
    """It is not ahead any more: given back, or the whole class is over."""
    rows = PlannedLearning.objects.filter(source=source) if source else None
    if group:
        rows = PlannedLearning.objects.filter(group=group)
    if rows is not None:
        rows.delete()


def forget() -> None:
    """Nothing is planned, until the journal tells it again."""
    PlannedLearning.objects.all().delete()
