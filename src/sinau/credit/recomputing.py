"""Compute every entry and total again from the facts in the journal, and say what differs.

Nothing of the stored JP is believed. What was learnt comes from the facts that told it (and for rows
without such a fact, a claim for example, from the evidence kept in the row); what it is worth from
the versions of the rules that the row names; what counts from the caps; what should be there from
what the ledger itself announced. People are taken in batches, so memory does not grow with the city.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sinau.credit.computing import Basis, Conversion, share_out, worth_again
from sinau.credit.events import (
    EvidenceMerged,
    HistoryCredited,
    HistoryReversed,
    JpAdjusted,
    JpCredited,
    JpReversed,
)
from sinau.credit.learning import Learning
from sinau.credit.models import Entry, EvidenceAlias, RuleVersion, YearTotal
from sinau.credit.settling import closed_years_of, current, standing_of
from sinau.credit.sources import OURS, sources
from sinau.journal.models import Delivery
from sinau.journal.models import Entry as Told
from sinau.kernel.words import number_id
from sinau.people.models import Agency, Person

ZERO = Decimal(0)
A_BATCH = 250
_OURS = (JpCredited.kind, JpReversed.kind, JpAdjusted.kind)
# Facts that announce many rows of a person at once.
_AT_ONCE = (HistoryCredited.kind, HistoryReversed.kind)


@dataclass(frozen=True)
class Difference:
    """Something stored that is not what the facts give."""

    person_id: int
    nip: str
    name: str
    words: str


@dataclass
class Outcome:
    """What a recomputation looked at, and all that differed."""

    people: int = 0
    entries: int = 0
    differences: list[Difference] = field(default_factory=list)


def people_of_scope(*, nip: str = "", agency: Agency | None = None) -> QuerySet[Person]:
    """One person, those of an agency and below, or everybody; who left is among them."""
    people: QuerySet[Person] = Person.objects.all()
    if nip:
        people = people.filter(nip=nip)
    if agency is not None:
        people = people.filter(agency__path__startswith=agency.path)
    return people.order_by("pk")


def recompute(people: QuerySet[Person]) -> Iterator[tuple[int, int, list[Difference]]]:
    """For each batch: how many people and rows it had, and what differs."""
    rules = {rule.pk: rule.conversion() for rule in RuleVersion.objects.all()}
    everybody = people.select_related("agency").iterator(chunk_size=2000)
    while batch := tuple(islice(everybody, A_BATCH)):
        yield _of_batch(batch, rules)


def _of_batch(
    people: tuple[Person, ...], rules: dict[int, Conversion]
) -> tuple[int, int, list[Difference]]:
    ids = [person.pk for person in people]
    rows: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in Entry.objects.filter(person__in=ids).order_by("person_id", "position"):
        rows[entry.person_id].append(entry)
    beside: defaultdict[int, list[EvidenceAlias]] = defaultdict(list)
    for alias in EvidenceAlias.objects.filter(person__in=ids):
        beside[alias.person_id].append(alias)
    totals: defaultdict[int, list[YearTotal]] = defaultdict(list)
    for total in YearTotal.objects.filter(person__in=ids):
        totals[total.person_id].append(total)
    learnt, announced = _told(ids), _announced(ids)
    closed = closed_years_of(people)
    found = []
    for person in people:
        ledger = _Ledger(
            rows=rows[person.pk],
            beside=beside[person.pk],
            totals=totals[person.pk],
            learnt=learnt[person.pk],
            announced=announced[person.pk],
            closed=closed.get(person.pk, set()),
            rules=rules,
        )
        found += [
            Difference(person.pk, person.nip, person.name, words)
            for words in dict.fromkeys(ledger.differences())
        ]
    return len(people), sum(len(each) for each in rows.values()), found


def _told(ids: list[int]) -> defaultdict[int, list[Learning]]:
    """What the facts say each person learnt; what the listener has not been told yet is left out."""
    found: defaultdict[int, list[Learning]] = defaultdict(list)
    for source in sources.values():
        names = {source.stream.format(person_id=pk): pk for pk in ids} if source.stream else {}
        of_them = Q(stream__name__in=names) if names else Q(data__person_id__in=ids)
        facts = Told.objects.filter(of_them, kind=source.kind)
        waiting = set(
            Delivery.objects.pending()
            .filter(listener__startswith=OURS, entry__in=facts)
            .values_list("entry_id", flat=True)
        )
        for told in facts.select_related("stream").order_by("pk"):
            if told.pk not in waiting:
                person = names[told.stream.name] if names else told.data["person_id"]
                found[person].append(source.read(told.fact(), told))
    return found


@dataclass
class _Said:
    """What the ledger itself announced about a person: rows by number with hash, and evidences."""

    rows: dict[int, tuple[str, str, Decimal]] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)


def _announced(ids: list[int]) -> defaultdict[int, _Said]:
    found: defaultdict[int, _Said] = defaultdict(_Said)
    names = {f"credit.ledger:{pk}": pk for pk in ids}
    facts = Told.objects.filter(
        stream__name__in=names, kind__in=(*_OURS, *_AT_ONCE, EvidenceMerged.kind)
    ).values_list("stream__name", "kind", "data")
    for name, kind, data in facts.iterator(chunk_size=5000):
        said = found[names[name]]
        if kind == EvidenceMerged.kind:
            said.beside.add(data["evidence"])
            continue
        if kind in _AT_ONCE:
            for row in data["rows"]:
                said.rows[row["id"]] = (row["hash"], row["title"], Decimal(row["jp"]))
            continue
        jp = Decimal(data["jp"])
        if kind == JpReversed.kind:
            jp = -jp
        said.rows[data["entry_id"]] = (data.get("hash", ""), data["title"], jp)
    return found


@dataclass
class _Ledger:
    """All that is known of one person's ledger, from both sides."""

    rows: list[Entry]
    beside: list[EvidenceAlias]
    totals: list[YearTotal]
    learnt: list[Learning]
    announced: _Said
    closed: set[int]
    rules: dict[int, Conversion]

    def differences(self) -> Iterator[str]:
        """Every difference in words; nothing when all is as the facts say."""
        yield from self._chain()
        yield from self._against_what_was_announced()
        yield from self._against_the_facts()
        yield from self._against_the_rules()
        yield from self._totals()

    def _chain(self) -> Iterator[str]:
        place, head = 0, ""
        for row in self.rows:
            if row.position != place + 1 or row.previous_hash != head:
                yield _("rantai terputus pada baris ke-%(row)s") % {"row": row.position}
            if row.hash != row.computed_hash():
                yield _("catatan %(id)s “%(title)s” berubah setelah ditulis") % _names(row)
            place, head = row.position, row.hash

    def _against_what_was_announced(self) -> Iterator[str]:
        missing = dict(self.announced.rows)
        for row in self.rows:
            said = missing.pop(row.pk, None)
            if said is None:
                yield _("catatan %(id)s “%(title)s” tidak pernah diumumkan di jejak") % _names(row)
            elif said[0] and said[0] != row.hash:
                yield _("catatan %(id)s “%(title)s” lain dari yang diumumkan di jejak") % _names(
                    row
                )
            elif said[2] != row.jp:
                yield _(
                    "catatan %(id)s “%(title)s”: tersimpan %(stored)s JP, diumumkan %(told)s JP"
                ) % (_names(row) | {"stored": number_id(row.jp), "told": number_id(said[2])})
        for pk, (_hash, title, jp) in missing.items():
            yield _("catatan %(id)s “%(title)s” (%(jp)s JP) hilang dari buku") % {
                "id": pk,
                "title": title,
                "jp": number_id(jp),
            }
        for evidence in self.announced.beside - {alias.evidence for alias in self.beside}:
            yield _("bukti %(evidence)s hilang dari buku") % {"evidence": evidence}

    def _against_the_facts(self) -> Iterator[str]:
        stored: dict[str, Entry | EvidenceAlias] = {row.evidence: row for row in self.rows}
        stored |= {alias.evidence: alias for alias in self.beside}
        told = {learning.evidence: learning for learning in self.learnt}
        for evidence, learning in told.items():
            held = stored.get(evidence)
            if held is None:
                yield _("kegiatan “%(title)s” (%(evidence)s) belum ada di buku") % {
                    "title": learning.title,
                    "evidence": evidence,
                }
            elif _inputs(held) != _inputs(learning):
                yield _("“%(title)s” (%(evidence)s) lain dari fakta yang menceritakannya") % {
                    "title": held.title,
                    "evidence": evidence,
                }
        for evidence, held in stored.items():
            if held.fact_entry is not None and evidence not in told:
                yield _("“%(title)s” (%(evidence)s) menyebut fakta yang tidak ada") % {
                    "title": held.title,
                    "evidence": evidence,
                }

    def _against_the_rules(self) -> Iterator[str]:
        forms: defaultdict[str, list[Entry]] = defaultdict(list)
        for row in self.rows:
            forms[row.form].append(row)
        for rows in forms.values():
            undone = {row.reverses_id for row in rows if row.reverses_id is not None}
            known = current(rows, undone=undone)
            events = []
            for entry, jp in known.values():
                before = self._worth(entry)
                if before != entry.jp + entry.cut:
                    yield _(
                        "catatan %(id)s “%(title)s”: tersimpan %(stored)s JP, hitung ulang %(again)s JP"
                    ) % (
                        _names(entry)
                        | {"stored": number_id(entry.jp + entry.cut), "again": number_id(before)}
                    )
                fixed = jp if entry.counts_in in self.closed else None
                events.append(standing_of(entry, fixed=fixed, rules=self.rules))
            shares = share_out(events)
            for evidence, (entry, jp) in known.items():
                if shares[evidence] != jp:
                    yield _("“%(title)s” dihitung %(stored)s JP, menurut batasnya %(again)s JP") % {
                        "title": entry.title,
                        "stored": number_id(jp),
                        "again": number_id(shares[evidence]),
                    }
            yield from _reversals(rows)

    def _worth(self, entry: Entry) -> Decimal:
        rule = self.rules[entry.rule_id]
        table = self.rules[entry.cap_rule_id or entry.rule_id]
        return worth_again(
            entry.activity(),
            Basis(entry.basis),
            rule,
            table,
        )

    def _totals(self) -> Iterator[str]:
        sums: defaultdict[int, Decimal] = defaultdict(Decimal)
        counts: defaultdict[int, int] = defaultdict(int)
        for row in self.rows:
            sums[row.counts_in] += row.jp
            counts[row.counts_in] += 1
        stored = {total.year: total for total in self.totals}
        for year in sorted(sums.keys() | stored.keys()):
            total = stored.get(year)
            if total is None:
                yield _("jumlah tahun %(year)s belum tersimpan") % {"year": year}
            elif (total.jp, total.entries) != (sums[year], counts[year]):
                yield _(
                    "jumlah tahun %(year)s: tersimpan %(stored)s JP dari %(rows)s baris,"
                    " hitung ulang %(again)s JP dari %(found)s baris"
                ) % {
                    "year": year,
                    "stored": number_id(total.jp),
                    "rows": total.entries,
                    "again": number_id(sums[year]),
                    "found": counts[year],
                }


def _reversals(rows: list[Entry]) -> Iterator[str]:
    """A reversing row takes back what its event counted with all its adjustments."""
    counted: defaultdict[int, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row.reverses_id is None:
            counted[row.adjusts_id or row.pk] += row.jp
    for row in rows:
        if row.reverses_id is not None and row.jp != -counted[row.reverses_id]:
            yield _("pembatalan %(id)s “%(title)s” tidak sebesar catatannya") % _names(row)


def _names(row: Entry) -> dict[str, Any]:
    return {"id": row.pk, "title": row.title}


def _inputs(told: Learning | Entry | EvidenceAlias) -> tuple[Any, ...]:
    """What the worth depends on, and who can be asked about it."""
    ended = told.ended_on if isinstance(told, Learning) else told.earned_on
    return (
        *(told.form, told.title[:300], told.organiser[:200], told.minutes, told.stated_jp),
        *(told.international, told.sessions, told.started_on, ended, told.fact_entry),
    )


def outcome_of(people: Iterable[tuple[int, int, list[Difference]]]) -> Outcome:
    """All batches together."""
    told = Outcome()
    for count, entries, differences in people:
        told.people += count
        told.entries += entries
        told.differences += differences
    return told
