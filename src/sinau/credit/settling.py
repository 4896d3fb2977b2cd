"""Keep every form of a ledger shared out under its caps, whatever came, and in whatever order.

What an event counts is a function of the events that stand, not of the order in which they became
known: the earlier day goes before the later one. Where a row that came late, or one that was
undone, leaves another share to a row already written, an adjusting row gives or takes the difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Q

from sinau.credit.computing import Conversion, Standing, share_out
from sinau.credit.models import WHOLE_YEAR, Closing, Entry
from sinau.people.models import Person

NOTHING = Decimal(0)


def closed_years(person: Person) -> set[int]:
    """The years of this person's ledger that take no more rows; one query."""
    covering = Q(totals__person=person)
    if person.agency is not None:
        parts = person.agency.path.strip("/").split("/")
        above = ["/" + "/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]
        covering |= Q(agency__path__in=above)
    found = Closing.objects.filter(covering, month=WHOLE_YEAR)
    return set(found.order_by().values_list("year", flat=True).distinct())


def closed_years_of(people: Iterable[Person]) -> dict[int, set[int]]:
    """The closed years of many ledgers at once; two queries."""
    everybody = list(people)
    found: defaultdict[int, set[int]] = defaultdict(set)
    own = Closing.objects.filter(month=WHOLE_YEAR, totals__person__in=[p.pk for p in everybody])
    for person_id, year in own.order_by().values_list("totals__person_id", "year"):
        found[person_id].add(year)
    closings = list(
        Closing.objects.filter(month=WHOLE_YEAR)
        .order_by()
        .values_list("agency__path", "year")
        .distinct()
    )
    for person in everybody:
        path = person.agency.path if person.agency else ""
        found[person.pk] |= {year for above, year in closings if path.startswith(above)}
    return dict(found)


def open_year(year: int, closed: set[int]) -> int:
    """The year itself, or the first after it that is still open."""
    while year in closed:
        year += 1
    return year


def shares_with(
    person: Person, form: str, newcomer: Standing | None, closed: set[int]
) -> tuple[dict[str, Decimal], dict[str, tuple[Entry, Decimal]]]:
    """The share of every event of this form, a newcomer among them, and what each has now."""
    rows = Entry.objects.filter(person=person, form=form, reverses=None)
    known = current(rows.select_related("cap_rule", "rule", "reversal"))
    events = [
        standing_of(entry, fixed=jp if entry.counts_in in closed else None)
        for entry, jp in known.values()
    ]
    if newcomer is not None:
        events.append(newcomer)
    return share_out(events), known


def current(
    rows: Iterable[Entry], *, undone: set[int] | None = None
) -> dict[str, tuple[Entry, Decimal]]:
    """By evidence: each row that stands for an event, and what it counts with its adjustments.

    `undone` are the rows that were taken back; without it each row is asked, so select `reversal`.
    """
    adjusted: defaultdict[int, Decimal] = defaultdict(Decimal)
    first: list[Entry] = []
    for row in rows:
        if row.adjusts_id is not None:
            adjusted[row.adjusts_id] += row.jp
        elif row.reverses_id is None and not (
            hasattr(row, "reversal") if undone is None else row.pk in undone
        ):
            first.append(row)
    return {entry.evidence: (entry, entry.jp + adjusted[entry.pk]) for entry in first}


def standing_of(
    entry: Entry, *, fixed: Decimal | None = None, rules: dict[int, Conversion] | None = None
) -> Standing:
    """A row of the ledger as it takes room under its caps; `rules` when many rows share them."""
    if rules is None:
        cap = (entry.cap_rule or entry.rule).conversion()
    else:
        cap = rules[entry.cap_rule_id or entry.rule_id]
    return Standing(
        key=entry.evidence,
        name=entry.event or entry.evidence,
        before=entry.jp + entry.cut,
        cap=cap,
        earned_on=entry.earned_on,
        started_on=entry.started_on,
        counts_in=entry.counts_in,
        fixed=fixed,
    )
