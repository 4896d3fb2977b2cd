"""Look at what others made: as a colleague, and as the officer who marks it."""

from __future__ import annotations

import calendar
import datetime as dt

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.practice.events import ActionPlanAccepted, WorkMarked, WorkReviewed
from sinau.practice.models import Assignment, Criterion, FollowUp, Mark, PeerReview, Submission
from sinau.university.actions import do_activity
from sinau.university.models import Activity

FOLLOWED_UP_AFTER = (3, 6)


class RubricNotFilled(Refused):
    """Every line of the rubric needs its points, from its own levels."""


class NotForJudging(Refused):
    """There is nothing here for this person to judge."""


@transaction.atomic
def review(asked: PeerReview, points: dict[int, int], words: str, *, by: Person) -> PeerReview:
    """The colleague has said what they see; again takes the place of it until the work is marked."""
    asked = (
        PeerReview.objects.select_for_update(of=("self",))
        .select_related("submission__assignment")
        .get(pk=asked.pk)
    )
    if asked.reviewer_id != by.pk or Mark.objects.filter(submission=asked.submission_id).exists():
        raise NotForJudging(_("Telaah ini sudah tidak menunggu Anda."))
    criteria = list(asked.submission.assignment.criteria.all())
    asked.points, asked.words = _checked(points, criteria), words
    is_first = asked.done_at is None
    asked.done_at = now()
    asked.save(update_fields=["points", "words", "done_at"])
    if is_first:
        announce(
            WorkReviewed(
                submission_id=asked.submission_id,
                person_id=asked.submission.person_id,
                title=asked.submission.assignment.title,
            ),
            by=None,
        )
    return asked


@transaction.atomic
def mark(
    work: Submission, points: dict[int, int], words: str, *, by: Person, returned: bool = False
) -> Mark:
    """The work is marked: passed when its score is enough, else back to its maker. Once a submission."""
    work = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("assignment__course", "person")
        .get(pk=work.pk)
    )
    standing = Mark.objects.filter(submission=work).first()
    if standing:
        return standing
    if work.submitted_at is None or work.person_id == by.pk:
        raise NotForJudging(_("Tugas ini tidak dapat Anda nilai."))
    criteria = list(work.assignment.criteria.all())
    judged = Mark(submission=work, points=_checked(points, criteria), words=words)
    judged.score = judged.percent(criteria)
    passed = not returned and judged.score >= work.assignment.pass_percent
    judged.outcome = Mark.Outcome.PASSED if passed else Mark.Outcome.RETURNED
    judged.marked_by, judged.marked_at = by, now()
    judged.save()
    Submission.objects.filter(pk=work.pk).update(score=judged.score)
    Assignment.objects.filter(pk=work.assignment_id).update(
        waiting_count=Greatest(F("waiting_count") - 1, 0), marked_count=F("marked_count") + 1
    )
    announce(
        WorkMarked(
            submission_id=work.pk,
            assignment_id=work.assignment_id,
            person_id=work.person_id,
            title=work.assignment.title,
            outcome=str(judged.get_outcome_display()).lower(),
            score=judged.score,
            passed=passed,
        ),
        by=by,
    )
    if passed:
        _pass(work, judged, by)
    return judged


def _pass(work: Submission, judged: Mark, by: Person) -> None:
    activity = Activity.objects.filter(
        course=work.assignment.course_id, address=work.assignment.address
    ).first()
    if activity is not None:
        do_activity(activity, work.person, score=judged.score)
    if work.assignment.is_action_plan:
        FollowUp.objects.bulk_create(
            FollowUp(submission=work, months=months, due_on=_months_later(today(), months))
            for months in FOLLOWED_UP_AFTER
        )
        announce(_accepted(work), by=by)


def _months_later(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def _accepted(work: Submission) -> ActionPlanAccepted:
    said = work.plan.get
    return ActionPlanAccepted(
        submission_id=work.pk,
        person_id=work.person_id,
        title=said("idea", "")[:120] or work.assignment.title,
        problem=said("problem", ""),
        idea=said("idea", ""),
        beneficiaries=said("beneficiaries", ""),
        measure=said("measure", ""),
        baseline=said("baseline", ""),
        target=said("target", ""),
    )


def _checked(points: dict[int, int], criteria: list[Criterion]) -> dict[str, int]:
    missing = [
        _("Pilih satu tingkat untuk “%(title)s”.") % {"title": criterion.title}
        for criterion in criteria
        if points.get(criterion.position)
        not in {int(level["points"]) for level in criterion.levels}
    ]
    if missing:
        raise RubricNotFilled(_("Rubrik belum terisi."), reasons=missing)
    return {str(criterion.position): points[criterion.position] for criterion in criteria}
