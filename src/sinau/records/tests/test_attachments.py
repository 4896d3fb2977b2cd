"""Contents of attachments: sent after the statements, kept, and given back in order.

1.0.3 Communication 1.5, Data 2.4.11, 2.6; 2.0 4.1.3.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from typing import Any

from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.test import override_settings

from sinau.records import attachments
from sinau.records.testing import DoorTestCase, Lrp, statement

BOUNDARY = "batas-314159"
MIXED = f"multipart/mixed; boundary={BOUNDARY}"
TEXT = b"Sertifikat Sari\r\n--bukan batas\r\n"
PICTURE = bytes(range(256)) * 3
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"


def sha2(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def described(content: bytes, kind: str = "text/plain", **more: Any) -> dict[str, Any]:
    """An attachment as its statement describes it."""
    return {
        "usageType": "https://kota.example/sertifikat",
        "display": {"id": "Sertifikat"},
        "contentType": kind,
        "length": len(content),
        "sha2": sha2(content),
    } | more


def part(content: bytes, **headers: str | None) -> bytes:
    """One part after the statements."""
    said = {
        "Content-Type": "text/plain",
        "Content-Transfer-Encoding": "binary",
        "X-Experience-API-Hash": sha2(content),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in said.items() if value is not None]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def mixed(said: Any, *parts: bytes, first: str = "application/json") -> bytes:
    """The whole body."""
    begin = f"Content-Type: {first}\r\n\r\n".encode() + json.dumps(said).encode()
    line = f"--{BOUNDARY}\r\n".encode()
    return b"".join(line + each + b"\r\n" for each in (begin, *parts)) + line[:-2] + b"--\r\n"


def parts_of(answer: HttpResponse) -> list[tuple[str, bytes]]:
    """Head and content of each part of an answer."""
    kind, _equals, boundary = answer["Content-Type"].partition("; boundary=")
    assert kind == "multipart/mixed"
    pieces = answer.content.split(b"--" + boundary.encode())
    assert pieces[-1].startswith(b"--")
    found = [piece.removeprefix(b"\r\n").partition(b"\r\n\r\n") for piece in pieces[1:-1]]
    return [(head.decode(), content.removesuffix(b"\r\n")) for head, _empty, content in found]


class AttachmentTests(DoorTestCase):
    def setUp(self) -> None:
        super().setUp()
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.enterContext(override_settings(MEDIA_ROOT=folder))

    def send(self, lrp: Lrp, said: Any, *parts: bytes, **more: Any) -> HttpResponse:
        kind = more.pop("content_type", MIXED)
        return lrp.post("statements", mixed(said, *parts, **more), content_type=kind)

    def test_it_gives_the_contents_back_in_their_order(self) -> None:
        for lrp in self.both:
            said = statement(
                attachments=[described(PICTURE, "image/jpeg"), described(TEXT)],
            )
            sent = self.send(lrp, said, part(TEXT), part(PICTURE, Content_Type="image/jpeg"))
            self.assertEqual(sent.status_code, 200, sent.content)
            for query in (
                {"statementId": said["id"], "attachments": "true"},
                {"attachments": "true", "limit": "1"},
            ):
                answer = lrp.get("statements", query=query)
                self.assertEqual(answer.status_code, 200)
                (_head, first), *rest = parts_of(answer)
                body = json.loads(first)
                kept = body["statements"][0] if "statements" in body else body
                self.assertEqual(kept["id"], said["id"])
                self.assertEqual([content for _head, content in rest], [PICTURE, TEXT])
                for (head, content), kind in zip(rest, ("image/jpeg", "text/plain"), strict=True):
                    self.assertIn(f"Content-Type: {kind}", head)
                    self.assertIn(f"X-Experience-API-Hash: {sha2(content)}", head)
                    self.assertIn("Content-Transfer-Encoding: binary", head)

    def test_it_gives_them_only_when_asked(self) -> None:
        """1.0.3 Communication 2.1.3.s2.b6, b7."""
        said = statement(attachments=[described(TEXT)])
        self.send(self.first, said, part(TEXT))
        for query in ({}, {"attachments": "false"}):
            answer = self.first.get("statements", query={"statementId": said["id"], **query})
            self.assertEqual(answer["Content-Type"], "application/json")
            self.assertNotIn(TEXT, answer.content)
        nothing = self.first.get("statements", query={"verb": "x:y", "attachments": "true"})
        self.assertEqual(len(parts_of(nothing)), 1)

    def test_one_content_serves_several_statements(self) -> None:
        """1.0.3 Communication 1.5.2.s2.b2.b5."""
        for lrp in self.both:
            several = [statement(attachments=[described(TEXT)]) for _each in range(3)]
            self.assertEqual(self.send(lrp, several, part(TEXT)).status_code, 200)
            answer = lrp.get("statements", query={"attachments": "true"})
            self.assertEqual(len(parts_of(answer)), 2)

    def test_a_statement_may_come_in_parts_without_contents(self) -> None:
        """1.0.3 Communication 1.5.2.s3.b8, b9."""
        linked = described(TEXT, fileUrl="https://kota.example/sertifikat.txt")
        for lrp in self.both:
            self.assertEqual(self.send(lrp, statement()).status_code, 200)
            self.assertEqual(self.send(lrp, statement(attachments=[linked])).status_code, 200)
            self.assertEqual(
                lrp.post("statements", statement(attachments=[linked])).status_code, 200
            )

    def test_put_takes_contents_too(self) -> None:
        said = statement(attachments=[described(TEXT)])
        body = mixed(said, part(TEXT))
        answer = self.first.put(
            "statements", body, query={"statementId": said["id"]}, content_type=MIXED
        )
        self.assertEqual(answer.status_code, 204)
        self.assertEqual(attachments.read(sha2(TEXT)), TEXT)

    def test_a_sub_statement_has_attachments_too(self) -> None:
        inner = statement(id=None, attachments=[described(TEXT)]) | {"objectType": "SubStatement"}
        said = statement(object=inner)
        for lrp in self.both:
            said["id"] = said["id"][:-2] + lrp.version[:1] + "0"
            self.assertEqual(self.send(lrp, said, part(TEXT)).status_code, 200)
            answer = lrp.get("statements", query={"statementId": said["id"], "attachments": "true"})
            self.assertEqual([content for _head, content in parts_of(answer)][1:], [TEXT])

    @override_settings(XAPI_MAX_BYTES=3_000)
    def test_a_page_is_shorter_when_its_contents_are_large(self) -> None:
        for number in range(4):
            content = bytes([number]) * 1_200
            said = statement(attachments=[described(content, "image/jpeg")])
            sent = self.send(self.first, said, part(content, Content_Type="image/jpeg"))
            self.assertEqual(sent.status_code, 200)
        address, contents = "statements?attachments=true", []
        while address:
            (_head, first), *rest = parts_of(self.first.get(address))
            self.assertLessEqual(len(rest), 2)
            contents += [content[0] for _head, content in rest]
            address = json.loads(first)["more"].removeprefix("/xapi/")
        self.assertEqual(contents, [3, 2, 1, 0])

    def test_it_refuses_what_does_not_fit_together(self) -> None:
        with_text = statement(attachments=[described(TEXT)])
        twice = statement(attachments=[described(TEXT), described(PICTURE)])
        for lrp in self.both:
            for answer in (
                # a content that no statement names
                self.send(lrp, with_text, part(TEXT), part(PICTURE)),
                # a content that is missing
                self.send(lrp, twice, part(TEXT)),
                lrp.post("statements", with_text),
                # another hash, none, another encoding
                self.send(lrp, with_text, part(TEXT, X_Experience_API_Hash=sha2(PICTURE))),
                self.send(lrp, with_text, part(TEXT, X_Experience_API_Hash=None)),
                self.send(lrp, with_text, part(TEXT, X_Experience_API_Hash="../../x")),
                self.send(lrp, with_text, part(TEXT, Content_Transfer_Encoding="base64")),
                # statements that are not first, or not JSON, or in two parts
                self.send(lrp, with_text, part(TEXT), first="text/plain"),
                self.send(
                    lrp,
                    with_text,
                    b"Content-Type: application/json\r\n\r\n" + json.dumps(with_text).encode(),
                    part(TEXT),
                ),
                # no boundary, another one, none in the body
                self.send(lrp, with_text, part(TEXT), content_type="multipart/mixed;"),
                self.send(
                    lrp, with_text, part(TEXT), content_type="multipart/mixed; boundary=lain"
                ),
                lrp.post("statements", json.dumps(with_text), content_type=MIXED),
                self.send(
                    lrp, with_text, part(TEXT), content_type=f"multipart/form-data; {MIXED[17:]}"
                ),
            ):
                self.refused(answer, 400)
            self.refused(lrp.get("statements", query={"statementId": with_text["id"]}), 404)

    def test_it_checks_a_signature(self) -> None:
        """1.0.3 Data 2.6; 2.0 4.2.6."""

        def jws(said: Any) -> bytes:
            pieces = [json.dumps({"alg": "RS256"}).encode(), json.dumps(said).encode(), b"tanda"]
            return b".".join(base64.urlsafe_b64encode(each).rstrip(b"=") for each in pieces)

        for lrp in self.both:
            said = statement()
            for signed, status in ((said, 200), (said | {"id": statement()["id"]}, 400)):
                signature = jws(signed)
                sent = said | {
                    "attachments": [
                        described(signature, "application/octet-stream", usageType=SIGNATURE)
                    ]
                }
                answer = self.send(
                    lrp, sent, part(signature, Content_Type="application/octet-stream")
                )
                self.assertEqual(answer.status_code, status, answer.content)
            broken = described(b"bukan.jws", "application/octet-stream", usageType=SIGNATURE)
            answer = self.send(
                lrp,
                statement(attachments=[broken]),
                part(b"bukan.jws", Content_Type="application/octet-stream"),
            )
            self.refused(answer, 400, "JWS")


class KeepingTests(DoorTestCase):
    def setUp(self) -> None:
        super().setUp()
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.enterContext(override_settings(MEDIA_ROOT=folder))

    def test_the_same_content_is_kept_once(self) -> None:
        for _each in range(2):
            attachments.keep(sha2(TEXT), TEXT)
        folder = f"xapi/{sha2(TEXT)[:2]}"
        self.assertEqual(default_storage.listdir(folder)[1], [sha2(TEXT)])
        self.assertEqual(attachments.read(sha2(TEXT).upper()), TEXT)
        self.assertIsNone(attachments.read(sha2(PICTURE)))

    def test_a_content_that_was_cut_off_is_written_anew(self) -> None:
        attachments.keep(sha2(TEXT), TEXT[:5])
        attachments.keep(sha2(TEXT), TEXT)
        self.assertEqual(attachments.read(sha2(TEXT)), TEXT)

    def test_a_hash_is_no_path(self) -> None:
        with self.assertRaises(ValueError):
            attachments.read("../../etc/passwd")
