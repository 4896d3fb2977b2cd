"""The command `./sinau run` from outside: it starts, it stops at any moment, it leaves nothing."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from launcher.places import ROOT


class LifeCycleTests(unittest.TestCase):
    """One data folder for all, so that a stopped start is also something to recover from."""

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
        left_out = ("DATABASE_URL", "SINAU_DATA_DIR", "DJANGO_ALLOW_ASYNC_UNSAFE")
        env = {name: value for name, value in os.environ.items() if name not in left_out}
        run = (
            "run",
            "--no-demo",
            "--port",
            str(self.port),
            "--data-dir",
            str(self.folder / "data"),
        )
        started = subprocess.Popen(
            [sys.executable, str(ROOT / "sinau"), *run],
            env={**env, "SINAU_VENV": sys.prefix},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.addCleanup(started.kill)
        return started

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
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
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

    def test_it_leaves_nothing_when_stopped_at_any_moment(self) -> None:
        for how in (signal.SIGTERM, signal.SIGINT):
            for moment in (0.3, 0.8, 1.6, 2.4, 4.0):
                with self.subTest(how=how.name, moment=moment):
                    started = self.start()
                    time.sleep(moment)
                    started.send_signal(how)
                    said, _ = started.communicate(timeout=60)
                    self.assertNotIn("Traceback", said)
                    self.assert_nothing_is_left()

    def test_it_serves_stops_and_serves_again(self) -> None:
        for _turn in range(2):
            started = self.start()
            self.assertIn(f"http://localhost:{self.port}", self.wait_until_ready(started))
            started.send_signal(signal.SIGTERM)
            said, _ = started.communicate(timeout=60)
            self.assertEqual(started.returncode, 0, said)
            self.assert_nothing_is_left()

    def test_it_serves_again_after_everything_was_killed(self) -> None:
        started = self.start()
        self.wait_until_ready(started)
        for number in programs_that_name(str(self.folder)):
            os.kill(number, signal.SIGKILL)
        started.communicate(timeout=60)
        again = self.start()
        self.wait_until_ready(again)
        again.send_signal(signal.SIGTERM)
        again.communicate(timeout=60)
        self.assert_nothing_is_left()

    def test_it_takes_its_programs_along_when_it_is_killed_itself(self) -> None:
        started = self.start()
        self.wait_until_ready(started)
        started.kill()
        started.communicate(timeout=60)
        deadline = time.monotonic() + 10
        while self.page() and time.monotonic() < deadline:
            time.sleep(0.1)
        self.assertIsNone(self.page())
        again = self.start()
        self.wait_until_ready(again)
        again.send_signal(signal.SIGTERM)
        again.communicate(timeout=60)
        self.assert_nothing_is_left()

    def test_it_refuses_a_taken_port_in_a_sentence(self) -> None:
        with socket.socket() as other:
            other.bind(("127.0.0.1", self.port))
            other.listen(1)
            started = self.start()
            said, _ = started.communicate(timeout=60)
        self.assertEqual(started.returncode, 1)
        self.assertIn(f"Porta {self.port} sudah dipakai", said)
        self.assertNotIn("Traceback", said)


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
