"""Programs are killed while statements come in: what was acknowledged is there, and once."""

from __future__ import annotations

import base64
import http.client
import json
import os
import signal
import threading
import time
import uuid
from pathlib import Path
from typing import Any

from tests.running import RunningTestCase, programs_that_name

SENDERS = 4
BATCH = 20
COMPLETED = "http://adlnet.gov/expapi/verbs/completed"


class SurviveTests(RunningTestCase):
    def test_no_acknowledged_statement_is_lost_and_none_is_there_twice(self) -> None:
        started = self.start()
        self.wait_until_ready(started)
        made = self.command("lrs", "credential", "--name", "Uji")
        key = json.loads(made.communicate(timeout=60)[0].strip().splitlines()[-1])
        senders = [Sender(self.port, key) for _ in range(SENDERS)]
        for sender in senders:
            sender.start()

        self.wait_for_more(senders)
        self.kill_one("granian")
        self.wait_for_more(senders)
        self.kill_one("postgres: sinau")
        self.wait_for_more(senders)
        for number in programs_that_name(str(self.folder)):
            os.kill(number, signal.SIGKILL)
        started.communicate(timeout=60)
        again = self.start()
        self.wait_until_ready(again)
        self.wait_for_more(senders)

        for sender in senders:
            sender.enough.set()
        for sender in senders:
            sender.join(timeout=60)
        found = Everything(self.port, key).ids()
        again.send_signal(signal.SIGTERM)
        again.communicate(timeout=60)

        acknowledged = {each for sender in senders for each in sender.acknowledged}
        sent = {each for sender in senders for each in sender.sent}
        self.assertEqual(len(found), len(set(found)), "some statements are there twice")
        self.assertEqual(acknowledged - set(found), set())
        self.assertEqual(set(found) - sent, set())
        self.assert_nothing_is_left()

    def wait_for_more(self, senders: list[Sender]) -> None:
        """Until each sender was acknowledged some more statements."""
        before = [len(sender.acknowledged) for sender in senders]
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            now = [len(sender.acknowledged) for sender in senders]
            if all(after >= former + 5 * BATCH for former, after in zip(before, now, strict=True)):
                return
            time.sleep(0.05)
        self.fail("the senders were not answered any more")

    def kill_one(self, what: str) -> None:
        """Kill one of the processes that are called so; the youngest, a worker and no parent."""
        folder = (self.folder / "data" / "postgres").resolve()
        numbers = [*programs_that_name(str(self.folder)), *processes_in(folder)]
        for number in sorted(set(numbers), reverse=True):
            command = Path(f"/proc/{number}/cmdline").read_bytes().replace(b"\0", b" ")
            if what.encode() in command:
                os.kill(number, signal.SIGKILL)
                return
        self.fail(f"nothing is called {what}")


class Program:
    """What a program needs to speak xAPI with us."""

    def __init__(self, port: int, key: dict[str, str]) -> None:
        token = base64.b64encode(f"{key['key']}:{key['secret']}".encode()).decode()
        self.port = port
        self.headers = {
            "Authorization": f"Basic {token}",
            "X-Experience-API-Version": "2.0.0",
            "Content-Type": "application/json",
        }

    def ask(self, method: str, path: str, body: bytes | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, self.headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


class Sender(threading.Thread):
    """Sends batches; one that was not acknowledged is sent again, as a careful client does."""

    def __init__(self, port: int, key: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.program = Program(port, key)
        self.enough = threading.Event()
        self.sent: list[str] = []
        self.acknowledged: list[str] = []

    def run(self) -> None:
        while not self.enough.is_set():
            batch = [statement() for _ in range(BATCH)]
            ids = [each["id"] for each in batch]
            self.sent += ids
            while not self._accepted(json.dumps(batch).encode()):
                if self.enough.is_set():
                    return
                time.sleep(0.1)
            self.acknowledged += ids
            # A city, not a flood: the test reads back all that was sent.
            time.sleep(0.05)

    def _accepted(self, body: bytes) -> bool:
        try:
            status, said = self.program.ask("POST", "/xapi/statements", body)
        except (OSError, http.client.HTTPException):
            return False
        assert status in (200, 500, 502, 503), said
        return status == 200


class Everything(Program):
    """All statements, page by page."""

    def ids(self) -> list[str]:
        found: list[str] = []
        path = "/xapi/statements?limit=500"
        while path:
            status, said = self.ask("GET", path)
            assert status == 200, said
            page = json.loads(said)
            found += [each["id"] for each in page["statements"]]
            path = page.get("more", "")
        return found


def statement() -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "actor": {"mbox": "mailto:sari@example.go.id"},
        "verb": {"id": COMPLETED},
        "object": {"id": "https://kursus.example/1"},
    }


def processes_in(folder: Path) -> list[int]:
    """The processes that work in this folder, as those of PostgreSQL do."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == folder:
                found.append(int(process.name))
        except OSError:
            continue
    return found
