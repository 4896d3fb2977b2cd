"""Statements as a page shows them: the sentence, who it is about, and by which system it came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from sinau.kernel.words import date_id, moment_id, time_id
from sinau.people.models import Person
from sinau.records.callers import caller_for, house_caller
from sinau.records.identities import people_of
from sinau.records.keys import key_of
from sinau.records.models import Activity, Client, Statement
from sinau.records.sentences import Sentence, identifiers_in, sentence_of
from sinau.records.xapi.agents import identifier


@dataclass(frozen=True)
class Told:
    """One statement, ready to be shown."""

    row: Statement
    data: dict[str, Any]
    sentence: Sentence
    person: Person | None
    system: str

    @property
    def whose(self) -> str:
        """A name to make initials of."""
        return self.person.name if self.person else self.sentence.actor

    @property
    def actor(self) -> str:
        """The identifier of the actor."""
        return identifier(self.data.get("actor") or {})

    @property
    def day(self) -> str:
        """The day on which it came."""
        return date_id(self.row.stored, weekday=True)

    @property
    def meta(self) -> list[str]:
        """When it happened, which system said so, and when that was, where it differs."""
        said = [self.system, moment_id(self.row.timestamp)]
        if abs((self.row.stored - self.row.timestamp).total_seconds()) >= 3600:
            said.append(_("diterima %(time)s") % {"time": _received(self.row)})
        return said


def told(statements: Iterable[Statement], systems: Mapping[int, str] | None = None) -> list[Told]:
    """The statements in order, with as many queries for many as for one."""
    rows = list(statements)
    names = systems_by_authority() if systems is None else systems
    definitions = _definitions(rows)
    data = [_named(row.data, definitions) for row in rows]
    people = people_of(identifiers_in(data))
    return [
        Told(
            row=row,
            data=said,
            sentence=(sentence := sentence_of(said, people)),
            person=people.get(identifier(said.get("actor") or {})),
            system=names.get(row.authority) or sentence.system,
        )
        for row, said in zip(rows, data, strict=True)
    ]


def told_to(statements: Iterable[Statement], person: Person) -> list[Told]:
    """The same for the actor, who is called "Anda"."""
    return [
        replace(one, person=person, sentence=replace(one.sentence, actor=_("Anda")))
        for one in told(statements)
    ]


def systems_by_authority(clients: Iterable[Client] | None = None) -> dict[int, str]:
    """What each authority is called now, Sinau itself among them."""
    known = Client.objects.all() if clients is None else clients
    house = house_caller()
    return {house.authority_key: house.name} | {
        caller_for(client).authority_key: client.name for client in known
    }


def _received(row: Statement) -> str:
    is_same_day = date_id(row.stored) == date_id(row.timestamp)
    return time_id(row.stored) if is_same_day else moment_id(row.stored)


def _nameless(data: Mapping[str, Any]) -> str:
    """The IRI of the activity whose name this statement does not say."""
    said = data.get("object")
    if not isinstance(said, dict) or said.get("objectType", "Activity") != "Activity":
        return ""
    definition = said.get("definition")
    is_named = isinstance(definition, dict) and definition.get("name")
    return "" if is_named else str(said.get("id", ""))


def _definitions(rows: list[Statement]) -> dict[str, dict[str, Any]]:
    """What other statements said about the activities that these do not name."""
    iris = {iri for row in rows if (iri := _nameless(row.data))}
    if not iris:
        return {}
    known = Activity.objects.filter(key__in=[key_of(iri) for iri in iris])
    return dict(known.values_list("iri", "definition"))


def _named(data: dict[str, Any], definitions: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    definition = definitions.get(_nameless(data))
    if not definition:
        return data
    own = data["object"].get("definition") or {}
    return {**data, "object": {**data["object"], "definition": {**definition, **own}}}
