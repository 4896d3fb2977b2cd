"""The personnel services of the demo city: annual leave, its records, and requests on their way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sinau.demo.city import City
from sinau.kernel.clock import freeze
from sinau.kernel.workdays import calendar
from sinau.people.models import Person
from sinau.personnel.actions import (
    advise,
    cancel,
    decide,
    draft_of,
    give_back,
    request_leave,
    save_draft,
    withdraw,
)
from sinau.personnel.catalogue import load_services
from sinau.personnel.models import LeaveRecord, LeaveRequest

REASONS = (
    "Menghadiri acara keluarga di luar kota",
    "Mendampingi anak pada masa libur sekolah",
    "Beristirahat setelah pekerjaan akhir triwulan selesai",
)
# key of the cast or an agency: unused days of last year and of the year before.
UNUSED = {
    "sari": (4, 0),
    "bayu": (12, 12),
    "wulan": (8, 3),
    "ratna": (2, 6),
    "agung": (6, 5),
    "joko": (12, 4),
    "tri": (0, 1),
    "budi": (9, 12),
}


def seed(city: City) -> None:
    """The catalogue, what offices have on file, and eight requests in every state."""
    load_services(city.person("wulan"))
    _records(city)
    _requests(city)


def _records(city: City) -> None:
    year = city.today.year
    told = "Buku cuti perangkat daerah (contoh)"
    rows = [
        LeaveRecord(person=city.person(key), year=year - ago, unused=unused, source=told)
        for key, both in UNUSED.items()
        for ago, unused in enumerate(both, start=1)
    ]
    others = (
        Person.objects.serving()
        .filter(emp_kind="PNS")
        .exclude(pk__in=[p.pk for p in city.cast.values()])
    )
    rows += [
        LeaveRecord(
            person=person, year=year - ago, unused=city.dice.choice((0, 0, 2, 3, 5, 8)), source=told
        )
        for person in others.order_by("nip")
        for ago in (1, 2)
    ]
    LeaveRecord.objects.bulk_create(rows)


def _requests(city: City) -> None:
    """Each request is made on a working day and moved on by those who had to."""
    reasons = REASONS
    cast = city.cast
    clinic = _colleagues(city, "dinkes")
    # Two of the office stand under Bayu, so that his word is asked for.
    for colleague in clinic[:2]:
        colleague.supervisor = cast["bayu"]
    Person.objects.bulk_update(clinic[:2], ["supervisor"])

    def ask(person: Person, *, ago: int, ahead: int, days: int, reason: int) -> LeaveRequest:
        return _ask(city, person, ago=ago, ahead=ahead, days=days, reason=reasons[reason % 3])

    def later(ago: int, act: Callable[[], object]) -> None:
        with freeze(city.days_ago(ago, hour=10)):
            act()

    done = ask(cast["sari"], ago=80, ahead=10, days=3, reason=0)
    later(79, lambda: advise(done, by=cast["bayu"], passes_on=True, note="Loket sudah diatur."))
    later(78, lambda: decide(done, by=cast["budi"], grants=True))
    granted = ask(cast["bayu"], ago=12, ahead=20, days=4, reason=1)
    later(11, lambda: decide(granted, by=cast["budi"], grants=True))
    waiting = ask(cast["wulan"], ago=2, ahead=15, days=2, reason=2)
    del waiting
    ask(cast["joko"], ago=1, ahead=12, days=3, reason=0)
    if clinic:
        returned = ask(clinic[0], ago=9, ahead=8, days=5, reason=1)
        _move(
            city, returned, ago=8, note="Bertepatan dengan bulan imunisasi; pilih pekan sesudahnya."
        )
    if len(clinic) > 1:
        ask(clinic[1], ago=1, ahead=9, days=2, reason=2)
    dropped = ask(cast["ratna"], ago=30, ahead=25, days=2, reason=0)
    later(28, lambda: withdraw(dropped, by=cast["ratna"]))
    off = ask(cast["agung"], ago=40, ahead=50, days=3, reason=1)
    _decide_all(city, off, ago=39)
    later(20, lambda: cancel(off, by=cast["agung"], note="Jadwal pemeliharaan pusat data berubah."))


def _colleagues(city: City, code: str) -> list[Person]:
    known = [person.pk for person in city.cast.values()]
    people = Person.objects.serving().filter(agency=city.agencies[code], emp_kind="PNS")
    return list(people.exclude(pk__in=known).order_by("nip")[:3])


def _ask(
    city: City, person: Person, *, ago: int, ahead: int, days: int, reason: str
) -> LeaveRequest:
    with freeze(city.days_ago(ago, hour=8, minute=30)):
        start = _working_day(city.today - timedelta(days=ago - ahead), days)
        end = calendar().add_working_days(start, days - 1) if days > 1 else start
        draft = save_draft(
            draft_of(person),
            start_on=start,
            end_on=end,
            reason=reason,
            address="Kulon Progo, Daerah Istimewa Yogyakarta",
            phone="081200001234",
            replacement_answered=True,
        )
        return request_leave(person, key=str(draft.key))


def _working_day(day: date, days: int) -> date:
    """The first working day from `day` on whose leave stays within one year."""
    while not calendar().is_working_day(day):
        day += timedelta(days=1)
    if calendar().add_working_days(day, days).year != day.year:
        return _working_day(date(day.year + 1, 1, 4), days)
    return day


def _move(city: City, leave: LeaveRequest, *, ago: int, note: str) -> None:
    with freeze(city.days_ago(ago, hour=11)):
        if leave.supervisor:
            advise(leave, by=leave.supervisor, passes_on=False, note=note)
        else:
            give_back(leave, by=leave.official, note=note)


def _decide_all(city: City, leave: LeaveRequest, *, ago: int) -> None:
    with freeze(city.days_ago(ago, hour=11)):
        if leave.supervisor:
            advise(leave, by=leave.supervisor, passes_on=True)
        decide(leave, by=leave.official, grants=True)
