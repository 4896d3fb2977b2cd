"""Try a quiz: start, save each answer at once, hand in, be marked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.asking import prepared
from sinau.kernel.clock import WIB, now, today
from sinau.kernel.recalling import recalled
from sinau.kernel.refusals import Refused
from sinau.kernel.words import moment_id
from sinau.people.models import Person
from sinau.university.actions.learning import complete_if_done
from sinau.university.actions.quizzes import place_of
from sinau.university.events import QuizSubmitted
from sinau.university.models import Answer, Attempt, Enrolment, Quiz
from sinau.university.models.quizzes import Purpose, Review, questions_of, score_of, slots_of
from sinau.university.quizzes import marking
from sinau.university.quizzes.drawing import draw


class NoQuizYet(Refused):
    """There is nothing to take before a version is published."""


class QuizNotOpen(Refused):
    """A quiz is begun within its hours."""


class TriedEnoughToday(Refused):
    """A day has only so many attempts, so that one reads again before trying again."""


class TriedEnough(Refused):
    """There are only so many attempts in all."""


class TooSoonAgain(Refused):
    """Between two attempts one waits, to read again."""


class AlreadyPassed(Refused):
    """Who has passed need not try again."""


class WrongAccessWords(Refused):
    """A quiz with access words is begun by those who were told them."""


class AlreadySubmitted(Refused):
    """What has been handed in is not changed."""


class TimeIsUp(Refused):
    """After the deadline nothing is taken any more."""


class AlreadyChecked(Refused):
    """An answer whose right one was shown is not changed."""


# ── starting ────────────────────────────────────────────────────────────────


def start_attempt(enrolment: Enrolment, *, access_words: str = "") -> Attempt:
    """The open attempt of this learner at the quiz of the course; a new one when there is none."""
    return start_quiz(
        Quiz.objects.filter(course=enrolment.course_id).first(),
        enrolment.person_id,
        enrolment_id=enrolment.pk,
        access_words=access_words,
    )


def start_quiz(
    quiz: Quiz | None,
    person_id: int,
    *,
    enrolment_id: int | None = None,
    access_words: str = "",
) -> Attempt:
    """The open attempt of this person; a new one, with its questions drawn, when there is none.

    Hundreds start in the same second: nothing shared is locked. That a person has one open attempt
    is kept by an index, so two devices at once get the same.
    """
    if quiz is None or quiz.current_id is None:
        raise NoQuizYet(_("Kuis ini belum diterbitkan."))
    attempts = _attempts(quiz=quiz.pk, person=person_id)
    if attempts and attempts[-1].submitted_at is None:
        return attempts[-1]
    _refuse(quiz, attempts, access_words)
    attempt = _drawn(quiz, person_id, enrolment_id, len(attempts) + 1)
    if not _insert(attempt):
        return Attempt.objects.get(quiz=quiz, person=person_id, submitted_at=None)
    return attempt


@recalled
def _attempts(quiz: int, person: int) -> QuerySet[Attempt]:
    return Attempt.objects.filter(quiz=quiz, person=person).order_by("number")


def _drawn(quiz: Quiz, person_id: int, enrolment_id: int | None, number: int) -> Attempt:
    assert quiz.current_id is not None
    at = now()
    ends = [at + timedelta(minutes=quiz.minutes)] if quiz.minutes else []
    ends += [quiz.closes_at] if quiz.closes_at else []
    deadline = min(ends, default=None)
    return Attempt(
        quiz=quiz,
        person_id=person_id,
        enrolment_id=enrolment_id,
        version_id=quiz.current_id,
        number=number,
        pass_percent=quiz.pass_percent,
        layout=draw(
            [place_of(slot) for slot in slots_of(quiz.current_id)],
            questions_of,
            shuffle_questions=quiz.shuffles_questions,
            shuffle_choices=quiz.shuffles_choices,
            dice=SystemRandom(),
        ),
        started_at=at,
        deadline=deadline,
        shut_at=deadline + timedelta(seconds=quiz.grace_seconds) if deadline else None,
    )


_START = """
insert into university_attempt (quiz_id, person_id, enrolment_id, version_id, number, pass_percent,
    layout, started_at, deadline, shut_at, by_clock)
values (%s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, false)
on conflict do nothing returning id
"""


def _insert(attempt: Attempt) -> bool:
    """Whether this attempt is now kept; not when another device was faster."""
    with prepared() as rows:
        rows.execute(
            _START,
            [
                attempt.quiz_id,
                attempt.person_id,
                attempt.enrolment_id,
                attempt.version_id,
                attempt.number,
                attempt.pass_percent,
                json.dumps(attempt.layout),
                attempt.started_at,
                attempt.deadline,
                attempt.shut_at,
            ],
        )
        found = rows.fetchone()
    if found is None:
        return False
    attempt.pk, attempt._state.adding, attempt._state.db = found[0], False, "default"
    attempt.is_new = True
    return True


def _refuse(quiz: Quiz, attempts: Sequence[Attempt], access_words: str) -> None:
    if not quiz.is_open:
        raise QuizNotOpen(_hours(quiz))
    if quiz.purpose == Purpose.FINAL and any(attempt.is_passed for attempt in attempts):
        raise AlreadyPassed(_("Anda sudah lulus kuis ini."))
    if quiz.is_used_up(len(attempts)):
        raise TriedEnough(
            _("Anda sudah memakai semua %(count)s percobaan kuis ini.") % {"count": len(attempts)}
        )
    _refuse_for_today(quiz, attempts)
    if quiz.access_words and quiz.access_words.casefold() != access_words.strip().casefold():
        raise WrongAccessWords(_("Kata kunci masuk tidak cocok. Tanyakan kepada penyelenggara."))


def _hours(quiz: Quiz) -> str:
    if quiz.opens_at and now() < quiz.opens_at:
        return str(_("Kuis ini dibuka %(at)s.")) % {"at": moment_id(quiz.opens_at)}
    return str(_("Kuis ini sudah ditutup."))


def _refuse_for_today(quiz: Quiz, attempts: Sequence[Attempt]) -> None:
    midnight = datetime.combine(today(), time(), tzinfo=WIB)
    started_today = sum(attempt.started_at >= midnight for attempt in attempts)
    if quiz.attempts_per_day and started_today >= quiz.attempts_per_day:
        raise TriedEnoughToday(
            _(
                "Anda sudah mencoba %(count)s kali hari ini. Baca kembali pelajarannya, lalu coba lagi besok."
            )
            % {"count": started_today}
        )
    if quiz.wait_minutes and attempts:
        ended = attempts[-1].submitted_at or attempts[-1].started_at
        free = ended + timedelta(minutes=quiz.wait_minutes)
        if now() < free:
            raise TooSoonAgain(_("Anda dapat mencoba lagi mulai %(at)s.") % {"at": moment_id(free)})


# ── answering ───────────────────────────────────────────────────────────────

# The attempt is locked against handing in at this very moment, not against other answers.
_SAVE = """
with standing as (
    select id from university_attempt
    where id = %(attempt)s and submitted_at is null and (shut_at is null or shut_at >= %(now)s)
    for share
)
insert into university_answer as kept (attempt_id, place, version_id, response, is_unsure, said_at,
    saved_at, verdict, words)
select id, %(place)s, %(version)s, %(response)s::jsonb, %(unsure)s, %(said)s, %(now)s, '', '' from standing
on conflict (attempt_id, place) do update set response = excluded.response,
    is_unsure = excluded.is_unsure, said_at = excluded.said_at, saved_at = excluded.saved_at
where kept.said_at <= excluded.said_at and kept.checked_at is null
"""


@dataclass(frozen=True)
class Saved:
    """That an answer is kept: when, and whether it is this one or one said later elsewhere."""

    at: datetime
    is_newest: bool


def save_answer(
    attempt: Attempt,
    place: int,
    response: Mapping[str, Any],
    *,
    said_at: datetime | None = None,
    is_unsure: bool = False,
) -> Saved:
    """Keep what was answered; the last one said counts, until the attempt is handed in."""
    at = now()
    # A clock that is wrong never reaches into the time before the attempt, nor ahead of ours.
    said = at if said_at is None else min(at, max(said_at, attempt.started_at))
    with prepared() as rows:
        rows.execute(
            _SAVE,
            {
                "attempt": attempt.pk,
                "place": place,
                "version": attempt.layout[place - 1]["v"],
                "response": json.dumps(dict(response)),
                "unsure": is_unsure,
                "said": said,
                "now": at,
            },
        )
        if rows.rowcount:
            return Saved(at, is_newest=True)
    return _why_not(attempt, place)


def _why_not(attempt: Attempt, place: int) -> Saved:
    """A later answer is kept already, or the attempt takes none any more."""
    standing = Attempt.objects.only("submitted_at", "shut_at").get(pk=attempt.pk)
    if standing.submitted_at is not None:
        raise AlreadySubmitted(_("Kuis ini sudah dikirim; jawabannya tidak dapat diubah lagi."))
    if standing.is_over(now()):
        raise TimeIsUp(
            _(
                "Waktu kuis ini sudah habis. Jawaban ini tidak diterima; yang tersimpan sebelumnya dinilai."
            )
        )
    kept = Answer.objects.get(attempt=attempt, place=place)
    if kept.checked_at is not None:
        raise AlreadyChecked(_("Pembahasan soal ini sudah Anda baca, jadi jawabannya tetap."))
    return Saved(kept.saved_at, is_newest=False)


@transaction.atomic
def check_answer(attempt: Attempt, place: int) -> Answer:
    """The learner reads at once what was right; from then on this answer stays as it is."""
    answer, _is_new = Answer.objects.select_for_update(of=("self",)).get_or_create(
        attempt=attempt,
        place=place,
        defaults={
            "version_id": attempt.layout[place - 1]["v"],
            "said_at": now(),
            "saved_at": now(),
        },
    )
    if attempt.quiz.review == Review.AT_ONCE and answer.checked_at is None:
        answer.checked_at = now()
        answer.save(update_fields=["checked_at"])
    return answer


# ── handing in ──────────────────────────────────────────────────────────────


@transaction.atomic
def submit_attempt(attempt: Attempt, *, by: Person, by_clock: bool = False) -> Attempt:
    """Mark every answer and the whole; completes the course when nothing else is missing.

    Essays wait for a person, and the score with them. A second time gives the same result.
    """
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("version", "quiz__course", "quiz__training_class", "person")
        .get(pk=attempt.pk)
    )
    if attempt.submitted_at is not None:
        return attempt
    at = now()
    attempt.by_clock = by_clock or attempt.is_over(at)
    attempt.submitted_at = attempt.deadline or at if attempt.by_clock else at
    attempt.score = _mark(attempt)
    attempt.save(update_fields=["score", "submitted_at", "by_clock"])
    if attempt.score is not None:
        settle(attempt, by=by)
    return attempt


def _mark(attempt: Attempt) -> Decimal | None:
    """Marks for every question, answered or not; the score in percent unless an essay waits."""
    at = attempt.submitted_at or now()
    given = {answer.place: answer for answer in attempt.answers.all()}
    marks: list[tuple[marking.Mark, Decimal]] = []
    marked: list[Answer] = []
    for place, (row, question) in enumerate(zip(attempt.layout, attempt.asked, strict=True), 1):
        answer = given.get(place) or Answer(
            attempt=attempt,
            place=place,
            version_id=row["v"],
            said_at=at,
            saved_at=at,
        )
        mark = marking.mark(question, answer.response, partial=attempt.quiz.gives_partial)
        answer.share, answer.verdict = mark.share, mark.verdict
        marks.append((mark, Decimal(row["p"])))
        marked.append(answer)
    Answer.objects.bulk_create(
        marked,
        update_conflicts=True,
        unique_fields=["attempt", "place"],
        update_fields=["share", "verdict"],
    )
    if any(mark.verdict is marking.Verdict.WAITING for mark, _points in marks):
        return None
    return marking.total(marks)


def settle(attempt: Attempt, *, by: Person | None) -> None:
    """The score is final: it counts for the course, and the house hears of it."""
    if attempt.enrolment_id is None:
        announce(_submitted(attempt), by=by)
        return
    enrolment = Enrolment.objects.select_for_update().get(pk=attempt.enrolment_id)
    attempts = Attempt.objects.filter(quiz=attempt.quiz, person=attempt.person_id)
    enrolment.best_score = score_of(attempt.quiz, attempts.handed_in().order_by("number"))
    enrolment.last_seen_at = now()
    enrolment.save(update_fields=["best_score", "last_seen_at"])
    announce(_submitted(attempt), by=by)
    complete_if_done(enrolment)


def _submitted(attempt: Attempt) -> QuizSubmitted:
    return QuizSubmitted(
        enrolment_id=attempt.enrolment_id,
        attempt_id=attempt.pk,
        person_id=attempt.person_id,
        title=attempt.quiz.title,
        version=attempt.version.number,
        number=attempt.number,
        score=attempt.score or Decimal(0),
        passed=attempt.is_passed,
        quiz_id=attempt.quiz_id,
        purpose=attempt.quiz.purpose,
        course_id=attempt.quiz.course_id,
        class_id=attempt.quiz.training_class_id,
    )


def hand_in_expired() -> int:
    """Every attempt whose time is up is handed in with what was saved; how many there were."""
    over = Attempt.objects.filter(submitted_at=None, shut_at__lt=now()).select_related("person")
    count = 0
    for attempt in over.iterator(chunk_size=200):
        submit_attempt(attempt, by=attempt.person, by_clock=True)
        count += 1
    return count
