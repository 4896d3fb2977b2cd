"""Whether two statements say the same, as the specification compares them.

What a store may have changed counts for nothing: properties it assigns, definitions of activities,
displays of verbs, how a moment is written, the order of a group's members, attachments, and case
where case does not matter (1.0.3 Data 2.3.1; 2.0 4.2).
"""

from __future__ import annotations

import json
import re
from typing import Any

from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import read_timestamp

JSON = dict[str, Any]
_FINER = re.compile(r"([.,]\d\d)\d+")
# Only the store says these, whatever the statement said.
_ASSIGNED = ("stored", "authority", "attachments")
# The store says these when the statement does not.
_FILLED = ("id", "timestamp", "version")


def are_same(one: JSON, other: JSON) -> bool:
    """Whether the second could be the first, kept by a store or sent again."""
    left, right = _comparable(one), _comparable(other)
    for name in _FILLED:
        if name not in left or name not in right:
            left.pop(name, None)
            right.pop(name, None)
    return _equal(left, right)


def _comparable(statement: JSON) -> JSON:
    said = {name: value for name, value in statement.items() if name not in _ASSIGNED}
    if "id" in said:
        said["id"] = str(said["id"]).lower()
    if "timestamp" in said:
        said["timestamp"] = _moment(said["timestamp"])
    said["actor"] = _party(said.get("actor"))
    said["verb"] = _only_id(said.get("verb"))
    said["object"] = _object(said.get("object"))
    if isinstance(said.get("result"), dict):
        said["result"] = _result(said["result"])
    if isinstance(said.get("context"), dict):
        said["context"] = _context(said["context"])
    return said


def _object(thing: Any) -> Any:
    if not isinstance(thing, dict):
        return thing
    kind = thing.get("objectType", "Activity")
    if kind == "Activity":
        return _activity(thing)
    if kind in ("Agent", "Group"):
        return _party(thing)
    if kind == "SubStatement":
        return _comparable(thing)
    return _reference(thing)


def _activity(thing: Any) -> Any:
    return {"objectType": "Activity", "id": thing.get("id")} if isinstance(thing, dict) else thing


def _only_id(verb: Any) -> Any:
    return {"id": verb.get("id")} if isinstance(verb, dict) else verb


def _reference(thing: Any) -> Any:
    return {**thing, "id": str(thing.get("id")).lower()} if isinstance(thing, dict) else thing


def _party(party: Any) -> Any:
    if not isinstance(party, dict):
        return party
    said = {"objectType": "Agent", **party}
    if isinstance(said.get("mbox"), str):
        name, at, domain = said["mbox"].rpartition("@")
        said["mbox"] = f"{name}{at}{domain.lower()}"
    if isinstance(said.get("mbox_sha1sum"), str):
        said["mbox_sha1sum"] = said["mbox_sha1sum"].lower()
    if isinstance(said.get("member"), list):
        members = [_party(member) for member in said["member"]]
        said["member"] = sorted(members, key=lambda one: json.dumps(one, sort_keys=True))
    return said


def _result(result: JSON) -> JSON:
    """A duration is compared as text, to a hundredth (1.0.3 Data 2.3.1.b8 and 4.6.s1.b5)."""
    if not isinstance(result.get("duration"), str):
        return result
    return {**result, "duration": _FINER.sub(r"\1", result["duration"])}


def _context(context: JSON) -> JSON:
    said = dict(context)
    for name in ("instructor", "team"):
        if name in said:
            said[name] = _party(said[name])
    for name in ("registration", "language"):
        if isinstance(said.get(name), str):
            said[name] = said[name].lower()
    if "statement" in said:
        said["statement"] = _reference(said["statement"])
    if isinstance(said.get("contextActivities"), dict):
        said["contextActivities"] = {
            place: [_activity(one) for one in (named if isinstance(named, list) else [named])]
            for place, named in said["contextActivities"].items()
        }
    for several, name in (("contextAgents", "agent"), ("contextGroups", "group")):
        if isinstance(said.get(several), list):
            said[several] = [_with_party(one, name) for one in said[several]]
    return said


def _with_party(one: Any, name: str) -> Any:
    return {**one, name: _party(one.get(name))} if isinstance(one, dict) else one


def _moment(text: Any) -> Any:
    try:
        return read_timestamp(text).isoformat() if isinstance(text, str) else text
    except Invalid:
        return text


def _equal(one: Any, other: Any) -> bool:
    """As `==`, but true is not 1, and 1e16 is what a database may write as a whole number."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    if isinstance(one, bool) is not isinstance(other, bool):
        return False
    if isinstance(one, float) and isinstance(other, int):
        return _equal(other, one)
    if isinstance(one, int) and isinstance(other, float):
        try:
            return float(one) == other
        except OverflowError:
            return False
    return bool(one == other)
