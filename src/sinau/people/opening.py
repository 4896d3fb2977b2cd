"""Open a city: its agencies from a data file, and the first person who may give roles."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from sinau.people import nip as nips
from sinau.people.models import Agency, AgencyVersion, Grant, Person, Posting, Role

AGENCIES = Path(__file__).parent / "data" / "agencies-yogyakarta.toml"


@transaction.atomic
def load_agencies(file: Path = AGENCIES) -> dict[str, Agency]:
    """Every agency of the file by code, with its former names; those already there stay as they are."""
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    for row in tomllib.loads(file.read_text())["agency"]:
        if row["code"] in agencies:
            continue
        parent = agencies.get(row.get("parent", ""))
        agency = Agency(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            kind=row["kind"],
            sector=row.get("sector", ""),
            parent=parent,
            opened_on=row["valid_from"],
            source=row["source"][:200],
            verified=row["verified"],
        )
        agency.path = agency.path_below(parent)
        agency.save()
        AgencyVersion.objects.bulk_create(_versions(agency, row))
        agencies[agency.code] = agency
    return agencies


def _versions(agency: Agency, row: dict[str, Any]) -> list[AgencyVersion]:
    said = {"agency": agency, "parent": agency.parent}
    current = AgencyVersion(
        **said, name=agency.name, short_name=agency.short_name, valid_from=agency.opened_on
    )
    if not row.get("formerly"):
        return [current]
    current.valid_from = row["renamed_on"]
    former = AgencyVersion(
        **said,
        name=row["formerly"],
        short_name=row["formerly"][:80],
        valid_from=agency.opened_on,
        valid_to=row["renamed_on"],
        reason="Perubahan nomenklatur",
    )
    return [former, current]


@transaction.atomic
def first_administrator(nip: str, name: str, *, agency: Agency, from_day: date) -> Person:
    """This person works for the agency and administers the whole city; a second time nothing changes."""
    parsed = nips.parse(nip)
    person = Person.objects.filter(nip=parsed.digits).first() or Person.objects.create_user(
        parsed.digits,
        name=name,
        birth_date=parsed.birth_date,
        sex=parsed.sex,
        emp_kind=parsed.kind,
        agency=agency,
    )
    if not person.postings.exists():
        Posting.objects.create(person=person, agency=agency, valid_from=from_day)
    city = Agency.objects.get(parent=None)
    Grant.objects.get_or_create(
        person=person, role=Role.ADMINISTRATOR, agency=city, defaults={"valid_from": from_day}
    )
    return person
