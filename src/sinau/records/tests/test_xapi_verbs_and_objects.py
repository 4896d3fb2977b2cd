"""Verbs and everything that may be an object (1.0.3 Data 2.4.3 and 2.4.4; 2.0 4.2.2.2, 4.2.2.3)."""

from __future__ import annotations

from typing import Any

import pytest

from sinau.records.tests.saying import (
    BASE,
    BOTH,
    OTHER_UUID,
    UUID,
    accepts,
    activity,
    agent,
    attachment,
    group,
    read,
    reference,
    refuses,
    statement,
    sub,
)
from sinau.records.xapi.trouble import Invalid

KINDS = [
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "matching",
    "performance",
    "sequencing",
    "likert",
    "numeric",
    "other",
]
LISTS = ["choices", "scale", "source", "target", "steps"]


def both_levels(thing: Any) -> list[tuple[dict[str, Any], str]]:
    """A statement about it, and one whose sub-statement is about it, with the path."""
    return [
        (statement(object=thing), "object"),
        (statement(object=sub(object=thing)), "object.object"),
    ]


@pytest.mark.parametrize("id", ["ab=c://salah.id", "kata", "", "contoh.id/kata", "https://a b"])
def test_a_verb_is_named_by_an_iri(id: str) -> None:
    """1.0.3 Data 2.4.3.s3.table1.row1; 2.0 4.2.2.2: with a scheme, and no white space."""
    refuses(statement(verb={"id": id}), "verb.id")
    refuses(statement(object=sub(verb={"id": id})), "object.verb.id")


def test_a_verb_needs_its_id() -> None:
    """1.0.3 Data 2.4.3.s3.table1.row1; 2.0 4.2.2.2: a display alone says nothing."""
    refuses(statement(verb={"display": {"id": "x"}}), "verb.id")
    refuses(statement(object=sub(verb={})), "object.verb.id")


@pytest.mark.parametrize("display", [{}, "x", {"a12345": "x"}, {"id": 5}, {"id": None}, []])
def test_a_display_is_a_language_map(display: Any) -> None:
    """1.0.3 Data 2.4.3.s3.table1.row2; 2.0 4.2.2.2."""
    with pytest.raises(Invalid) as caught:
        read(statement(verb={"id": f"{BASE}/v", "display": display}))
    assert caught.value.field.startswith("verb.display")


def test_an_object_without_a_type_is_an_activity() -> None:
    """1.0.3 Data 2.4.4.s2; 2.0 4.2.2.3: Activity is what is meant when nothing is said."""
    found = read(statement(object=activity("kursus/9", name={"id": "Kursus"})))
    assert (found.object_type, found.object) == ("Activity", f"{BASE}/kursus/9")
    assert [one.about for one in found.definitions] == [f"{BASE}/kursus/9"]
    assert found.definitions[0].json == b'{"name":{"id":"Kursus"}}'


@pytest.mark.parametrize(
    "kind", ["activity", "agent", "group", "statementref", "substatement", "", "X"]
)
def test_the_type_of_an_object_is_one_of_five(kind: str) -> None:
    """1.0.3 Data 2.4.4.s2; 2.0 4.2.2.3: exactly as the specification writes them."""
    for thing in (activity(), agent(), group(agent()), reference(), sub()):
        for said, path in both_levels({**thing, "objectType": kind}):
            refuses(said, f"{path}.objectType")


@pytest.mark.parametrize("id", ["ab=c://salah.id", "", "tanpa.skema/1"])
def test_an_activity_is_named_by_an_iri(id: str) -> None:
    """1.0.3 Data 2.4.4.1.s1.table1.row2; 2.0 4.2.2.3."""
    for said, path in both_levels({"id": id}):
        refuses(said, f"{path}.id")
    for said, path in both_levels({"objectType": "Activity"}):
        refuses(said, f"{path}.id")


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("name", "teks", "name"),
        ("name", 5, "name"),
        ("name", {}, "name"),
        ("name", {"de-419-DE": "x"}, "name"),
        ("description", "teks", "description"),
        ("description", {}, "description"),
        ("description", {"something": "x"}, "description"),
        ("type", "jenis", "type"),
        ("moreInfo", "tautan", "moreInfo"),
        ("extensions", "teks", "extensions"),
        ("extensions", {"id": "valid"}, "extensions[id]"),
        ("interactionType", BASE, "interactionType"),
        ("interactionType", 5, "interactionType"),
        ("interactionType", {"a": 1}, "interactionType"),
        ("interactionType", "Choice", "interactionType"),
        ("correctResponsesPattern", [1], "correctResponsesPattern[0]"),
    ],
)
def test_a_wrong_definition_is_refused(name: str, value: Any, field: str) -> None:
    """1.0.3 Data 2.4.4.1.s2; 2.0 4.2.2.3: each property of a definition has its type."""
    for said, path in both_levels(activity("soal/2", **{name: value})):
        refuses(said, f"{path}.definition.{field}")


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_interaction_is_known(kind: str) -> None:
    """1.0.3 Data 2.4.4.1.s8.table1.row1; 2.0 4.2.2.3: ten kinds, in this case only."""
    for said, path in both_levels(
        activity("soal/3", interactionType=kind, correctResponsesPattern=["a[,]b"])
    ):
        accepts(said)
        wrong = kind[:-1] + kind[-1].upper()
        thing = activity("soal/3", interactionType=wrong)
        for other, _ in both_levels(thing):
            if other["object"].get("objectType") == said["object"].get("objectType"):
                refuses(other, f"{path}.definition.interactionType")


@pytest.mark.parametrize("name", [*LISTS, "correctResponsesPattern"])
def test_an_interaction_says_its_kind(name: str) -> None:
    """1.0.3 Data 2.4.4.1.s13.b1; 2.0 4.2.2.3: parts of an interaction need interactionType."""
    value: Any = ["a"] if name.startswith("correct") else [{"id": "a"}]
    for said, path in both_levels(activity("soal/4", **{name: value})):
        refuses(said, f"{path}.definition.interactionType")


@pytest.mark.parametrize("name", LISTS)
def test_components_are_told_apart(name: str) -> None:
    """1.0.3 Data 2.4.4.1.s16.b1; 2.0 4.2.2.3: within one list every id is another."""
    good = [{"id": "a", "description": {"sr-Latn-RS": "A"}}, {"id": "b"}]
    accepts(statement(object=activity("soal/5", interactionType="other", **{name: good})))
    wrong: list[tuple[Any, str]] = [
        ([{"id": "a"}, {"id": "a"}], f"{name}[1].id"),
        ([{"description": {"id": "A"}}], f"{name}[0].id"),
        ([{"id": 5}], f"{name}[0].id"),
        ([{"id": "a", "description": "A"}], f"{name}[0].description"),
        ([{"id": "a", "description": {"tidak-benar-sekali-ini": "A"}}], f"{name}[0].description"),
        (["a"], f"{name}[0]"),
        ({"id": "a"}, name),
    ]
    for value, field in wrong:
        thing = activity("soal/5", interactionType="other", **{name: value})
        refuses(statement(object=thing), f"object.definition.{field}")


def test_an_agent_as_object_says_its_type() -> None:
    """1.0.3 Data 2.4.4.2.s1.b1; 2.0 4.2.2.3: without objectType it would be an activity."""
    for party in (agent(), {"member": [agent()], "name": "Tim"}):
        for said, _path in both_levels(party):
            with pytest.raises(Invalid):
                read(said)
    found = read(statement(object=agent("joko", objectType="Agent")))
    assert (found.object_type, found.object) == ("Agent", "mbox:mailto:joko@contoh.go.id")
    found = read(statement(object=group(agent("joko"))))
    assert (found.object_type, found.object) == ("Group", "")
    assert found.more_agents == ("mbox:mailto:joko@contoh.go.id",)


@pytest.mark.parametrize(
    "id", ["bukan-uuid", UUID + "8", "M" + UUID[1:], UUID.replace("-", ""), "{" + UUID + "}", ""]
)
def test_a_reference_names_a_uuid(id: str) -> None:
    """1.0.3 Data 2.4.4.3.s4.table1.row2 and 4.4; 2.0 4.2.2.3: in the standard form."""
    for said, path in both_levels(reference(id)):
        refuses(said, f"{path}.id")


def test_a_reference_has_type_and_id_and_nothing_else() -> None:
    """1.0.3 Data 2.4.4.3.s4; 2.0 4.2.2.3."""
    for said, _path in both_levels(reference(UUID.upper())):
        accepts(said)
    for said, path in both_levels({"objectType": "StatementRef"}):
        refuses(said, f"{path}.id")
    for said, path in both_levels({**reference(), "definition": {}}):
        refuses(said, f"{path}.definition")
    for said, _path in both_levels({"id": OTHER_UUID}):
        with pytest.raises(Invalid):
            read(said)


def test_a_sub_statement_is_about_anything_else() -> None:
    """1.0.3 Data 2.4.4.3.s5; 2.0 4.2.2.3: activity, agent, group or reference, with all around."""
    for thing in (activity(), agent(objectType="Agent"), group(agent()), reference()):
        accepts(statement(object=sub(object=thing, result={"success": True})))
    whole = sub(
        context={"language": "id"}, timestamp="2030-01-01T00:00:00Z", attachments=[attachment()]
    )
    accepts(statement(object=whole))


@pytest.mark.parametrize("name", ["actor", "verb", "object"])
def test_a_sub_statement_needs_what_a_statement_needs(name: str) -> None:
    """1.0.3 Data 2.4.4.3.s6.b1; 2.0 4.2.2.3."""
    inner = sub()
    del inner[name]
    refuses(statement(object=inner), f"object.{name}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", UUID),
        ("stored", "2026-11-25T00:00:00Z"),
        ("version", "1.0.0"),
        ("authority", agent()),
    ],
)
def test_a_sub_statement_has_nothing_a_store_assigns(name: str, value: Any) -> None:
    """1.0.3 Data 2.4.4.3.s6.b2; 2.0 4.2.2.3: no id, stored, version or authority."""
    refuses(statement(object=sub(**{name: value})), f"object.{name}")


def test_a_sub_statement_holds_no_other() -> None:
    """1.0.3 Data 2.4.4.3.s6.b3; 2.0 4.2.2.3: one level of nesting."""
    refuses(statement(object=sub(object=sub())), "object.object.objectType")


def test_what_a_sub_statement_names_is_related() -> None:
    """1.0.3 Communication 2.1.3: related_agents and related_activities look inside."""
    inner = sub(
        actor=agent("a"),
        object=activity("x", name={"id": "X"}),
        context={
            "instructor": agent("b"),
            "team": group(agent("c"), openid=f"{BASE}/tim"),
            "contextActivities": {"parent": [activity("y")]},
        },
    )
    found = read(statement(actor=agent("z"), object=inner))
    assert (found.object_type, found.object, found.more_agents) == ("SubStatement", "", ())
    assert set(found.related_agents) == {
        "mbox:mailto:a@contoh.go.id",
        "mbox:mailto:b@contoh.go.id",
        "mbox:mailto:c@contoh.go.id",
        f"openid:{BASE}/tim",
    }
    assert set(found.related_activities) == {f"{BASE}/x", f"{BASE}/y"}
    assert [one.about for one in found.definitions] == [f"{BASE}/x"]
    found = read(statement(object=sub(object=agent("d", objectType="Agent"))))
    assert "mbox:mailto:d@contoh.go.id" in found.related_agents


@pytest.mark.parametrize("version", BOTH)
def test_an_activity_with_nothing_in_its_definition_is_allowed(version: Any) -> None:
    """1.0.3 Data 2.2.s2.b1: an empty object is bad manners of the sender, and no error."""
    accepts(statement(object={"id": f"{BASE}/k", "definition": {}}, result={}, context={}), version)
