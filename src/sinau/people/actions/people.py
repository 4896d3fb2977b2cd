"""Correct staff data and note competency levels."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.kernel.refusals import Refused
from sinau.kernel.telling import tell
from sinau.people.actions.postings import post
from sinau.people.events import CompetencyAssessed, PersonEdited, PersonPosted
from sinau.people.models import Agency, CompetencyLevel, Person
from sinau.people.models.competencies import standard

_OF_THE_POSTING = {"agency", "job_title", "job_kind"}


class AssessedInTheFuture(Refused):
    """A level is found on a day that has been."""


@transaction.atomic
def edit_person(person: Person, *, by: Person, values: Mapping[str, Any], reason: str) -> list[str]:
    """The staff data hold these values now; gives the fields that changed, none the second time.

    Another agency or job is a new posting from the day of the job, or from today.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    changed = [key for key, value in values.items() if getattr(person, key) != value]
    if not changed:
        return []
    former = person.agency_id
    for key in changed:
        setattr(person, key, values[key])
    person.save(update_fields=changed)
    if _OF_THE_POSTING & set(changed) and person.agency is not None:
        from_day = _first_day(person.job_date if "job_date" in changed else None)
        post([person], days={person.pk: from_day})
        if "agency" in changed:
            tell(_posted(person, person.agency, former, from_day), by=by)
    tell(PersonEdited(person_id=person.pk, name=person.name, fields=changed, reason=reason), by=by)
    return changed


def _first_day(said: date | None) -> date:
    return said if said and said <= today() else today()


def _posted(person: Person, agency: Agency, former: int | None, from_day: date) -> PersonPosted:
    return PersonPosted(
        person_id=person.pk,
        name=person.name,
        agency_id=agency.pk,
        agency_name=agency.name,
        former_agency_id=former,
        from_day=from_day,
    )


@transaction.atomic
def assess_competency(
    person: Person, *, by: Person, competency: str, level: int, assessed_on: date
) -> CompetencyLevel:
    """The person has this level from that day; said again for the same day it is replaced."""
    if assessed_on > today():
        raise AssessedInTheFuture(_("Tanggal penilaian tidak boleh di masa depan."))
    row = CompetencyLevel.objects.filter(
        person=person, competency=competency, assessed_on=assessed_on
    ).first()
    if row and row.level == level:
        return row
    row, _made = CompetencyLevel.objects.update_or_create(
        person=person,
        competency=competency,
        assessed_on=assessed_on,
        defaults={"level": level, "assessed_by": by},
    )
    tell(
        CompetencyAssessed(
            person_id=person.pk,
            name=person.name,
            competency=competency,
            competency_name=standard().name_of(competency),
            level=level,
            assessed_on=assessed_on,
        ),
        by=by,
    )
    return row
