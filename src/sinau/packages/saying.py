"""The statements that a learning system makes by itself (cmi5 9.3): launched, satisfied, and so on."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import UTC, timedelta
from typing import Any

import msgspec

from sinau.kernel.clock import now
from sinau.packages.cmi5 import words
from sinau.packages.models import Registration, Session, Unit
from sinau.records.identities import account_of
from sinau.records.storing import house_caller, store
from sinau.records.xapi.reading import read_statement
from sinau.records.xapi.versions import Version

Statement = dict[str, Any]
_DISPLAY = {
    words.LAUNCHED: ("meluncurkan", "launched"),
    words.ABANDONED: ("meninggalkan", "abandoned"),
    words.WAIVED: ("dibebaskan dari", "waived"),
    words.SATISFIED: ("memenuhi", "satisfied"),
}


def say(statements: Sequence[Statement]) -> None:
    """The house keeps these statements, in their order."""
    checked = [read_statement(msgspec.json.encode(each), Version.V1) for each in statements]
    store(checked, caller=house_caller(), version=Version.V1)


def launched(session: Session, launch_url: str) -> Statement:
    """The learner launched the unit (9.3.1)."""
    unit = session.unit
    extensions: Statement = {
        words.LAUNCH_MODE: session.mode,
        words.LAUNCH_URL: launch_url,
        words.MOVE_ON: unit.move_on,
    }
    if unit.mastery_score is not None:
        extensions[words.MASTERY_SCORE] = number(unit.mastery_score)
    if unit.launch_parameters is not None:
        extensions[words.LAUNCH_PARAMETERS] = unit.launch_parameters
    return _about_unit(session.registration, unit, str(session.code), words.LAUNCHED, extensions)


def abandoned(session: Session) -> Statement:
    """The session was given up; how long it lasted (9.3.6)."""
    said = _about_unit(session.registration, session.unit, str(session.code), words.ABANDONED)
    said["result"] = {"duration": duration(session.heard_at - session.launched_at)}
    return said


def waived(registration: Registration, unit: Unit, session: str, reason: str) -> Statement:
    """The learner need not take the unit (9.3.7)."""
    said = _about_unit(registration, unit, session, words.WAIVED)
    said["result"] = {"success": True, "completion": True, "extensions": {words.REASON: reason}}
    said["context"]["contextActivities"]["category"].append({"id": words.CATEGORY_MOVEON})
    return said


def satisfied(registration: Registration, path: str, node: Statement, session: str) -> Statement:
    """All of a block, or of the course, is done (9.3.9)."""
    is_course = path == ""
    own_id = registration.package.activity_id
    definition: Statement = {"type": words.TYPE_COURSE if is_course else words.TYPE_BLOCK}
    if node.get("title"):
        definition["name"] = {"id": node["title"]}
    return _statement(
        registration,
        words.SATISFIED,
        {
            "objectType": "Activity",
            "id": own_id if is_course else f"{own_id}/block/{path}",
            "definition": definition,
        },
        publisher_id=node["id"],
        session=session,
    )


def template(session: Session) -> Statement:
    """The contextTemplate of the launch data (10.2.1)."""
    return {
        "contextActivities": {
            "grouping": [{"objectType": "Activity", "id": session.unit.publisher_id}]
        },
        "extensions": {words.SESSION_ID: str(session.code)},
    }


def number(value: Any) -> float:
    """A decimal as JSON has it."""
    return float(value)


def duration(length: timedelta) -> str:
    """A length as ISO 8601 writes it."""
    seconds = max(length.total_seconds(), 0)
    return f"PT{seconds:.2f}S"


def _about_unit(
    registration: Registration,
    unit: Unit,
    session: str,
    verb: str,
    extensions: Statement | None = None,
) -> Statement:
    return _statement(
        registration,
        verb,
        {
            "objectType": "Activity",
            "id": unit.activity_id,
            "definition": {"name": {"id": unit.title}}
            | ({"type": unit.activity_type} if ":" in unit.activity_type else {}),
        },
        publisher_id=unit.publisher_id,
        session=session,
        extensions=extensions,
    )


def _statement(
    registration: Registration,
    verb: str,
    about: Statement,
    *,
    publisher_id: str,
    session: str,
    extensions: Statement | None = None,
) -> Statement:
    ours, english = _DISPLAY[verb]
    return {
        "id": str(uuid.uuid4()),
        "timestamp": now()
        .astimezone(UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z"),
        "actor": account_of(registration.person),
        "verb": {"id": verb, "display": {"id": ours, "en": english}},
        "object": about,
        "context": {
            "registration": str(registration.code),
            "contextActivities": {
                "category": [{"id": words.CATEGORY_CMI5}],
                "grouping": [{"objectType": "Activity", "id": publisher_id}],
            },
            "extensions": {words.SESSION_ID: session, **(extensions or {})},
        },
    }
