"""What a stored file is, told from its content and never from its name.

Pictures are read as far as their size in pixels, documents as far as their table of contents;
nothing is unpacked or run.
"""

from __future__ import annotations

import re
import struct
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MB = 1024 * 1024
LARGEST = {"image": 5 * MB, "video": 300 * MB, "captions": MB, "document": 25 * MB}
MOST_PIXELS = 24_000_000
LONGEST_SIDE = 8_000
MOST_PARTS = 5_000
MOST_UNPACKED = 500 * MB

_OFFICE = {
    "word/document.xml": (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xl/workbook.xml": (
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "ppt/presentation.xml": (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
}
_SRT_TIME = re.compile(r"(\d{1,2}:\d{2}:\d{2}),(\d{1,3})")
_CUE = re.compile(r"(\d{2,}:)?\d{2}:\d{2}\.\d{3}\s+-->\s+(\d{2,}:)?\d{2}:\d{2}\.\d{3}")


class BadFile(ValueError):
    """A file that is not kept, and a sentence with the cure."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a file turned out to be. `text` is what is kept instead, where it was converted."""

    kind: str
    media_type: str
    extension: str
    width: int = 0
    height: int = 0
    seconds: int = 0
    text: str = ""


def recognise(file: BinaryIO, size: int) -> Known:
    """What this file is; BadFile when it is nothing we keep, or too large."""
    file.seek(0)
    head = file.read(64)
    known = _picture(file, head) or _film(file, head, size) or _document(file, head)
    if known is None:
        known = _captions(file, size)
    if size > LARGEST[known.kind]:
        raise BadFile(
            _("Berkas ini terlalu besar: paling banyak %(most)s MB untuk jenis ini.")
            % {"most": LARGEST[known.kind] // MB}
        )
    file.seek(0)
    return known


# ── pictures ────────────────────────────────────────────────────────────────


def _picture(file: BinaryIO, head: bytes) -> Known | None:
    if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
        return _sized("image/png", "png", *struct.unpack(">II", head[16:24]))
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return _sized("image/gif", "gif", *struct.unpack("<HH", head[6:10]))
    if head.startswith(b"\xff\xd8\xff"):
        return _sized("image/jpeg", "jpg", *_jpeg_size(file))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _sized("image/webp", "webp", *_webp_size(head))
    return None


def _sized(media_type: str, extension: str, width: int, height: int) -> Known:
    if not width or not height:
        raise BadFile(_("Gambar ini rusak: ukurannya tidak terbaca. Simpan ulang lalu unggah."))
    if width > LONGEST_SIDE or height > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise BadFile(
            _("Gambar ini %(w)s × %(h)s piksel. Perkecil sampai paling lebar 2.000 piksel.")
            % {"w": width, "h": height}
        )
    return Known(
        kind="image", media_type=media_type, extension=extension, width=width, height=height
    )


def _jpeg_size(file: BinaryIO) -> tuple[int, int]:
    file.seek(2)
    for _step in range(200):
        marker = file.read(4)
        if len(marker) < 4 or marker[0] != 0xFF:
            break
        length = struct.unpack(">H", marker[2:4])[0]
        if 0xC0 <= marker[1] <= 0xCF and marker[1] not in (0xC4, 0xC8, 0xCC):
            frame = file.read(5)
            if len(frame) < 5:
                break
            height, width = struct.unpack(">HH", frame[1:5])
            return width, height
        file.seek(max(0, length - 2), 1)
    return 0, 0


def _webp_size(head: bytes) -> tuple[int, int]:
    form, data = head[12:16], head[20:]
    if form == b"VP8X":
        return int.from_bytes(data[4:7], "little") + 1, int.from_bytes(data[7:10], "little") + 1
    if form == b"VP8L" and data[0] == 0x2F:
        bits = int.from_bytes(data[1:5], "little")
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    if form == b"VP8 " and data[3:6] == b"\x9d\x01\x2a":
        width, height = struct.unpack("<HH", data[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0


# ── films ───────────────────────────────────────────────────────────────────


def _film(file: BinaryIO, head: bytes, size: int) -> Known | None:
    if head[4:8] == b"ftyp":
        return Known(
            kind="video",
            media_type="video/mp4",
            extension="mp4",
            seconds=_mp4_seconds(file, size),
        )
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        if b"webm" not in head:
            raise BadFile(_("Video ini Matroska. Simpan sebagai MP4 atau WebM."))
        return Known(kind="video", media_type="video/webm", extension="webm")
    return None


def _mp4_seconds(file: BinaryIO, size: int) -> int:
    """The length in the film's own header; 0 where it says none."""
    moov = _box(file, b"moov", 0, size)
    header = moov and _box(file, b"mvhd", *moov)
    if not header:
        raise BadFile(_("Video ini tidak lengkap. Simpan ulang sebagai MP4 lalu unggah."))
    file.seek(header[0])
    data = file.read(32)
    if len(data) < 32:
        return 0
    scale, length = (
        struct.unpack(">IQ", data[20:32]) if data[0] == 1 else struct.unpack(">II", data[12:20])
    )
    return min(round(length / scale), 24 * 3600) if scale else 0


def _box(file: BinaryIO, name: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Where the content of the first box of this name begins and ends."""
    at = start
    for _step in range(1_000):
        if at + 8 > end:
            return None
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return None
        length, inside = struct.unpack(">I", head[:4])[0], 8
        if length == 1 and len(head) == 16:
            length, inside = struct.unpack(">Q", head[8:16])[0], 16
        if length == 0:
            length = end - at
        if length < inside:
            return None
        if head[4:8] == name:
            return at + inside, min(at + length, end)
        at += length
    return None


# ── papers and words ────────────────────────────────────────────────────────


def _document(file: BinaryIO, head: bytes) -> Known | None:
    if head.startswith(b"%PDF-"):
        return Known(kind="document", media_type="application/pdf", extension="pdf")
    if not head.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as trouble:
        raise BadFile(_("Dokumen ini rusak. Simpan ulang lalu unggah.")) from trouble
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise BadFile(_("Isi dokumen ini terlalu besar bila dibuka. Bagi menjadi beberapa."))
    names = {part.filename for part in parts}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise BadFile(_("Dokumen ini berisi makro. Simpan tanpa makro lalu unggah."))
    for part, (extension, media_type) in _OFFICE.items():
        if part in names and "[Content_Types].xml" in names:
            return Known(kind="document", media_type=media_type, extension=extension)
    raise BadFile(_("Berkas ZIP tidak disimpan. Unggah PDF, DOCX, XLSX atau PPTX."))


def _captions(file: BinaryIO, size: int) -> Known:
    refused = BadFile(
        _(
            "Jenis berkas ini tidak disimpan. Unggah gambar (JPEG, PNG, WebP, GIF), video (MP4, "
            "WebM), takarir (VTT, SRT) atau dokumen (PDF, DOCX, XLSX, PPTX)."
        )
    )
    if size > LARGEST["captions"]:
        raise refused
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise refused from None
    if "<svg" in text[:2000].lower():
        raise BadFile(_("SVG tidak disimpan karena dapat berisi program. Simpan sebagai PNG."))
    if not text.startswith("WEBVTT"):
        if not _SRT_TIME.search(text) or "-->" not in text:
            raise refused
        text = "WEBVTT\n\n" + _SRT_TIME.sub(_vtt_time, text).strip() + "\n"
    if not _CUE.search(text):
        raise BadFile(_("Takarir ini tidak memuat satu pun waktu. Periksa berkasnya."))
    return Known(kind="captions", media_type="text/vtt", extension="vtt", text=text)


def _vtt_time(found: re.Match[str]) -> str:
    hours = found[1] if len(found[1]) == 8 else f"0{found[1]}"
    return f"{hours}.{found[2]:0<3}"
