"""Recognise what a file is, and read it."""

from __future__ import annotations

import bz2
import gzip
import io
import posixpath
import zlib
from collections.abc import Iterator
from typing import IO

from sinau.knowledge.bringing import bookstack, links, pages
from sinau.knowledge.bringing.archive import Archive
from sinau.knowledge.bringing.mediawiki import read_mediawiki
from sinau.knowledge.bringing.own import MANIFEST, read_own
from sinau.knowledge.bringing.records import (
    DOCUMENT,
    FILE,
    LEFT,
    PICTURES,
    Bundle,
    Piece,
    Remark,
    Unreadable,
    named,
)
from sinau.knowledge.bringing.writing import with_addresses

UNPACKED_AT_MOST = 1024 * 1024 * 1024
PIECES_AT_MOST = 50_000


def read_bundle(file: IO[bytes], name: str, *, origin: str = "") -> Bundle:
    """Everything that stands in the file; raises `Unreadable` when it is refused as a whole."""
    bundle = Bundle(kind="", origin=origin)
    ending = posixpath.splitext(name)[1].lower()
    head = file.read(4)
    file.seek(0)
    if head == b"PK\x03\x04" and ending not in (".xlsx", ".docx"):
        _zip(Archive(file), bundle)
    elif head[:2] == b"\x1f\x8b" or head[:3] == b"BZh":
        bundle.kind = "mediawiki"
        read_mediawiki(_Unpacked(file, head), bundle)  # type: ignore[arg-type]
    elif ending == ".xml":
        bundle.kind = "mediawiki"
        read_mediawiki(file, bundle)
    elif ending in (".xlsx", ".csv"):
        bundle.kind = "links"
        links.read_links(file.read(links.BYTES_AT_MOST + 1), name, bundle)
    elif ending in (*pages.TEXTS, *pages.PAPERS):
        _single(file, name, ending, bundle)
    else:
        raise Unreadable("unknown-file", ending=ending or "–")
    return _checked(bundle)


def _zip(archive: Archive, bundle: Bundle) -> None:
    if not archive.names:
        raise Unreadable("zip-empty")
    wiki = _wiki_in(archive)
    if MANIFEST in archive:
        bundle.kind = "sinau"
        read_own(archive, bundle)
    elif bookstack.is_portable(archive):
        bundle.kind = "bookstack"
        bookstack.read_portable(archive, bundle)
    elif wiki:
        bundle.kind = "mediawiki"
        read_mediawiki(io.BytesIO(archive.read(wiki)), bundle)
    else:
        bundle.kind = "pages"
        pages.read_pages(archive, bundle)
    _name_pictures(archive, bundle)


def _wiki_in(archive: Archive) -> str:
    """The name of a MediaWiki export among the files."""
    for name in archive.names:
        if name.lower().endswith(".xml") and b"<mediawiki" in archive.head(name):
            return name
    return ""


def _single(file: IO[bytes], name: str, ending: str, bundle: Bundle) -> None:
    """One text or paper by itself."""
    if ending in pages.PAPERS:
        bundle.kind = "pages"
        bundle.pieces.append(Piece(kind=DOCUMENT, key=name, path=name, title=name))
        return
    content = file.read(pages.TEXT_AT_MOST * 4 + 1)
    text = pages.decoded(content) if ending in (".html", ".htm") else None
    if text is not None and bookstack.is_book(text):
        bundle.kind = "bookstack"
        bookstack.read_book(text, name, bundle)
        return
    bundle.kind = "pages"
    pages.read_pages(_Alone(name, content), bundle)


class _Alone(Archive):
    """One file that stands for a folder of one."""

    def __init__(self, name: str, content: bytes) -> None:
        self._name, self._content = name, content

    @property
    def names(self) -> list[str]:
        return [self._name]

    def __contains__(self, name: object) -> bool:
        return name == self._name

    def size(self, name: str) -> int:
        return len(self._content)

    def read(self, name: str, at_most: int = 0) -> bytes:
        return self._content


class _Unpacked:
    """A packed XML file, piece by piece and never more than the limit."""

    def __init__(self, file: IO[bytes], head: bytes) -> None:
        is_gzip = head[:2] == b"\x1f\x8b"
        # Closed with the file they read from.
        self._stream: IO[bytes] = gzip.open(file) if is_gzip else bz2.open(file)  # noqa: SIM115
        self._left = UNPACKED_AT_MOST

    def read(self, size: int = -1) -> bytes:
        """Some more of it."""
        try:
            piece = self._stream.read(size if size > 0 else 1024 * 1024)
        except (OSError, EOFError, zlib.error) as trouble:
            raise Unreadable("broken", name="") from trouble
        self._left -= len(piece)
        if self._left < 0:
            raise Unreadable("too-large-unpacked", name="")
        return piece


# ── What can be said only of the whole ──────────────────────────────────────


def _name_pictures(archive: Archive, bundle: Bundle) -> None:
    """Pictures are found by the pages that show them; the others are named."""
    shown = {address for piece in bundle.pieces for address in pictures_of(piece)}
    by_base = {posixpath.basename(name).lower().replace(" ", "_"): name for name in archive.names}
    for piece in bundle.pieces:
        wanted = {}
        for path in pictures_of(piece):
            found = path if path in archive else by_base.get(_base(path))
            if found and posixpath.splitext(found)[1].lower() in PICTURES:
                wanted[path] = found
        if wanted:
            piece.fields["pictures"] = wanted
    used = {name for piece in bundle.pieces for name in piece.fields.get("pictures", {}).values()}
    for name in archive.names:
        ending = posixpath.splitext(name)[1].lower()
        if ending in PICTURES and name not in used and name not in shown:
            bundle.leave(name, "picture-unused")


def _base(path: str) -> str:
    return posixpath.basename(path).lower().replace(" ", "_")


def pictures_of(piece: Piece) -> list[str]:
    """The pictures a page shows, by the path in the file."""
    found: list[str] = []

    def note(address: str, _is_picture: bool) -> str:
        if address.startswith(FILE):
            found.append(named(address))
        return address

    with_addresses(piece.body, note)
    return found


def _checked(bundle: Bundle) -> Bundle:
    if len(bundle.pieces) > PIECES_AT_MOST:
        raise Unreadable("too-many-pages", limit=PIECES_AT_MOST)
    if not bundle.pieces:
        raise Unreadable("nothing-inside")
    for twin in _twins(bundle.pieces):
        twin.kind = LEFT
    return bundle


def _twins(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces whose key was there before."""
    seen: set[tuple[str, str]] = set()
    for piece in pieces:
        if piece.kind == LEFT:
            continue
        if (piece.kind, piece.key) in seen:
            piece.reason = Remark("key-twice", {"key": piece.key[:120]})
            yield piece
        seen.add((piece.kind, piece.key))
