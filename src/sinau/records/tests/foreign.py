"""Statements of other systems for tests, through the same reader as those that come in."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from sinau.records import following
from sinau.records.callers import Caller, caller_for
from sinau.records.clients import create_client
from sinau.records.models import Scope
from sinau.records.storing import store
from sinau.records.xapi.reading import read_statement
from sinau.records.xapi.versions import Version

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
PASSED = "http://adlnet.gov/expapi/verbs/passed"
LAUNCHED = "http://adlnet.gov/expapi/verbs/launched"
SATISFIED = "https://w3id.org/xapi/adl/verbs/satisfied"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
MOODLE_COURSE = "http://id.tincanapi.com/activitytype/lms/course"
CMI5_COURSE = "https://w3id.org/xapi/cmi5/activitytype/course"
SARI = {"mbox": "mailto:sari@sinau.example", "name": "Sari"}
STRANGER = {"account": {"homePage": "https://lms.example", "name": "s.lestari"}, "name": "Sari L."}


def statement(
    *,
    actor: dict[str, Any] | None = None,
    verb: str = COMPLETED,
    activity: str = "https://lms.example/course/7",
    kind: str = MOODLE_COURSE,
    name: str = "Keamanan informasi dasar",
    duration: str = "PT1H30M",
    at: str = "2026-03-02T03:00:00Z",
    result: dict[str, Any] | None = None,
    context: dict[str, Any] | None = None,
    statement_id: str = "",
) -> dict[str, Any]:
    """One statement as an LMS sends it."""
    said: dict[str, Any] = {
        "id": statement_id or str(uuid.uuid4()),
        "actor": actor or SARI,
        "verb": {"id": verb},
        "object": {"id": activity, "definition": {"type": kind, "name": {"id": name}}},
        "timestamp": at,
    }
    if duration or result:
        said["result"] = {**({"duration": duration} if duration else {}), **(result or {})}
    if context:
        said["context"] = context
    return said


def voiding(target: str) -> dict[str, Any]:
    """A statement that voids another."""
    return {
        "id": str(uuid.uuid4()),
        "actor": SARI,
        "verb": {"id": VOIDED},
        "object": {"objectType": "StatementRef", "id": target},
    }


def h5p(**said: Any) -> dict[str, Any]:
    """What H5P sends when its content is finished."""
    context = said.pop("context", {})
    context.setdefault("contextActivities", {})["category"] = [
        {"id": "http://h5p.org/libraries/H5P.InteractiveVideo-1.26"}
    ]
    said.setdefault("activity", "https://h5p.example/content/12")
    said.setdefault("kind", "http://adlnet.gov/expapi/activities/media")
    return statement(context=context, **said)


def sender(name: str = "Moodle provinsi") -> Caller:
    """A system that may write statements."""
    return caller_for(create_client(name, (Scope.ALL,), None)[0])


def send(*statements: dict[str, Any], caller: Caller | None = None) -> list[str]:
    """The statements are in the store."""
    checked = [read_statement(json.dumps(one).encode(), Version.V1) for one in statements]
    return store(checked, caller=caller or sender(), version=Version.V1)


def follow() -> None:
    """Everything sent so far is dealt with."""
    following.follow_to_the_end(through=later())


def later() -> datetime:
    """A moment up to which everything in the test is stored."""
    return datetime.now(UTC)
