"""How the university bears a whole service of learners who start one quiz at the same moment."""

from __future__ import annotations

import http.client
import json
import os
import random
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from launcher.load import Ask, flat_out
from sinau.kernel.clock import now
from sinau.kernel.measures import Figure, Place, measure
from sinau.people.cast import CAST
from sinau.people.models import Person
from sinau.university.actions import (
    keep_category,
    publish_course,
    publish_quiz,
    set_rules,
    start_attempt,
    write_course,
    write_lesson,
    write_questions,
)
from sinau.university.bench_certificates import measure_certificates
from sinau.university.models import Answer, Attempt, Course, Enrolment, Lesson
from sinau.university.quizzes.questions import NONE, WHOLE, Choice, Kind, Question

LEARNERS = 750
QUESTIONS = 20
START_WITHIN = 10.0
# How long one thinks about a question: the answers of all are spread over this many seconds.
ANSWER_WITHIN = 90.0
THREADS = 48


@measure("university")
def university(place: Place) -> Iterable[Figure]:
    """750 learners start one quiz within ten seconds and answer 20 questions; then single pages."""
    course = _course()
    learners = _learners(course)
    before = _processor_time(place.data_dir)
    began = time.perf_counter()
    ran = _Exam(place.address, course, learners).run()
    spent = time.perf_counter() - began
    used = _processor_time(place.data_dir) - before
    yield Figure("peserta yang mulai dalam 10 detik", ran.started, "orang", at_least=LEARNERS)
    yield Figure("p95 mulai", _percentile(ran.starts, 0.95), "ms", at_most=500)
    yield Figure("p50 menyimpan jawaban", _percentile(ran.saves, 0.5), "ms")
    yield Figure("p95 menyimpan jawaban", _percentile(ran.saves, 0.95), "ms", at_most=500)
    yield Figure("permintaan per detik selama ujian", ran.requests / spent, "/detik")
    yield Figure("CPU per permintaan, dengan PostgreSQL", used * 1000 / ran.requests, "ms")
    yield Figure("permintaan gagal", ran.failures, "permintaan", at_most=0)
    yield Figure("jawaban diakui", len(ran.acknowledged), "jawaban")
    yield Figure("jawaban hilang", _lost(course, ran.acknowledged), "jawaban", at_most=0)
    yield from _pages(place, course, learners[0])
    yield from measure_certificates()
    Attempt.objects.filter(quiz=course.quiz, submitted_at=None).update(shut_at=now())


# ── who and what ────────────────────────────────────────────────────────────


def _course() -> Course:
    """A course of its own with a quiz of twenty questions, made new each time."""
    wulan = Person.objects.get(nip=CAST["wulan"].nip)
    agency = wulan.agency
    assert agency is not None
    stamp = f"{now():%H%M%S}"
    course = write_course(
        Course(
            agency=agency,
            audience="city",
            title=f"Ukuran beban {stamp}",
            aim="Dipakai mengukur beban.",
            minutes=60,
        ),
        by=wulan,
    )
    write_lesson(Lesson(course=course, title="Satu", minutes=5), by=wulan, body="## Satu\n\nIsi.")
    quiz = set_rules(
        course, pass_percent=70, attempts_per_day=0, by=wulan, minutes=60, shuffles_choices=True
    )
    questions = [_question(number) for number in range(1, QUESTIONS + 1)]
    drawer = keep_category(agency, "Ukuran beban")
    write_questions(quiz, questions, by=wulan, category=drawer)
    publish_quiz(quiz, by=wulan)
    publish_course(course, by=wulan)
    return Course.objects.select_related("quiz").get(pk=course.pk)


def _question(number: int) -> Question:
    choices = tuple(
        Choice(text=f"Pilihan {letter} dari soal {number}", share=WHOLE if letter == "A" else NONE)
        for letter in "ABCD"
    )
    prompt = f"Soal {number}: manakah yang paling tepat menurut pasal {number}?"
    return Question(kind=Kind.SINGLE, prompt=prompt, choices=choices, source=f"Pasal {number}")


@dataclass
class _Learner:
    """One simulated learner: their cookie, and what they do next."""

    person: Person
    cookie: str
    attempt: int = 0
    token: str = ""
    steps: Iterator[int] = field(default_factory=lambda: iter(range(1, QUESTIONS + 1)))


def _learners(course: Course) -> list[_Learner]:
    """People of the demo city, and as many more as are missing, each signed in and enrolled."""
    people = list(Person.objects.serving().order_by("pk")[:LEARNERS])
    for turn in range(LEARNERS - len(people)):
        number = f"8{turn:017d}"
        person, is_new = Person.objects.get_or_create(
            nip=number,
            defaults={
                "name": f"Peserta beban {turn}",
                "birth_date": "1990-01-01",
                "sex": "P",
                "agency": people[0].agency,
            },
        )
        if is_new:
            person.set_unusable_password()
            person.save(update_fields=["password"])
        people.append(person)
    Enrolment.objects.bulk_create(
        [
            Enrolment(course=course, person=person, enrolled_at=now(), last_seen_at=now())
            for person in people
        ],
        ignore_conflicts=True,
    )
    return [_Learner(person, _cookie(person)) for person in people]


def _cookie(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["people_seen_at"] = (now() + timedelta(hours=1)).isoformat()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


# ── the exam ────────────────────────────────────────────────────────────────


class _Exam:
    """All learners against the running server; each request is timed from when it was due."""

    def __init__(self, address: str, course: Course, learners: list[_Learner]) -> None:
        server = urlsplit(address)
        self.host, self.port = server.hostname or "", server.port
        self.course, self.learners = course, learners
        self.starts: list[float] = []
        self.saves: list[float] = []
        self.acknowledged: list[tuple[int, int, int]] = []
        self.failures = self.requests = self.started = 0
        self.lock = threading.Lock()

    def run(self) -> _Exam:
        """Everybody starts at a moment within ten seconds, then answers every question."""
        dice = random.Random(7)  # noqa: S311
        plan: list[tuple[float, _Learner, int]] = []
        for learner in self.learners:
            begins = dice.uniform(0, START_WITHIN)
            plan.append((begins, learner, 0))
            for step in range(1, QUESTIONS + 1):
                due = begins + 2 + (ANSWER_WITHIN - 2) * (step - dice.random()) / QUESTIONS
                plan.append((due, learner, step))
        plan.sort(key=lambda one: one[0])
        turns = iter(plan)
        began = time.perf_counter()
        threads = [
            threading.Thread(target=self._client, args=(turns, began)) for _ in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self

    def _client(self, turns: Iterator[tuple[float, _Learner, int]], began: float) -> None:
        line = http.client.HTTPConnection(self.host, self.port, timeout=60)
        while True:
            with self.lock:
                due, learner, step = next(turns, (0.0, None, 0))
            if learner is None:
                break
            if (wait := began + due - time.perf_counter()) > 0:
                time.sleep(wait)
            try:
                if step:
                    self._answer(line, learner, step)
                    self.saves.append((time.perf_counter() - began - due) * 1000)
                else:
                    self._start(line, learner)
                    self.starts.append((time.perf_counter() - began - due) * 1000)
            except (OSError, http.client.HTTPException, AssertionError, ValueError):
                line.close()
                with self.lock:
                    self.failures += 1
        line.close()

    def _start(self, line: http.client.HTTPConnection, learner: _Learner) -> None:
        """Press "Mulai kuis" and read the first question, as a browser follows."""
        token = "a" * 32
        cookie = f"{learner.cookie}; csrftoken={token}"
        path = f"/belajar/kursus/{self.course.slug}/kuis/mulai/"
        status, where, _body = self._ask(line, "POST", path, cookie, {"csrfmiddlewaretoken": token})
        assert status == 302, status
        learner.attempt = int(where.rstrip("/").rsplit("/", 1)[1])
        page = f"/belajar/kuis/{learner.attempt}/soal/1/"
        status, _where, _body = self._ask(line, "GET", page, cookie)
        assert status == 200, status
        learner.token, learner.cookie = token, cookie
        with self.lock:
            self.started += 1

    def _answer(self, line: http.client.HTTPConnection, learner: _Learner, step: int) -> None:
        """Pick something; it counts as acknowledged when the server says that it is kept."""
        picked = (learner.person.pk + step) % 4
        moment = str(int(time.time() * 1000))
        fields = {
            "csrfmiddlewaretoken": learner.token,
            "picked": str(picked),
            "saat": moment,
            "kirim": moment,
        }
        path = f"/belajar/kuis/{learner.attempt}/soal/{step}/"
        status, _where, body = self._ask(line, "POST", path, learner.cookie, fields)
        assert status == 200, status
        assert json.loads(body)["newest"] is True
        self.acknowledged.append((learner.attempt, step, picked))

    def _ask(
        self,
        line: http.client.HTTPConnection,
        method: str,
        path: str,
        cookie: str,
        fields: dict[str, str] | None = None,
    ) -> tuple[int, str, bytes]:
        headers = {"Cookie": cookie, "Host": "localhost", "Accept": "text/html"}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            if "picked" in fields:
                headers["Accept"] = "application/json"
        line.request(method, path, urlencode(fields) if fields else None, headers)
        answer = line.getresponse()
        body = answer.read()
        with self.lock:
            self.requests += 1
        return answer.status, answer.headers.get("Location", ""), body


def _percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("inf")


def _lost(course: Course, acknowledged: list[tuple[int, int, int]]) -> int:
    """Acknowledged answers that are not in the database, or say something else there."""
    connections.close_all()
    rows = Answer.objects.filter(attempt__quiz=course.quiz).values_list(
        "attempt_id", "place", "response"
    )
    kept = {(attempt, place): response for attempt, place, response in rows}
    return sum(
        kept.get((attempt, place)) != {"picked": [picked]}
        for attempt, place, picked in acknowledged
    )


# ── single pages ────────────────────────────────────────────────────────────


def _pages(place: Place, course: Course, learner: _Learner) -> Iterable[Figure]:
    """Each core page of a learner: alone, then four at a time."""
    enrolment = Enrolment.objects.get(course=course, person=learner.person)
    attempt = start_attempt(enrolment)
    pages = {
        "beranda": "/",
        "kursus": course.get_absolute_url(),
        "soal": f"/belajar/kuis/{attempt.pk}/soal/2/",
    }
    headers = {"Cookie": learner.cookie, "Accept-Encoding": "gzip", "Host": "localhost"}
    seconds = max(2.0, place.seconds / 2)
    for name, path in pages.items():
        ask = [Ask(path, headers)]
        flat_out(place.address, ask, clients=4, seconds=0.5)
        alone = flat_out(place.address, ask, clients=1, seconds=seconds)
        yield Figure(f"{name}: p50 sendiri", alone.percentile(0.5) * 1000, "ms", at_most=10)
        before = _processor_time(place.data_dir)
        four = flat_out(place.address, ask, clients=4, seconds=seconds)
        used = _processor_time(place.data_dir) - before
        yield Figure(f"{name}: empat sambungan", four.per_second, "/detik", at_least=150)
        yield Figure(f"{name}: CPU per permintaan", used * 1000 / max(1, len(four.times)), "ms")
        yield Figure(f"{name}: gagal", alone.failures + four.failures, "permintaan", at_most=0)


def _processor_time(data_dir: str) -> float:
    """Seconds of processor that web workers and PostgreSQL of this Sinau have used so far."""
    home = str(Path(data_dir).resolve())
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if process.name == str(os.getpid()) or not _is_ours(process, home):
                continue
            fields = (process / "stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
        except (OSError, IndexError, ValueError):
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def _is_ours(process: Path, home: str) -> bool:
    where = str((process / "cwd").resolve())
    return (
        where.startswith(home)
        or f"SINAU_DATA_DIR={home}".encode() in (process / "environ").read_bytes()
    )
