"""ZIPs that nobody should open."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from unittest import mock

from django.test import SimpleTestCase

from sinau.kernel import archives
from sinau.packages.archive import Archive
from sinau.packages.findings import Unreadable
from sinau.packages.tests.making import packed


class HostileTests(SimpleTestCase):
    def refused(self, file: io.BytesIO, word: str) -> None:
        with self.assertRaises(Unreadable) as caught:
            Archive(file, "14.1.0.0-1")
        self.assertIn(word, caught.exception.finding.sentence)
        self.assertEqual(caught.exception.finding.requirement, "14.1.0.0-1")

    def test_names_that_leave_the_folder(self) -> None:
        for name in (
            "../x",
            "a/../../x",
            "/etc/passwd",
            "C:/x",
            "a\\..\\x",
            "a//b",
            "./x",
            "..",
        ):
            with self.subTest(name):
                self.refused(packed({name: "x"}), "keluar dari folder")

    def test_names_that_are_too_long_deep_or_unprintable(self) -> None:
        for name in ("a" * 300, "/".join("a" * 30), "a\nb", "a\x7fb"):
            with self.subTest(name):
                self.refused(packed({name: "x"}), "terlalu panjang")

    def test_names_that_come_twice_or_differ_by_case(self) -> None:
        self.refused(packed({"A.html": "x", "a.html": "y"}), "huruf besar")
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as made, mock.patch("warnings.warn"):
            made.writestr("a", "x")
            made.writestr("a", "y")
        self.refused(file, "dua kali")

    def test_links_and_special_files(self) -> None:
        for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR):
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w") as made:
                info = zipfile.ZipInfo("a")
                info.external_attr = (kind | 0o777) << 16
                made.writestr(info, "/etc/passwd")
            self.refused(file, "tautan")

    def test_bombs(self) -> None:
        self.refused(packed({"a": b"\0" * (5 * 1024 * 1024)}), "bom ZIP")
        with mock.patch.object(archives, "FILES_AT_MOST", 2):
            self.refused(packed({"a": "", "b": "", "c": ""}), "lebih dari 2 berkas")
        with mock.patch.object(archives, "BYTES_AT_MOST", 10):
            self.refused(packed({"a": "123456", "b": "123456"}), "terlalu besar")

    def test_a_file_larger_than_it_says(self) -> None:
        body = bytearray(packed({"a.txt": "x" * 5000}).getvalue())
        # The central directory says 10 bytes instead of 5,000.
        at = body.rindex(b"PK\x01\x02") + 24
        body[at : at + 4] = struct.pack("<I", 10)
        made = Archive(io.BytesIO(bytes(body)), "14.1.0.0-1")
        with self.assertRaises(Unreadable):
            b"".join(made.chunks("a.txt"))

    def test_locked_files(self) -> None:
        body = bytearray(packed({"a.txt": "x"}).getvalue())
        at = body.rindex(b"PK\x01\x02") + 8
        body[at] |= 1
        self.refused(io.BytesIO(bytes(body)), "kata sandi")

    def test_a_zip_within_a_zip_is_only_a_file(self) -> None:
        inner = packed({"a": "x"}).getvalue()
        self.assertEqual(Archive(packed({"b.zip": inner}), "14.1.0.0-1").names, {"b.zip"})

    def test_broken_content_is_refused_and_no_error_of_ours(self) -> None:
        body = bytearray(packed({"a.txt": "abc" * 2000}).getvalue())
        body[40:60] = b"\xff" * 20
        made = Archive(io.BytesIO(bytes(body)), "14.1.0.0-1")
        with self.assertRaises(Unreadable):
            b"".join(made.chunks("a.txt"))
