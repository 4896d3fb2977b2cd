"""The command `./sinau run` from outside: it starts, it stops at any moment, it leaves nothing."""

from __future__ import annotations

import os
import signal
import socket
import time

from tests.running import RunningTestCase, programs_that_name


class LifeCycleTests(RunningTestCase):
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
