"""Attachments as statements describe them, and as requests carry them.

1.0.3 Data 2.4.11 and Communication 1.5.2; 2.0 4.2.2 and 4.1.3.
"""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from sinau.records.tests.saying import BASE, accepts, attachment, read, refuses, statement, sub
from sinau.records.xapi import multipart
from sinau.records.xapi.attachments import SIGNATURE
from sinau.records.xapi.checked import Attached
from sinau.records.xapi.trouble import Invalid

TEXT = b"isi lampiran\r\n\r\n--bukan-batas\n"
HASH = hashlib.sha256(TEXT).hexdigest()
JSON = b'{"actor":{}}'


def test_a_statement_describes_its_attachments() -> None:
    """1.0.3 Data 2.4.11.s2; 2.0 4.2.2: what a store needs to know of each."""
    found = read(statement(attachments=[attachment(sha2="AB" * 32)]))
    assert found.attachments == (
        Attached(
            "ab" * 32, "application/pdf", 11, f"{BASE}/lampiran/sertifikat", f"{BASE}/berkas.pdf"
        ),
    )
    said = attachment()
    del said["fileUrl"]
    assert read(statement(attachments=[said])).attachments[0].file_url == ""
    assert len(read(statement(object=sub(attachments=[said]), attachments=[said])).attachments) == 2


@pytest.mark.parametrize("name", ["usageType", "display", "contentType", "length", "sha2"])
def test_what_an_attachment_must_say(name: str) -> None:
    """1.0.3 Data 2.4.11.s2.table1; 2.0 4.2.2: five properties are required."""
    said = attachment()
    del said[name]
    refuses(statement(attachments=[said]), f"attachments[0].{name}")
    refuses(statement(object=sub(attachments=[said])), f"object.attachments[0].{name}")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("usageType", "jenis"),
        ("display", {}),
        ("display", "judul"),
        ("display", {"de-419-DE": "x"}),
        ("description", {}),
        ("description", 5),
        ("description", {"something": "x"}),
        ("contentType", "bukan jenis"),
        ("length", "27"),
        ("length", -1),
        ("length", 2.5),
        ("length", 2**64),
        ("sha2", 12345),
        ("sha2", "bukan-hash"),
        ("sha2", ""),
        ("fileUrl", "tautan"),
    ],
)
def test_a_wrong_attachment_is_refused(name: str, value: Any) -> None:
    """1.0.3 Data 2.4.11.s2.table1; 2.0 4.2.2: each property has its type."""
    refuses(statement(attachments=[attachment(**{name: value})]), f"attachments[0].{name}")


@pytest.mark.parametrize("value", [attachment(), [5], ["x"], "x"])
def test_attachments_are_an_array_of_objects(value: Any) -> None:
    """1.0.3 Data 2.4.s1.table1.row11; 2.0 4.2.2."""
    with pytest.raises(Invalid) as caught:
        read(statement(attachments=value))
    assert caught.value.field.startswith("attachments")


def test_a_signature_is_a_stream_of_octets() -> None:
    """1.0.3 Data 2.6.s4.b1; 2.0 4.2: no other content type."""
    accepts(
        statement(
            attachments=[attachment(usageType=SIGNATURE, contentType="application/octet-stream")]
        )
    )
    wrong = attachment(usageType=SIGNATURE, contentType="text/plain; charset=ascii")
    refuses(statement(attachments=[wrong]), "attachments[0].contentType")


def request(
    *parts: bytes, end: bytes = b"\r\n", boundary: str = "batas", close: bool = True
) -> bytes:
    line = f"--{boundary}".encode()
    body = b"".join(line + end + part + end for part in parts)
    return body + (line + b"--" + end if close else b"")


def first(content: bytes = JSON, kind: bytes = b"application/json") -> bytes:
    return b"Content-Type: " + kind + b"\r\n\r\n" + content


def more(content: bytes = TEXT, sha2: str = HASH, encoding: bytes = b"binary") -> bytes:
    return (
        b"Content-Type:text/plain\r\nContent-Transfer-Encoding:"
        + encoding
        + b"\r\nX-Experience-API-Hash:"
        + sha2.encode()
        + b"\r\n\r\n"
        + content
    )


def test_statements_and_contents_come_in_parts() -> None:
    """1.0.3 Communication 1.5.2.s2.b2; 2.0 4.1.3: first the JSON, then each content."""
    said, parts = multipart.read(request(first(), more()), "multipart/mixed; boundary=batas")
    assert (said, parts) == (JSON, [multipart.Part(HASH, "text/plain", TEXT)])
    said, parts = multipart.read(b"\r\n" + request(first()), 'Multipart/Mixed;boundary="batas"')
    assert (said, parts) == (JSON, [])


def test_what_is_written_can_be_read() -> None:
    """1.0.3 Communication 1.5.2.s3.b1; 2.0 4.1.3: the same form in answers."""
    sent = [
        multipart.Part(HASH, "text/plain", TEXT),
        multipart.Part(hashlib.sha512(b"").hexdigest(), "a/b", b""),
    ]
    content_type, body = multipart.write(JSON, sent)
    assert content_type.startswith("multipart/mixed; boundary=")
    assert multipart.read(body, content_type) == (JSON, sent)


def test_a_content_type_of_several_lines_writes_no_header() -> None:
    """RFC 9112 11.1: what a client said never becomes a header of its own."""
    content_type, body = multipart.write(JSON, [multipart.Part(HASH, "a/b\r\nX-Evil: 1", TEXT)])
    assert b"\r\nX-Evil" not in body
    assert multipart.read(body, content_type)[1][0].content == TEXT


@pytest.mark.parametrize(
    "boundary", ["abcABC0123'()+_,-./:=?", "-------314159265358979323846", "a b", "x" * 70]
)
def test_a_boundary_may_hold_what_rfc_2046_allows(boundary: str) -> None:
    """RFC 2046 5.1.1: also characters that mean something to regular expressions."""
    body = request(first(), more(), boundary=boundary)
    assert multipart.read(body, f'multipart/mixed; boundary="{boundary}"')[0] == JSON


def test_line_ends_may_be_bare() -> None:
    """RFC 2046 asks for CRLF; clients that send LF are understood."""
    body = request(first().replace(b"\r\n", b"\n"), end=b"\n")
    assert multipart.read(body, "multipart/mixed; boundary=batas")[0] == JSON


@pytest.mark.parametrize(
    "content_type",
    [
        "multipart/mixed",
        "multipart/mixed;",
        "multipart/mixed; boundary=",
        'multipart/mixed; boundary=""',
        "multipart/mixed; boundary=lain",
        "multipart/mixed; boundary=" + "x" * 71,
        'multipart/mixed; boundary="a<b"',
        'multipart/mixed; boundary="a "',
    ],
)
def test_without_its_boundary_nothing_is_read(content_type: str) -> None:
    """1.0.3 Communication 1.5.2.s2.b2; 2.0 4.1.3: RFC 2046 5.1."""
    with pytest.raises(Invalid):
        multipart.read(request(first(), more()), content_type)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        JSON,
        request(),
        request(first(), close=False),
        request(first(kind=b"text/plain"), more()),
        request(b"X: y\r\n\r\n" + JSON),
        request(JSON),
        first() + b"\r\n" + request(more()),
        request(first(), first()),
        request(first(), b"Content-Type: text/plain\r\n\r\n" + TEXT),
        request(first(), more(sha2="b" * 64)),
        request(first(), more(sha2="xyz")),
        request(first(), more(content=TEXT + b"x")),
        request(first(), more(encoding=b"base64")),
        request(first(), more()[:-10]),
        request(first(), b"tanpa titik dua\r\n\r\n" + TEXT),
        request(first(), b"X-Experience-API-Hash: a\r\n" + more()),
        request(b"Content-Type: application/json\r\nX: " + b"y" * 10_000 + b"\r\n\r\n" + JSON),
        request(first(), *[more()] * 1_001),
    ],
)
def test_hostile_or_broken_parts_are_refused(body: bytes) -> None:
    """1.0.3 Communication 1.5.2.s2 and s3.b5; 2.0 4.1.3: hash, encoding, order, limits."""
    with pytest.raises(Invalid) as caught:
        multipart.read(body, "multipart/mixed; boundary=batas")
    assert caught.value.section


def test_a_missing_encoding_means_binary() -> None:
    """1.0.3 Communication 1.5.2.s3.b6: an LRS should assume so."""
    part = more().replace(b"Content-Transfer-Encoding:binary\r\n", b"")
    assert multipart.read(request(first(), part), "multipart/mixed; boundary=batas")[1]
