"""A credential inside a picture (section "Baking" of Open Badges 3.0), put in and taken out."""

from __future__ import annotations

import re
import struct
import zlib
from xml.etree.ElementTree import Element, ParseError  # what is parsed is parsed by defusedxml
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

SPACE = "https://purl.imsglobal.org/ob/v3p0"
_PNG = b"\x89PNG\r\n\x1a\n"
_KEYWORD = b"openbadgecredential"
_LARGEST = 2 * 1024 * 1024
_SVG_HEAD = re.compile(r"<svg\b[^>]*>")


class NotBaked(ValueError):
    """A picture without a credential, or one that cannot be read."""


def into_svg(svg: str, *, credential: str = "", token: str = "") -> str:
    """The picture with the credential in it: a token as an attribute, else JSON as text."""
    head = _SVG_HEAD.search(svg)
    if head is None:
        raise NotBaked("not an SVG")
    if token:
        baked = f"<openbadges:credential xmlns:openbadges={quoteattr(SPACE)} verify={quoteattr(token)}/>"
    else:
        baked = (
            f"<openbadges:credential xmlns:openbadges={quoteattr(SPACE)}>"
            f"{escape(credential)}</openbadges:credential>"
        )
    return svg[: head.end()] + baked + svg[head.end() :]


def into_png(png: bytes, *, content: str) -> bytes:
    """The picture with the credential in a text chunk of its own, right after its header."""
    if not png.startswith(_PNG):
        raise NotBaked("not a PNG")
    body = b"iTXt" + _KEYWORD + b"\0\0\0\0\0" + content.encode()
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    after_header = len(_PNG) + 25
    return png[:after_header] + chunk + png[after_header:]


def taken_out(picture: bytes) -> str:
    """The credential or token in a picture, whichever kind the picture is."""
    if len(picture) > _LARGEST:
        raise NotBaked("larger than any badge")
    return _from_png(picture) if picture.startswith(_PNG) else _from_svg(picture)


def _from_png(png: bytes) -> str:
    at = len(_PNG)
    while at + 8 <= len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, content = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        if kind == b"iTXt" and content.startswith(_KEYWORD + b"\0"):
            return _text(content[len(_KEYWORD) + 1 :])
        at += 12 + length
    raise NotBaked("the PNG holds no credential")


def _text(rest: bytes) -> str:
    if rest[:1] != b"\0":
        raise NotBaked("a compressed credential is not allowed")
    _language, _zero, rest = rest[2:].partition(b"\0")
    _keyword, _zero, words = rest.partition(b"\0")
    return words.decode("utf-8", "strict")


def _from_svg(svg: bytes) -> str:
    try:
        root: Element = fromstring(svg, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise NotBaked("the SVG cannot be read") from error
    found = root.find(f".//{{{SPACE}}}credential")
    if found is None:
        raise NotBaked("the SVG holds no credential")
    return found.get("verify") or (found.text or "").strip()
