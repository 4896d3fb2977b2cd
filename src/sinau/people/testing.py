"""The stage for tests: a small city and the cast, ready to act."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.test import TestCase

from sinau.people import cast
from sinau.people.models import Agency, AgencyKind, Person

_CITY = (
    ("kota", "", "Pemerintah Kota", "Pemkot", AgencyKind.CITY, ""),
    ("setda", "kota", "Sekretariat Daerah", "Setda", AgencyKind.SECRETARIAT, "Tata kelola"),
    (
        "setda-organisasi",
        "setda",
        "Bagian Organisasi",
        "Organisasi",
        AgencyKind.DIVISION,
        "Tata kelola",
    ),
    ("dinkes", "kota", "Dinas Kesehatan", "Dinkes", AgencyKind.DEPARTMENT, "Kesehatan"),
    ("dishub", "kota", "Dinas Perhubungan", "Dishub", AgencyKind.DEPARTMENT, "Perhubungan"),
    (
        "bkpsdm",
        "kota",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "BKPSDM",
        AgencyKind.BOARD,
        "Kepegawaian",
    ),
    (
        "diskominfosan",
        "kota",
        "Dinas Komunikasi Informatika dan Persandian",
        "Diskominfosan",
        AgencyKind.DEPARTMENT,
        "Komunikasi dan informatika",
    ),
    ("inspektorat", "kota", "Inspektorat", "Inspektorat", AgencyKind.INSPECTORATE, "Pengawasan"),
)


def small_city() -> dict[str, Agency]:
    """Eight agencies by code."""
    agencies: dict[str, Agency] = {}
    for code, parent_code, name, short_name, kind, sector in _CITY:
        parent = agencies.get(parent_code)
        agency = Agency(
            code=code,
            name=name,
            short_name=short_name,
            kind=kind,
            sector=sector,
            parent=parent,
            opened_on=date(2000, 1, 1),
        )
        agency.path = agency.path_below(parent)
        agency.save()
        agency.versions.create(
            name=name, short_name=short_name, parent=parent, valid_from=agency.opened_on
        )
        agencies[code] = agency
    return agencies


class Stage:
    """Gives a test class the agencies and the nine people of the cast by name."""

    agencies: ClassVar[dict[str, Agency]]
    dinkes: ClassVar[Agency]
    dishub: ClassVar[Agency]
    bkpsdm: ClassVar[Agency]
    diskominfosan: ClassVar[Agency]
    sari: ClassVar[Person]
    wulan: ClassVar[Person]
    bayu: ClassVar[Person]
    ratna: ClassVar[Person]
    budi: ClassVar[Person]
    dewi: ClassVar[Person]
    tri: ClassVar[Person]
    agung: ClassVar[Person]
    joko: ClassVar[Person]

    @classmethod
    def set_the_stage(cls) -> None:
        """Make the small city and put the cast in it."""
        cls.agencies = small_city()
        for code in ("dinkes", "dishub", "bkpsdm", "diskominfosan"):
            setattr(cls, code, cls.agencies[code])
        for key, person in cast.play(cls.agencies).items():
            setattr(cls, key, person)


class CastTestCase(Stage, TestCase):
    """Sari learns at the health agency, Bayu supervises her, Budi heads it; Joko is elsewhere."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.set_the_stage()
