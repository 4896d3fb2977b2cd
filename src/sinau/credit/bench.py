"""How fast learning becomes rows of the ledger, and how fast all of them are computed again."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice

from django.db import transaction

from sinau.credit.actions import Learning, record
from sinau.credit.closing import close
from sinau.credit.events import JpCredited
from sinau.credit.findings import findings_of, scope_of
from sinau.credit.models import Entry, RuleVersion, YearTotal
from sinau.credit.previewing import effect_of
from sinau.credit.recomputing import outcome_of, people_of_scope, recompute
from sinau.journal.models import Entry as Told
from sinau.journal.models import Stream
from sinau.kernel.clock import now, today
from sinau.kernel.measures import Figure, Place, measure
from sinau.people import nip as nips
from sinau.people.models import Agency, Grant, Person, Role

PEOPLE = 2_000
ROWS_EACH = 20
RECORDED = 300
KIND = "university.learning.completed"


class _Undone(Exception):
    """Nothing the measure writes stays."""


@measure("credit")
def ledger(place: Place) -> Iterable[Figure]:
    """Record learning row by row; compute 40,000 rows again; check and close a year of them."""
    figures: list[Figure] = []
    try:
        with transaction.atomic():
            figures = list(measured(PEOPLE))
            raise _Undone
    except _Undone:
        return figures


def measured(people: int) -> Iterator[Figure]:
    """The figures for so many people with twenty rows each; the caller undoes it all."""
    year = today().year - 1
    agency = Agency.objects.create(
        code="ukur-kota", name="Ukur", short_name="Ukur", kind="unit", path="/ukur-kota/"
    )
    yield from _recording(_somebody(agency, people, 1)[0], year)
    with_ledgers(agency, people, year)
    rows = people * ROWS_EACH
    before, started = _megabytes(), time.perf_counter()
    outcome = outcome_of(recompute(people_of_scope(agency=agency)))
    took = time.perf_counter() - started
    assert not outcome.differences, outcome.differences[:3]
    yield Figure("baris dihitung ulang", outcome.entries, "baris")
    yield Figure("hitung ulang", outcome.entries / took, "baris/detik", at_least=3_000)
    yield Figure("memori tambahan hitung ulang", _megabytes() - before, "MB", at_most=100)
    rule = RuleVersion.objects.get(form="technical", in_use=True, content__emp_kind="any").row()
    started = time.perf_counter()
    effect_of(replace(rule, cap_per_year=Decimal(30)), year)
    yield Figure("pratinjau aturan", time.perf_counter() - started, "detik")
    started = time.perf_counter()
    findings = findings_of(scope_of(agency, year, 1))
    yield Figure(
        f"periksa sebulan ({len(findings)} temuan)", time.perf_counter() - started, "detik"
    )
    officer = _somebody(agency, people + 1, 1)[0]
    Grant.objects.create(
        person=officer, role=Role.OFFICER, agency=agency, valid_from=date(2000, 1, 1)
    )
    started = time.perf_counter()
    if not findings:
        close(agency, year, 1, by=officer, sign_later=False)
        yield Figure("tutup sebulan", time.perf_counter() - started, "detik")
    assert rows == outcome.entries - RECORDED


def _recording(person: Person, year: int) -> Iterator[Figure]:
    """Rows with their facts and totals, one transaction point each, as a listener writes them."""
    learnt = [_learning(f"ukur:catat:{at}", year, at % 360) for at in range(RECORDED)]
    started = time.perf_counter()
    for learning in learnt:
        record(learning, person=person)
    took = time.perf_counter() - started
    yield Figure("mencatat", RECORDED / took, "baris/detik", at_least=50)


def _learning(evidence: str, year: int, day: int) -> Learning:
    on = date(year, 1, 1) + timedelta(days=day)
    return Learning(
        evidence=evidence,
        evidence_url="/ukur/",
        form="technical",
        title=f"Pelatihan {evidence}",
        organiser="Ukur",
        started_on=on,
        ended_on=on,
        minutes=0,
        stated_jp=Decimal(1),
    )


def _somebody(agency: Agency, first: int, count: int) -> list[Person]:
    born = date(1970, 1, 1)
    made = [
        Person(
            nip=nips.compose(
                born + timedelta(days=at % 9_000),
                kind="PNS",
                year=1999,
                month=at // 9_000 + 1,
                sex="L",
                sequence=998,
            ),
            name=f"Pegawai Ukur {at}",
            agency=agency,
        )
        for at in range(first, first + count)
    ]
    people: list[Person] = Person.objects.bulk_create(made)
    return people


def with_ledgers(agency: Agency, people: int, year: int) -> None:
    """So many people with whole ledgers and all their facts, written in bulk."""
    stated = RuleVersion.objects.get(form="stated", in_use=True)
    capped = RuleVersion.objects.get(form="technical", in_use=True, content__emp_kind="any")
    everybody = iter(_somebody(agency, 0, people))
    while some := list(islice(everybody, 500)):
        entries = [entry for person in some for entry in _ledger_of(person, year, stated, capped)]
        _with_facts(some, entries)
        YearTotal.objects.bulk_create(
            YearTotal(person=person, year=year, jp=ROWS_EACH, entries=ROWS_EACH) for person in some
        )


def _ledger_of(
    person: Person, year: int, stated: RuleVersion, capped: RuleVersion
) -> Iterator[Entry]:
    for at in range(ROWS_EACH):
        learning = _learning(f"ukur:{person.pk}-{at}", year, at * 17)
        yield Entry(
            person=person,
            position=at + 1,
            evidence=learning.evidence,
            evidence_url=learning.evidence_url,
            title=learning.title,
            organiser=learning.organiser,
            form=learning.form,
            basis="stated",
            rule=stated,
            cap_rule=capped,
            stated_jp=learning.stated_jp,
            emp_kind=person.emp_kind,
            counts_in=year,
            started_on=learning.started_on,
            earned_on=learning.ended_on,
            jp=Decimal(1),
            recorded_at=now(),
        )


def _with_facts(people: list[Person], entries: list[Entry]) -> None:
    """The rows with their chain, the facts that earned them, and the facts the ledger announced."""
    names = [f"{kind}:{p.pk}" for p in people for kind in ("university.person", "credit.ledger")]
    streams = {s.name: s for s in Stream.objects.bulk_create(Stream(name=name) for name in names)}
    told = Told.objects.bulk_create(
        _told(streams[f"university.person:{entry.person_id}"], entry, KIND, _fact_of(entry))
        for entry in entries
    )
    last: dict[int, str] = {}
    for entry, fact in zip(entries, told, strict=True):
        entry.fact_entry = fact.pk
        entry.previous_hash = last.get(entry.person_id, "")
        entry.hash = last[entry.person_id] = entry.computed_hash()
    Entry.objects.bulk_create(entries, batch_size=2_000)
    Told.objects.bulk_create(
        _told(
            streams[f"credit.ledger:{entry.person_id}"],
            entry,
            JpCredited.kind,
            JpCredited(
                entry_id=entry.pk,
                person_id=entry.person_id,
                evidence=entry.evidence,
                title=entry.title,
                jp=entry.jp,
                earned_on=entry.earned_on,
                hash=entry.hash,
            ).to_data(),
        )
        for entry in entries
    )


def _told(stream: Stream, entry: Entry, kind: str, data: dict[str, object]) -> Told:
    return Told(stream=stream, position=entry.position, kind=kind, told_at=now(), data=data)


def _fact_of(entry: Entry) -> dict[str, object]:
    return {
        "person_id": entry.person_id,
        "evidence": entry.evidence,
        "form": entry.form,
        "title": entry.title,
        "organiser": entry.organiser,
        "started_on": entry.started_on.isoformat(),
        "ended_on": entry.earned_on.isoformat(),
        "minutes": entry.minutes,
        "stated_jp": str(entry.stated_jp),
        "evidence_url": entry.evidence_url,
    }


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
