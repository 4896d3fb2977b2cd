"""The ZIP of a package, refused by the number of a requirement and a sentence that names the cure."""

from __future__ import annotations

from typing import IO, Any

from sinau.kernel.archives import GuardedZip
from sinau.packages.findings import Unreadable

_SAID = {
    "not-zip": "Berkas ini bukan ZIP yang utuh; kemas ulang paketnya.",
    "file-too-large": "Berkas ini terlalu besar.",
    "larger-than-said": "Isi berkas lebih besar daripada yang disebut.",
    "broken": "Berkas di dalam ZIP rusak; kemas ulang paketnya.",
    "too-many-files": "Paket memuat lebih dari {limit} berkas.",
    "twice": "Nama berkas ini ada dua kali.",
    "twice-by-case": "Nama berkas hanya berbeda huruf besar dari {other}.",
    "too-large-unpacked": "Isi paket terlalu besar setelah dibuka.",
    "bomb": "Berkas ini dimampatkan secara tidak wajar (bom ZIP).",
    "escapes": "Nama berkas keluar dari folder paket.",
    "bad-name": "Nama berkas terlalu panjang atau memuat huruf yang dilarang.",
    "link": "Paket memuat tautan atau berkas khusus.",
    "locked": "Berkas di dalam ZIP dikunci dengan kata sandi.",
    "odd-packing": "Cara pemampatan berkas ini tidak didukung.",
}


class Archive(GuardedZip):
    """The files of a package by name."""

    file_at_most = 512 * 1024 * 1024
    tells_case_apart = False

    def __init__(self, file: IO[bytes], requirement: str) -> None:
        self._requirement = requirement
        super().__init__(file)

    @property
    def names(self) -> frozenset[str]:
        """The files that are in it, folders left out."""
        return frozenset(self._members)

    @property
    def size(self) -> int:
        """How many bytes it is once unpacked."""
        return sum(member.file_size for member in self._members.values())

    def refusal(self, code: str, **params: Any) -> Unreadable:
        """The requirement that is broken, in words, and the file at which it is."""
        return Unreadable(self._requirement, _SAID[code].format(**params), params.get("name", ""))
