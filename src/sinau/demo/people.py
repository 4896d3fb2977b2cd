"""The people of the demo city: the agencies from data, the cast, and some three hundred colleagues."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from sinau.demo.city import City, content
from sinau.demo.staff import fill_records
from sinau.people import cast
from sinau.people import nip as nips
from sinau.people.models import Agency, Grant, Person, Posting, Role
from sinau.people.opening import load_agencies

COLLEAGUES = 300
# Of ten posts in an office: kind, title, grades that fit, education.
POSTS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("pengawas", "Kepala Subbagian Umum dan Kepegawaian", ("III/c", "III/d"), ("S1", "S2")),
    ("fungsional", "Perencana Ahli Muda", ("III/c", "III/d"), ("S1", "S2")),
    ("fungsional", "Analis Kebijakan Ahli Pertama", ("III/a", "III/b"), ("S1",)),
    ("fungsional", "Pranata Komputer Ahli Pertama", ("III/a", "III/b"), ("S1",)),
    ("pelaksana", "Penelaah Teknis Kebijakan", ("III/a", "III/b"), ("S1",)),
    ("pelaksana", "Pengolah Data dan Informasi", ("II/c", "II/d"), ("D-III",)),
    ("pelaksana", "Pengadministrasi Perkantoran", ("II/a", "II/b"), ("SLTA",)),
    ("fungsional", "Arsiparis Terampil", ("II/c", "II/d"), ("D-III",)),
)
CLINIC_POSTS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("fungsional", "Dokter Ahli Muda", ("III/c", "III/d"), ("S1",)),
    ("fungsional", "Perawat Ahli Pertama", ("III/a", "III/b"), ("S1",)),
    ("fungsional", "Bidan Terampil", ("II/c", "II/d"), ("D-III",)),
    ("pelaksana", "Pengadministrasi Perkantoran", ("II/a", "II/b"), ("SLTA",)),
)
HEADS = {
    "dinas": ("jpt", "Kepala {name}", "IV/b"),
    "badan": ("jpt", "Kepala {name}", "IV/b"),
    "inspektorat": ("jpt", "Inspektur", "IV/b"),
    "kemantren": ("administrator", "Mantri Pamong Praja {place}", "IV/a"),
    "kelurahan": ("pengawas", "Lurah {place}", "III/d"),
    "bagian": ("administrator", "Kepala {name}", "IV/a"),
    "puskesmas": ("fungsional", "Kepala {name}", "IV/a"),
}


def seed(city: City) -> None:
    """Load the structure of the city, put the cast on stage and fill the offices."""
    city.agencies = load_agencies()
    city.cast = cast.play(city.agencies)
    _fill_offices(city)
    fill_records(city)


def _fill_offices(city: City) -> None:
    """Heads first, then colleagues under them, until there are enough."""
    offices = [a for a in city.agencies.values() if a.kind not in ("kota", "unit", "sekretariat")]
    led = {person.agency_id: person for person in city.cast.values() if person.job_kind == "jpt"}
    sequence = 0
    people: list[Person] = []
    for agency in offices:
        if agency.kind in HEADS and agency.pk not in led:
            sequence += 1
            kind, title, grade = HEADS[agency.kind]
            place = agency.name.split(" ", 1)[-1]
            job = (kind, title.format(name=agency.name, place=place), (grade,), ("S2",))
            led[agency.pk] = _person(city, agency, job, sequence, supervisor=None)
            people.append(led[agency.pk])
    Person.objects.bulk_create(people)
    Grant.objects.bulk_create(
        Grant(person=head, role=Role.HEAD, agency=head.agency, valid_from=date(2021, 1, 4))
        for head in people
    )
    staff: list[Person] = []
    at = 0
    while len(people) + len(staff) + len(city.cast) < COLLEAGUES:
        agency = offices[at % len(offices)]
        posts = CLINIC_POSTS if agency.kind in ("puskesmas", "rsud") else POSTS
        post = posts[(at // len(offices) * 3 + at) % len(posts)]
        sequence += 1
        at += 1
        staff.append(_person(city, agency, post, sequence, supervisor=led.get(agency.pk)))
    Person.objects.bulk_create(staff)
    Posting.objects.bulk_create(
        Posting(
            person=person,
            agency=person.agency,
            job_title=person.job_title,
            job_kind=person.job_kind,
            valid_from=person.job_date or date(2022, 1, 3),
        )
        for person in [*people, *staff]
    )


def _person(
    city: City,
    agency: Agency,
    post: tuple[str, str, tuple[str, ...], tuple[str, ...]],
    sequence: int,
    *,
    supervisor: Person | None,
) -> Person:
    dice = city.dice
    kind, title, grades, levels = post
    sex = dice.choice("LP")
    education = dice.choice(levels)
    is_senior = grades[0].startswith("IV")
    appointed = date(
        dice.randint(1996, 2003) if is_senior else dice.randint(2008, 2022), dice.randint(1, 12), 1
    )
    born = date(appointed.year - dice.randint(23, 29), dice.randint(1, 12), dice.randint(1, 28))
    emp_kind = "PPPK" if appointed.year > 2018 and dice.random() < 0.4 else "PNS"
    front, back = _titles(city, title, education)
    grade = dice.choice(grades)
    return Person(
        nip=nips.compose(
            born,
            kind=emp_kind,
            year=appointed.year,
            month=appointed.month,
            sex=sex,
            sequence=sequence,
        ),
        name=_name(city, sex),
        title_front=front if sex == "L" else _names()["title_female"].get(front, front),
        title_back=back,
        email="",
        emp_kind=emp_kind,
        birth_date=born,
        sex=sex,
        cpns_date=appointed,
        pns_date=None if emp_kind == "PPPK" else appointed.replace(year=appointed.year + 1),
        grade_first="" if emp_kind == "PPPK" else grades[0],
        grade="IX" if emp_kind == "PPPK" else grade,
        grade_date=date(dice.randint(2021, 2025), dice.choice((4, 10)), 1),
        job_kind=kind,
        job_title=title,
        job_date=date(dice.randint(2022, 2025), dice.randint(1, 12), 1),
        education_level=education,
        agency=agency,
        supervisor=supervisor,
        # Nobody signs in as these; only the cast has a password.
        password=make_password(None),
    )


@cache
def _names() -> dict[str, Any]:
    return content("names.toml")


def _name(city: City, sex: str) -> str:
    names, dice = _names(), city.dice
    given = dice.choice(names["given_male" if sex == "L" else "given_female"])
    family = names["family"]
    if sex == "L":
        family = [name for name in family if name not in names["family_female_only"]]
    return f"{given} {dice.choice(family)}"


def _titles(city: City, job: str, education: str) -> tuple[str, str]:
    names, dice = _names(), city.dice
    for profession in names["profession"]:
        if job.startswith(profession["job"]):
            return profession["front"], profession["back"]
    front = dice.choice(names["front_titles"][education])
    if front in names["title_pairs"]:
        return front, names["title_pairs"][front]
    return front, dice.choice(names["back_titles"][education])
