"""Files are known by what is in them."""

from __future__ import annotations

import io
import struct
import zipfile
from unittest import TestCase

from sinau.university.lessons.files import BadFile, Known, recognise

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def png(width: int, height: int) -> bytes:
    return PNG + struct.pack(">II", width, height) + b"\x08\x02\0\0\0" + bytes(40)


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(seconds: int) -> bytes:
    header = bytes(12) + struct.pack(">II", 1000, seconds * 1000) + bytes(80)
    return (
        box(b"ftyp", b"isom" + bytes(8))
        + box(b"mdat", bytes(64))
        + box(b"moov", box(b"mvhd", header))
    )


def packed(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as writer:
        for name in names:
            writer.writestr(name, "x")
    return held.getvalue()


def known(content: bytes) -> Known:
    return recognise(io.BytesIO(content), len(content))


class RecogniseTests(TestCase):
    def test_pictures_with_their_size(self) -> None:
        jpeg = b"\xff\xd8\xff\xe0\0\x04\0\0" + b"\xff\xc0\0\x11\x08" + struct.pack(">HH", 20, 30)
        webp = b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + b"\x1d\0\0\x13\0\0" + bytes(20)
        gif = b"GIF89a" + struct.pack("<HH", 30, 20) + bytes(20)
        for content, media_type in (
            (png(30, 20), "image/png"),
            (jpeg + bytes(40), "image/jpeg"),
            (webp, "image/webp"),
            (gif, "image/gif"),
        ):
            with self.subTest(media_type):
                said = known(content)
                self.assertEqual((said.media_type, said.width, said.height), (media_type, 30, 20))

    def test_films_with_their_length(self) -> None:
        said = known(mp4(95))
        self.assertEqual((said.kind, said.media_type, said.seconds), ("video", "video/mp4", 95))
        webm = b"\x1a\x45\xdf\xa3" + b"\x42\x82\x84webm" + bytes(60)
        self.assertEqual(known(webm).media_type, "video/webm")

    def test_documents_by_their_parts(self) -> None:
        self.assertEqual(known(b"%PDF-1.7 ...").extension, "pdf")
        self.assertEqual(
            known(packed("[Content_Types].xml", "word/document.xml")).extension, "docx"
        )

    def test_srt_becomes_vtt(self) -> None:
        said = known(b"1\r\n00:00:01,500 --> 00:00:03,000\r\nHalo\r\n")
        self.assertEqual(said.media_type, "text/vtt")
        self.assertTrue(said.text.startswith("WEBVTT\n\n"))
        self.assertIn("00:00:01.500 --> 00:00:03.000", said.text)

    def test_what_is_hostile_or_nothing_we_show_is_refused_with_the_cure(self) -> None:
        for name, content, words in (
            ("svg", b'<?xml version="1.0"?><svg onload="x"/>', "SVG"),
            ("too wide", png(20_000, 10), "Perkecil"),
            ("too many pixels", png(7_000, 7_000), "Perkecil"),
            ("no size", png(0, 5), "rusak"),
            ("cut film", box(b"ftyp", bytes(8)), "tidak lengkap"),
            ("box that turns in circles", box(b"ftyp", bytes(8)) + bytes(64), "tidak lengkap"),
            ("program", b"MZ\x90\0" + bytes(99), "Jenis berkas ini"),
            ("html", b"<html><script>alert(1)</script>", "Jenis berkas ini"),
            ("zip", packed("a.txt"), "ZIP"),
            ("broken zip", b"PK\x03\x04" + bytes(50), "rusak"),
            (
                "macro",
                packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
                "makro",
            ),
            ("captions without times", b"WEBVTT\n\nHalo", "waktu"),
            ("empty", b"", "Jenis berkas ini"),
        ):
            with self.subTest(name), self.assertRaises(BadFile) as no:
                known(content)
            self.assertIn(words, str(no.exception.message))

    def test_a_large_picture_is_refused(self) -> None:
        with self.assertRaises(BadFile):
            recognise(io.BytesIO(png(30, 20)), 6 * 1024 * 1024)
