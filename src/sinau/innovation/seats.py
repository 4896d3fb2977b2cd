"""Who may sit in which seat, and whether two people really stand for two agencies."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from sinau.innovation.models import Idea
from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.people.models import Agency, AgencyKind, Person, Posting, Role

# Who served in an agency so recently does not yet look at it from outside.
STILL_THEIRS = timedelta(days=180)
WRITING = (
    "innovation.plan.begun",
    "innovation.plan.changed",
    "innovation.impact.answered",
    "innovation.impact.finished",
)


def root_of(path: str) -> str:
    """The agency to which a unit belongs: "/kota/dinkes/puskesmas-jetis/" is one with "/kota/dinkes/"."""
    return "/".join(path.split("/")[:3]) + "/"


def home_of(person: Person) -> Agency | None:
    """The agency for which a person stands today, units counted with their agency."""
    if person.agency is None:
        return None
    home: Agency | None = Agency.objects.filter(path=root_of(person.agency.path)).first()
    return home


def roots_lately(person: Person) -> set[str]:
    """The agencies the person served within the last half year, today's included."""
    since = today() - STILL_THEIRS
    paths = set(
        Posting.objects.filter(person=person)
        .exclude(valid_to__lte=since)
        .values_list("agency__path", flat=True)
    )
    if person.agency is not None:
        paths.add(person.agency.path)
    return {root_of(path) for path in paths}


def writers_of(idea: Idea) -> set[int]:
    """Everybody who wrote plan or assessment; by what the journal keeps, so that it cannot be undone."""
    entries = Entry.objects.about(f"innovation.plan:{idea.pk}").of_kinds(*WRITING)
    return {pk for pk in entries.values_list("told_by", flat=True).distinct() if pk is not None}


def seats_open_to(person: Person, idea: Idea, seats: Collection[str]) -> list[str]:
    """Of these seats, those in which this person may sign."""
    return [seat for seat in seats if may_sit(person, idea, seat)]


def may_sit(person: Person, idea: Idea, seat: str) -> bool:
    """Whether the person holds the office of this seat; own work is looked at elsewhere."""
    if seat == "pemilik":
        return person.pk == idea.owner_id
    if person.pk == idea.owner_id:
        return False
    if seat == "risiko":
        return person.has_role(Role.RISK_OFFICER, over=idea.agency)
    if seat == "pimpinan":
        return person.has_role(Role.HEAD, over=idea.agency)
    if seat == "penelaah":
        return person.has_role(Role.HEAD, Role.RISK_OFFICER) and is_outside(person, idea)
    if seat == "sekda":
        city = Agency.objects.filter(kind=AgencyKind.CITY).first()
        return city is not None and person.has_role(Role.HEAD, over=city)
    return False


def is_outside(person: Person, idea: Idea) -> bool:
    """Whether the person looks at it from another agency, and has for half a year."""
    return person.agency is not None and root_of(idea.agency.path) not in roots_lately(person)
