"""What the xAPI Profiles specification (1.0, Structure) demands of a profile and of its statements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
_LABELLED = {"prefLabel", "definition"}
_REQUIRED = {
    "Verb": {"inScheme", *_LABELLED},
    "ActivityType": {"inScheme", *_LABELLED},
    "AttachmentUsageType": {"inScheme", *_LABELLED},
    "ContextExtension": {"inScheme", *_LABELLED},
    "ResultExtension": {"inScheme", *_LABELLED},
    "ActivityExtension": {"inScheme", *_LABELLED},
    "StatementTemplate": {"inScheme", *_LABELLED},
    "Pattern": {"inScheme"},
}
_ALLOWED = {
    "Verb": {"broader", "broadMatch", "narrower", "narrowMatch", "relatedMatch", "exactMatch"},
    "ResultExtension": {"inlineSchema", "schema", "context", "recommendedVerbs"},
    "StatementTemplate": {
        "verb", "objectActivityType", "contextParentActivityType", "contextGroupingActivityType",
        "contextOtherActivityType", "contextCategoryActivityType", "attachmentUsageType",
        "objectStatementRefTemplate", "contextStatementRefTemplate", "rules", "allowedSolo",
    },
    "Pattern": {
        "primary", "alternates", "optional", "oneOrMore", "sequence", "zeroOrMore", *_LABELLED,
    },
}  # fmt: skip
_ALLOWED["ActivityType"] = _ALLOWED["AttachmentUsageType"] = _ALLOWED["Verb"]
_ALLOWED["ContextExtension"] = _ALLOWED["ResultExtension"]
_WAYS = {"alternates", "optional", "oneOrMore", "sequence", "zeroOrMore"}


def troubles_of_profile(profile: Json) -> Iterator[str]:
    """Everything in which the document is no profile."""
    for name in ("@context", "id", "type", "conformsTo", "versions", "author", *_LABELLED):
        if name not in profile:
            yield f"profile: {name} is missing"
    if profile.get("type") != "Profile":
        yield "profile: type"
    yield from _empties(profile, "profile")
    newest = profile["versions"][0]["id"]
    if newest == profile["id"]:
        yield "a version has the id of the profile"
    for later in profile["versions"][:-1]:
        if "wasRevisionOf" not in later:
            yield f"{later['id']}: wasRevisionOf is missing"
    known: dict[str, Json] = {}
    for part in ("concepts", "templates", "patterns"):
        for one in profile.get(part, []):
            if one["id"] in known:
                yield f"{one['id']}: stands twice"
            known[one["id"]] = one
            yield from _member(one, newest)
    for pattern in profile.get("patterns", []):
        yield from _pattern(pattern, known)
    for template in profile.get("templates", []):
        yield from _template(template)


def _empties(value: Any, where: str) -> Iterator[str]:
    if value is None or value in ("", [], {}):
        yield f"{where}: empty"
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _empties(each, f"{where}.{key}")
    if isinstance(value, list):
        for each in value:
            yield from _empties(each, where)


def _member(one: Json, scheme: str) -> Iterator[str]:
    kind = one["type"]
    needed = _REQUIRED[kind]
    for name in needed - one.keys():
        yield f"{one['id']}: {name} is missing"
    for name in one.keys() - needed - _ALLOWED[kind] - {"id", "type", "deprecated"}:
        yield f"{one['id']}: {name} is not known"
    if one.get("inScheme") != scheme:
        yield f"{one['id']}: inScheme"
    if {"schema", "inlineSchema"} <= one.keys():
        yield f"{one['id']}: two schemas"
    if "inlineSchema" in one:
        json.loads(one["inlineSchema"])
    for name in _LABELLED & one.keys():
        if not all(re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", language) for language in one[name]):
            yield f"{one['id']}: {name} is no language map"


def _pattern(one: Json, known: dict[str, Json]) -> Iterator[str]:
    ways = _WAYS & one.keys()
    if len(ways) != 1:
        yield f"{one['id']}: exactly one way"
    if one.get("primary") and not one.keys() >= _LABELLED:
        yield f"{one['id']}: a primary pattern has a name and a definition"
    for way in ways:
        members = one[way] if isinstance(one[way], list) else [one[way]]
        if way in ("alternates", "sequence") and len(members) < 2:
            yield f"{one['id']}: {way} needs two"
        for member in members:
            if member not in known:
                yield f"{one['id']}: {member} is not known"
            elif way == "alternates" and {"optional", "zeroOrMore"} & known[member].keys():
                yield f"{one['id']}: optional inside alternates"
        if one["id"] in _reached(one, known):
            yield f"{one['id']}: contains itself"


def _reached(one: Json, known: dict[str, Json]) -> set[str]:
    found: set[str] = set()
    waiting = [one]
    while waiting:
        here = waiting.pop()
        for way in _WAYS & here.keys():
            for member in here[way] if isinstance(here[way], list) else [here[way]]:
                if member not in found:
                    found.add(member)
                    waiting.append(known.get(member, {}))
    return found


def _template(one: Json) -> Iterator[str]:
    for rule in one.get("rules", []):
        if "location" not in rule or not {"presence", "any", "all", "none"} & rule.keys():
            yield f"{one['id']}: a rule says nothing"
        if rule.get("presence", "included") not in ("included", "excluded", "recommended"):
            yield f"{one['id']}: presence"
        if re.search(r"[?()]|\.\.", rule["location"]):
            yield f"{one['id']}: filters and scripts are not allowed"
    if {"objectActivityType", "objectStatementRefTemplate"} <= one.keys():
        yield f"{one['id']}: activity type and reference at once"


# ── Statements ──────────────────────────────────────────────────────────────


def template_of(statement: Json, profile: Json) -> list[Json]:
    """The templates whose determining properties the statement has."""
    return [one for one in profile["templates"] if _determined(statement, one)]


def _determined(statement: Json, template: Json) -> bool:
    if template.get("verb") not in (None, statement["verb"]["id"]):
        return False
    kind = statement["object"].get("definition", {}).get("type")
    if template.get("objectActivityType") not in (None, kind):
        return False
    activities = statement.get("context", {}).get("contextActivities", {})
    for place in ("Parent", "Grouping", "Other", "Category"):
        wanted = template.get(f"context{place}ActivityType", [])
        said = [one.get("definition", {}).get("type") for one in activities.get(place.lower(), [])]
        if not set(wanted) <= set(said):
            return False
    return True


def troubles_of_statement(statement: Json, template: Json) -> Iterator[str]:
    """Each rule of the template that the statement breaks."""
    for rule in template.get("rules", []):
        values = values_at(statement, rule["location"])
        if "selector" in rule:
            values = [one for value in values for one in values_at(value, rule["selector"])]
        presence = rule.get("presence")
        if presence == "included" and not values:
            yield f"{template['id']}: {rule['location']} is missing"
        if presence == "excluded" and values:
            yield f"{template['id']}: {rule['location']} is there"
        if presence == "recommended" and not values:
            continue
        if "any" in rule and not any(value in rule["any"] for value in values):
            yield f"{template['id']}: {rule['location']} has none of {rule['any']}"
        if "all" in rule and not all(value in rule["all"] for value in values):
            yield f"{template['id']}: {rule['location']} has another value"
        if "none" in rule and any(value in rule["none"] for value in values):
            yield f"{template['id']}: {rule['location']} has a forbidden value"


_STEP = re.compile(r"\.([\w-]+)|\.(\*)|\['([^']+)'\]|\[(\d+)\]|\[(\*)\]")


def values_at(value: Any, path: str) -> list[Any]:
    """What a JSONPath of the kind that profiles allow finds."""
    found, at = [value], 1
    while at < len(path):
        step = _STEP.match(path, at)
        assert step, path
        at = step.end()
        name = step[1] or step[3]
        found = [each for one in found for each in _down(one, name, step[4])]
    return found


def _down(value: Any, name: str | None, number: str | None) -> list[Any]:
    if name is not None:
        return [value[name]] if isinstance(value, dict) and name in value else []
    if number is not None:
        inside = isinstance(value, list) and int(number) < len(value)
        return [value[int(number)]] if inside else []
    if isinstance(value, dict):
        return list(value.values())
    return list(value) if isinstance(value, list) else []
