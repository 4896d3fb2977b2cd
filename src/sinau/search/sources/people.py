"""How colleagues get into the index: name, job and agency, which is all the directory shows to everybody."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sinau.kernel.facts import Fact
from sinau.people.events import AgencyRenamed, ImportCommitted, ImportUndone
from sinau.people.models import Audience, Person
from sinau.search.models import Kind
from sinau.search.sources import Material, Source, add_source, whole


def tell_person(pk: int) -> Material | None:
    """Somebody who serves now; number, grade, dates and everything private are never told."""
    person = Person.objects.serving().select_related("agency").filter(pk=pk).first()
    if person is None:
        return None
    url = person.get_absolute_url()
    agency = person.agency.name if person.agency else ""
    text = "\n".join(filter(None, (person.job_title, agency))) or person.full_name
    return Material(
        kind=Kind.PERSON,
        title=person.full_name,
        url=url,
        audience=Audience.CITY,
        agency_id=person.agency_id,
        parts=(whole(text, url=url, citation=person.full_name),),
    )


def visible_people(person: Person, pks: Collection[int]) -> set[int]:
    """Of these colleagues, those the directory shows now."""
    found = Person.objects.visible_to(person).serving().filter(pk__in=pks)
    return set(found.values_list("pk", flat=True))


def of_agency(fact: Fact) -> Iterable[int]:
    """The people whose agency has another name."""
    assert isinstance(fact, AgencyRenamed)
    people = Person.objects.serving().filter(agency=fact.agency_id)
    return list(people.values_list("pk", flat=True))


def of_import(fact: Fact) -> Iterable[int]:
    """The people whose record an import changed, or changed back."""
    if isinstance(fact, ImportUndone):
        return [*fact.person_ids, *fact.removed_person_ids]
    assert isinstance(fact, ImportCommitted)
    return fact.person_ids


add_source(
    Source(
        noun="people.person",
        kinds=(Kind.PERSON,),
        tell=tell_person,
        every=lambda: Person.objects.serving().values_list("pk", flat=True),
        visible=visible_people,
        facts={AgencyRenamed: of_agency, ImportCommitted: of_import, ImportUndone: of_import},
        untold=True,
    )
)
