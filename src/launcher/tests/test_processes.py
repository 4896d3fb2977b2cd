"""The supervisor: nothing it started outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from launcher.processes import Supervisor
from launcher.trouble import Stopped, Trouble

STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork():
    time.sleep(600)
time.sleep(600)
"""


def group_is_gone(group: int) -> bool:
    """Whether no living process is left in the group; a corpse waiting for init does not count."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(words[2]) == group and words[0] not in "ZX":
            return False
    return True


class SupervisorTests(unittest.TestCase):
    def test_it_hears_what_a_program_says(self) -> None:
        with Supervisor() as supervisor:
            done = supervisor.run(sys.executable, "-c", "print('a' * 200_000)", hear="all")
        self.assertEqual(done.code, 0)
        self.assertEqual(len(done.said), 65536)

    def test_it_tells_how_a_program_failed(self) -> None:
        words = (sys.executable, "-c", "import sys; print('no room'); sys.exit(3)")
        with Supervisor() as supervisor, self.assertRaisesRegex(Trouble, "kode 3.*\n.*no room"):
            supervisor.run(*words, hear="all")

    def test_a_signal_ends_the_program_it_waits_for(self) -> None:
        with Supervisor() as supervisor:
            alarm = "import os, signal, time; os.kill(os.getppid(), signal.SIGTERM); time.sleep(99)"
            with self.assertRaises(Stopped):
                supervisor.run(sys.executable, "-c", alarm)

    def test_a_signal_before_a_start_prevents_it(self) -> None:
        with Supervisor() as supervisor:
            os.kill(os.getpid(), signal.SIGTERM)
            with self.assertRaises(Stopped):
                supervisor.start("never", sys.executable, "-c", "", env={})
            self.assertEqual(supervisor.programs, [])

    def test_it_kills_the_whole_group_of_a_program_killed_unasked(self) -> None:
        with Supervisor() as supervisor:
            words = (sys.executable, "-c", STUBBORN)
            program = supervisor.start("stubborn", *words, env=dict(os.environ), polite=False)
            time.sleep(0.5)
            self.assertFalse(group_is_gone(program.process.pid))
        deadline = time.monotonic() + 5
        while not group_is_gone(program.process.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertTrue(group_is_gone(program.process.pid))

    def test_a_second_signal_does_not_wait_for_a_stubborn_program(self) -> None:
        with Supervisor() as supervisor:
            words = (sys.executable, "-c", STUBBORN)
            program = supervisor.start("stubborn", *words, env=dict(os.environ))
            time.sleep(0.5)
            began = time.monotonic()
            kill = f"sleep 0.3; kill -TERM {os.getpid()}; sleep 0.3; kill -TERM {os.getpid()}"
            impatient = subprocess.Popen(["sh", "-c", kill])
            supervisor.stop()
            self.assertLess(time.monotonic() - began, 5)
            impatient.wait()
        self.assertIsNotNone(program.process.returncode)

    def test_it_starts_a_fallen_program_again_but_not_for_ever(self) -> None:
        with Supervisor() as supervisor:
            supervisor.start("weak", sys.executable, "-c", "raise SystemExit(9)", env={})
            with self.assertRaisesRegex(Trouble, "weak berkali-kali berhenti sendiri .kode 9."):
                supervisor.watch()

    def test_waiting_ends_when_the_program_falls(self) -> None:
        with Supervisor() as supervisor:
            supervisor.start("weak", sys.executable, "-c", "raise SystemExit(9)", env={})
            with self.assertRaisesRegex(Trouble, "weak berhenti sendiri dengan kode 9"):
                supervisor.wait_until(lambda: False, what="Itu", seconds=30)
