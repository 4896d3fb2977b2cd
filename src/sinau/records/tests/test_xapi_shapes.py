"""The forms in which statements are returned (1.0.3 Communication 2.1.3; 2.0 4.1.6.1)."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from sinau.records.tests.saying import (
    BASE,
    BOTH,
    activity,
    agent,
    everything,
    group,
    reference,
    statement,
    sub,
)
from sinau.records.xapi.languages import chosen, wanted
from sinau.records.xapi.shapes import canonical, ids_only
from sinau.records.xapi.versions import Version


def unknown(_iri: str) -> dict[str, Any] | None:
    return None


@pytest.mark.parametrize("version", BOTH)
def test_ids_keep_what_identifies(version: Version) -> None:
    """1.0.3 Communication 2.1.3.s1.table1 (format ids); 2.0 4.1.6.1."""
    said = everything(version)
    before = copy.deepcopy(said)
    brief = ids_only(said)
    assert said == before
    assert brief["actor"] == {"objectType": "Agent", "mbox": "mailto:sari@contoh.go.id"}
    assert brief["verb"] == {"id": f"{BASE}/kata/menyelesaikan"}
    assert brief["object"] == {"id": f"{BASE}/soal/1"}
    assert brief["context"]["contextActivities"]["parent"] == [{"id": f"{BASE}/kursus/1"}]
    assert brief["context"]["instructor"] == {"mbox": "mailto:wulan@contoh.go.id"}
    assert brief["context"]["team"] == {
        "objectType": "Group",
        "account": {"homePage": BASE, "name": "tim-1"},
    }
    assert brief["result"] == said["result"]
    assert brief["context"]["extensions"] == said["context"]["extensions"]
    if version is Version.V2:
        (one,) = brief["context"]["contextGroups"]
        assert one["group"] == group(agent("bayu"))


def test_ids_of_an_anonymous_group_are_those_of_its_members() -> None:
    """1.0.3 Communication 2.1.3.s1.table1 (format ids); 2.0 4.1.6.1."""
    said = statement(actor=group(agent("a", name="A"), agent("b"), name="Tim"))
    assert ids_only(said)["actor"] == group(agent("a"), agent("b"))


def test_ids_reach_into_sub_statements_and_leave_references() -> None:
    """1.0.3 Communication 2.1.3.s1.table1 (format ids); 2.0 4.1.6.1."""
    inner = sub(actor=agent("a", name="A"), object=activity("x", name={"id": "X"}))
    brief = ids_only(statement(object=inner))["object"]
    assert (brief["actor"], brief["object"]) == (agent("a"), activity("x"))
    assert brief["objectType"] == "SubStatement"
    assert ids_only(statement(object=reference()))["object"] == reference()
    party = agent("c", name="C", objectType="Agent")
    assert "name" not in ids_only(statement(object=party))["object"]


def test_canonical_takes_the_definition_the_store_knows() -> None:
    """1.0.3 Communication 2.1.3.s1.table1 (format canonical); 2.0 4.1.6.1."""
    known: dict[str, dict[str, Any]] = {
        f"{BASE}/soal/1": {"name": {"id": "Baru", "en": "New"}, "type": f"{BASE}/jenis/soal"},
        f"{BASE}/program/1": {"name": {"en": "Programme"}},
    }
    said = everything(Version.V1)
    before = copy.deepcopy(said)
    full = canonical(said, ["en"], lambda iri: known.get(iri))
    assert said == before
    assert full["object"]["definition"] == {"name": {"en": "New"}, "type": f"{BASE}/jenis/soal"}
    assert full["verb"]["display"] == {"en": "did"}
    assert full["context"]["contextActivities"]["grouping"][0]["definition"] == {
        "name": {"en": "Programme"}
    }
    assert full["context"]["contextActivities"]["parent"][0]["definition"] == {
        "name": {"id": "Kursus"}
    }
    assert full["actor"] == said["actor"]
    assert full["authority"] == said["authority"]


def test_canonical_filters_languages_of_components_and_inside() -> None:
    """1.0.3 Communication 2.1.3 (Language Filtering Requirements); 2.0 4.1.6.1."""
    thing = activity(
        "soal/9",
        description={"id": "Uraian", "en": "Text"},
        interactionType="choice",
        choices=[{"id": "a", "description": {"id": "A", "en": "An A"}}, {"id": "b"}],
    )
    full = canonical(statement(object=sub(object=thing)), ["id"], unknown)
    definition = full["object"]["object"]["definition"]
    assert definition["description"] == {"id": "Uraian"}
    assert definition["choices"] == [{"id": "a", "description": {"id": "A"}}, {"id": "b"}]


def test_canonical_leaves_what_has_no_text() -> None:
    """1.0.3 Communication 2.1.3: nothing is invented."""
    for said in (
        statement(),
        statement(object=agent(objectType="Agent")),
        statement(object=reference()),
    ):
        assert canonical(said, ["id"], unknown) == said


TEXTS = {"en-US": "a", "id": "b", "zh-Hant-TW": "c", "fr": "d"}


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("id", "id"),
        ("ID", "id"),
        ("id-ID", "id"),
        ("en", "en-US"),
        ("en-GB, fr;q=0.9", "en-US"),
        ("de, fr;q=0.5, id;q=0.7", "id"),
        ("de", "en-US"),
        ("", "en-US"),
        ("*", "en-US"),
        ("fr;q=0, id", "id"),
        ("zh-Hant", "zh-Hant-TW"),
        ("zh-Hant-TW-x-abc", "zh-Hant-TW"),
        ("fr;q=abc, id;q=0.1", "id"),
        (";;,,;q=1", "en-US"),
    ],
)
def test_the_language_that_fits_best_is_chosen(header: str, tag: str) -> None:
    """1.0.3 Communication 2.1.3 (Language Filtering Requirements); RFC 4647 3.4."""
    assert chosen(TEXTS, wanted(header)) == {tag: TEXTS[tag]}


def test_a_map_of_one_language_stays() -> None:
    """1.0.3 Communication 2.1.3 (Language Filtering Requirements): one entry, whatever was asked."""
    assert chosen({"fr": "x"}, ["id"]) == {"fr": "x"}
