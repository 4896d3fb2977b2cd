"""IRIs, language tags and maps, extensions (1.0.3 Data 3.1, 4.1 to 4.4; 2.0 4.2.7)."""

from __future__ import annotations

import time

import pytest

from sinau.records.tests.saying import BASE, accepts, refuses, statement, sub
from sinau.records.xapi.values import (
    is_duration,
    is_iri,
    is_language_tag,
    is_mailbox,
    is_media_type,
    is_sha2,
)

IRIS = [
    "http://contoh.id",
    "https://contoh.id/jalan?a=b&c=d#e",
    "urn:uuid:6f0c1f86-9a70-4f0e-9d2b-5b7f8d0a4e11",
    "tag:contoh.id,2026:x",
    "https://ja.wikipedia.org/wiki/日本",
    "http://contoh.id/a%20b",
    "http://[2001:db8::1]:8080/x",
    "mailto:a@b.c",
    "act:kursus-1",
    "http://contoh.id/~x/(y)/'z'!*;,@:$+=-._",
]
NO_IRIS = [
    "",
    "kata",
    "contoh.id/jalan",
    "//contoh.id",
    "/jalan",
    "http:",
    ":x",
    "1http://x",
    "ab=c://x",
    "http://a b",
    "http://a\tb",
    "http://a\n",
    "http://a<b>",
    'http://a"b',
    "http://a{b}",
    "http://a|b",
    "http://a\\b",
    "http://a^b",
    "http://a`b",
    "http://a/%zz",
    "http://a/%2",
    "http://a/\u0085",
    "http://a/\u2028",
    "http://a/" + "x" * 5_000,
]


@pytest.mark.parametrize("text", IRIS)
def test_an_iri_has_a_scheme(text: str) -> None:
    """1.0.3 Data 2.2.s4.b1.b8 and 4.3; 2.0 4.2.7: RFC 3987."""
    assert is_iri(text)
    accepts(statement(verb={"id": text}))
    accepts(statement(object={"id": text}))


@pytest.mark.parametrize("text", NO_IRIS)
def test_what_is_no_iri_is_refused_everywhere(text: str) -> None:
    """1.0.3 Data 2.2.s4.b1.b4 and b8; 2.0 4.2.7: wherever an IRI or IRL stands."""
    assert not is_iri(text)
    refuses(statement(verb={"id": text}), "verb.id")
    refuses(statement(object={"id": text}), "object.id")
    for name in ("type", "moreInfo"):
        refuses(
            statement(object={"id": BASE, "definition": {name: text}}), f"object.definition.{name}"
        )
    extensions = {"extensions": {text: 1}}
    shown = f"extensions[{text[:80]}]"
    refuses(statement(result=extensions), f"result.{shown}")
    refuses(statement(context=extensions), f"context.{shown}")
    refuses(statement(object=sub(context=extensions)), f"object.context.{shown}")


TAGS = [
    *["id", "jv", "en", "de", "cmn", "ine", "i-enochian", "zh-Hant", "sr-Latn", "zh-cmn-Hans-CN"],
    *["sr-Latn-RS", "sl-rozaj-biske", "de-CH-1901", "hy-Latn-IT-arevela", "de-DE", "es-419"],
    *["az-Arab-x-AZE-derbend", "x-whatever", "en-US-u-islamcal", "und", "ase", "zh-min-nan"],
    *["de-CH-x-phonebk", "en-a-myext-b-another", "EN-us", "zh-yue-HK"],
]
NO_TAGS = [
    *["", "a", "a-DE", "de-419-DE", "ar-a-aaa-b-bbb-a-ccc", "a12345", "something", "en_US", "en-"],
    *["-en", "en--US", "zh-z-aaa-z-bbb-c-ccc", "de-1901-1901", "x-", "en-x", "i-tidakada", "é"],
    *["en-US-", "123", "id ", "en-abcdefghi", "x" * 300],
]


@pytest.mark.parametrize("tag", TAGS)
def test_a_language_tag_is_well_formed(tag: str) -> None:
    """1.0.3 Data 2.2.s4.b2 and 4.2; 2.0 4.2.7: RFC 5646 2.1, grandfathered ones too."""
    assert is_language_tag(tag)
    accepts(statement(context={"language": tag}, verb={"id": BASE, "display": {tag: "x"}}))


@pytest.mark.parametrize("tag", NO_TAGS)
def test_another_language_tag_is_refused(tag: str) -> None:
    """1.0.3 Data 2.2.s4.b2 and 4.2; 2.0 4.2.7: also two extensions of one letter (RFC 5646 2.2.6)."""
    assert not is_language_tag(tag)
    refuses(statement(context={"language": tag}), "context.language")
    refuses(statement(verb={"id": BASE, "display": {"id": "x", tag: "x"}}), "verb.display")
    for name in ("name", "description"):
        thing = {"id": BASE, "definition": {name: {tag: "x"}}}
        refuses(statement(object=thing), f"object.definition.{name}")


@pytest.mark.parametrize(
    "text", ["text/plain", "text/plain; charset=ascii", 'a/b;c="d;e"', "image/svg+xml"]
)
def test_a_media_type_is_recognised(text: str) -> None:
    """1.0.3 Data 2.4.11.s2.table1.row4: RFC 2046."""
    assert is_media_type(text)


@pytest.mark.parametrize(
    "text", ["", "teks", "text/", "/plain", "a b/c", "text/plain\r\nX: y", "a/b;c=d e"]
)
def test_what_is_no_media_type_is_not(text: str) -> None:
    """1.0.3 Data 2.4.11.s2.table1.row4: RFC 2046."""
    assert not is_media_type(text)


def test_no_text_takes_long_to_judge() -> None:
    """A reader defends itself: no expression tries the same again and again."""
    began = time.process_time()
    for hostile in ("a/b" + "; " * 400 + "\0", "a/b;" + " " * 900 + "\0", 'a/b;c="' + "\\" * 900):
        assert not is_media_type(hostile)
    for hostile in ("en" + "-abcde" * 30 + "-", "x" + "-a" * 99 + "-", "en" + "-a-bb" * 39 + "-"):
        assert not is_language_tag(hostile)
    assert not is_duration("P" + "1" * 190 + ".")
    assert not is_iri("http://" + "%" * 4_000)
    assert not is_mailbox("mailto:" + "a.@" * 1_000)
    assert time.process_time() - began < 1


def test_hashes_of_the_sha_2_family_have_four_lengths() -> None:
    """1.0.3 Data 2.4.11.s2.table1.row6 and Communication 1.5.2.s4.b4."""
    assert [length for length in range(200) if is_sha2("a" * length)] == [56, 64, 96, 128]
    assert not is_sha2("g" * 64)
