"""Ask what became of plans of action, and hear it."""

from __future__ import annotations

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.people.models import Person
from sinau.practice.events import FollowUpAnswered, FollowUpDue
from sinau.practice.models import FollowUp


def ask_what_became() -> int:
    """Everybody whose time has come is asked, once each; how many were."""
    due = FollowUp.objects.filter(asked_at=None, answered_at=None, due_on__lte=today())
    return sum(_ask(pk) for pk in due.values_list("pk", flat=True))


@transaction.atomic
def _ask(pk: int) -> bool:
    waiting = FollowUp.objects.select_for_update(of=("self",), skip_locked=True)
    found = waiting.filter(pk=pk, asked_at=None).select_related("submission__assignment").first()
    if found is None:
        return False
    found.asked_at = now()
    found.save(update_fields=["asked_at"])
    announce(
        FollowUpDue(
            submission_id=found.submission_id,
            follow_up_id=found.pk,
            person_id=found.submission.person_id,
            title=found.submission.assignment.title,
            months=found.months,
        ),
        by=None,
    )
    return True


@transaction.atomic
def answer_follow_up(
    follow_up: FollowUp, *, answer: str, changed: str, value: str, by: Person
) -> FollowUp:
    """What became of the plan is told; told again, the last counts."""
    follow_up = (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("submission__assignment")
        .get(pk=follow_up.pk, submission__person=by)
    )
    follow_up.answer, follow_up.changed, follow_up.value = answer, changed, value
    follow_up.answered_at = now()
    follow_up.save(update_fields=["answer", "changed", "value", "answered_at"])
    announce(
        FollowUpAnswered(
            submission_id=follow_up.submission_id,
            person_id=by.pk,
            title=follow_up.submission.assignment.title,
            months=follow_up.months,
            answer=str(follow_up.get_answer_display()).lower(),
        ),
        by=by,
    )
    return follow_up
