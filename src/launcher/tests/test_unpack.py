"""A backup file from anywhere: only a whole one of our own is let in."""

from __future__ import annotations

import hashlib
import json
import tarfile
import tempfile
import unittest
from io import BytesIO
from pathlib import Path
from typing import Any

from launcher.keeping import unpack
from launcher.trouble import Trouble

KNOWN = {"people.0001_first_people"}
MANIFEST = {
    "product": "sinau",
    "format": 1,
    "version": "0.1.0",
    "made_at": "2026-01-02T03:04:05+00:00",
    "migrations": ["people.0001_first_people"],
}


class UnpackTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name, "city.tar")
        self.draft = Path(folder.name, "draft")
        self.draft.mkdir()
        self.outside = Path(folder.name, "outside")

    def write(
        self,
        members: dict[str, bytes],
        *,
        manifest: dict[str, Any] | None = None,
        special: tuple[tarfile.TarInfo, ...] = (),
        checksums: bool = True,
    ) -> None:
        with tarfile.open(self.file, "w") as tar:
            self.add(tar, "manifest.json", json.dumps(manifest or MANIFEST).encode())
            for info in special:
                tar.addfile(info)
            for name, content in members.items():
                self.add(tar, name, content)
            if checksums:
                sums = {name: hashlib.sha256(it).hexdigest() for name, it in members.items()}
                self.add(tar, "checksums.json", json.dumps(sums).encode())

    def add(self, tar: tarfile.TarFile, name: str, content: bytes) -> None:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        tar.addfile(info, BytesIO(content))

    def refused(self) -> str:
        with self.assertRaises(Trouble) as caught:
            unpack(self.file, self.draft, KNOWN)
        return str(caught.exception)

    def test_it_lets_a_whole_backup_in(self) -> None:
        self.write({"database.dump": b"rows", "media/a/b.pdf": b"pages"})
        manifest = unpack(self.file, self.draft, KNOWN)
        self.assertEqual(manifest["version"], "0.1.0")
        self.assertEqual((self.draft / "media/a/b.pdf").read_bytes(), b"pages")

    def test_it_refuses_what_is_no_tar(self) -> None:
        self.file.write_bytes(b"not a tar at all")
        self.assertIn("bukan cadangan Sinau", self.refused())

    def test_it_refuses_another_products_tar(self) -> None:
        self.write({"database.dump": b"rows"}, manifest={**MANIFEST, "product": "other"})
        self.assertIn("bukan cadangan Sinau", self.refused())

    def test_it_refuses_one_of_a_newer_format_or_with_newer_tables(self) -> None:
        for newer in ({"format": 2}, {"migrations": ["people.9999_from_the_future"]}):
            with self.subTest(newer):
                self.write({"database.dump": b"rows"}, manifest={**MANIFEST, **newer})
                self.assertIn("lebih baru", self.refused())

    def test_it_refuses_a_torn_one(self) -> None:
        self.write({"database.dump": b"rows" * 5000, "media/a": b"1"})
        whole = self.file.read_bytes()
        for size in (len(whole) // 2, 12_000, 1024, 0):
            with self.subTest(size):
                self.file.write_bytes(whole[:size])
                draft = self.draft / str(size)
                draft.mkdir()
                with self.assertRaises(Trouble):
                    unpack(self.file, draft, KNOWN)

    def test_it_refuses_one_that_was_changed(self) -> None:
        self.write({"database.dump": b"rows"})
        self.file.write_bytes(self.file.read_bytes().replace(b"rows", b"lies"))
        self.assertIn("telah berubah", self.refused())

    def test_it_refuses_members_that_reach_outside(self) -> None:
        names = (
            "media/../../outside",
            "/outside",
            "../outside",
            "outside",
            "media//a",
            "media/./a",
        )
        for name in names:
            with self.subTest(name):
                self.write({"database.dump": b"rows", name: b"x"})
                for left in self.draft.iterdir():
                    left.unlink()
                self.assertIn("bukan cadangan Sinau", self.refused())
                self.assertFalse(self.outside.exists())

    def test_it_refuses_links_and_devices(self) -> None:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            with self.subTest(kind):
                info = tarfile.TarInfo("media/link")
                info.type, info.linkname = kind, str(self.outside)
                self.write({"database.dump": b"rows"}, special=(info,))
                self.assertIn("bukan cadangan Sinau", self.refused())

    def test_it_refuses_the_same_name_twice(self) -> None:
        info = tarfile.TarInfo("media/a")
        self.write({"database.dump": b"rows", "media/a": b"x"}, special=(info,))
        self.assertIn("bukan cadangan Sinau", self.refused())
