"""How statements are written: types, names, JSON (1.0.3 Data 2.2; 2.0 4.2)."""

from __future__ import annotations

from typing import Any

import pytest

from sinau.records.tests.saying import (
    BASE,
    BOTH,
    UUID,
    accepts,
    encoded,
    everything,
    put,
    read,
    refuses,
    statement,
    without,
)
from sinau.records.xapi.reading import read_statement, read_statements
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version


@pytest.mark.parametrize("version", BOTH)
def test_it_reads_a_statement_with_every_property(version: Version) -> None:
    """1.0.3 Data 2.4; 2.0 4.2.2: each property may be there, and the bytes stay as they came."""
    said = encoded(everything(version))
    found = read(said, version)
    assert found.json == said
    assert found.id == UUID
    assert found.holds == {"id", "timestamp", "stored", "authority", "version"}


def test_it_reads_the_smallest_statement() -> None:
    """1.0.3 Data 2.2.s2.b3; 2.0 4.2.2: actor, verb and object are enough."""
    found = read(statement())
    assert (found.id, found.timestamp, found.holds) == (None, None, frozenset())


@pytest.mark.parametrize("name", ["actor", "verb", "object"])
def test_it_refuses_a_statement_without(name: str) -> None:
    """1.0.3 Data 2.2.s2.b3; 2.0 4.2.2: actor, verb and object are required."""
    refuses(without(statement(), name), name)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("actor.name", "actor.name"),
        ("verb.display.id", "verb.display"),
        ("object.definition.moreInfo", "object.definition.moreInfo"),
        ("object.definition.name.id", "object.definition.name"),
        ("result.score.raw", "result.score.raw"),
        ("result.success", "result.success"),
        ("result.extensions", "result.extensions"),
        ("context.registration", "context.registration"),
        ("context.contextActivities.parent", "context.contextActivities.parent"),
        ("timestamp", "timestamp"),
        ("attachments", "attachments"),
        ("context", "context"),
    ],
)
def test_it_refuses_null_outside_extensions(path: str, field: str) -> None:
    """1.0.3 Data 2.2.s4.b1.b1; 2.0 4.2: null only inside extensions."""
    for version in BOTH:
        with pytest.raises(Invalid) as caught:
            read(put(everything(version), path, None), version)
        assert caught.value.field.startswith(field), caught.value.field


@pytest.mark.parametrize("where", ["result", "context", "object.definition"])
@pytest.mark.parametrize("value", [None, "", {}, [], 1, True, {"a": None}, [None]])
def test_it_accepts_any_value_inside_extensions(where: str, value: Any) -> None:
    """1.0.3 Data 2.2.s4.b1.b1 and 4.1; 2.0 4.2.7: values of extensions are free."""
    for version in BOTH:
        accepts(put(everything(version), f"{where}.extensions", {f"{BASE}/ext": value}), version)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("result.score.max", "100"),
        ("result.score.scaled", True),
        ("result.success", "true"),
        ("result.completion", 1),
        ("result.response", 5),
        ("result.duration", 60),
        ("context.platform", {"a": "b"}),
        ("context.revision", 3),
        ("context.language", ["id"]),
        ("timestamp", 1732500000),
        ("version", 1.0),
        ("id", 12345),
        ("id", {"key": "value"}),
        ("actor", "mailto:sari@contoh.go.id"),
        ("verb", []),
        ("object", [1]),
        ("context", []),
        ("result", "lulus"),
        ("attachments", {}),
        ("actor.mbox", ["mailto:sari@contoh.go.id"]),
        ("object.definition", "soal"),
        ("object.definition.correctResponsesPattern", "a"),
        ("object.definition.choices", {"id": "a"}),
    ],
)
def test_it_refuses_another_type(path: str, value: Any) -> None:
    """1.0.3 Data 2.2.s4.b1.b2 and b3; 2.0 4.2: no text for a number or a boolean, and so on."""
    for version in BOTH:
        refuses(put(everything(version), path, value), path, version)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("id", "iD"),
        ("actor", "Actor"),
        ("verb", "veRb"),
        ("object", "oBject"),
        ("result", "RESULT"),
        ("context", "conText"),
        ("timestamp", "timeStamp"),
        ("stored", "STOred"),
        ("authority", "auTHORity"),
        ("version", "Version"),
        ("attachments", "attachmentS"),
    ],
)
def test_it_refuses_a_name_in_another_case(right: str, wrong: str) -> None:
    """1.0.3 Data 2.2.s4.b1.b5; 2.0 4.2: names are compared exactly."""
    for version in BOTH:
        said = everything(version)
        refuses({**said, wrong: said[right]}, wrong, version)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("warna", "warna"),
        ("actor.warna", "actor.warna"),
        ("verb.name", "verb.name"),
        ("object.name", "object.name"),
        ("object.definition.warna", "object.definition.warna"),
        ("object.definition.choices.0.label", "object.definition.choices[0].label"),
        ("result.warna", "result.warna"),
        ("result.score.avg", "result.score.avg"),
        ("context.warna", "context.warna"),
        ("context.contextActivities.sibling", "context.contextActivities.sibling"),
        ("context.statement.version", "context.statement.version"),
        ("attachments.0.name", "attachments[0].name"),
    ],
)
def test_it_refuses_a_name_that_is_not_known(path: str, field: str) -> None:
    """1.0.3 Data 2.2.s4.b8; 2.0 4.2: properties are only those of the specification."""
    for version in BOTH:
        refuses(put(everything(version), path, "x"), field, version)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"   ",
        b"5",
        b"null",
        b'"teks"',
        b"{",
        b'{"actor":}',
        b"{'actor':1}",
        encoded(statement()) + b"x",
        b"\xff" + encoded(statement()),
        encoded(statement(result={"response": "\x01"})).replace(b"\\u0001", b"\x01"),
        b"\xef\xbb\xbf" + encoded(statement()),
    ],
)
def test_it_refuses_what_is_no_json_object(body: bytes) -> None:
    """1.0.3 Data 2.2 and Communication 1.4; 2.0 4.2: well-formed JSON in UTF-8."""
    for version in BOTH:
        with pytest.raises(Invalid):
            read_statement(body, version)


def test_it_refuses_the_character_nul_and_lone_surrogates() -> None:
    """RFC 8259 8.2: what is no text cannot be kept; an escaped backslash before it is text."""
    for bad in (b"\\u0000", b"\\ud800", b"\\udc00x"):
        for place in ("result.response", "context.extensions", "actor.name"):
            said = put(
                everything(Version.V1), place, {f"{BASE}/e": "ZZ"} if "ext" in place else "ZZ"
            )
            with pytest.raises(Invalid):
                read_statement(encoded(said).replace(b"ZZ", bad), Version.V1)
    accepts(statement(result={"response": "\\u0000"}))


@pytest.mark.parametrize(
    "again",
    [
        ('"verb":', '"verb":{"id":"https://a.b/c"},"verb":'),
        ('"mbox":', '"mbox":"mailto:x@y.z","mbox":'),
        ('"success":', '"success":false,"success":'),
        ('"scaled":', '"scaled":0.1,"scaled":'),
        ('"platform":', '"platform":"X","platform":'),
        ('"display":', '"display" :{"id":"x"},"display":'),
        ('"moreInfo":', '"more\\u0049nfo":"https://a.b/c","moreInfo":'),
        ('"b":', '"b":1,"b":'),
        ('"homePage":', '"homePage":"https://a.b","homePage":'),
        ('"length":', '"length":1,"length":'),
    ],
)
def test_it_refuses_a_name_used_twice(again: tuple[str, str]) -> None:
    """1.0.3 Data 2.2.s2.b2; 2.0 4.2: each property at most once, however it is written."""
    for version in BOTH:
        text = encoded(everything(version)).decode()
        assert again[0] in text
        body = text.replace(*again, 1).encode()
        with pytest.raises(Invalid, match="dua kali"):
            read_statement(body, version)


def test_a_quoted_colon_in_a_text_is_no_name_used_twice() -> None:
    """1.0.3 Data 2.2: the fast look for names that come twice never refuses wrongly."""
    accepts(statement(result={"response": 'ia berkata "ya":"tidak" : "a":'}))
    accepts(statement(context={"platform": '"x":', "extensions": {f"{BASE}/e": {'"k"': '"v":'}}}))


def test_white_space_around_colons_is_allowed() -> None:
    """RFC 8259 2: insignificant white space."""
    said = encoded(everything(Version.V1)).replace(b'":', b'" \t\r\n:\n ')
    assert read(said).id == UUID


def test_nesting_has_a_limit() -> None:
    """A reader defends itself: 64 levels inside extensions are enough for anybody."""
    deep: Any = 1
    for _ in range(62):
        deep = {"a": deep}
    accepts(statement(result={"extensions": {f"{BASE}/e": deep}}))
    for _ in range(5):
        deep = [deep]
    refuses(statement(result={"extensions": {f"{BASE}/e": deep}}), "result.extensions")
    body = encoded(statement(result={"extensions": {f"{BASE}/e": "ZZ"}}))
    for many in (1_000, 200_000):
        with pytest.raises(Invalid):
            read_statement(body.replace(b'"ZZ"', b"[" * many + b"]" * many), Version.V1)


def test_numbers_keep_their_precision() -> None:
    """1.0.3 Data 2.2.s4.b3; 2.0 4.2: nothing is rounded, because the bytes stay as they came."""
    said = encoded(statement(result={"score": {"scaled": 0.1212343412345678}}))
    assert b"0.1212343412345678" in read(said).json


def test_numbers_of_any_size_may_stand_in_extensions() -> None:
    """1.0.3 Data 4.1.s3.b2: a statement is not refused for the values of its extensions."""
    body = encoded(statement(result={"extensions": {f"{BASE}/e": "ZZ"}}))
    for number in (b"1e999", b"-1.5E+400", b"9" * 4_000, b"1e-9999"):
        read_statement(body.replace(b'"ZZ"', number), Version.V1)
    # Longer ones are an attack on whoever must read them.
    with pytest.raises(Invalid, match="terlalu besar"):
        read_statement(body.replace(b'"ZZ"', b"9" * 5_000), Version.V1)


def test_a_batch_is_read_in_its_order() -> None:
    """1.0.3 Communication 2.1.2; 2.0 4.1.6.1: an array of statements, or one statement."""
    batch = encoded([statement(id=UUID), statement()])
    found, is_array = read_statements(batch, Version.V1)
    assert ([one.id for one in found], is_array) == ([UUID, None], True)
    found, is_array = read_statements(b" \n" + encoded(statement()) + b"\n", Version.V2)
    assert (len(found), is_array) == (1, False)
    assert read_statements(b" [ ] ", Version.V1) == ([], True)


def test_a_batch_says_which_statement_is_wrong() -> None:
    """1.0.3 Communication 2.1.2: the field begins with the place in the array."""
    with pytest.raises(Invalid) as caught:
        read_statements(encoded([statement(), statement(verb={"id": "x"})]), Version.V1)
    assert caught.value.field == "[1].verb.id"
    assert str(caught.value).startswith("[1].verb.id: ")
    with pytest.raises(Invalid):
        read_statements(b"[1]", Version.V1)


def test_a_batch_may_not_hold_one_id_twice() -> None:
    """1.0.3 Communication 2.1.2; 2.0 4.1.6.1: two statements with one id are refused."""
    with pytest.raises(Invalid) as caught:
        read_statements(encoded([statement(id=UUID), statement(id=UUID.upper())]), Version.V1)
    assert caught.value.field == "[1].id"


def test_one_statement_is_no_array() -> None:
    """1.0.3 Communication 2.1.1; 2.0 4.1.6.1: PUT takes exactly one."""
    with pytest.raises(Invalid):
        read_statement(encoded([statement()]), Version.V1)
