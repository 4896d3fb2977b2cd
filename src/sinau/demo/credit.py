"""What the people of the demo city learnt earlier this year, outside Sinau's own courses and classes."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sinau.credit.actions import Learning, record
from sinau.demo.city import City
from sinau.kernel.clock import freeze
from sinau.people.models import Person

# form, title, organiser, days, JP on its certificate; plausible and made up.
EARLIER = (
    ("technical", "Pelatihan Pelayanan Prima di Loket", "BKPSDM (contoh)", 2, "12"),
    ("seminar", "Seminar Tata Kelola Data Daerah", "Diskominfosan (contoh)", 1, None),
    ("workshop", "Lokakarya Menyusun Standar Pelayanan", "Bagian Organisasi (contoh)", 1, None),
    ("socialisation", "Sosialisasi Pelindungan Data Pribadi", "Diskominfosan (contoh)", 1, None),
    ("functional", "Pelatihan Fungsional Analis", "Lembaga pelatihan (contoh)", 3, "20"),
)
AGENCIES = ("dinkes", "bkpsdm", "diskominfosan", "setda-organisasi", "dishub", "inspektorat", "dpk")


def seed(city: City) -> None:
    """Two of three people of a few agencies bring one to three certificates."""
    year = city.today.year
    for code in AGENCIES:
        people = Person.objects.serving().filter(agency=city.agencies[code]).order_by("nip")
        for at, person in enumerate(people):
            for turn in range(0 if at % 3 == 2 else 1 + at % 3):
                _one(person, EARLIER[(at * 2 + turn * 3) % len(EARLIER)], city, year, at + turn)


def _one(
    person: Person, row: tuple[str, str, str, int, str | None], city: City, year: int, turn: int
) -> None:
    form, title, organiser, days, jp = row
    begun = date(year, 1, 12) + timedelta(days=(turn * 37) % 280)
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
