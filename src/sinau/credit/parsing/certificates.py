"""What a certificate file is by its content, how large, and which words stand in it."""

from __future__ import annotations

import struct
from dataclasses import asdict, dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from sinau.credit.parsing.trouble import Unreadable

MEGABYTE = 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# Start of frame markers carry the size; three numbers of this range mean something else.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True)
class Limits:
    """How large a certificate may be."""

    size: int = 8 * MEGABYTE
    pages: int = 20
    pixels: int = 60_000_000
    text: int = 20_000


@dataclass(frozen=True)
class Read:
    """What was found in the file."""

    kind: str
    pages: int
    text: str

    def to_data(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def kind_of(data: bytes) -> str:
    """`pdf`, `jpg` or `png` by its first bytes. Raises Unreadable."""
    if not data:
        raise Unreadable("empty")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_JPEG):
        return "jpg"
    if data.startswith(_PNG):
        return "png"
    if data[4:8] == b"ftyp":
        raise Unreadable("heic")
    raise Unreadable("kind")


def read(data: bytes, limits: Limits | None = None) -> Read:
    """Open the file with limits. Raises Unreadable with a reason."""
    limits = limits or Limits()
    if len(data) > limits.size:
        size, limit = -(-len(data) // MEGABYTE), limits.size // MEGABYTE
        raise Unreadable("too-big", size=size, limit=limit)
    kind = kind_of(data)
    if kind == "pdf":
        return _pdf(data, limits)
    width, height = _png_size(data) if kind == "png" else _jpeg_size(data)
    if not width or not height:
        raise Unreadable("damaged")
    if width * height > limits.pixels:
        raise Unreadable("too-many-pixels", width=width, height=height)
    return Read(kind, 1, "")


def _pdf(data: bytes, limits: Limits) -> Read:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        raise Unreadable("password" if "assword" in str(error) else "damaged") from None
    try:
        if not count:
            raise Unreadable("damaged")
        if count > limits.pages:
            raise Unreadable("too-many-pages", pages=count, limit=limits.pages)
        if raw.FPDFDoc_GetAttachmentCount(document) > 0:
            raise Unreadable("active")
        if raw.FPDFDoc_GetJavaScriptActionCount(document) > 0:
            raise Unreadable("active")
        return Read("pdf", count, _words(document, limits.text))
    finally:
        document.close()


def _words(document: pdfium.PdfDocument, limit: int) -> str:
    found = ""
    for page in document:
        try:
            found += page.get_textpage().get_text_bounded() + "\n"
        except pdfium.PdfiumError:
            raise Unreadable("damaged") from None
        if len(found) >= limit:
            break
    return found[:limit].replace("\x00", "")


def _png_size(data: bytes) -> tuple[int, int]:
    """Walk the chunks to the end, so that half a picture is not taken."""
    at, size = len(_PNG), (0, 0)
    while at + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        if name == b"IHDR" and length == 13:
            size = struct.unpack(">II", data[at + 8 : at + 16])
        if name == b"IEND":
            return size
        at += 12 + length
    raise Unreadable("damaged")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        if marker in _FRAMES and at + 9 <= len(data):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            if b"\xff\xd9" not in data[at:]:
                break
            return width, height
        if length < 2:
            break
        at += 2 + length
    raise Unreadable("damaged")
