"""The index of people: what the ledger and the records say, put through the rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from sinau.credit.models import Entry, RecordKind, StaffRecord
from sinau.credit.professionalism import Index, Inputs, Rules, Training, rules_on, score
from sinau.kernel.clock import today
from sinau.people.models import Person


@dataclass(frozen=True)
class Measured:
    """A person's index with the records it rests on; no index for who is not measured."""

    person: Person
    index: Index | None
    performance: StaffRecord | None
    discipline: StaffRecord | None


def measuring_day(year: int) -> date:
    """Today in this year, the last day of a former one."""
    return today() if year >= today().year else date(year, 12, 31)


def measure(people: Iterable[Person], on: date) -> dict[int, Measured]:
    """The index of each person on a day; two queries however many there are."""
    people = list(people)
    rules = rules_on(on)
    trainings = _trainings(people, rules, on)
    records = _records(people, on)
    found = {}
    for person in people:
        kept = records.get(person.pk, {})
        performance = kept.get(RecordKind.PERFORMANCE)
        discipline = kept.get(RecordKind.DISCIPLINE)
        index = None
        if person.emp_kind not in rules.not_measured:
            index = score(
                Inputs(
                    on=on,
                    job_kind=person.job_kind,
                    education=person.education_level or None,
                    trainings=trainings.get(person.pk, ()),
                    predicate=performance.value if performance else None,
                    discipline=discipline.value if discipline else None,
                ),
                rules,
            )
        found[person.pk] = Measured(person, index, performance, discipline)
    return found


def _trainings(people: list[Person], rules: Rules, on: date) -> dict[int, list[Training]]:
    wanted = Q(pk__in=[])
    for part in rules.parts.values():
        rows = Q(form__in=part.forms)
        if (since := part.since(on)) is not None:
            rows &= Q(earned_on__gt=since)
        wanted |= rows
    entries = Entry.objects.filter(wanted, person__in=people, earned_on__lte=on).standing()
    found: defaultdict[int, list[Training]] = defaultdict(list)
    rows_of = entries.order_by("-earned_on", "-pk").values_list(
        "person_id", "pk", "form", "title", "jp", "earned_on"
    )
    for person_id, pk, form, title, jp, earned_on in rows_of:
        found[person_id].append(Training(pk, form, title, jp, earned_on))
    return found


def _records(people: list[Person], on: date) -> dict[int, dict[str, StaffRecord]]:
    """Of each kind the record of the newest year up to the day, and of that year the last written."""
    found: defaultdict[int, dict[str, StaffRecord]] = defaultdict(dict)
    rows = StaffRecord.objects.filter(person__in=people, year__lte=on.year).in_force()
    for record in rows:
        found[record.person_id][record.kind] = record
    return found


def average(indexes: Iterable[Index | None]) -> Decimal | None:
    """The mean of those who are measured, to one place."""
    totals = [index.total for index in indexes if index is not None]
    if not totals:
        return None
    return (sum(totals, Decimal(0)) / len(totals)).quantize(Decimal("0.1"))
