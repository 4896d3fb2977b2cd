"""Open a ZIP that nobody trusts: every name and size is looked at before a byte is unpacked."""

from __future__ import annotations

import stat
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import IO, Any

FILES_AT_MOST = 20_000
BYTES_AT_MOST = 1024 * 1024 * 1024
# Text packs to a hundredth at best; beyond this it is a bomb. Small files are spared.
RATIO_AT_MOST = 200
RATIO_FROM = 1024 * 1024
NAME_AT_MOST = 255
DEPTH_AT_MOST = 20
_CHUNK = 256 * 1024
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# What is raised while a file is unpacked: the header before it is read only then.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


class GuardedZip(ABC):
    """The files of a ZIP by name; whatever is dangerous in it was refused before.

    Whoever opens it says how large one file may be, and in which words it is refused.
    """

    file_at_most: int
    # Whether two names that differ in their case alone may stand beside each other.
    tells_case_apart = True

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError):
            raise self.refusal("not-zip") from None
        self._members = self._looked_at(self._zip.infolist())

    @abstractmethod
    def refusal(self, code: str, **params: Any) -> Exception:
        """What is raised when it, or the file of this `name` in it, is refused for this reason."""

    def read(self, name: str, at_most: int) -> bytes:
        """The whole file; more than that many bytes is refused."""
        if self._members[name].file_size > at_most:
            raise self.refusal("file-too-large", name=name, limit=at_most)
        return b"".join(self.chunks(name))

    def head(self, name: str, length: int = 4096) -> bytes:
        """How the file begins."""
        try:
            with self._zip.open(self._members[name]) as stream:
                return stream.read(length)
        except _BROKEN as trouble:
            raise self.refusal("broken", name=name) from trouble

    def chunks(self, name: str) -> Iterator[bytes]:
        """The file piece by piece, never more than the archive said that it is."""
        member = self._members[name]
        left = member.file_size
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise self.refusal("larger-than-said", name=name)
                    yield piece
        except _BROKEN as trouble:
            raise self.refusal("broken", name=name) from trouble

    # ── Before anything is unpacked ─────────────────────────────────────────

    def _looked_at(self, members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(members) > FILES_AT_MOST:
            raise self.refusal("too-many-files", limit=FILES_AT_MOST)
        found: dict[str, zipfile.ZipInfo] = {}
        folded: dict[str, str] = {}
        total = 0
        for member in members:
            name = self._safe_name(member)
            self._refuse_odd_kind(member)
            if member.is_dir():
                continue
            if name in found:
                raise self.refusal("twice", name=name)
            other = folded.setdefault(name.casefold(), name)
            if other != name and not self.tells_case_apart:
                raise self.refusal("twice-by-case", name=name, other=other)
            total += member.file_size
            if member.file_size > self.file_at_most or total > BYTES_AT_MOST:
                raise self.refusal("too-large-unpacked", name=name)
            if member.file_size > RATIO_FROM and (
                member.file_size > RATIO_AT_MOST * max(member.compress_size, 1)
            ):
                raise self.refusal("bomb", name=name)
            found[name] = member
        return found

    def _safe_name(self, member: zipfile.ZipInfo) -> str:
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
            raise self.refusal("escapes", name=name)
        if len(name) > NAME_AT_MOST or len(parts) > DEPTH_AT_MOST or not name.isprintable():
            raise self.refusal("bad-name", name=name)
        return name

    def _refuse_odd_kind(self, member: zipfile.ZipInfo) -> None:
        mode = member.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise self.refusal("link", name=member.filename)
        if member.flag_bits & 0x1:
            raise self.refusal("locked", name=member.filename)
        if member.compress_type not in _PACKED:
            raise self.refusal("odd-packing", name=member.filename)
