"""Try a quiz: start, save each answer at once, hand in, be marked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.learning import complete_if_done
from sinau.university.events import QuizSubmitted
from sinau.university.models import Answer, Attempt, Enrolment, Question, Quiz
from sinau.university.quizzes import grading

LONGEST_ANSWER = 500


class NoQuizYet(Refused):
    """There is nothing to take before a version is published."""


class TriedEnoughToday(Refused):
    """A day has only so many attempts, so that one reads again before trying again."""


class AlreadyPassed(Refused):
    """Who has passed need not try again."""


class AlreadySubmitted(Refused):
    """What has been handed in is not changed."""


@transaction.atomic
def start_attempt(enrolment: Enrolment) -> Attempt:
    """The open attempt of this learner; a new one in the current version when there is none."""
    Enrolment.objects.select_for_update().only("pk").get(pk=enrolment.pk)
    attempts = list(enrolment.attempts.order_by("-number"))
    if attempts and attempts[0].submitted_at is None:
        return attempts[0]
    quiz = Quiz.objects.filter(course_id=enrolment.course_id).exclude(current=None).first()
    if quiz is None or quiz.current_id is None:
        raise NoQuizYet(_("Kuis kursus ini belum diterbitkan."))
    _refuse_when_enough(quiz, attempts)
    return Attempt.objects.create(
        enrolment=enrolment,
        version_id=quiz.current_id,
        number=attempts[0].number + 1 if attempts else 1,
        pass_percent=quiz.pass_percent,
        started_at=now(),
    )


def _refuse_when_enough(quiz: Quiz, attempts: Collection[Attempt]) -> None:
    if any(attempt.is_passed for attempt in attempts):
        raise AlreadyPassed(_("Anda sudah lulus kuis ini."))
    midnight = datetime.combine(today(), time(), tzinfo=WIB)
    started_today = sum(attempt.started_at >= midnight for attempt in attempts)
    if quiz.attempts_per_day and started_today >= quiz.attempts_per_day:
        raise TriedEnoughToday(
            _(
                "Anda sudah mencoba %(count)s kali hari ini. Baca kembali pelajarannya, lalu coba lagi besok."
            )
            % {"count": started_today}
        )


@transaction.atomic
def save_answer(
    attempt: Attempt, question: Question, *, picked: Collection[int] = (), text: str = ""
) -> Answer:
    """Keep what was answered; the last one saved counts, until the attempt is handed in."""
    # Locked against a submission at this very moment, not against other answers.
    standing = Attempt.objects.select_for_update().only("submitted_at").get(pk=attempt.pk)
    if standing.submitted_at is not None:
        raise AlreadySubmitted(
            _("Kuis ini sudah Anda kirim, jadi jawabannya tidak dapat diubah lagi."),
            back=attempt.get_absolute_url(),
        )
    within = [at for at in sorted(set(picked)) if 0 <= at < len(question.choices)]
    answer = Answer(
        attempt=attempt,
        question=question,
        picked=within,
        text=text[:LONGEST_ANSWER].replace("\0", ""),
        saved_at=now(),
    )
    Answer.objects.bulk_create(
        [answer],
        update_conflicts=True,
        unique_fields=["attempt", "question"],
        update_fields=["picked", "text", "saved_at"],
    )
    return answer


@transaction.atomic
def submit_attempt(attempt: Attempt, *, by: Person) -> Attempt:
    """Mark every answer and the whole; completes the course when nothing else is missing.

    A second time gives the same result and marks nothing again.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("course")
        .get(pk=attempt.enrolment_id)
    )
    attempt = (
        Attempt.objects.select_for_update(of=("self",)).select_related("version").get(pk=attempt.pk)
    )
    if attempt.submitted_at is not None:
        return attempt
    attempt.score = _mark(attempt)
    attempt.submitted_at = now()
    attempt.save(update_fields=["score", "submitted_at"])
    enrolment.best_score = max(attempt.score, enrolment.best_score or Decimal(0))
    enrolment.last_seen_at = attempt.submitted_at
    enrolment.save(update_fields=["best_score", "last_seen_at"])
    announce(_submitted(attempt, enrolment), by=by)
    complete_if_done(enrolment)
    return attempt


def _mark(attempt: Attempt) -> Decimal:
    """Marks for every question, answered or not, and the score in percent."""
    given = {answer.question_id: answer for answer in attempt.answers.all()}
    marks: list[tuple[grading.Mark, Decimal]] = []
    marked: list[Answer] = []
    for question in attempt.version.questions.all():
        answer = given.get(question.pk) or Answer(
            attempt=attempt, question=question, saved_at=now()
        )
        mark = question.grade(answer.response)
        answer.share, answer.verdict = mark.share, mark.verdict
        marks.append((mark, question.points))
        marked.append(answer)
    Answer.objects.bulk_create(
        marked,
        update_conflicts=True,
        unique_fields=["attempt", "question"],
        update_fields=["share", "verdict"],
    )
    return grading.total(marks)


def _submitted(attempt: Attempt, enrolment: Enrolment) -> QuizSubmitted:
    return QuizSubmitted(
        enrolment_id=enrolment.pk,
        attempt_id=attempt.pk,
        person_id=enrolment.person_id,
        title=enrolment.course.title,
        version=attempt.version.number,
        number=attempt.number,
        score=attempt.score or Decimal(0),
        passed=attempt.is_passed,
    )
