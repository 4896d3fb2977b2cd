"""Mark essays: points and words by a person, and the score of the attempt when the last is marked."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.actions.trying import settle
from sinau.university.events import EssayMarked
from sinau.university.models import Answer, Attempt
from sinau.university.quizzes.marking import Verdict


class TooManyPoints(Refused):
    """An essay is worth at most the points of its question."""


class NotHandedIn(Refused):
    """What is still being written is not marked."""


@transaction.atomic
def mark_essay(answer: Answer, *, points: Decimal, words: str, by: Person) -> Attempt:
    """The essay is worth so many points, with words to its writer; marking again corrects it."""
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("version", "quiz__course", "quiz__training_class", "person")
        .get(pk=answer.attempt_id)
    )
    answer = attempt.answers.select_for_update().get(pk=answer.pk)
    most = Decimal(attempt.layout[answer.place - 1]["p"])
    if attempt.submitted_at is None:
        raise NotHandedIn(_("Percobaan ini belum dikirim."))
    if not 0 <= points <= most:
        raise TooManyPoints(
            _("Nilai soal ini dari 0 sampai %(most)s.") % {"most": most.normalize()}
        )
    share = (points / most).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    if answer.marked_at is not None and answer.share == share and answer.words == words:
        return attempt
    answer.share, answer.verdict = share, _verdict(share)
    answer.words, answer.marked_by, answer.marked_at = words[:4000], by, now()
    answer.save(update_fields=["share", "verdict", "words", "marked_by", "marked_at"])
    announce(_marked(attempt, answer, points), by=by)
    _score(attempt, by)
    return attempt


def _verdict(share: Decimal) -> str:
    if share == 1:
        return Verdict.RIGHT
    return Verdict.PARTLY if share else Verdict.WRONG


def _score(attempt: Attempt, by: Person) -> None:
    """Once nothing waits any more; a corrected mark gives a corrected score, told again."""
    answers = {answer.place: answer for answer in attempt.answers.all()}
    if any(answer.verdict == Verdict.WAITING for answer in answers.values()):
        return
    points = [Decimal(row["p"]) for row in attempt.layout]
    earned = sum(
        (
            worth * (answers[place].share or 0)
            for place, worth in enumerate(points, 1)
            if place in answers
        ),
        Decimal(0),
    )
    whole = sum(points, Decimal(0))
    attempt.score = (earned * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)
    attempt.save(update_fields=["score"])
    settle(attempt, by=by)


def _marked(attempt: Attempt, answer: Answer, points: Decimal) -> EssayMarked:
    return EssayMarked(
        attempt_id=attempt.pk,
        quiz_id=attempt.quiz_id,
        person_id=attempt.person_id,
        title=attempt.quiz.title,
        place=answer.place,
        points=points,
    )
