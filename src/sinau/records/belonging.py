"""What a pass opens: what one person does, in the registration it names; nothing of anybody else."""

from __future__ import annotations

from typing import Any

import msgspec

from sinau.people.models import Person
from sinau.records.callers import Caller
from sinau.records.exchange import Problem
from sinau.records.finding import Query
from sinau.records.identities import identifiers_of
from sinau.records.xapi import agents
from sinau.records.xapi.checked import Checked

SECTION = "1.0.3 Communication 3.2"


class _Context(msgspec.Struct):
    registration: str | None = None


class _Statement(msgspec.Struct):
    actor: dict[str, Any]
    context: _Context = msgspec.field(default_factory=_Context)


_statement = msgspec.json.Decoder(_Statement)


def check_agent(caller: Caller, agent: str) -> None:
    """What is this agent's is the caller's business; else the answer is 403."""
    if caller.person_id is not None and agent not in _identifiers(caller):
        raise _refused("Izin ini hanya untuk pelaku yang memegangnya.", "agent")


def check_registration(caller: Caller, registration: str | None) -> None:
    """What belongs to this registration is the caller's business; else the answer is 403."""
    own = caller.registration
    if own is not None and registration != own:
        raise _refused(f"Izin ini hanya untuk registrasi {own}.", "registration")


def check_statement(caller: Caller, statement: Checked) -> None:
    """The caller may say this; a pass says only what its person did, and takes nothing back."""
    if caller.person_id is None:
        return
    check_registration(caller, statement.registration)
    check_agent(caller, statement.actor)
    if statement.voids:
        raise _refused("Izin ini tidak untuk membatalkan pernyataan.", "verb")


def check_query(caller: Caller, query: Query) -> None:
    """The caller may ask this; a pass asks for what its person did."""
    if caller.person_id is None:
        return
    check_registration(caller, query.registration)
    check_agent(caller, query.agent)
    if query.related_agents:
        raise _refused("Izin ini hanya untuk pernyataan pelakunya sendiri.", "related_agents")


def is_readable(caller: Caller, text: bytes) -> bool:
    """Whether the caller may read this statement, as far as its person matters."""
    if caller.person_id is None:
        return True
    said = _statement.decode(text)
    if caller.registration is not None and said.context.registration != caller.registration:
        return False
    return agents.identifier(said.actor) in _identifiers(caller)


def _identifiers(caller: Caller) -> list[str]:
    return identifiers_of(Person.objects.get(pk=caller.person_id))


def _refused(sentence: str, field: str) -> Problem:
    return Problem(403, sentence, field=field, section=SECTION)
