"""A person's statements, to be taken along by themselves or by who guards the records."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.people.models import Person
from sinau.records import finding
from sinau.records.events import StatementsTaken
from sinau.records.hiding import statements_about
from sinau.records.identities import identifiers_of
from sinau.records.models import Statement


def statements_of_person(person: Person) -> Iterator[Statement]:
    """Every statement in which the person stands, the oldest first."""
    for chunk in statements_about(identifiers_of(person)):
        yield from chunk


@transaction.atomic
def note_taken(person: Person, *, count: int, by: Person) -> None:
    """It is written down who took whose statements along."""
    announce(StatementsTaken(person_id=person.pk, name=person.name, count=count), by=by)


def as_json(person: Person) -> Iterator[bytes]:
    """One JSON object with everything, written piece by piece so that memory stays flat."""
    head = {"name": person.name, "identifiers": identifiers_of(person)}
    yield json.dumps(head, ensure_ascii=False).encode()[:-1] + b', "statements": ['
    separator = b""
    for row in statements_of_person(person):
        text = json.dumps(row.data, ensure_ascii=False, separators=(",", ":"))
        yield separator + finding.text_of(row.stored, text)
        separator = b",\n"
    yield b"]}\n"
