"""Voiding, and when two statements are the same (1.0.3 Data 2.3; 2.0 4.2)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sinau.records.tests.saying import (
    BASE,
    BOTH,
    OTHER_UUID,
    UUID,
    VOIDED,
    activity,
    agent,
    attachment,
    everything,
    group,
    put,
    read,
    reference,
    refuses,
    statement,
    sub,
    without,
)
from sinau.records.xapi.same import are_same
from sinau.records.xapi.versions import Version


def test_a_voiding_statement_names_the_one_it_voids() -> None:
    """1.0.3 Data 2.3.2.s2.b1 and b2; 2.0 4.2: verb voided, object a StatementRef."""
    for version in BOTH:
        found = read(statement(verb={"id": VOIDED}, object=reference(OTHER_UUID.upper())), version)
        assert (found.voids, found.target, found.object_type) == (True, OTHER_UUID, "StatementRef")


def test_a_reference_alone_voids_nothing() -> None:
    """1.0.3 Data 2.3.2: only the reserved verb voids."""
    found = read(statement(object=reference()))
    assert (found.voids, found.target) == (False, OTHER_UUID)


@pytest.mark.parametrize("thing", [activity(), agent(objectType="Agent"), sub()])
def test_a_voiding_statement_about_something_else_is_refused(thing: dict[str, Any]) -> None:
    """1.0.3 Data 2.3.2.s2.b1; 2.0 4.2: its object must be a StatementRef."""
    refuses(statement(verb={"id": VOIDED}, object=thing), "object.objectType")


@pytest.mark.parametrize("version", BOTH)
def test_a_statement_is_the_same_as_itself_kept_by_a_store(version: Version) -> None:
    """1.0.3 Data 2.3.1.b1: what the store assigns does not count."""
    said = everything(version)
    kept = {**said, "stored": "2026-11-25T05:00:00Z", "authority": agent("lain")}
    assert are_same(said, kept)
    bare = without(without(without(said, "id"), "timestamp"), "version")
    assert are_same(bare, kept)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("timestamp", "2026-11-25T02:00:00.123456Z"),
        ("id", UUID.upper()),
        ("verb.display", {"en": "done"}),
        ("object.definition", {"name": {"en": "Another"}}),
        ("context.contextActivities.parent", activity("kursus/1")),
        ("context.registration", UUID.upper()),
        ("context.statement.id", OTHER_UUID.upper()),
        ("context.language", "ID-id"),
        ("actor.mbox", "mailto:sari@CONTOH.go.id"),
        ("attachments", [attachment(sha2="b" * 64)]),
        ("result.score.raw", 50.0),
        ("result.duration", "PT1H30M0.50S"),
    ],
)
def test_what_may_differ(path: str, value: Any) -> None:
    """1.0.3 Data 2.3.1.b2 to b7 and 2.3.1.s9.b1: exceptions to immutability are ignored."""
    said = put(everything(Version.V2), "result.duration", "PT1H30M0.501S")
    changed = put(said, path, value)
    assert json.dumps(changed) != json.dumps(said)
    assert are_same(said, changed)


def test_members_come_in_any_order() -> None:
    """1.0.3 Data 2.3.1.b5: the list of a group's members has no order."""
    one, other = agent("sari"), agent("joko", name="Joko")
    assert are_same(statement(actor=group(one, other)), statement(actor=group(other, one)))
    assert not are_same(statement(actor=group(one, other)), statement(actor=group(one)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("actor.mbox", "mailto:Sari@contoh.go.id"),
        ("actor.name", "Sari Dewi"),
        ("verb.id", f"{BASE}/kata/lain"),
        ("object.id", f"{BASE}/soal/2"),
        ("result.success", False),
        ("result.score.raw", 51),
        ("result.response", "A"),
        ("result.duration", "PT90M0.5S"),
        ("result.extensions", {f"{BASE}/ext/kosong": 0}),
        ("context.platform", "moodle"),
        ("context.extensions", {f"{BASE}/ext/a": {"b": [True, None, {"c": "\u2713"}]}}),
        ("context.contextActivities.other", [activity("lain/2"), activity("lain/1")]),
        ("timestamp", "2026-11-25T09:00:00.124+07:00"),
        ("version", "2.0.1"),
        ("id", OTHER_UUID),
    ],
)
def test_what_may_not_differ(path: str, value: Any) -> None:
    """1.0.3 Data 2.3.1.s9.b2: any other difference makes another statement."""
    said = everything(Version.V2)
    assert not are_same(said, put(said, path, value))


def test_sub_statements_are_compared_by_the_same_rules() -> None:
    """1.0.3 Data 2.3.1: inside too, a display does not count and a verb does."""
    said = statement(object=sub(verb={"id": f"{BASE}/a", "display": {"id": "a"}}))
    assert are_same(said, statement(object=sub(verb={"id": f"{BASE}/a"})))
    assert not are_same(said, statement(object=sub(verb={"id": f"{BASE}/b"})))


def test_a_number_is_the_same_however_a_database_writes_it() -> None:
    """1.0.3 Data 2.3.1: a store that says 19456397271891970 for 1.945639727189197e16 changed nothing."""
    for said, kept in ((1.945639727189197e16, 19456397271891970), (1e300, 10**300), (5, 5.0)):
        extensions = {f"{BASE}/e": said}
        one = statement(result={"extensions": extensions})
        other = statement(result={"extensions": {f"{BASE}/e": kept}})
        assert are_same(one, other)
        assert are_same(other, one)
    large = statement(result={"extensions": {f"{BASE}/e": 10**400}})
    assert not are_same(large, statement(result={"extensions": {f"{BASE}/e": 1.5}}))


def test_comparing_strange_json_raises_nothing() -> None:
    """A signed payload may be anything; then it is simply not the same."""
    for odd in ({}, {"actor": 1, "verb": [], "object": None}, {"timestamp": "x", "context": 3}):
        assert not are_same(odd, statement())
        assert are_same(odd, odd)
