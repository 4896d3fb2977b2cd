"""The catalogue of services as data: what the city carries out in Sinau."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.people.models import Agency, Person
from sinau.personnel.events import ServiceDescribed
from sinau.personnel.models import Service

FILE = Path(__file__).parent / "data" / "services.toml"
KEPT = ("who", "requirements", "steps", "rules", "notes", "complaints", "legal_basis")


@transaction.atomic
def load_services(owner: Person, *, file: Path = FILE) -> int:
    """The services of the file stand in the catalogue; those already there take its wording."""
    rows = tomllib.loads(file.read_text())["service"]
    for row in rows:
        service, _is_new = Service.objects.update_or_create(
            slug=row["slug"],
            defaults={
                "name": row["name"],
                "short": row["short"],
                "description": row["description"].strip(),
                "agency": Agency.objects.get(code=row["agency"]),
                "owner": owner,
                "duration_working_days": row["duration_working_days"],
                "duration_note": row["duration_note"],
                "cost": row["cost"],
                "product": row["product"],
                "article": row["article"],
                "content": {name: row[name] for name in KEPT if name in row},
            },
        )
        announce(ServiceDescribed(service_id=service.pk, name=service.name), by=owner)
    return len(rows)
