"""A city in one file: what is restored is what was backed up."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unittest
from io import BytesIO
from pathlib import Path

from launcher.places import ROOT

WRITE = """
from sinau.people.models import Agency
Agency.objects.update_or_create(code="uji", defaults={"name": "%s", "kind": "dinas", "path": "/uji/"})
"""
READ = """
from sinau.people.models import Agency
print(Agency.objects.get(code="uji").name)
"""


class BackupTests(unittest.TestCase):
    folder: Path

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="sinau-keep-"))
        cls.folder.chmod(0o711)
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.said("manage", "prepare")
        cls.said("manage", "shell", "-c", WRITE % "Dinas Lama")
        cls.media("surat/izin.pdf").parent.mkdir(parents=True)
        cls.media("surat/izin.pdf").write_text("halaman lama")

    @classmethod
    def sinau(cls, *words: str, data: str = "data") -> subprocess.CompletedProcess[str]:
        left_out = ("DATABASE_URL", "SINAU_DATA_DIR", "DJANGO_ALLOW_ASYNC_UNSAFE")
        env = {name: value for name, value in os.environ.items() if name not in left_out}
        return subprocess.run(
            [sys.executable, str(ROOT / "sinau"), *words, "--data-dir", str(cls.folder / data)],
            env={**env, "SINAU_VENV": sys.prefix},
            capture_output=True,
            text=True,
            timeout=120,
        )

    @classmethod
    def said(cls, *words: str, data: str = "data") -> str:
        done = cls.sinau(*words, data=data)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @classmethod
    def media(cls, name: str, data: str = "data") -> Path:
        return cls.folder / data / "media" / name

    def agency(self, data: str = "data") -> str:
        return self.said("manage", "shell", "-c", READ, data=data).splitlines()[-1]

    def test_what_is_restored_is_what_was_backed_up(self) -> None:
        file = self.folder / "city.tar"
        (self.folder / "data" / "signing-key").write_text("kunci kota")
        self.said("backup", str(file))
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)
        key = (self.folder / "data" / "secret-key").read_text()

        self.said("manage", "shell", "-c", WRITE % "Dinas Baru")
        self.media("surat/izin.pdf").write_text("halaman baru")
        self.media("surat/lain.pdf").write_text("tidak ada di cadangan")

        refused = self.sinau("restore", str(file))
        self.assertEqual(refused.returncode, 1)
        self.assertIn("--replace", refused.stderr)
        self.assertEqual(self.agency(), "Dinas Baru")

        self.said("restore", str(file), "--replace")
        self.assertEqual(self.agency(), "Dinas Lama")
        self.assertEqual(self.media("surat/izin.pdf").read_text(), "halaman lama")
        self.assertFalse(self.media("surat/lain.pdf").exists())

        self.said("restore", str(file), data="elsewhere")
        self.assertEqual(self.agency(data="elsewhere"), "Dinas Lama")
        self.assertEqual(self.media("surat/izin.pdf", "elsewhere").read_text(), "halaman lama")
        self.assertEqual((self.folder / "elsewhere" / "secret-key").read_text(), key)
        signing_key = self.folder / "elsewhere" / "signing-key"
        self.assertEqual(signing_key.read_text(), "kunci kota")
        self.assertEqual(signing_key.stat().st_mode & 0o777, 0o600)

    def test_a_backup_is_never_written_over(self) -> None:
        file = self.folder / "mine.tar"
        file.write_text("something else")
        done = self.sinau("backup", str(file))
        self.assertEqual(done.returncode, 1)
        self.assertIn("sudah ada", done.stderr)
        self.assertEqual(file.read_text(), "something else")

    def test_a_broken_database_dump_changes_nothing(self) -> None:
        file = self.folder / "broken.tar"
        self.said("backup", str(file))
        before = self.agency()
        _break_dump(file)
        done = self.sinau("restore", str(file), "--replace")
        self.assertEqual(done.returncode, 1)
        self.assertIn("isi lama tetap utuh", done.stderr)
        self.assertEqual(self.agency(), before)
        self.assertTrue(self.media("surat/izin.pdf").exists())


def _break_dump(file: Path) -> None:
    """The same backup with a dump that PostgreSQL cannot read, and checksums that agree with it."""
    with tarfile.open(file) as tar:
        members = {m.name: (tar.extractfile(m) or BytesIO()).read() for m in tar}
    members["database.dump"] = members["database.dump"][: len(members["database.dump"]) // 2]
    sums = json.loads(members["checksums.json"])
    sums["database.dump"] = hashlib.sha256(members["database.dump"]).hexdigest()
    members["checksums.json"] = json.dumps(sums).encode()
    with tarfile.open(file, "w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, BytesIO(content))
