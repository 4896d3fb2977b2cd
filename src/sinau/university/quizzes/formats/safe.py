"""Files of strangers: opened within limits, and refused by a named requirement.

A ZIP or tar is never unpacked to disk. Its names are looked at before any byte is read: paths
that leave the archive, links, too many files, too much inside, or a suspicious ratio are refused.
"""

from __future__ import annotations

import stat
import tarfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sinau.university.quizzes.formats.report import Unreadable

MEGABYTE = 1024 * 1024
_PIECE = 64 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one archive may hold."""

    files: int = 5_000
    total: int = 200 * MEGABYTE
    one: int = 50 * MEGABYTE
    ratio: int = 200
    xml: int = 30 * MEGABYTE


@dataclass(frozen=True)
class Archive:
    """The names of an archive, and a way to read one of them within its limits."""

    names: Mapping[str, int]
    limits: Limits
    _open: Callable[[str], IO[bytes]]

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str) -> bytes:
        """All of one file, and never more than the limit whatever its header promised."""
        try:
            with self._open(name) as stream:
                content = stream.read(self.limits.one + 1)
        except (BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, RuntimeError) as wrong:
            raise Unreadable(
                f"Berkas “{name[:80]}” di dalam arsip rusak.", requirement="archive-whole"
            ) from wrong
        if len(content) > self.limits.one:
            raise Unreadable(
                f"Berkas “{name[:80]}” di dalam arsip terlalu besar.", requirement="archive-size"
            )
        return content

    def xml(self, name: str) -> Element:
        """One XML file of the archive."""
        return parse_xml(self.read(name), limit=self.limits.xml, name=name)


def is_zip(content: bytes) -> bool:
    """Whether it begins as a ZIP does."""
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def is_gzip(content: bytes) -> bool:
    """Whether it begins as gzip does."""
    return content[:2] == b"\x1f\x8b"


def open_zip(content: bytes, limits: Limits | None = None) -> Archive:
    """A ZIP whose names and sizes are within the limits."""
    limits = limits or Limits()
    try:
        whole = ZipFile(BytesIO(content))
        entries = whole.infolist()
    except (BadZipFile, NotImplementedError, ValueError) as wrong:
        raise Unreadable("Arsip ZIP ini rusak.", requirement="archive-whole") from wrong
    names: dict[str, int] = {}
    known: dict[str, ZipInfo] = {}
    _count(len(entries), limits)
    for entry in entries:
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise _link(entry.filename)
        if entry.flag_bits & 0x1:
            raise Unreadable("Arsip ini bersandi.", requirement="archive-open")
        if entry.is_dir():
            continue
        name = _inside(entry.filename)
        if entry.file_size > limits.ratio * max(entry.compress_size, 1) + MEGABYTE:
            raise Unreadable(
                f"Berkas “{name[:80]}” mengembang terlalu besar.", requirement="archive-ratio"
            )
        names[name], known[name] = entry.file_size, entry
    _weigh(names, limits)
    return Archive(names, limits, lambda name: whole.open(known[name]))


def open_tar_gz(content: bytes, limits: Limits | None = None) -> Archive:
    """A tar.gz; it is unpacked in memory piece by piece and stopped at the limit."""
    limits = limits or Limits()
    plain = gunzip(content, limits)
    names: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    try:
        with tarfile.open(fileobj=BytesIO(plain), mode="r:") as whole:
            for at, member in enumerate(whole):
                _count(at + 1, limits)
                member.name = member.name.encode("utf-8", "replace").decode()
                if member.issym() or member.islnk():
                    raise _link(member.name)
                if member.isdir():
                    continue
                if not member.isreg():
                    raise Unreadable(
                        f"Isi arsip “{member.name[:80]}” bukan berkas biasa.",
                        requirement="archive-regular",
                    )
                name = _inside(member.name)
                names[name] = member.size
                spans[name] = (member.offset_data, member.size)
    except (tarfile.TarError, ValueError, EOFError) as wrong:
        raise Unreadable("Arsip tar.gz ini rusak.", requirement="archive-whole") from wrong
    _weigh(names, limits)

    def opened(name: str) -> IO[bytes]:
        start, size = spans[name]
        return BytesIO(plain[start : start + size])

    return Archive(names, limits, opened)


def gunzip(content: bytes, limits: Limits) -> bytes:
    """What a gzip holds, as long as it stays within the limits."""
    unpacking = zlib.decompressobj(wbits=31)
    most = limits.total + 20 * MEGABYTE
    out, pending = bytearray(), content
    try:
        while pending and not unpacking.eof:
            out += unpacking.decompress(pending, _PIECE * 16)
            pending = unpacking.unconsumed_tail
            if len(out) > most:
                raise Unreadable(
                    "Isi arsip ini terlalu besar setelah dibuka.", requirement="archive-size"
                )
            if len(out) > limits.ratio * len(content) + MEGABYTE:
                raise Unreadable("Arsip ini mengembang terlalu besar.", requirement="archive-ratio")
    except zlib.error as wrong:
        raise Unreadable("Arsip tar.gz ini rusak.", requirement="archive-whole") from wrong
    if not unpacking.eof:
        raise Unreadable("Arsip tar.gz ini terpotong.", requirement="archive-whole")
    return bytes(out)


def parse_xml(content: bytes, *, limit: int = 30 * MEGABYTE, name: str = "") -> Element:
    """The tree of an XML text without entities, external or expanding, and within a size."""
    what = f"Berkas XML “{name[:80]}”" if name else "Berkas XML ini"
    if len(content) > limit:
        raise Unreadable(f"{what} terlalu besar.", requirement="xml-size")
    try:
        tree: Element = fromstring(content, forbid_dtd=False)
    except DefusedXmlException as wrong:
        raise Unreadable(
            f"{what} memakai entitas, dan itu tidak diterima.", requirement="xml-entities"
        ) from wrong
    except (ParseError, ValueError, LookupError) as wrong:
        where = getattr(wrong, "position", None)
        line = f" pada baris {where[0]}" if where else ""
        raise Unreadable(
            f"{what} tidak dapat dibaca{line}.", requirement="xml-well-formed"
        ) from wrong
    if _deep(tree):
        raise Unreadable(f"{what} bersarang terlalu dalam.", requirement="xml-depth")
    return tree


def _deep(tree: Element, most: int = 200) -> bool:
    level, depth = [tree], 0
    while level:
        depth += 1
        if depth > most:
            return True
        level = [child for node in level for child in node]
    return False


def _inside(name: str) -> str:
    plain = name.replace("\\", "/")
    path = PurePosixPath(plain)
    drive = len(plain) > 1 and plain[1] == ":"
    if path.is_absolute() or ".." in path.parts or drive or "\0" in plain or not path.parts:
        raise Unreadable(
            f"Nama berkas “{name[:80]}” keluar dari arsip.", requirement="archive-path"
        )
    return str(path)


def _count(number: int, limits: Limits) -> None:
    if number > limits.files:
        raise Unreadable(
            f"Arsip ini berisi lebih dari {limits.files} berkas.", requirement="archive-count"
        )


def _weigh(names: Mapping[str, int], limits: Limits) -> None:
    if sum(names.values()) > limits.total:
        raise Unreadable("Isi arsip ini terlalu besar setelah dibuka.", requirement="archive-size")


def _link(name: str) -> Unreadable:
    return Unreadable(
        f"Arsip ini berisi tautan (“{name[:80]}”), dan itu tidak diterima.",
        requirement="archive-links",
    )
