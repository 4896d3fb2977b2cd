"""Open a ZIP that nobody trusts: every name and size is looked at before a byte is unpacked."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator
from typing import IO

from sinau.packages.findings import Unreadable

FILES_AT_MOST = 20_000
BYTES_AT_MOST = 1024 * 1024 * 1024
FILE_AT_MOST = 512 * 1024 * 1024
# Text packs to a hundredth at best; beyond this it is a bomb. Small files are spared.
RATIO_AT_MOST = 200
RATIO_FROM = 1024 * 1024
NAME_AT_MOST = 255
DEPTH_AT_MOST = 20
_CHUNK = 256 * 1024
_PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Archive:
    """The files of a package by name; whatever is dangerous in it was refused before."""

    def __init__(self, file: IO[bytes], requirement: str) -> None:
        self._requirement = requirement
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError):
            raise self._refuse("Berkas ini bukan ZIP yang utuh; kemas ulang paketnya.") from None
        self._members = self._looked_at(self._zip.infolist())

    @property
    def names(self) -> frozenset[str]:
        """The files that are in it, folders left out."""
        return frozenset(self._members)

    @property
    def size(self) -> int:
        """How many bytes it is once unpacked."""
        return sum(member.file_size for member in self._members.values())

    def read(self, name: str, at_most: int) -> bytes:
        """The whole file; more than that many bytes is refused."""
        if self._members[name].file_size > at_most:
            raise self._refuse("Berkas ini terlalu besar.", name)
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The file piece by piece, never more than the archive said that it is."""
        member = self._members[name]
        left = member.file_size
        try:
            with self._zip.open(member) as stream:
                while piece := stream.read(_CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise self._refuse("Isi berkas lebih besar daripada yang disebut.", name)
                    yield piece
        except (
            zipfile.BadZipFile,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
        ) as trouble:
            raise self._refuse(
                "Berkas di dalam ZIP rusak; kemas ulang paketnya.", name
            ) from trouble
        except Exception as trouble:
            if isinstance(trouble, Unreadable):
                raise
            # zlib speaks in errors of its own.
            raise self._refuse(
                "Berkas di dalam ZIP rusak; kemas ulang paketnya.", name
            ) from trouble

    # ── Before anything is unpacked ─────────────────────────────────────────

    def _looked_at(self, members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        if len(members) > FILES_AT_MOST:
            raise self._refuse(f"Paket memuat lebih dari {FILES_AT_MOST} berkas.")
        found: dict[str, zipfile.ZipInfo] = {}
        folded: dict[str, str] = {}
        total = 0
        for member in members:
            name = self._safe_name(member)
            self._refuse_odd_kind(member)
            if member.is_dir():
                continue
            if name in found:
                raise self._refuse("Nama berkas ini ada dua kali.", name)
            if (other := folded.setdefault(name.casefold(), name)) != name:
                raise self._refuse(f"Nama berkas hanya berbeda huruf besar dari {other}.", name)
            total += member.file_size
            if member.file_size > FILE_AT_MOST or total > BYTES_AT_MOST:
                raise self._refuse("Isi paket terlalu besar setelah dibuka.", name)
            if member.file_size > RATIO_FROM and (
                member.file_size > RATIO_AT_MOST * max(member.compress_size, 1)
            ):
                raise self._refuse("Berkas ini dimampatkan secara tidak wajar (bom ZIP).", name)
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
            raise self._refuse("Nama berkas keluar dari folder paket.", name)
        if len(name) > NAME_AT_MOST or len(parts) > DEPTH_AT_MOST or not name.isprintable():
            raise self._refuse("Nama berkas terlalu panjang atau memuat huruf yang dilarang.", name)
        return name

    def _refuse_odd_kind(self, member: zipfile.ZipInfo) -> None:
        mode = member.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise self._refuse("Paket memuat tautan atau berkas khusus.", member.filename)
        if member.flag_bits & 0x1:
            raise self._refuse("Berkas di dalam ZIP dikunci dengan kata sandi.", member.filename)
        if member.compress_type not in _PACKED:
            raise self._refuse("Cara pemampatan berkas ini tidak didukung.", member.filename)

    def _refuse(self, sentence: str, name: str = "") -> Unreadable:
        return Unreadable(self._requirement, sentence, name)
