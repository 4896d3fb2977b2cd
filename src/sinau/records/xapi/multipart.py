"""Requests and answers of several parts: the statements first, then contents of attachments.

RFC 2046 as the specification narrows it (1.0.3 Communication 1.5.2; 2.0 4.1.3). What comes is
hostile until it was read: parts and headers have limits, and each content must have its hash.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterable

import msgspec

from sinau.records.xapi import sections
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_sha2

MOST_PARTS = 1_000
LONGEST_HEADER = 8_192
_BOUNDARY = re.compile(
    r""";\s*boundary\s*=\s*(?:"([^"\r\n]{1,70})"|([^\s;,"]{1,70}))\s*(?:;|\Z)""", re.IGNORECASE
)
_LAWFUL = re.compile(r"[0-9a-zA-Z'()+_,\-./:=? ]*[0-9a-zA-Z'()+_,\-./:=?]\Z")
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")
_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9a-zA-Z]+\Z")
_HASHES = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}


class Part(msgspec.Struct, frozen=True, gc=False):
    """The content of one attachment, found by its hash."""

    sha2: str
    content_type: str
    content: bytes


def read(body: bytes, content_type: str) -> tuple[bytes, list[Part]]:
    """The JSON of the statements and the contents after it, each of which has the hash it says."""
    parts = list(_split(body, _boundary(content_type)))
    if not parts:
        raise _wrong("Isi multipart tidak memuat satu bagian pun.", "Content-Type")
    headers, statements = parts[0]
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise _wrong("Bagian pertama harus application/json dan memuat pernyataan.", "Content-Type")
    return statements, [_content(headers, content) for headers, content in parts[1:]]


def write(body: bytes, parts: Iterable[Part]) -> tuple[str, bytes]:
    """The content type and the whole body of an answer of several parts."""
    boundary = secrets.token_hex(16)
    line = f"--{boundary}".encode()
    pieces = [line, b"\r\nContent-Type: application/json\r\n\r\n", body, b"\r\n"]
    for part in parts:
        headers = (
            f"\r\nContent-Type: {_one_line(part.content_type)}"
            "\r\nContent-Transfer-Encoding: binary"
            f"\r\nX-Experience-API-Hash: {part.sha2}\r\n\r\n"
        )
        pieces += [line, headers.encode(), part.content, b"\r\n"]
    pieces += [line, b"--\r\n"]
    return f"multipart/mixed; boundary={boundary}", b"".join(pieces)


def has_hash(content: bytes, sha2: str) -> bool:
    """Whether the content's SHA-2 of that length is this."""
    name = _HASHES.get(len(sha2))
    return name is not None and hashlib.new(name, content).hexdigest() == sha2.lower()


def _boundary(content_type: str) -> bytes:
    found = _BOUNDARY.search(content_type)
    text = (found[1] or found[2]) if found else ""
    if not _LAWFUL.match(text):
        raise _wrong("Tulis boundary di Content-Type menurut RFC 2046.", "Content-Type")
    return text.encode()


def _split(body: bytes, boundary: bytes) -> Iterable[tuple[dict[str, str], bytes]]:
    """Each part's headers and content; line ends may be CRLF, as they must, or LF alone."""
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    start = -1
    for count, found in enumerate(line.finditer(body)):
        if count > MOST_PARTS:
            raise _wrong(
                f"Paling banyak {MOST_PARTS} bagian dalam satu permintaan.", "Content-Type"
            )
        if start >= 0:
            yield _read_part(body[start : found.start()])
        start = found.end()
        if found[1]:
            return
    raise _wrong("Isi multipart terpotong: batas penutup tidak ditemukan.", "Content-Type")


def _read_part(raw: bytes) -> tuple[dict[str, str], bytes]:
    end = _END_OF_HEADER.search(raw, 0, LONGEST_HEADER)
    if end is None:
        raise _wrong("Kepala bagian tidak berakhir dengan baris kosong.", "Content-Type")
    headers: dict[str, str] = {}
    for line in raw[: end.start()].splitlines():
        if not line:
            continue
        name, colon, value = line.partition(b":")
        key = name.decode("ascii", "replace").lower()
        if not colon or not _NAME.match(name) or key in headers:
            raise _wrong(
                "Kepala bagian harus berbentuk 'Nama: nilai', tiap nama satu kali.", key[:40]
            )
        headers[key] = value.strip().decode("utf-8", "replace")
    return headers, raw[end.end() :]


def _content(headers: dict[str, str], content: bytes) -> Part:
    sha2 = headers.get("x-experience-api-hash", "").lower()
    if not is_sha2(sha2):
        raise _wrong(
            "Setiap bagian sesudah yang pertama harus menyebut SHA-2 isinya.",
            "X-Experience-API-Hash",
        )
    if headers.get("content-transfer-encoding", "binary").lower() != "binary":
        raise _wrong("Isi lampiran harus dikirim sebagai binary.", "Content-Transfer-Encoding")
    if not has_hash(content, sha2):
        raise _wrong(
            f"Isi lampiran tidak cocok dengan hash {sha2[:12]}…. Hitung ulang, lalu kirim lagi.",
            "X-Experience-API-Hash",
        )
    return Part(sha2, headers.get("content-type", "application/octet-stream"), content)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wrong(sentence: str, field: str) -> Invalid:
    return Invalid(sentence, field=field, section=sections.MULTIPART)
