"""The cast as the demo's sign-in page lists it."""

from __future__ import annotations

from dataclasses import dataclass

from sinau.people.cast import CAST
from sinau.people.models import Person


@dataclass(frozen=True)
class Role:
    """One person one can be in the demo."""

    key: str
    person: Person
    wants: str


def cast_on_stage() -> list[Role]:
    """Everybody of the cast who is in the database, employees first."""
    found = {
        p.nip: p
        for p in Person.objects.serving().filter(nip__in=_numbers()).select_related("agency")
    }
    parts = sorted(CAST.values(), key=lambda part: bool(part.roles))
    return [Role(p.key, found[p.nip], p.wants) for p in parts if p.nip in found]


def _numbers() -> list[str]:
    return [part.nip for part in CAST.values()]
