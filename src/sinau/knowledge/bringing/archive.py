"""Open a ZIP that nobody trusts: every name and size is looked at before a byte is unpacked."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sinau.knowledge.bringing.records import Unreadable

FILES_AT_MOST = 20_000
BYTES_AT_MOST = 1024 * 1024 * 1024
FILE_AT_MOST = 200 * 1024 * 1024
# Text packs to a hundredth at best; beyond this it is a bomb. Small files are spared.
RATIO_AT_MOST = 200
RATIO_FROM = 1024 * 1024
NAME_AT_MOST = 255
DEPTH_AT_MOST = 20
_CHUNK = 256 * 1024
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What is raised while a file is unpacked: the header before it is read only then.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


class Archive:
    """The files of a ZIP by name; whatever is dangerous in it was refused before."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError):
            raise Unreadable("not-zip") from None
        self._members = _looked_at(self._zip.infolist())

    @property
    def names(self) -> list[str]:
        """The files that are in it, in the order of their names."""
        return sorted(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def size(self, name: str) -> int:
        """How many bytes the file is."""
        return self._members[name].file_size

    def read(self, name: str, at_most: int = FILE_AT_MOST) -> bytes:
        """The whole file; more than that many bytes is refused."""
        if self._members[name].file_size > at_most:
            raise Unreadable("file-too-large", name=name, limit=at_most)
        return b"".join(self._chunks(name))

    def head(self, name: str, length: int = 4096) -> bytes:
        """How the file begins."""
        try:
            with self._zip.open(self._members[name]) as stream:
                return stream.read(length)
        except _BROKEN as trouble:
            raise Unreadable("broken", name=name) from trouble

    def _chunks(self, name: str) -> Iterator[bytes]:
        member = self._members[name]
        left = member.file_size
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise Unreadable("larger-than-said", name=name)
                    yield piece
        except _BROKEN as trouble:
            raise Unreadable("broken", name=name) from trouble


def _looked_at(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    if len(members) > FILES_AT_MOST:
        raise Unreadable("too-many-files", limit=FILES_AT_MOST)
    found: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for member in members:
        name = _safe_name(member)
        _refuse_odd_kind(member)
        if member.is_dir():
            continue
        if name in found:
            raise Unreadable("twice", name=name)
        total += member.file_size
        if member.file_size > FILE_AT_MOST or total > BYTES_AT_MOST:
            raise Unreadable("too-large-unpacked", name=name)
        if member.file_size > RATIO_FROM and (
            member.file_size > RATIO_AT_MOST * max(member.compress_size, 1)
        ):
            raise Unreadable("bomb", name=name)
        found[name] = member
    return found


def _safe_name(member: zipfile.ZipInfo) -> str:
    # `orig_filename` is what the archive says: `filename` is already cut at a NUL.
    name = member.orig_filename
    parts = name.rstrip("/").split("/")
    if (
        not name
        or "\\" in name
        or name.startswith("/")
        or (len(name) > 1 and name[1] == ":")
        or any(part in ("", ".", "..") for part in parts)
    ):
        raise Unreadable("escapes", name=_sayable(name))
    if len(name) > NAME_AT_MOST or len(parts) > DEPTH_AT_MOST or not name.isprintable():
        raise Unreadable("bad-name", name=_sayable(name))
    return name


def _sayable(name: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in name[:80])


def _refuse_odd_kind(member: zipfile.ZipInfo) -> None:
    mode = member.external_attr >> 16
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise Unreadable("link", name=member.filename)
    if member.flag_bits & 0x1:
        raise Unreadable("locked", name=member.filename)
    if member.compress_type not in _PACKED:
        raise Unreadable("odd-packing", name=member.filename)


def pack_folder(folder: Path, into: IO[bytes]) -> list[str]:
    """Put the files of a folder into one ZIP; links and special files are named and left out."""
    left: list[str] = []
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                left.append(name)
            elif path.is_file() and not _is_below_link(path, folder):
                # A fixed date, so that the same folder is the same file.
                packed.writestr(
                    zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), path.read_bytes(), 8
                )
    return left


def _is_below_link(path: Path, folder: Path) -> bool:
    return any(parent.is_symlink() for parent in path.parents if folder in parent.parents)
