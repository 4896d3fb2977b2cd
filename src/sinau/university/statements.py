"""What happens in the university, as xAPI statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.records.identities import accounts_of
from sinau.records.profiles import words
from sinau.records.stating import (
    VOIDED,
    activity,
    actor,
    id_of,
    minutes_long,
    registration_of,
    states,
    voiding,
)
from sinau.university.events import (
    CertificateRevoked,
    ClassClosed,
    LearningCompleted,
    QuizSubmitted,
    Registered,
    SeatGiven,
)
from sinau.university.models import Attempt, Attendance, Certificate, Completion, Course

Statement = dict[str, Any]


@states(LearningCompleted)
def complete(fact: LearningCompleted, entry: Entry) -> Iterator[Statement]:
    """Who finished a course or a class, in what time; and the certificate, when there is one."""
    who = actor(fact.person_id)
    completion = _completion(fact)
    if who is None or completion is None:
        return
    result: Statement = {"completion": True, "duration": minutes_long(fact.minutes)}
    if fact.stated_jp is not None:
        result["extensions"] = {words.JP: float(fact.stated_jp)}
    yield {
        "actor": who,
        "verb": words.COMPLETED,
        "object": _learnt(completion),
        "result": result,
        "context": {
            "extensions": {
                words.FORM: fact.form,
                words.ORGANISER: fact.organiser,
                words.EVIDENCE: fact.evidence,
            }
        },
    }
    if fact.evidence_url:
        yield {
            "actor": who,
            "verb": words.EARNED,
            "object": activity(fact.evidence_url, words.CERTIFICATE, fact.title),
            "context": {"contextActivities": {"parent": [_learnt(completion)]}},
        }


def _completion(fact: LearningCompleted) -> Completion | None:
    kind, _colon, number = fact.evidence.partition(":")
    if not kind.startswith("university."):
        return None
    rows = Completion.objects.select_related("course", "training_class")
    return rows.filter(pk=number, person=fact.person_id).first() if number.isdecimal() else None


def _learnt(completion: Completion) -> Statement:
    if completion.course is not None:
        return _course(completion.course, completion.title)
    return _class(completion.training_class_id or 0, completion.title)


def _course(course: Course, title: str = "") -> Statement:
    return activity(course.get_absolute_url(), words.COURSE, title or course.title)


def _class(class_id: int, title: str) -> Statement:
    return activity(reverse("university:class", args=[class_id]), words.CLASS, title)


@states(Registered, SeatGiven)
def register(fact: Registered | SeatGiven, entry: Entry) -> Statement | None:
    """Who has a seat in a class; who waits for one is not registered yet."""
    who = actor(fact.person_id)
    if who is None or (isinstance(fact, Registered) and fact.waiting):
        return None
    return {
        "actor": who,
        "verb": words.REGISTERED,
        "object": _class(fact.class_id, fact.title),
    }


@states(ClassClosed)
def attend(fact: ClassClosed, entry: Entry) -> Iterator[Statement]:
    """Who was in which session, told when the class is closed and the list is final."""
    rows = Attendance.objects.filter(session__training_class=fact.class_id).select_related(
        "session", "registration__person"
    )
    parent = _class(fact.class_id, fact.title)
    who = accounts_of({row.registration.person for row in rows})
    for row in rows.order_by("pk"):
        yield {
            "actor": who[row.registration.person_id],
            "verb": words.ATTENDED,
            "object": activity(
                f"{reverse('university:class', args=[fact.class_id])}#sesi-{row.session_id}",
                words.MEETING,
                row.session.title,
            ),
            "timestamp": row.at.astimezone(UTC).isoformat(timespec="milliseconds"),
            "context": {"contextActivities": {"parent": [parent]}},
        }


@states(QuizSubmitted)
def take_quiz(fact: QuizSubmitted, entry: Entry) -> Iterator[Statement]:
    """That a quiz was attempted and whether it was passed, under a registration of the attempt."""
    who = actor(fact.person_id)
    attempts = Attempt.objects.select_related("quiz__course", "quiz__training_class")
    attempt = attempts.filter(pk=fact.attempt_id).first()
    if who is None or attempt is None:
        return
    quiz = attempt.quiz
    parent = (
        _course(quiz.course)
        if quiz.course is not None
        else _class(quiz.training_class_id or 0, str(quiz.training_class))
    )
    told: Statement = {
        "actor": who,
        "object": activity(quiz.get_absolute_url(), words.ASSESSMENT, fact.title),
        "context": {
            "registration": registration_of("attempt", fact.attempt_id),
            "contextActivities": {"parent": [parent]},
        },
    }
    score = {"scaled": float(fact.score) / 100, "raw": float(fact.score), "min": 0, "max": 100}
    yield {**told, "verb": words.ATTEMPTED, "result": {"score": score}}
    yield {
        **told,
        "verb": words.PASSED if fact.passed else words.FAILED,
        "result": {"score": score, "success": fact.passed},
    }


@states(CertificateRevoked)
def revoke(fact: CertificateRevoked, entry: Entry) -> Statement | None:
    """The statement that the certificate was earned is void; that the learning happened is not."""
    earned = (
        Entry.objects.about(f"university.person:{fact.person_id}")
        .filter(kind=LearningCompleted.kind, data__evidence=fact.evidence)
        .first()
    )
    certificate = Certificate.objects.filter(pk=fact.certificate_id).first()
    who = actor(entry.told_by)
    if earned is None or certificate is None or who is None or not earned.data.get("evidence_url"):
        return None
    return {"actor": who, "verb": VOIDED, "object": voiding(id_of(earned.pk, 1))}
