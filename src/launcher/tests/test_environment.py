"""The environment: made once, made again when the lock changes or an install was torn."""

from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path
from typing import cast
from unittest import mock

from launcher import environment
from launcher.environment import ready_environment
from launcher.places import ROOT
from launcher.processes import Ended, Supervisor
from launcher.trouble import Stopped, Trouble


class Notes:
    """Stands in for the supervisor: notes what it would have run and makes the venv's python."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ran: list[str] = []
        self.stop_at = ""

    def run(self, *words: str | Path, **more: object) -> Ended:
        told = " ".join(str(word) for word in words)
        name = next(
            name for name in ("-m venv", "--target", "uv pip", "pip install") if name in told
        )
        if name == self.stop_at:
            raise Stopped
        self.ran.append(name)
        if name == "-m venv":
            (self.root / ".venv" / "bin").mkdir(parents=True)
            (self.root / ".venv" / "bin" / "python").symlink_to("/bin/true")
        return Ended(0, "")

    def wait_until(self, ready: object, **more: object) -> None:
        assert callable(ready)
        assert ready()

    def check(self) -> None:
        pass


class EnvironmentTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.notes = Notes(self.root)
        for name in ("requirements.lock", "requirements-dev.lock"):
            (self.root / name).write_text(f"# {name}\nuv==1 \\\n    --hash=sha256:00\nx==1\n")
        for name, value in {
            "ROOT": self.root,
            "LOCK": self.root / "requirements.lock",
            "DEV_LOCK": self.root / "requirements-dev.lock",
            "_pip_settings": lambda environment: {},
            "_runs": lambda environment: True,
        }.items():
            self.replace(name, value)
        left_out = mock.patch.dict(os.environ)
        left_out.start()
        self.addCleanup(left_out.stop)
        os.environ.pop("SINAU_VENV", None)
        patch = mock.patch("shutil.which", return_value=None)
        patch.start()
        self.addCleanup(patch.stop)

    def replace(self, name: str, value: object) -> None:
        patch = mock.patch.object(environment, name, value)
        patch.start()
        self.addCleanup(patch.stop)

    def ready(self, *, dev: bool = False) -> list[str]:
        self.notes.ran = []
        ready_environment(cast(Supervisor, self.notes), dev=dev)
        return self.notes.ran

    def test_it_installs_once(self) -> None:
        self.assertEqual(self.ready(), ["-m venv", "--target", "uv pip"])
        self.assertEqual(self.ready(), [])

    def test_it_installs_again_when_the_lock_has_changed(self) -> None:
        self.ready()
        with (self.root / "requirements.lock").open("a") as lock:
            lock.write("y==1\n")
        self.assertEqual(self.ready()[-1], "uv pip")

    def test_tests_need_more_and_running_is_content_with_that(self) -> None:
        self.ready()
        self.assertEqual(self.ready(dev=True)[-1], "uv pip")
        self.assertEqual(self.ready(), [])

    def test_a_torn_install_is_done_over_from_nothing(self) -> None:
        self.notes.stop_at = "uv pip"
        with self.assertRaises(Stopped):
            self.ready()
        self.notes.stop_at = ""
        self.assertEqual(self.ready()[0], "-m venv")

    def test_without_uv_pip_does_it(self) -> None:
        self.replace("_uv", lambda *words: None)
        self.assertEqual(self.ready(), ["-m venv", "pip install"])

    def test_only_the_locked_uv_is_fetched(self) -> None:
        self.ready()
        asked = (self.root / ".venv" / "installer.txt").read_text()
        self.assertEqual(asked, "uv==1 \\\n    --hash=sha256:00\n")

    def test_a_given_environment_is_used_as_it_is(self) -> None:
        os.environ["SINAU_VENV"] = str(self.root / "elsewhere")
        with self.assertRaisesRegex(Trouble, "tidak ada Python"):
            self.ready()
        (self.root / "elsewhere" / "bin").mkdir(parents=True)
        (self.root / "elsewhere" / "bin" / "python").touch()
        self.assertEqual(self.ready(), [])


class LockTests(unittest.TestCase):
    def test_every_package_is_hashed_and_no_registry_is_named(self) -> None:
        for name in ("requirements.lock", "requirements-dev.lock"):
            with self.subTest(name):
                for line in (ROOT / name).read_text().split("\n"):
                    if not line.startswith("#"):
                        self.assertNotRegex(line, r"://|--find-links|index-url")
                        if "==" in line:
                            self.assertTrue(line.endswith("\\"), line)

    def test_what_runs_is_what_is_tested(self) -> None:
        run = (ROOT / "requirements.lock").read_text()
        dev = (ROOT / "requirements-dev.lock").read_text()
        for line in run.split("\n"):
            if "==" in line and not line.startswith((" ", "#")):
                self.assertTrue(line in dev, line)
