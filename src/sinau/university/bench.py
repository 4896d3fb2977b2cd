"""How the university bears a whole service of learners who start one quiz at the same moment."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections

from launcher.load import Ask, flat_out, percentile
from launcher.watching import busy, parts, seconds_used
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
from sinau.university.bench_exam import Exam, Learner
from sinau.university.models import Answer, Attempt, Course, Enrolment, Lesson
from sinau.university.quizzes.questions import NONE, WHOLE, Choice, Kind, Question

LEARNERS = 750
QUESTIONS = 20


@measure("university")
def university(place: Place) -> Iterable[Figure]:
    """750 learners start one quiz within ten seconds and answer 20 questions; then single pages."""
    course = _course()
    learners = _learners(course)
    before, mine, others = _times(place.data_dir), time.process_time(), busy()
    began = time.perf_counter()
    ran = Exam(place.address, course.slug, QUESTIONS).run(learners)
    spent = time.perf_counter() - began
    used, mine = _since(before, place.data_dir), time.process_time() - mine
    others = busy() - others - used - mine
    yield Figure("peserta yang mulai dalam 10 detik", len(ran.starts), "orang", at_least=LEARNERS)
    yield Figure("p50 mulai sampai soal pertama terbaca", percentile(ran.starts, 0.5), "ms")
    yield Figure(
        "p95 mulai sampai soal pertama terbaca", percentile(ran.starts, 0.95), "ms", at_most=500
    )
    yield Figure("p50 menyimpan jawaban", percentile(ran.saves, 0.5), "ms")
    yield Figure("p95 menyimpan jawaban", percentile(ran.saves, 0.95), "ms", at_most=500)
    yield Figure("lama ujian", spent, "detik")
    yield Figure("permintaan per detik selama ujian", ran.requests / spent, "/detik")
    yield Figure("CPU per permintaan, dengan PostgreSQL", used * 1000 / ran.requests, "ms")
    yield Figure("CPU per permintaan, pembuat beban", mine * 1000 / ran.requests, "ms")
    yield Figure("CPU program lain selama ujian", others * 100 / spent, "% inti")
    yield Figure("permintaan gagal", ran.failures, "permintaan", at_most=0)
    yield Figure("jawaban diakui", len(ran.acknowledged), "jawaban", at_least=LEARNERS * QUESTIONS)
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


def _learners(course: Course) -> list[Learner]:
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
    return [Learner(person.pk, _cookie(person)) for person in people]


def _cookie(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["people_seen_at"] = (now() + timedelta(hours=1)).isoformat()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


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


def _pages(place: Place, course: Course, learner: Learner) -> Iterable[Figure]:
    """Each core page of a learner: alone, then four at a time."""
    enrolment = Enrolment.objects.get(course=course, person_id=learner.person)
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
        before = _times(place.data_dir)
        four = flat_out(place.address, ask, clients=4, seconds=seconds)
        used = _since(before, place.data_dir)
        yield Figure(f"{name}: empat sambungan", four.per_second, "/detik", at_least=150)
        yield Figure(f"{name}: CPU per permintaan", used * 1000 / max(1, len(four.times)), "ms")
        yield Figure(f"{name}: gagal", alone.failures + four.failures, "permintaan", at_most=0)


def _times(data_dir: str) -> dict[str, float]:
    """Seconds of processor that each program of this Sinau has used so far."""
    return {process.name: seconds_used(process) for _part, process in parts(data_dir)}


def _since(before: dict[str, float], data_dir: str) -> float:
    """What they have used since; a program that has ended takes its share with it."""
    return sum(max(0.0, used - before.get(name, 0)) for name, used in _times(data_dir).items())
