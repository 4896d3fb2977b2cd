"""Contexts (1.0.3 Data 2.4.6; 2.0 4.2.2.5)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sinau.records.tests.saying import (
    BASE,
    BOTH,
    UUID,
    accepts,
    activity,
    agent,
    group,
    read,
    reference,
    refuses,
    statement,
    sub,
)
from sinau.records.xapi.versions import Version

PLACES = ["parent", "grouping", "category", "other"]


def both_levels(context: Any) -> list[tuple[dict[str, Any], str]]:
    return [
        (statement(context=context), "context"),
        (statement(object=sub(context=context)), "object.context"),
    ]


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("registration", "bukan", "registration"),
        ("registration", {"a": 1}, "registration"),
        ("registration", UUID + "8", "registration"),
        ("instructor", {"key": "x"}, "instructor.key"),
        ("instructor", "wulan", "instructor"),
        ("team", agent(), "team.objectType"),
        ("team", agent(objectType="Agent"), "team.objectType"),
        ("team", "tim", "team"),
        ("contextActivities", "x", "contextActivities"),
        ("revision", 5, "revision"),
        ("platform", {"a": 1}, "platform"),
        ("language", 5, "language"),
        ("language", {"a12345": "x"}, "language"),
        ("language", "something", "language"),
        ("statement", {"objectType": "statementref", "id": UUID}, "statement.objectType"),
        ("statement", {"objectType": "StatementRef", "id": "x"}, "statement.id"),
        ("statement", {"id": UUID}, "statement.objectType"),
        ("statement", {"objectType": "StatementRef"}, "statement.id"),
        ("extensions", "x", "extensions"),
        ("extensions", {"x/y": 1}, "extensions[x/y]"),
    ],
)
def test_a_wrong_property_is_refused(name: str, value: Any, field: str) -> None:
    """1.0.3 Data 2.4.6.s3.table1; 2.0 4.2.2.5: each property has its type."""
    for said, path in both_levels({name: value}):
        refuses(said, f"{path}.{field}")


@pytest.mark.parametrize("name", ["revision", "platform"])
def test_revision_and_platform_go_with_activities(name: str) -> None:
    """1.0.3 Data 2.4.6.s4.b1 and b2; 2.0 4.2.2.5: with nothing else as object."""
    accepts(statement(context={name: "x"}))
    accepts(statement(object={"objectType": "Activity", **activity()}, context={name: "x"}))
    others = [agent(objectType="Agent"), group(agent()), reference()]
    for thing in [*others, sub()]:
        refuses(statement(object=thing, context={name: "x"}), f"context.{name}")
    for thing in others:
        said = statement(object=sub(object=thing, context={name: "x"}))
        refuses(said, f"object.context.{name}")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("version", BOTH)
def test_one_context_activity_becomes_an_array(place: str, version: Version) -> None:
    """1.0.3 Data 2.4.6.2.s4.b3 and b4; 2.0 4.2.2.5: what is returned is always an array."""
    one = activity("kursus/7", name={"id": "Tujuh"})
    for said, path in both_levels({"contextActivities": {place: one}}):
        found = read(said, version)
        kept = json.loads(found.json)
        for step in path.split("."):
            kept = kept[step]
        assert kept["contextActivities"] == {place: [one]}
        assert found.related_activities == (
            (one["id"],) if path == "context" else (statement()["object"]["id"], one["id"])
        )


def test_arrays_stay_as_they_came() -> None:
    """1.0.3 Data 2.4.6.2.s4.b2; 2.0 4.2.2.5: one or several, each an activity."""
    several = {place: [activity("a"), activity(place)] for place in PLACES}
    found = read(statement(context={"contextActivities": {**several, "other": []}}))
    assert b'"other":[]' in found.json
    assert found.related_activities == (
        f"{BASE}/a",
        f"{BASE}/parent",
        f"{BASE}/grouping",
        f"{BASE}/category",
    )


@pytest.mark.parametrize("place", PLACES)
def test_a_context_activity_is_an_activity(place: str) -> None:
    """1.0.3 Data 2.4.6.2.s4.b1 and b2; 2.0 4.2.2.5."""
    for wrong, field in (
        ([activity(), {"key": "x"}], f"{place}[1].key"),
        ({"id": "x"}, f"{place}.id"),
        ([agent(objectType="Agent")], f"{place}[0].mbox"),
        ([{**activity(), "objectType": "Agent"}], f"{place}[0].objectType"),
        ("x", place),
        ([5], f"{place}[0]"),
    ):
        for said, path in both_levels({"contextActivities": {place: wrong}}):
            error = refuses_somewhere(said)
            assert error.startswith(f"{path}.contextActivities.{place}"), (error, field)
    for said, path in both_levels({"contextActivities": {"sibling": [activity()]}}):
        refuses(said, f"{path}.contextActivities.sibling")


def refuses_somewhere(said: Any) -> str:
    with pytest.raises(ValueError) as caught:
        read(said)
    return str(caught.value.field)  # type: ignore[attr-defined]


def test_instructor_and_team_are_related() -> None:
    """1.0.3 Communication 2.1.3: related_agents finds them and their members."""
    context = {
        "instructor": agent("wulan", name="Wulan"),
        "team": group(agent("budi"), openid=f"{BASE}/tim"),
    }
    found = read(statement(context=context))
    assert found.related_agents == (
        "mbox:mailto:wulan@contoh.go.id",
        f"openid:{BASE}/tim",
        "mbox:mailto:budi@contoh.go.id",
    )
    assert [one.about for one in found.names] == ["mbox:mailto:wulan@contoh.go.id"]


def context_agent(**more: Any) -> dict[str, Any]:
    return {"objectType": "contextAgent", "agent": agent("ratna"), **more}


def context_group(**more: Any) -> dict[str, Any]:
    return {"objectType": "contextGroup", "group": group(agent("bayu")), **more}


def test_2_0_knows_context_agents_and_groups() -> None:
    """2.0 4.2.2.5: agents and groups with the kinds of activity they stand for."""
    types = [f"{BASE}/jenis/a", f"{BASE}/jenis/b"]
    for said, _path in both_levels(
        {
            "contextAgents": [context_agent(), context_agent(relevantTypes=types)],
            "contextGroups": [context_group(relevantTypes=types)],
        }
    ):
        accepts(said, Version.V2)
        found = read(said, Version.V2)
        assert "mbox:mailto:ratna@contoh.go.id" in found.related_agents
        assert "mbox:mailto:bayu@contoh.go.id" in found.related_agents


def test_1_0_3_does_not_know_them() -> None:
    """1.0.3 Data 2.2.s4.b8: names of a later version are not known."""
    for name, value in (("contextAgents", [context_agent()]), ("contextGroups", [context_group()])):
        for said, path in both_levels({name: value}):
            refuses(said, f"{path}.{name}", Version.V1)


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("contextAgents", context_agent(), ""),
        ("contextAgents", [context_agent(objectType="ContextAgent")], "[0].objectType"),
        ("contextAgents", [{"agent": agent()}], "[0].objectType"),
        ("contextAgents", [{"objectType": "contextAgent"}], "[0].agent"),
        ("contextAgents", [context_agent(agent={"key": "x"})], "[0].agent.key"),
        ("contextAgents", [context_agent(agent=group(agent()))], "[0].agent.objectType"),
        ("contextAgents", [context_agent(relevantTypes=[])], "[0].relevantTypes"),
        ("contextAgents", [context_agent(relevantTypes=["abc"])], "[0].relevantTypes[0]"),
        ("contextAgents", [context_agent(relevantTypes="x")], "[0].relevantTypes"),
        ("contextAgents", [context_agent(member=[])], "[0].member"),
        ("contextGroups", [context_group(objectType="contextAgent")], "[0].objectType"),
        ("contextGroups", [context_group(group={"key": "x"})], "[0].group.key"),
        ("contextGroups", [context_group(group=agent())], "[0].group.objectType"),
        ("contextGroups", [context_group(relevantTypes=[])], "[0].relevantTypes"),
        ("contextGroups", [context_group(relevantTypes=["abc"])], "[0].relevantTypes[0]"),
        ("contextGroups", [context_group(member=[agent()])], "[0].member"),
    ],
)
def test_2_0_refuses_wrong_context_agents_and_groups(name: str, value: Any, field: str) -> None:
    """2.0 4.2.2.5: objectType, one party, and types that are IRIs or none at all."""
    for said, path in both_levels({name: value}):
        refuses(said, f"{path}.{name}{field}", Version.V2)
