"""Statements for tests, as reading leaves them."""

from __future__ import annotations

import json
import uuid
from typing import Any

from sinau.records.callers import Caller, caller_for
from sinau.records.clients import create_client
from sinau.records.models import Scope
from sinau.records.xapi.checked import Checked

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
ANSWERED = "http://adlnet.gov/expapi/verbs/answered"


def client_caller(*scopes: str, name: str = "Moodle") -> Caller:
    """A caller that has just been given a key."""
    return caller_for(create_client(name, scopes or (Scope.ALL,), None)[0])


def checked(
    *,
    actor: str = "mbox:mailto:sari@example.go.id",
    verb: str = COMPLETED,
    activity: str = "https://kursus.example/1",
    statement_id: str | None = None,
    target: str | None = None,
    voids: bool = False,
    **more: Any,
) -> Checked:
    """One checked statement; the JSON agrees with the columns as far as tests look."""
    made = statement_id or str(uuid.uuid4())
    thing: dict[str, Any] = {"id": activity}
    if target:
        thing = {"objectType": "StatementRef", "id": target}
    said = {
        "id": made,
        "actor": {"mbox": actor.removeprefix("mbox:")},
        "verb": {"id": verb},
        "object": thing,
    }
    return Checked(
        json=json.dumps(said).encode(),
        id=made,
        timestamp=None,
        verb=verb,
        actor=actor,
        object="" if target else activity,
        object_type="StatementRef" if target else "Activity",
        target=target,
        voids=voids,
        holds=frozenset({"id"}),
        **more,
    )
