"""Programs are killed in mid-quiz: every answer that was acknowledged is there."""

from __future__ import annotations

import http.client
import json
import os
import signal
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.running import RunningTestCase, programs_that_name
from tests.test_records_survive import processes_in

TOKEN = "a" * 32

# Run inside the house that was started: a quiz and four learners who began it.
PREPARE = """
import json
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from sinau.people import cast
from sinau.people.models import Person
from sinau.people.testing import small_city
from sinau.university.actions import enrol, start_attempt
from sinau.university.testing import open_a_course

agencies = small_city()
people = cast.play(agencies)
course = open_a_course(agencies["bkpsdm"], people["wulan"])
made = []
for key in ("sari", "bayu", "budi", "agung"):
    person = people[key]
    attempt = start_attempt(enrol(course, person))
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    made.append({"attempt": attempt.pk, "cookie": f"{settings.SESSION_COOKIE_NAME}={session.session_key}"})
print("MADE", json.dumps(made))
"""

READ = """
import json
from sinau.university.models import Answer
rows = Answer.objects.values_list("attempt_id", "place", "response__text")
print("READ", json.dumps([list(row) for row in rows]))
"""


class QuizSurvivesTests(RunningTestCase):
    def test_no_acknowledged_answer_is_lost(self) -> None:
        started = self.start()
        self.wait_until_ready(started)
        learners = [Learner(self.port, one) for one in self.inside(PREPARE, "MADE")]
        for learner in learners:
            learner.start()

        self.wait_for_more(learners)
        self.kill_one("granian")
        self.wait_for_more(learners)
        self.kill_one("postgres: sinau")
        self.wait_for_more(learners)
        for number in programs_that_name(str(self.folder)):
            os.kill(number, signal.SIGKILL)
        started.communicate(timeout=60)
        again = self.start()
        self.wait_until_ready(again)
        self.wait_for_more(learners)

        for learner in learners:
            learner.enough.set()
        for learner in learners:
            learner.join(timeout=60)
        kept = {(attempt, place): int(text) for attempt, place, text in self.inside(READ, "READ")}
        again.send_signal(signal.SIGTERM)
        again.communicate(timeout=60)

        for learner in learners:
            for place, said in learner.acknowledged.items():
                # One that came after it and was not acknowledged may have been kept too.
                self.assertGreaterEqual(kept.get((learner.attempt, place), -1), said)
        self.assert_nothing_is_left()

    def inside(self, program: str, word: str) -> Any:
        """What a program prints that runs with the house's own settings."""
        ran = self.command("manage", "shell", "-c", program)
        said = ran.communicate(timeout=120)[0]
        for line in said.splitlines():
            if line.startswith(word):
                return json.loads(line.removeprefix(word))
        raise AssertionError(said)

    def wait_for_more(self, learners: list[Learner]) -> None:
        """Until each learner was acknowledged some more answers."""
        before = [learner.count for learner in learners]
        deadline = time.monotonic() + 240
        while time.monotonic() < deadline:
            if all(
                learner.count >= former + 10
                for former, learner in zip(before, learners, strict=True)
            ):
                return
            time.sleep(0.05)
        self.fail(f"the learners were not answered any more: {[x.last for x in learners]}")

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


class Learner(threading.Thread):
    """Answers the two questions with words again and again, each time with a higher number.

    What is not acknowledged is sent again, as the page does.
    """

    def __init__(self, port: int, made: dict[str, Any]) -> None:
        super().__init__(daemon=True)
        self.port = port
        self.attempt = int(made["attempt"])
        self.cookie = f"{made['cookie']}; csrftoken={TOKEN}"
        self.enough = threading.Event()
        self.acknowledged: dict[int, int] = {}
        self.count = 0
        self.last: object = None

    def run(self) -> None:
        number = 0
        while not self.enough.is_set():
            number += 1
            place = 4 + number % 2
            while not self._accepted(place, number):
                if self.enough.is_set():
                    return
                time.sleep(0.1)
            self.acknowledged[place] = number
            self.count += 1
            time.sleep(0.02)

    def _accepted(self, place: int, number: int) -> bool:
        moment = str(int(time.time() * 1000))
        fields = {
            "csrfmiddlewaretoken": TOKEN,
            "text": str(number),
            "saat": moment,
            "kirim": moment,
        }
        headers = {
            "Cookie": self.cookie,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            path = f"/belajar/kuis/{self.attempt}/soal/{place}/"
            line.request("POST", path, urlencode(fields), headers)
            answer = line.getresponse()
            said = answer.read()
            self.last = (answer.status, said[:200])
        except (OSError, http.client.HTTPException) as problem:
            self.last = problem
            return False
        finally:
            line.close()
        return answer.status == 200 and json.loads(said)["newest"] is True
