"""Who advises on and who decides a request, found from the structure and the roles."""

from __future__ import annotations

from datetime import date

from sinau.people.models import Grant, Person, Role
from sinau.personnel.models import LeaveRequest, LeaveState

FARTHEST = 6


def supervisor_of(person: Person, *, on: date) -> Person | None:
    """The direct supervisor who is there that day, or the next one up."""
    above = person.supervisor
    for _step in range(FARTHEST):
        if above is None or above.pk == person.pk:
            return None
        if above.left_on is None and above.is_active and not is_away(above, on=on):
            return above
        above = above.supervisor
    return None


def official_of(person: Person, *, on: date) -> Person | None:
    """Who decides: the head over the person's agency, the nearest one; of a head, the next one up."""
    if person.agency is None:
        return None
    parts = person.agency.path.strip("/").split("/")
    paths = ["/" + "/".join(parts[:depth]) + "/" for depth in range(len(parts), 0, -1)]
    heads = Grant.objects.valid_on(on).filter(role=Role.HEAD, agency__path__in=paths)
    found = {
        grant.agency.path: grant.person
        for grant in heads.select_related("person", "agency")
        if grant.person_id != person.pk and grant.person.left_on is None
    }
    return next((found[path] for path in paths if path in found), None)


def is_away(person: Person, *, on: date) -> bool:
    """Whether the person is on leave that day."""
    return LeaveRequest.objects.filter(
        person=person, state=LeaveState.GRANTED, start_on__lte=on, end_on__gte=on
    ).exists()
