"""What the people of the demo city learnt outside Sinau's own courses and classes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sinau.credit.actions import Learning, record
from sinau.credit.models import RuleVersion
from sinau.credit.ruling import write_rule
from sinau.demo.city import City
from sinau.kernel.clock import freeze
from sinau.people.models import Person

# form, title, organiser, days, JP on its certificate; plausible and made up.
Learnt = tuple[str, str, str, int, str | None]
TECHNICAL = ("technical", "Pelatihan Pelayanan Prima di Loket", "BKPSDM (contoh)", 2, "12")
SEMINAR = ("seminar", "Seminar Tata Kelola Data Daerah", "Diskominfosan (contoh)", 1, None)
WORKSHOP = ("workshop", "Lokakarya Standar Pelayanan", "Bagian Organisasi (contoh)", 1, None)
TALK = ("socialisation", "Sosialisasi Pelindungan Data", "Diskominfosan (contoh)", 1, None)
FUNCTIONAL = ("functional", "Pelatihan Fungsional Analis", "Lembaga pelatihan (contoh)", 3, "20")
# What people bring together in a year: 20, 21, 16, 4 JP, or nothing yet.
YEARS: tuple[tuple[Learnt, ...], ...] = (
    (FUNCTIONAL,),
    (TECHNICAL, SEMINAR, WORKSHOP),
    (TECHNICAL, TALK),
    (TALK,),
    (),
)
AGENCIES = ("dinkes", "bkpsdm", "diskominfosan", "setda-organisasi", "dishub", "inspektorat", "dpk")


# Of these also last year, so that its months and the year itself can be closed.
LAST_YEAR = ("bkpsdm", "inspektorat")


def seed(city: City) -> None:
    """Most people of a few agencies bring the certificates of their year."""
    _new_version(city)
    this = city.today.year
    for code in LAST_YEAR:
        for person in _people_of(city, code):
            _year(person, city, this - 1)
    for code in AGENCIES:
        for person in _people_of(city, code):
            _year(person, city, this)
    _by_two_doors(city)


def _people_of(city: City, code: str) -> list[Person]:
    office = Person.objects.serving().filter(agency__path__startswith=city.agencies[code].path)
    return list(office.exclude(pk=city.cast["sari"].pk).order_by("nip"))


def _year(person: Person, city: City, year: int) -> None:
    for turn, learnt in enumerate(city.dice.choice(YEARS)):
        begun = date(year, 1, 12) + timedelta(days=city.dice.randrange(70) + turn * 80)
        _one(person, learnt, city, begun=begun)


def _one(person: Person, learnt: Learnt, city: City, *, begun: date) -> None:
    form, title, organiser, days, jp = learnt
    if begun + timedelta(days=days) >= city.today:
        return
    ended = begun + timedelta(days=days - 1)
    learning = Learning(
        evidence=f"demo.certificate:{person.nip}-{begun.year}-{form}",
        form=form,
        title=title,
        organiser=organiser,
        started_on=begun,
        ended_on=ended,
        minutes=0,
        stated_jp=Decimal(jp) if jp else None,
    )
    with freeze(ended + timedelta(days=3)):
        record(learning, person=person)


def _new_version(city: City) -> None:
    """The city lets at most six JP of self-study count in a month, since this year."""
    rule = RuleVersion.objects.get(form="selfstudy", in_use=True)
    with freeze(date(city.today.year, 1, 6)):
        write_rule(
            replace(
                rule.row(),
                cap_per_month=Decimal(6),
                effective_from=date(city.today.year, 1, 1),
                source="Surat edaran contoh untuk kota contoh",
            ),
            reason="Belajar mandiri melengkapi pelatihan, jadi sebulan dibatasi 6 JP.",
            by=city.cast["wulan"],
        )


def _by_two_doors(city: City) -> None:
    """Bayu's seminar came in by the sheet he signed, and again by its certificate."""
    day = city.days_ago(40).date()
    for evidence in ("demo.sheet:seminar-data", "demo.certificate:seminar-data"):
        learning = Learning(
            evidence=evidence,
            form="seminar",
            title="Seminar Mutu Data Kesehatan",
            organiser="Diskominfosan (contoh)",
            started_on=day,
            ended_on=day,
            minutes=0,
            number="0421/SEM/CONTOH",
        )
        with freeze(day + timedelta(days=2)):
            record(learning, person=city.cast["bayu"])
