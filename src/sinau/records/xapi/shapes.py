"""The forms in which a statement is returned: as it came, only its identifiers, or canonical."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sinau.records.xapi import exact
from sinau.records.xapi.languages import chosen

_IDENTIFIERS = ("mbox", "mbox_sha1sum", "openid", "account")
_COMPONENTS = ("choices", "scale", "source", "target", "steps")
Definitions = Callable[[str], dict[str, Any] | None]
JSON = dict[str, Any]


def with_arrays(raw: bytes) -> bytes:
    """The statement with every single context activity put into an array of one."""
    statement: JSON = exact.read(raw)
    _put_in_arrays(statement)
    if isinstance(statement.get("object"), dict):
        _put_in_arrays(statement["object"])
    return exact.write(statement)


def ids_only(statement: JSON) -> JSON:
    """Agents, groups, verbs and activities with no more than what identifies them."""
    brief = dict(statement)
    brief["actor"] = _party_ids(statement["actor"])
    brief["verb"] = {"id": statement["verb"]["id"]}
    brief["object"] = _object_ids(statement["object"])
    if "context" in statement:
        brief["context"] = _context_ids(statement["context"])
    if "authority" in statement:
        brief["authority"] = _party_ids(statement["authority"])
    return brief


def canonical(statement: JSON, languages: Sequence[str], definition_of: Definitions) -> JSON:
    """Activities with the definition the store knows, texts of one language, agents as they came."""
    full = dict(statement)
    full["verb"] = _verb_in(statement["verb"], languages)
    full["object"] = _object_in(statement["object"], languages, definition_of)
    if "context" in statement:
        full["context"] = _context_in(statement["context"], languages, definition_of)
    return full


def definition_in(definition: JSON, languages: Sequence[str]) -> JSON:
    """A definition with one language of each text."""
    short = dict(definition)
    for name in ("name", "description"):
        if name in short:
            short[name] = chosen(short[name], languages)
    for name in _COMPONENTS:
        if name in short:
            short[name] = [_component_in(one, languages) for one in short[name]]
    return short


def _put_in_arrays(statement: JSON) -> None:
    context = statement.get("context")
    if not isinstance(context, dict) or "contextActivities" not in context:
        return
    places = context["contextActivities"]
    for place, named in places.items():
        if isinstance(named, dict):
            places[place] = [named]


def _party_ids(party: JSON) -> JSON:
    brief = {name: party[name] for name in ("objectType", *_IDENTIFIERS) if name in party}
    if not any(name in brief for name in _IDENTIFIERS):
        brief["member"] = [_party_ids(one) for one in party.get("member", ())]
    return brief


def _activity_ids(activity: JSON) -> JSON:
    # Without its type: nothing said means Activity.
    return {"id": activity["id"]}


def _object_ids(thing: JSON) -> JSON:
    kind = thing.get("objectType", "Activity")
    if kind == "Activity":
        return _activity_ids(thing)
    if kind in ("Agent", "Group"):
        return _party_ids(thing)
    return ids_only(thing) if kind == "SubStatement" else thing


def _context_ids(context: JSON) -> JSON:
    brief = dict(context)
    for name in ("instructor", "team"):
        if name in context:
            brief[name] = _party_ids(context[name])
    if "contextActivities" in context:
        brief["contextActivities"] = _each(context["contextActivities"], _activity_ids)
    for several, name in (("contextAgents", "agent"), ("contextGroups", "group")):
        if several in context:
            brief[several] = [{**one, name: _party_ids(one[name])} for one in context[several]]
    return brief


def _verb_in(verb: JSON, languages: Sequence[str]) -> JSON:
    return {**verb, "display": chosen(verb["display"], languages)} if "display" in verb else verb


def _object_in(thing: JSON, languages: Sequence[str], definition_of: Definitions) -> JSON:
    kind = thing.get("objectType", "Activity")
    if kind == "Activity":
        return _activity_in(thing, languages, definition_of)
    return canonical(thing, languages, definition_of) if kind == "SubStatement" else thing


def _activity_in(activity: JSON, languages: Sequence[str], definition_of: Definitions) -> JSON:
    definition = definition_of(activity["id"]) or activity.get("definition")
    if definition is None:
        return activity
    return {**activity, "definition": definition_in(definition, languages)}


def _context_in(context: JSON, languages: Sequence[str], definition_of: Definitions) -> JSON:
    if "contextActivities" not in context:
        return context
    filled = _each(
        context["contextActivities"], lambda one: _activity_in(one, languages, definition_of)
    )
    return {**context, "contextActivities": filled}


def _each(places: JSON, change: Callable[[JSON], JSON]) -> JSON:
    return {
        place: [change(one) for one in named] if isinstance(named, list) else [change(named)]
        for place, named in places.items()
    }


def _component_in(component: JSON, languages: Sequence[str]) -> JSON:
    if "description" not in component:
        return component
    return {**component, "description": chosen(component["description"], languages)}
