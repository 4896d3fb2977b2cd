"""A room of learners who take one quiz as people do: they press within seconds, read, think, answer."""

from __future__ import annotations

import heapq
import json
import random
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from launcher.load import Line

START_WITHIN = 10.0
# Seconds one takes for a question: rarely under one, mostly three to six. People who read take five
# times as long, so that this is a fuller room than any.
THINKS = (1.45, 0.5)
LEAST = 1.0
THREADS = 48
TOKEN = "a" * 32


@dataclass
class Learner:
    """One simulated learner: who, their cookie, and which attempt they are at."""

    person: int
    cookie: str
    attempt: int = 0


@dataclass
class Exam:
    """What the room did: each request is timed from when the person acted, waiting included."""

    address: str
    slug: str
    questions: int
    starts: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    acknowledged: list[tuple[int, int, int]] = field(default_factory=list)
    failures: int = 0

    @property
    def requests(self) -> int:
        """How many were answered; a start is two, the press and the page it leads to."""
        return len(self.starts) * 2 + len(self.saves)

    def run(self, learners: list[Learner]) -> Exam:
        """Everybody presses within ten seconds and answers each question once, in order."""
        self._dice = random.Random(7)  # noqa: S311
        self._lock = threading.Lock()
        began = time.perf_counter()
        # Which learner acts next, and when; the number keeps the order where moments are equal.
        self._next = [
            (began + self._dice.uniform(0, START_WITHIN), number, 0)
            for number in range(len(learners))
        ]
        heapq.heapify(self._next)
        threads = [threading.Thread(target=self._act, args=(learners,)) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self

    def _act(self, learners: list[Learner]) -> None:
        with Line(self.address) as line:
            while True:
                with self._lock:
                    if not self._next:
                        break
                    due, number, step = heapq.heappop(self._next)
                if (wait := due - time.perf_counter()) > 0:
                    time.sleep(wait)
                if self._is_done(line, learners[number], step):
                    took = (time.perf_counter() - due) * 1000
                    (self.saves if step else self.starts).append(took)
                if step < self.questions:
                    with self._lock:
                        thinks = max(LEAST, self._dice.lognormvariate(*THINKS))
                        heapq.heappush(self._next, (time.perf_counter() + thinks, number, step + 1))

    def _is_done(self, line: Line, learner: Learner, step: int) -> bool:
        try:
            if step:
                self._answer(line, learner, step)
            else:
                self._start(line, learner)
        except (OSError, AssertionError, ValueError, IndexError):
            line.close()
            with self._lock:
                self.failures += 1
            return False
        return True

    def _start(self, line: Line, learner: Learner) -> None:
        """Press "Mulai kuis" and read the first question, as a browser follows."""
        learner.cookie += f"; csrftoken={TOKEN}"
        path = f"/belajar/kursus/{self.slug}/kuis/mulai/"
        status, head, _body = line.ask(
            "POST", path, _headers(learner, "text/html"), urlencode({"csrfmiddlewaretoken": TOKEN})
        )
        assert status == 302, status
        where = head.decode("latin-1").lower().split("\r\nlocation: ")[1].split("\r\n")[0]
        learner.attempt = int(where.split("/")[3])
        status, _head, body = line.ask("GET", where, _headers(learner, "text/html"))
        assert status == 200, status
        assert b"data-quiz-form" in body

    def _answer(self, line: Line, learner: Learner, step: int) -> None:
        """Pick something; it counts as acknowledged when the server says that it is kept."""
        picked = (learner.person + step) % 4
        moment = str(int(time.time() * 1000))
        said = {
            "csrfmiddlewaretoken": TOKEN,
            "picked": str(picked),
            "saat": moment,
            "kirim": moment,
        }
        path = f"/belajar/kuis/{learner.attempt}/soal/{step}/"
        status, _head, body = line.ask(
            "POST", path, _headers(learner, "application/json"), urlencode(said)
        )
        assert status == 200, status
        assert json.loads(body)["newest"] is True
        self.acknowledged.append((learner.attempt, step, picked))


def _headers(learner: Learner, accept: str) -> dict[str, str]:
    return {
        "Host": "localhost",
        "Cookie": learner.cookie,
        "Accept": accept,
        "Content-Type": "application/x-www-form-urlencoded",
    }
