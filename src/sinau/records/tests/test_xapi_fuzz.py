"""Statements made and spoilt by chance: valid ones are read, and nothing but `Invalid` is raised."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sinau.records.tests.saying import BASE, BOTH, VOIDED, encoded, everything, put
from sinau.records.xapi import multipart
from sinau.records.xapi.agents import read_agent
from sinau.records.xapi.languages import chosen, wanted
from sinau.records.xapi.reading import read_statement, read_statements
from sinau.records.xapi.same import are_same
from sinau.records.xapi.shapes import canonical, ids_only
from sinau.records.xapi.signatures import check
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_duration, read_duration, read_timestamp
from sinau.records.xapi.versions import Version

JSON = dict[str, Any]

# No NUL and no half of a surrogate pair: those are refused, and tested elsewhere.
texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
iris = st.builds(
    lambda path: f"{BASE}/{path}", st.from_regex(r"[a-z0-9/_~\-]{1,12}", fullmatch=True)
)
uuids = st.uuids().map(str)
tags = st.sampled_from(["id", "jv", "en-US", "zh-Hant-TW", "x-desa", "i-enochian"])
maps = st.dictionaries(tags, texts, min_size=1, max_size=3)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
extensions = st.dictionaries(iris, anything, max_size=3)
moments = st.sampled_from(
    ["2026-11-25T09:00:00Z", "2026-11-25T09:00:00.123Z", "1999-12-31T23:59:59.999999+07:00"]
)
durations = st.sampled_from(["PT1S", "P1Y2M3DT4H5M6.78S", "P4W", "PT0.5H"])
identifiers = st.one_of(
    st.builds(
        lambda name: {"mbox": f"mailto:{name}@contoh.go.id"},
        st.from_regex(r"[a-z0-9.+]{1,9}", fullmatch=True),
    ),
    st.builds(
        lambda digest: {"mbox_sha1sum": digest}, st.from_regex(r"[0-9a-f]{40}", fullmatch=True)
    ),
    st.builds(lambda iri: {"openid": iri}, iris),
    st.builds(lambda iri, name: {"account": {"homePage": iri, "name": name}}, iris, texts),
)


def optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[JSON]:
    return st.fixed_dictionaries({}, optional=fields)


def joined(*parts: st.SearchStrategy[JSON]) -> st.SearchStrategy[JSON]:
    return st.tuples(*parts).map(lambda made: {key: one[key] for one in made for key in one})


agents = joined(identifiers, optional(name=texts, objectType=st.just("Agent")))
anonymous = joined(
    st.fixed_dictionaries(
        {"objectType": st.just("Group"), "member": st.lists(agents, min_size=1, max_size=3)}
    ),
    optional(name=texts),
)
groups = anonymous | joined(
    identifiers,
    st.just({"objectType": "Group"}),
    optional(name=texts, member=st.lists(agents, max_size=2)),
)
parties = agents | groups
components = st.lists(
    joined(st.builds(lambda text: {"id": text}, texts), optional(description=maps)),
    max_size=3,
    unique_by=lambda one: one["id"],
)
definitions = optional(
    name=maps, description=maps, type=iris, moreInfo=iris, extensions=extensions
) | joined(
    st.builds(
        lambda kind: {"interactionType": kind},
        st.sampled_from(["choice", "likert", "matching", "performance", "other", "true-false"]),
    ),
    optional(
        name=maps,
        correctResponsesPattern=st.lists(texts, max_size=3),
        choices=components,
        scale=components,
        source=components,
        target=components,
        steps=components,
    ),
)
activities = joined(
    st.builds(lambda iri: {"id": iri}, iris),
    optional(objectType=st.just("Activity"), definition=definitions),
)
references = st.builds(lambda id: {"objectType": "StatementRef", "id": id}, uuids)
things = st.one_of(
    activities, agents.map(lambda one: {**one, "objectType": "Agent"}), groups, references
)
scores = st.builds(
    lambda low, raw, high, scaled: {"min": low, "raw": raw, "max": high, "scaled": scaled},
    st.integers(-100, 0),
    st.integers(0, 50),
    st.integers(50, 100),
    st.floats(-1, 1),
)
results = optional(
    score=scores,
    success=st.booleans(),
    completion=st.booleans(),
    response=texts,
    duration=durations,
    extensions=extensions,
)
attachments = st.lists(
    st.fixed_dictionaries(
        {
            "usageType": iris,
            "display": maps,
            "contentType": st.sampled_from(["text/plain", "application/pdf; a=b"]),
            "length": st.integers(0, 2**40),
            "sha2": st.from_regex(r"[0-9a-fA-F]{64}", fullmatch=True),
        },
        optional={"description": maps, "fileUrl": iris},
    ),
    max_size=2,
)


def contexts(version: Version) -> st.SearchStrategy[JSON]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        "registration": uuids,
        "instructor": parties,
        "team": groups,
        "contextActivities": optional(
            parent=st.lists(activities, max_size=2),
            grouping=activities,
            category=st.lists(activities, max_size=2),
            other=activities,
        ),
        "language": tags,
        "statement": references,
        "extensions": extensions,
    }
    if version is Version.V2:
        types = st.lists(iris, min_size=1, max_size=2)
        for several, name, kind in (
            ("contextAgents", "agent", agents),
            ("contextGroups", "group", groups),
        ):
            one = joined(
                st.just({"objectType": several[:-1]}),
                st.builds(lambda party, name=name: {name: party}, kind),
                optional(relevantTypes=types),
            )
            fields[several] = st.lists(one, max_size=2)
    return optional(**fields)


def statements(version: Version) -> st.SearchStrategy[JSON]:
    verbs = joined(st.builds(lambda iri: {"id": iri}, iris), optional(display=maps))
    about = {"actor": parties, "verb": verbs}
    around: dict[str, st.SearchStrategy[Any]] = {
        "result": results,
        "context": contexts(version),
        "timestamp": moments,
        "attachments": attachments,
    }
    inner = joined(
        st.just({"objectType": "SubStatement"}),
        st.fixed_dictionaries({**about, "object": things}, optional=around),
    )
    return st.fixed_dictionaries(
        {**about, "object": things | inner},
        optional={
            **around,
            "id": uuids,
            "stored": moments,
            "authority": agents,
            "version": st.just("1.0.0"),
        },
    )


SPOILS: list[Callable[[Any], Any]] = [
    lambda _: None,
    lambda _: [],
    lambda _: {},
    lambda _: "",
    lambda _: -1,
    lambda _: True,
    lambda _: VOIDED,
    lambda value: [value],
    lambda value: {"id": value},
    lambda value: str(value).upper(),
    lambda value: f" {value}",
    lambda _: {"a": {"b": [[[[[]]]]]}},
    lambda _: {"objectType": "SubStatement", "object": {"objectType": "SubStatement"}},
]


def ways(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key in value:
            found += ways(value[key], (*path, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            found += ways(one, (*path, at))
    return found


def spoilt(data: st.DataObject, said: JSON) -> JSON:
    made = copy.deepcopy(said)
    *way, last = data.draw(st.sampled_from(ways(made)))
    here: Any = made
    for step in way:
        here = here[step]
    how = data.draw(st.integers(0, 3))
    if how == 0:
        del here[last]
    elif how == 1 and isinstance(here, dict):
        here[data.draw(texts)] = here.pop(last)
    elif how == 2 and isinstance(here, dict):
        here[str(last).swapcase()] = here[last]
    else:
        here[last] = data.draw(st.sampled_from(SPOILS))(here[last])
    return made


@pytest.mark.parametrize("version", BOTH)
def test_whatever_is_valid_is_read_and_shaped(version: Version) -> None:
    """1.0.3 Data 2; 2.0 4.2: what was read is what was said, and shapes of it are valid again."""

    @settings(max_examples=100, deadline=None)
    @given(statements(version))
    def each(said: JSON) -> None:
        body = encoded(said)
        found = read_statement(body, version)
        kept = json.loads(found.json)
        assert are_same(said, kept)
        assert found.holds == {name for name in said if name in _ASSIGNED}
        assert found.id == said.get("id")
        read_statement(encoded(ids_only(kept)), version)
        read_statement(encoded(canonical(kept, ["id"], lambda _iri: None)), version)
        assert read_statements(b"[" + body + b"]", version)[0][0] == found

    each()


_ASSIGNED = {"id", "timestamp", "stored", "authority", "version"}


@pytest.mark.parametrize("version", BOTH)
def test_whatever_is_spoilt_raises_only_invalid(version: Version) -> None:
    """A client's mistake is answered 400 with a field and a section, and never 500."""

    @settings(max_examples=200, deadline=None)
    @given(st.data())
    def each(data: st.DataObject) -> None:
        said = data.draw(statements(version) | st.just(everything(version)))
        for _ in range(data.draw(st.integers(1, 3))):
            if ways(said):
                said = spoilt(data, said)
        try:
            read_statements(encoded([said]), version)
        except Invalid as wrong:
            assert wrong.section
            assert wrong.field.startswith("[0]")

    each()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 2_000), st.sampled_from(BOTH))
def test_any_bytes_raise_only_invalid(noise: bytes, at: int, version: Version) -> None:
    """Bytes by chance, alone and in the middle of a statement."""
    whole = encoded(everything(version))
    for body in (noise, whole[:at] + noise + whole[at:], whole[:at] + noise, b"[" + noise + b"]"):
        try:
            read_statements(body, version)
        except Invalid as wrong:
            assert wrong.section


@settings(max_examples=150, deadline=None)
@given(texts, st.binary(max_size=80))
def test_any_text_raises_only_invalid(text: str, noise: bytes) -> None:
    """Parameters, headers, signatures and parts are read with the same care."""
    for read in (
        lambda: read_agent(text, Version.V1),
        lambda: read_timestamp(text, Version.V2),
        lambda: read_timestamp(text, Version.V1),
        lambda: read_duration(text),
        lambda: multipart.read(noise, f"multipart/mixed; boundary={text}"),
        lambda: multipart.read(b"--a\r\n" + noise + b"\r\n--a--", "multipart/mixed; boundary=a"),
        lambda: check(everything(Version.V1), noise),
        lambda: check(everything(Version.V1), noise + b".e30." + noise),
    ):
        with suppress(Invalid):
            read()
    assert chosen({"id": "a", "en": "b"}, wanted(text))


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"P(\d{1,2}[YMDW.]){0,3}(T(\d{1,2}[.]?\d?[HMS]){0,3})?", fullmatch=True))
def test_both_looks_at_a_duration_agree(text: str) -> None:
    """The fast look and the one that takes it apart know the same durations."""
    try:
        read_duration(text)
    except Invalid:
        assert not is_duration(text)
    else:
        assert is_duration(text)


@settings(max_examples=100, deadline=None)
@given(anything)
def test_whatever_stands_in_extensions_is_kept(value: Any) -> None:
    """1.0.3 Data 4.1.s3.b2: not a single value of extensions is refused."""
    said = put(everything(Version.V1), "result.extensions", {f"{BASE}/e": value})
    assert json.loads(read_statement(encoded(said), Version.V1).json) == said
