"""Files people hand in: looked at by what they are, never by what they are called."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from sinau.kernel.refusals import Refused

LARGEST = 10 * 1024 * 1024
_UNPACKED = 200 * 1024 * 1024
ACCEPTED = (".pdf", ".jpg", ".jpeg", ".png", ".docx", ".xlsx", ".pptx")
_OFFICE = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}


class NotAFile(Refused):
    """The file is too large, or not what its name says."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A file that is what it says it is."""

    name: str
    content: bytes
    sha256: str

    def stored(self) -> ContentFile[bytes]:
        """The file as it is kept: under its digest, so that no name of a stranger becomes a path."""
        return ContentFile(self.content, name=f"{self.sha256}{PurePath(self.name).suffix.lower()}")


def check(name: str, stream: IO[bytes]) -> Checked:
    """Read a file that came from outside; refuses what is too large or something else."""
    name = PurePath(name.replace("\\", "/")).name[:150] or "berkas"
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise NotAFile(
            _("“%(name)s” lebih besar dari 10 MB. Perkecil atau bagi dua.") % {"name": name}
        )
    if not _is_what_it_says(PurePath(name).suffix.lower(), content):
        raise NotAFile(
            _("“%(name)s” bukan PDF, foto JPG atau PNG, atau dokumen DOCX, XLSX, PPTX yang utuh.")
            % {"name": name}
        )
    return Checked(name=name, content=content, sha256=hashlib.sha256(content).hexdigest())


def _is_what_it_says(suffix: str, content: bytes) -> bool:
    match suffix:
        case ".pdf":
            return content.startswith(b"%PDF-")
        case ".jpg" | ".jpeg":
            return content.startswith(b"\xff\xd8\xff")
        case ".png":
            return content.startswith(b"\x89PNG\r\n\x1a\n")
        case ".docx" | ".xlsx" | ".pptx":
            return _is_office(content, _OFFICE[suffix])
    return False


def _is_office(content: bytes, folder: str) -> bool:
    """A document without macros that does not unpack to something huge."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    names = [part.filename for part in parts]
    return (
        len(parts) <= 5_000
        and sum(part.file_size for part in parts) <= _UNPACKED
        and "[Content_Types].xml" in names
        and any(name.startswith(folder) for name in names)
        and not any(name.lower().endswith("vbaproject.bin") for name in names)
    )
