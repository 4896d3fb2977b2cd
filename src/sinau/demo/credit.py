"""What the people of the demo city learnt earlier this year, outside Sinau's own courses and classes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sinau.credit.actions import Learning, record
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


def seed(city: City) -> None:
    """Most people of a few agencies bring the certificates of their year."""
    for code in AGENCIES:
        office = Person.objects.serving().filter(agency__path__startswith=city.agencies[code].path)
        people = office.exclude(pk=city.cast["sari"].pk).order_by("nip")
        for person in people:
            for turn, learnt in enumerate(city.dice.choice(YEARS)):
                _one(
                    person,
                    learnt,
                    city,
                    begun=date(city.today.year, 1, 12)
                    + timedelta(days=city.dice.randrange(70) + turn * 80),
                )


def _one(person: Person, learnt: Learnt, city: City, *, begun: date) -> None:
    form, title, organiser, days, jp = learnt
    if begun + timedelta(days=days) >= city.today:
        return
    ended = begun + timedelta(days=days - 1)
    learning = Learning(
        evidence=f"demo.certificate:{person.nip}-{form}",
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
