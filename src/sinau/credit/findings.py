"""What stands in the way of a closing: rows and people that somebody should look at first.

A finding is computed, never stored; what an officer let stand is stored by its key. So a cause that
is put right (an entry undone, a rule verified) is simply not found any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from sinau.credit.learning import plain_words
from sinau.credit.models import (
    WHOLE_YEAR,
    AcceptedFinding,
    Closing,
    Entry,
    EvidenceAlias,
    LedgerQuerySet,
    YearTotal,
    last_day,
)
from sinau.credit.periods import closings_of
from sinau.credit.rulebook import closing_limits
from sinau.credit.ruling import targets_for, targets_in_use
from sinau.credit.settling import current
from sinau.credit.sources import OURS, sources
from sinau.journal.models import Delivery
from sinau.kernel.words import date_id, number_id
from sinau.people.models import Agency, EmploymentKind, Person

ZERO = Decimal(0)
# These are not a matter of judgement: the ledger must be whole before anybody answers for it.
BLOCKING = ("waiting", "chain", "total")
KINDS = (
    *BLOCKING,
    *("no_evidence", "double", "overlap", "day", "cap", "unverified", "maximum", "minimum"),
)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that somebody should look at before the period is closed."""

    key: str
    kind: str
    title: str
    note: str
    url: str
    person_id: int | None = None
    entry_id: int | None = None
    accepted: AcceptedFinding | None = None

    @property
    def is_blocking(self) -> bool:
        """Whether no reason in the world lets it stand."""
        return self.kind in BLOCKING


@dataclass(frozen=True)
class Scope:
    """A month (or with month 0 a year) of an agency and everything below it."""

    agency: Agency
    year: int
    month: int
    previous: Closing | None

    @property
    def last_day(self) -> date:
        """The last day of the period."""
        return last_day(self.year, self.month)

    def rows(self) -> LedgerQuerySet:
        """The rows that came to the year since the closing before it, those that came late too."""
        rows = Entry.objects.of_year(self.year).filter(
            person__agency__path__startswith=self.agency.path, earned_on__lte=self.last_day
        )
        if self.month == WHOLE_YEAR:
            return rows.filter(recorded_at__gt=self.previous.closed_at) if self.previous else rows
        first = date(self.year, self.month, 1)
        fresh = Q(earned_on__gte=first)
        if self.previous is not None:
            fresh |= Q(recorded_at__gt=self.previous.closed_at)
        elif self.month == 1:
            fresh = Q()
        return rows.filter(fresh)


def scope_of(agency: Agency, year: int, month: int) -> Scope:
    """The period with the closing it follows."""
    closed = closings_of(agency, year)
    previous = closed.get(12 if month == WHOLE_YEAR else month - 1)
    return Scope(agency, year, month, previous if month != 1 else None)


def findings_of(scope: Scope) -> list[Finding]:
    """Everything the checks find, those let stand marked so; in the order of `KINDS`."""
    rows = list(
        scope.rows()
        .select_related("reversal")
        .prefetch_related("person", "rule")
        .order_by("person_id", "position")
    )
    first = [entry for entry, _jp in current(rows).values()]
    found = [
        *_waiting(scope),
        *_chain(rows),
        *_totals(scope),
        *_without_evidence(first),
        *_doubles(first),
        *_overlaps(scope, first),
        *_full_days(first),
        *_over_caps(rows),
        *_unverified(scope, first),
        *_people(scope),
    ]
    keys = [finding.key for finding in found]
    accepted = AcceptedFinding.objects.select_related("accepted_by").in_bulk(keys, field_name="key")
    return [replace(finding, accepted=accepted.get(finding.key)) for finding in found]


# ── The ledger itself ───────────────────────────────────────────────────────


def _waiting(scope: Scope) -> Iterator[Finding]:
    """Facts that the ledger has not heard yet; the worker will tell them."""
    waiting = Delivery.objects.pending().filter(
        listener__startswith=OURS, entry__kind__in=list(sources)
    )
    people = set(
        Person.objects.filter(agency__path__startswith=scope.agency.path).values_list(
            "pk", flat=True
        )
    )
    told = list(waiting.values_list("entry__data", flat=True)[:1000])
    count = sum(data.get("person_id") in people for data in told)
    if count:
        yield Finding(
            key=f"waiting:{scope.agency.pk}",
            kind="waiting",
            title=_("%(count)s kegiatan belum masuk buku JP") % {"count": count},
            note=_("Tunggu beberapa menit, lalu muat ulang halaman ini."),
            url=reverse("credit:closings"),
        )


def _chain(rows: list[Entry]) -> Iterator[Finding]:
    for entry in rows:
        if entry.hash != entry.computed_hash():
            yield _about(entry, "chain", _("Isi catatan berubah setelah ditulis."))


def _totals(scope: Scope) -> Iterator[Finding]:
    """Stored totals against the sum of the rows, in two queries for everybody."""
    people = {"person__agency__path__startswith": scope.agency.path}
    sums = dict(
        Entry.objects.of_year(scope.year)
        .filter(**people)
        .order_by()
        .values_list("person_id")
        .annotate(jp=Sum("jp"))
    )
    stored = YearTotal.objects.filter(year=scope.year, **people).select_related("person")
    for total in stored:
        if total.jp != sums.pop(total.person_id, ZERO):
            yield _person_finding(
                total.person,
                "total",
                scope,
                _("Jumlah tersimpan tidak sama dengan jumlah baris-barisnya."),
            )
    for person in Person.objects.filter(pk__in=sums):
        yield _person_finding(person, "total", scope, _("Jumlah setahun belum tersimpan."))


# ── Rows ────────────────────────────────────────────────────────────────────


def _without_evidence(first: list[Entry]) -> Iterator[Finding]:
    bare = [entry for entry in first if entry.fact_entry is None and not entry.evidence_url]
    # A second evidence that can be opened is as good as the first.
    beside = EvidenceAlias.objects.filter(entry__in=bare).exclude(fact_entry=None, evidence_url="")
    shown = set(beside.values_list("entry_id", flat=True))
    for entry in bare:
        if entry.pk not in shown:
            yield _about(
                entry,
                "no_evidence",
                _("Bukti %(evidence)s tidak dapat dibuka dari sini.")
                % {"evidence": entry.evidence},
            )


def _doubles(first: list[Entry]) -> Iterator[Finding]:
    alike: defaultdict[tuple[int, str, date], list[Entry]] = defaultdict(list)
    for entry in first:
        alike[entry.person_id, plain_words(entry.title), entry.earned_on].append(entry)
    for entries in alike.values():
        for entry in entries[1:]:
            yield _about(
                entry,
                "double",
                _("Judul dan tanggalnya sama dengan catatan nomor %(other)s.")
                % {"other": entries[0].pk},
            )


def _overlaps(scope: Scope, first: list[Entry]) -> Iterator[Finding]:
    routes = closing_limits().routes_that_overlap
    fresh = {entry.pk for entry in first}
    if not fresh:
        return
    begun = min(entry.started_on for entry in first)
    near = (
        Entry.objects.standing()
        .filter(
            person__agency__path__startswith=scope.agency.path,
            earned_on__gte=begun,
            earned_on__lte=scope.last_day,
            cap_rule__content__route__in=routes,
        )
        .prefetch_related("person")
        .order_by("person_id", "started_on", "position")
    )
    for _person, theirs in groupby(near, key=lambda entry: entry.person_id):
        longest: Entry | None = None
        for entry in theirs:
            if longest is not None and entry.started_on <= longest.earned_on:
                later, earlier = sorted((entry, longest), key=lambda each: -each.position)
                if fresh & {later.pk, earlier.pk}:
                    yield _about(
                        later,
                        "overlap",
                        _("Waktunya bertumpuk dengan “%(other)s”.") % {"other": earlier.title},
                        other=earlier,
                    )
            if longest is None or entry.earned_on > longest.earned_on:
                longest = entry


def _full_days(first: list[Entry]) -> Iterator[Finding]:
    limit = closing_limits().jp_in_a_day
    days: defaultdict[tuple[int, date], Decimal] = defaultdict(Decimal)
    newest: dict[tuple[int, date], Entry] = {}
    for entry in first:
        length = (entry.earned_on - entry.started_on).days + 1
        for number in range(length):
            at = (entry.person_id, entry.started_on + timedelta(days=number))
            days[at] += entry.jp / length
            newest[at] = entry
    told: set[int] = set()
    for (person, day), jp in sorted(days.items(), key=lambda item: -item[1]):
        entry = newest[person, day]
        # One finding for a row, about its fullest day.
        if jp > limit and entry.pk not in told:
            told.add(entry.pk)
            yield _about(
                entry,
                "day",
                _("%(jp)s JP pada satu hari, %(day)s.")
                % {"jp": number_id(round(jp, 2)), "day": date_id(day)},
            )


def _over_caps(rows: list[Entry]) -> Iterator[Finding]:
    for entry, jp in current(rows).values():
        cut = entry.jp + entry.cut - jp
        if cut > 0:
            yield _about(
                entry,
                "cap",
                _("%(cut)s JP tidak dihitung karena batas bentuk ini.") % {"cut": number_id(cut)},
            )


def _unverified(scope: Scope, first: list[Entry]) -> Iterator[Finding]:
    used: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in first:
        if not entry.rule.verified:
            used[entry.rule_id].append(entry)
    for pk, entries in sorted(used.items()):
        yield Finding(
            key=f"unverified:{pk}:{scope.agency.pk}:{scope.year}",
            kind="unverified",
            title=entries[0].rule.label,
            note=_("%(count)s catatan memakai aturan yang belum diverifikasi.")
            % {"count": len(entries)},
            url=entries[0].rule.get_absolute_url(),
        )


# ── People ──────────────────────────────────────────────────────────────────


def _people(scope: Scope) -> Iterator[Finding]:
    """Those above the maximum; and when the year ends, those below the minimum."""
    known, day = targets_in_use(), date(scope.year, 12, 31)
    theirs = (
        Person.objects.serving()
        .filter(agency__path__startswith=scope.agency.path)
        .annotate(
            total=Coalesce(Sum("jp_years__jp", filter=Q(jp_years__year=scope.year)), ZERO),
        )
        .order_by("name", "pk")
    )
    for kind in EmploymentKind.values:
        for target in targets_for(kind, day, among=known):
            if target.bound == "maximum":
                warned = theirs.filter(emp_kind=kind, total__gt=target.jp)
            elif scope.month == WHOLE_YEAR:
                warned = theirs.filter(emp_kind=kind, total__lt=target.jp)
            else:
                continue
            for person in warned:
                yield _person_finding(
                    person,
                    target.bound,
                    scope,
                    _("%(jp)s JP; %(target)s.")
                    % {"jp": number_id(person.total), "target": target.label},
                )


def _about(entry: Entry, kind: str, note: str, *, other: Entry | None = None) -> Finding:
    with_other = f"-{other.pk}" if other else ""
    return Finding(
        key=f"{kind}:{entry.pk}{with_other}",
        kind=kind,
        title=f"{entry.person.name}: {entry.title}",
        note=note,
        url=entry.get_absolute_url(),
        person_id=entry.person_id,
        entry_id=entry.pk,
    )


def _person_finding(person: Person, kind: str, scope: Scope, note: str) -> Finding:
    return Finding(
        key=f"{kind}:{person.pk}:{scope.year}",
        kind=kind,
        title=person.name,
        note=note,
        url=reverse("credit:person", args=[person.pk]) + f"?tahun={scope.year}",
        person_id=person.pk,
    )


def counts_of(scope: Scope) -> tuple[int, int]:
    """How many people and rows the period touches; for the head of the page."""
    told = scope.rows().aggregate(people=Count("person", distinct=True), rows=Count("pk"))
    return told["people"], told["rows"]
