"""Over which agencies somebody may look, and which of them they are looking at."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from sinau.people.access import within
from sinau.people.models import Agency, Person, Role

# Who may see an agency's summary.
READERS = (Role.HEAD, Role.OFFICER, Role.AUDITOR)


@dataclass(frozen=True)
class Scope:
    """A reader, the agency they look at with everything below it, and the year."""

    reader: Person
    agency: Agency
    year: int

    def holds(self, field: str) -> Q:
        """Rows whose agency, reached by `field`, is the one looked at or lies below it."""
        return Q(**{f"{field}__path__startswith": self.agency.path})


def agencies_of(reader: Person) -> list[Agency]:
    """The agencies the reader answers for, from the top; sub-units follow their parent."""
    return list(Agency.objects.open_now().filter(within("", reader, *READERS)).order_by("path"))


def scope_of(reader: Person, agencies: list[Agency], *, code: str, year: int) -> Scope | None:
    """The agency with this code if the reader answers for it, else their first one."""
    chosen = next((agency for agency in agencies if agency.code == code), None)
    if chosen is None and agencies and not code:
        chosen = min(agencies, key=lambda agency: agency.path.count("/"))
    return Scope(reader, chosen, year) if chosen else None
