"""Answer a training question once; the first range counts."""

from __future__ import annotations

from django.db import transaction

from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.risk.calibrating import TrainingQuestion
from sinau.risk.models import TrainingAnswer


@transaction.atomic
def answer_training(
    question: TrainingQuestion, *, low: float, high: float, by: Person
) -> TrainingAnswer:
    """The range is kept with the truth; another one afterwards changes nothing.

    It is not announced: how well somebody guesses is their own affair.
    """
    answer, _is_new = TrainingAnswer.objects.get_or_create(
        person=by,
        question=question.key,
        defaults={
            "low": low,
            "high": high,
            "truth": question.answer,
            "held": low <= question.answer <= high,
            "answered_at": now(),
        },
    )
    return answer
