"""Our own facts as xAPI statements.

An app says in its `statements.py` how a fact of the house reads as a statement; the journal tells
it, and the statement gets an id that follows from the journal's entry, so that telling it again
stores nothing twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC
from typing import Any, TypeVar

import msgspec
from django.conf import settings

from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.kernel.facts import Fact
from sinau.people.models import Person
from sinau.records.identities import account_of
from sinau.records.profiles import VERSION_ID
from sinau.records.storing import Conflict, house_caller, store
from sinau.records.xapi.reading import read_statement
from sinau.records.xapi.versions import Version

Statement = dict[str, Any]
Say = Callable[[Any, Entry], "Statement | Iterator[Statement] | None"]
SayT = TypeVar("SayT", bound=Say)

# Version 5 of a UUID needs a name space; this one is ours for ever.
SPACE = uuid.UUID("6b1f6a5e-3a0f-5a58-9a3c-5d0b6d1f2c77")
LANGUAGE = "id-ID"

# For the page and the test of the profile: which function says which kinds of fact.
sayings: dict[str, tuple[str, ...]] = {}


def states(*fact_types: type[Fact]) -> Callable[[SayT], SayT]:
    """The function says these facts as one statement, several, or None when there is nothing to say.

    The statement needs actor, verb, object and what else there is to say; id, time, platform,
    language and the profile's version are added.
    """

    def ask(say: SayT) -> SayT:
        app = say.__module__.split(".")[1]

        def hear(fact: Fact, entry: Entry) -> None:
            tell(say, fact, entry)

        # The listener's name must be another one than that of a listener of the same app.
        hear.__module__, hear.__name__ = say.__module__, f"{say.__name__}_as_statement"
        hears(*fact_types)(hear)
        sayings[f"{app}.{say.__name__}"] = tuple(each.kind for each in fact_types)
        return say

    return ask


def tell(say: Say, fact: Fact, entry: Entry) -> list[str]:
    """The statements of a fact are in the store; told again, they are there once."""
    said = statements_of(say, fact, entry)
    if not said:
        return []
    checked = [read_statement(msgspec.json.encode(each), Version.V1) for each in said]
    try:
        return store(checked, caller=house_caller(), version=Version.V1)
    except Conflict:
        # It is there, in words of an earlier release or under a pseudonym; what was said stays.
        return [str(each.id) for each in checked]


def statements_of(say: Say, fact: Fact, entry: Entry) -> list[Statement]:
    """What the function says about the fact, completed."""
    said = say(fact, entry)
    if said is None:
        return []
    several = [said] if isinstance(said, dict) else list(said)
    return [_complete(each, entry, number) for number, each in enumerate(several)]


def id_of(entry_id: int, number: int = 0) -> str:
    """The id of the statement that a journal entry gives, the first or a later one."""
    return str(uuid.uuid5(SPACE, f"entry:{entry_id}" + (f":{number}" if number else "")))


def registration_of(*parts: object) -> str:
    """One registration for all statements about the same attempt, course or class of one person."""
    return str(uuid.uuid5(SPACE, "registration:" + ":".join(map(str, parts))))


def _complete(said: Statement, entry: Entry, number: int) -> Statement:
    context = dict(said.get("context", {}))
    activities = dict(context.get("contextActivities", {}))
    if said["verb"]["id"] != VOIDED["id"]:
        activities["category"] = [{"id": VERSION_ID}, *activities.get("category", [])]
        context["contextActivities"] = activities
        context.setdefault("language", LANGUAGE)
        if said["object"].get("objectType", "Activity") == "Activity":
            context.setdefault("platform", "Sinau")
    complete = {
        "timestamp": entry.told_at.astimezone(UTC).isoformat(timespec="milliseconds"),
        **said,
        "id": id_of(entry.pk, number),
    }
    if context:
        complete["context"] = context
    return complete


# ── Words for those who say facts ───────────────────────────────────────────

VOIDED: Statement = {
    "id": "http://adlnet.gov/expapi/verbs/voided",
    "display": {"id-ID": "membatalkan", "en-US": "voided"},
}


def actor(person: Person | int | None) -> Statement | None:
    """The person as the house's own account; None for nobody or somebody who is not known."""
    who = Person.objects.filter(pk=person).first() if isinstance(person, int) else person
    return account_of(who) if who is not None else None


def activity(path: str, kind: str, name: str = "", **definition: Any) -> Statement:
    """A page of the house as an activity."""
    said: Statement = {"type": kind, **definition}
    if name:
        said["name"] = {LANGUAGE: name}
    return {
        "objectType": "Activity",
        "id": f"{settings.PUBLIC_URL}{path}",
        "definition": said,
    }


def voiding(statement_id: str) -> Statement:
    """The object of a statement that voids another."""
    return {"objectType": "StatementRef", "id": statement_id}


def minutes_long(minutes: int) -> str:
    """A duration as xAPI writes it."""
    return f"PT{minutes}M"
