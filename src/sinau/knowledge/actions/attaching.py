"""Files of articles: looked at before they are kept."""

from __future__ import annotations

import hashlib
import zipfile
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.knowledge.models import Attachment
from sinau.knowledge.refusals import BadAttachment
from sinau.people.models import Person

# What a browser plays, and what an office hands around; known by how the file begins.
PLAYED = {
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
}
_OFFICE = "application/vnd.openxmlformats-officedocument"
PAPERS = {
    "pdf": "application/pdf",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "pptx": f"{_OFFICE}.presentationml.presentation",
}
_INSIDE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
ENDINGS = [f".{ending}" for ending in (*PLAYED, *PAPERS)]


@transaction.atomic
def keep_attachment(file: File[bytes], *, name: str, by: Person) -> Attachment:
    """The file is kept as it came; the same content by the same person a second time is the same row."""
    if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise BadAttachment(
            _("Berkas ini melebihi %(limit)s MB. Perkecil lalu unggah kembali.")
            % {"limit": settings.UPLOAD_MAX_BYTES // (1024 * 1024)}
        )
    ending = _ending(cast(BinaryIO, file))
    if ending is None:
        raise BadAttachment(
            _("Isi berkas ini tidak dikenali. Yang dapat disimpan: %(kinds)s.")
            % {"kinds": ", ".join(ENDINGS)}
        )
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    same = Attachment.objects.filter(sha256=digest.hexdigest(), uploaded_by=by).first()
    if same is not None:
        return same
    kept = Attachment(
        name=_name(name, ending),
        media_type={**PLAYED, **PAPERS}[ending],
        size=file.size or 0,
        sha256=digest.hexdigest(),
        uploaded_by=by,
        uploaded_at=now(),
    )
    file.seek(0)
    kept.file.save(f"{digest.hexdigest()[:32]}.{ending}", file, save=False)
    kept.save()
    return kept


def _ending(stream: BinaryIO) -> str | None:
    """What the file is by its own first bytes; whatever it is called."""
    stream.seek(0)
    head = stream.read(64)
    stream.seek(0)
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head[4:8] == b"ftyp":
        return "m4a" if head[8:12] == b"M4A " else "mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "webm"
    if head.startswith(b"ID3") or (
        head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0
    ):
        return "mp3"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    return _office(stream) if head.startswith(b"PK") else None


def _office(stream: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()[:2000]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    finally:
        stream.seek(0)
    if "[Content_Types].xml" not in names:
        return None
    return next(
        (kind for kind, place in _INSIDE.items() if any(name.startswith(place) for name in names)),
        None,
    )


def _name(name: str, ending: str) -> str:
    """What people called it, with the ending of what it is."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
    clean = "".join(c for c in stem if c.isprintable() and c not in '"<>|:*?')[:120].strip()
    return f"{clean or 'berkas'}.{ending}"
