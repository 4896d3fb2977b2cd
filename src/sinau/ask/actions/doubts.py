"""Put kept answers in doubt when what they quote has changed, and settle it with their asker."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from sinau.ask.events import AnswerConfirmed, AnswersDoubted
from sinau.ask.models import AnswerDoubt, Question, Quote
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person

AT_ONCE = 500


@transaction.atomic
def doubt_answers(
    source: str,
    *,
    reason: str,
    changed_at: datetime,
    anchors: Collection[str] | None = None,
    since: date | None = None,
) -> int:
    """Every answer given before the change that quotes its source (one of `anchors`) is in doubt.

    An answer for a day before `since` stays right. Told twice, nothing changes; gives how many are new.
    """
    quotes = Quote.objects.filter(question=OuterRef("pk"), source=source, is_near=False)
    if anchors is not None:
        quotes = quotes.filter(anchor__in=anchors)
    known = AnswerDoubt.objects.filter(Q(settled_at=None) | Q(raised_at__gte=changed_at))
    known = known.filter(question=OuterRef("pk"), source=source)
    again = Question.objects.filter(repeats=OuterRef("pk"))
    resting = Question.objects.filter(
        Exists(quotes), ~Exists(known), ~Exists(again), asked_at__lt=changed_at
    )
    if since is not None:
        resting = resting.exclude(as_of__lt=since)
    found = list(resting.order_by("pk").values_list("pk", "asker"))
    AnswerDoubt.objects.bulk_create(
        AnswerDoubt(question_id=pk, source=source, reason=reason[:300], raised_at=now())
        for pk, _asker in found
    )
    for start in range(0, len(found), AT_ONCE):
        some = tuple(found[start : start + AT_ONCE])
        announce(AnswersDoubted(source=source, count=len(some), answers=some), by=None)
    return len(found)


@transaction.atomic
def confirm_answer(question: Question, *, by: Person) -> None:
    """The asker looked again and the answer stands; a second time nothing changes."""
    if settle_doubts(question):
        announce(AnswerConfirmed(question_id=question.pk), by=by)


def settle_doubts(question: Question) -> int:
    """No doubt about this answer is open any more; gives how many were."""
    return question.doubts.filter(settled_at=None).update(settled_at=now())
