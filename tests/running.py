"""A whole Sinau, started from outside by its own command, for tests that treat it badly."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from launcher.places import ROOT


class RunningTestCase(unittest.TestCase):
    """One data folder for all tests of a class, so that a stopped start is also recovered from."""

    folder: Path

    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="sinau-life-"))
        cls.folder.chmod(0o711)
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)

    def setUp(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])

    def start(self) -> subprocess.Popen[str]:
        """`./sinau run`, in the environment that runs this test."""
        started = self.command("run", "--no-demo", "--port", str(self.port))
        self.addCleanup(started.kill)
        return started

    def command(self, *words: str) -> subprocess.Popen[str]:
        """Any command of `./sinau`, on this data folder."""
        left_out = ("DATABASE_URL", "SINAU_DATA_DIR", "DJANGO_ALLOW_ASYNC_UNSAFE")
        env = {name: value for name, value in os.environ.items() if name not in left_out}
        return subprocess.Popen(
            [sys.executable, str(ROOT / "sinau"), *words, "--data-dir", str(self.folder / "data")],
            env={**env, "SINAU_VENV": sys.prefix},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_until_ready(self, started: subprocess.Popen[str]) -> str:
        """Until it says that it runs; what it said up to there."""
        assert started.stdout
        said = ""
        for line in started.stdout:
            said += line
            if line.startswith("Ctrl-C"):
                self.assertEqual(self.page(), 200)
                return said
        raise AssertionError(f"it did not start: {said}")

    def page(self) -> int | None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def assert_nothing_is_left(self) -> None:
        self.assertEqual(programs_that_name(str(self.folder)), [])
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", self.port))


def programs_that_name(text: str) -> list[int]:
    """Numbers of the living processes that were started with this text."""
    found = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit():
            continue
        try:
            told = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if text.encode() in told and int(process.name) != os.getpid():
            found.append(int(process.name))
    return found
