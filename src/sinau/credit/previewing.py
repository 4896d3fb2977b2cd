"""What a new version of a rule would have done to a year that is over; nothing is written."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from django.db.models import prefetch_related_objects

from sinau.credit.computing import (
    ANY,
    HOUR,
    STATED,
    Conversion,
    Standing,
    share_out,
    worth,
)
from sinau.credit.models import Entry, RuleVersion, YearTotal
from sinau.credit.rulebook import RuleRow
from sinau.credit.ruling import rule_from, targets_for, targets_in_use
from sinau.credit.settling import current, standing_of
from sinau.kernel.words import number_id
from sinau.people.models import EmploymentKind, Person

ZERO = Decimal(0)
SHOWN = 20
A_LOT = 2000


@dataclass(frozen=True)
class Change:
    """One entry whose JP would be other."""

    entry: Entry
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """More, or with a minus less."""
        return self.after - self.before


@dataclass
class AgencyEffect:
    """What would be other in one agency."""

    name: str
    entries: int = 0
    difference: Decimal = ZERO

    @property
    def told(self) -> str:
        """The difference with its sign."""
        return signed(self.difference)


@dataclass
class Effect:
    """What the version would have done to a year: how many entries, how much, and to whom."""

    year: int
    considered: int = 0
    changed: int = 0
    before: Decimal = ZERO
    after: Decimal = ZERO
    newly_below: int = 0
    newly_reached: int = 0
    agencies: dict[str, AgencyEffect] = field(default_factory=dict)
    examples: list[Change] = field(default_factory=list)

    @property
    def difference(self) -> Decimal:
        """How much the year of the whole city would hold more, or with a minus less."""
        return self.after - self.before

    @property
    def difference_told(self) -> str:
        """The difference with its sign."""
        return signed(self.difference)

    @property
    def by_agency(self) -> list[AgencyEffect]:
        """Agencies with the largest difference first."""
        return sorted(self.agencies.values(), key=lambda each: (-abs(each.difference), each.name))


def signed(jp: Decimal) -> str:
    """ "+3", "−1,5", "0"."""
    sign = "+" if jp > 0 else "−" if jp < 0 else ""
    return sign + number_id(abs(jp))


def effect_of(row: RuleRow, year: int) -> Effect:
    """The year computed as if the version had been in force all through it, beside what was."""
    book = _book_with(row)
    rows = Entry.objects.of_year(year).filter(reverses=None)
    if row.form not in (STATED, HOUR):
        rows = rows.filter(form=row.form)
    known = {rule.pk: rule.conversion() for rule in RuleVersion.objects.all()}
    units = dict(Person.objects.values_list("pk", "agency__short_name"))
    effect = Effect(year=year)
    differences: defaultdict[int, Decimal] = defaultdict(Decimal)
    ordered = rows.select_related("reversal").order_by("person_id", "form", "position")
    by_form = groupby(
        ordered.iterator(chunk_size=A_LOT), key=lambda entry: (entry.person_id, entry.form)
    )
    for (person_id, _form), theirs in by_form:
        for change in _compared(list(theirs), row, book, known):
            _add(effect, change, units[person_id] or "–")
            differences[person_id] += change.difference
    prefetch_related_objects([change.entry for change in effect.examples], "person")
    _count_people(effect, differences)
    return effect


def _book_with(row: RuleRow) -> dict[str, list[Conversion]]:
    """The rules in use by form, with the new version in the place of the one it replaces."""
    book: defaultdict[str, list[Conversion]] = defaultdict(list)
    for version in RuleVersion.objects.filter(in_use=True):
        if version.form != row.form or version.content["emp_kind"] != row.emp_kind:
            book[version.form].append(version.conversion())
    # As if it had been in force for ever, so that a version of next year can be tried on this one.
    new = rule_from(row).conversion()
    book[row.form].append(replace(new, effective_from=dt.date.min, effective_to=None))
    return dict(book)


def _compared(
    entries: list[Entry],
    row: RuleRow,
    book: dict[str, list[Conversion]],
    known_rules: dict[int, Conversion],
) -> Iterator[Change]:
    """Every event of one person and form, with what it counts and what it would count."""
    known = current(entries)
    events = [_again(entry, row, book, known_rules) for entry, _jp in known.values()]
    shares = share_out(events)
    for evidence, (entry, jp) in known.items():
        yield Change(entry, jp, shares[evidence])


def _again(
    entry: Entry,
    row: RuleRow,
    book: dict[str, list[Conversion]],
    known_rules: dict[int, Conversion],
) -> Standing:
    touched = row.emp_kind in (ANY, entry.emp_kind) and row.form in (
        entry.form,
        STATED if entry.basis == "stated" else HOUR,
    )
    standing = standing_of(entry, rules=known_rules)
    if not touched:
        return standing
    rules = [rule for form in (entry.form, STATED, HOUR) for rule in book.get(form, [])]
    found = worth(entry.activity(), rules)
    return replace(standing, before=found.jp + found.cut, cap=found.capped_by)


def _add(effect: Effect, change: Change, name: str) -> None:
    effect.considered += 1
    effect.before += change.before
    effect.after += change.after
    if not change.difference:
        return
    effect.changed += 1
    told = effect.agencies.setdefault(name, AgencyEffect(name))
    told.entries += 1
    told.difference += change.difference
    if len(effect.examples) < SHOWN:
        effect.examples.append(change)


def _count_people(effect: Effect, differences: dict[int, Decimal]) -> None:
    """How many would fall below the year's minimum, and how many would reach it."""
    moved = {person: jp for person, jp in differences.items() if jp}
    known = targets_in_use()
    minimum = {
        kind: next(
            (
                row.jp
                for row in targets_for(kind, dt.date(effect.year, 12, 31), among=known)
                if row.bound == "minimum"
            ),
            ZERO,
        )
        for kind in EmploymentKind.values
    }
    totals = YearTotal.objects.filter(year=effect.year, person__in=moved)
    for person, kind, jp in totals.values_list("person_id", "person__emp_kind", "jp"):
        had, would = jp >= minimum[kind], jp + moved[person] >= minimum[kind]
        effect.newly_below += had and not would
        effect.newly_reached += would and not had
