"""Take a course: join, read on, and be done when all it asks for is done."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now, today
from sinau.kernel.recalling import recalled
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.certificates import issue
from sinau.university.events import LearningCompleted
from sinau.university.models import (
    Attempt,
    Certificate,
    Completion,
    Course,
    Enrolment,
    Lesson,
    LessonRead,
    Publication,
)
from sinau.university.models.quizzes import Purpose, score_of
from sinau.university.quizzes.rules import GradingRule


class CourseNotOpen(Refused):
    """Only an open course can be joined."""


class SomethingComesFirst(Refused):
    """Another course has to be finished before this one is begun."""


def enrol(course: Course, person: Person) -> Enrolment:
    """The person takes the course; who already does goes on where they were."""
    return _standing.first(course=course.pk, person=person.pk) or _join(course, person)


@recalled
def _standing(course: int, person: int) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(course=course, person=person)[:1]


@transaction.atomic
def _join(course: Course, person: Person) -> Enrolment:
    if not Publication.objects.open().filter(course=course).exists():
        raise CourseNotOpen(_("Kursus ini belum dibuka untuk peserta baru."))
    _refuse_before_what_comes_first(course, person)
    enrolment, is_new = Enrolment.objects.get_or_create(
        course=course,
        person=person,
        defaults={"enrolled_at": now(), "last_seen_at": now()},
    )
    if is_new:
        Course.objects.filter(pk=course.pk).update(enrolment_count=F("enrolment_count") + 1)
    return enrolment


def _refuse_before_what_comes_first(course: Course, person: Person) -> None:
    finished = Completion.objects.filter(person=person).exclude(course=None)
    missing = course.prerequisites.exclude(before__in=finished.values("course"))
    reasons = [f"“{each.before.title}”: {each.why}" for each in missing.select_related("before")]
    if reasons:
        raise SomethingComesFirst(
            _("Selesaikan dahulu kursus yang menjadi syaratnya."),
            reasons=reasons,
            back=course.get_absolute_url(),
        )


@transaction.atomic
def go_on(enrolment: Enrolment, lesson: Lesson, *, at: datetime | None = None) -> Completion | None:
    """The lesson is read, once; the completion when that was the last thing missing.

    `at` is when it was, where that was before now: read without a network and told afterwards.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    _read, is_new = LessonRead.objects.get_or_create(
        enrolment=enrolment, lesson=lesson, defaults={"read_at": at or now()}
    )
    enrolment.lessons_read += is_new
    enrolment.next_position, enrolment.last_seen_at = lesson.position + 1, at or now()
    enrolment.save(update_fields=["lessons_read", "next_position", "last_seen_at"])
    return complete_if_done(enrolment)


def complete_if_done(enrolment: Enrolment) -> Completion | None:
    """Complete the course when all is read and done and its quiz passed; once for ever."""
    if enrolment.completed_at is not None:
        return Completion.objects.get(course_id=enrolment.course_id, person_id=enrolment.person_id)
    course = Course.objects.select_related("quiz", "agency", "owner").get(pk=enrolment.course_id)
    if not _asks_for_something(course) or _unread(enrolment, course) or _undone(enrolment, course):
        return None
    passed = _passed_attempt(enrolment)
    if passed is None and _has_quiz(course):
        return None
    return complete(enrolment, course, passed)


def _asks_for_something(course: Course) -> bool:
    return bool(course.lesson_count) or course.activities.asked().filter(required=True).exists()


def _has_quiz(course: Course) -> bool:
    quiz = getattr(course, "quiz", None)
    return quiz is not None and quiz.current_id is not None and quiz.purpose == Purpose.FINAL


def _undone(enrolment: Enrolment, course: Course) -> bool:
    asked = course.activities.asked().filter(required=True)
    return asked.exclude(done__enrolment=enrolment).exists()


def _unread(enrolment: Enrolment, course: Course) -> bool:
    return course.lessons.shown().exclude(reads__enrolment=enrolment).exists()


def _passed_attempt(enrolment: Enrolment) -> Attempt | None:
    """The best attempt, when the score that counts by the quiz's rule is enough."""
    handed_in = Attempt.objects.filter(enrolment=enrolment).handed_in()
    attempts = list(handed_in.select_related("version", "quiz").order_by("number"))
    if not attempts:
        return None
    best = max(attempts, key=lambda attempt: (attempt.is_passed, attempt.score))
    quiz = best.quiz
    if quiz.rule is GradingRule.HIGHEST:
        return best if best.is_passed else None
    result = score_of(quiz, attempts)
    return best if result is not None and result >= quiz.pass_percent else None


def complete(enrolment: Enrolment, course: Course, passed: Attempt | None) -> Completion:
    """Write the completion down, issue its certificate and tell the house."""
    person: Person = enrolment.person
    completion = Completion.objects.create(
        person=person,
        course=course,
        title=course.title,
        organiser=course.agency.name,
        minutes=course.minutes,
        stated_jp=course.stated_jp,
        started_on=enrolment.enrolled_at.astimezone(WIB).date(),
        ended_on=today(),
        score=enrolment.best_score if passed else None,
        quiz_version=passed.version.number if passed else None,
        completed_at=now(),
    )
    enrolment.completed_at = completion.completed_at
    enrolment.save(update_fields=["completed_at"])
    Course.objects.filter(pk=course.pk).update(completion_count=F("completion_count") + 1)
    certificate = issue(completion, issuer=course.agency, signer=course.owner)
    announce(fact_of(completion, certificate), by=person)
    return completion


def fact_of(completion: Completion, certificate: Certificate) -> LearningCompleted:
    """What the house hears: what was learnt, and what the programme says it is worth."""
    return LearningCompleted(
        person_id=completion.person_id,
        evidence=completion.evidence,
        form=completion.form,
        title=completion.title,
        organiser=completion.organiser,
        started_on=completion.started_on,
        ended_on=completion.ended_on,
        minutes=completion.minutes,
        stated_jp=None if completion.stated_jp is None else Decimal(completion.stated_jp),
        evidence_url=certificate.get_absolute_url(),
        number=certificate.number,
    )
