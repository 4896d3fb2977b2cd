"""Write assignments with their rubric, as part of a course."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.practice.events import AssignmentWritten
from sinau.practice.models import Assignment, Criterion
from sinau.university.actions import add_activity, remove_activity
from sinau.university.models import Activity


class RubricIsUsed(Refused):
    """Work was judged by this rubric already, so its lines stay as they are."""


@transaction.atomic
def write_assignment(
    assignment: Assignment, criteria: Sequence[tuple[str, list[dict[str, Any]]]], *, by: Person
) -> Assignment:
    """The course asks for this assignment; a rubric by which work was judged does not change."""
    is_new = assignment.pk is None
    if is_new:
        assignment.created_by, assignment.created_at = by, now()
    assignment.updated_at = now()
    assignment.save()
    standing = [(c.title, c.levels) for c in assignment.criteria.all()]
    wanted = [(title, levels) for title, levels in criteria]
    if standing != wanted:
        if assignment.marked_count:
            raise RubricIsUsed(
                _(
                    "Sudah ada tugas yang dinilai dengan rubrik ini. Buat tugas baru untuk rubrik baru."
                )
            )
        assignment.criteria.all().delete()
        Criterion.objects.bulk_create(
            Criterion(assignment=assignment, position=at, title=title, levels=levels)
            for at, (title, levels) in enumerate(wanted, start=1)
        )
    add_activity(
        assignment.course,
        by=by,
        address=assignment.address,
        kind_label=str(assignment.get_kind_display()),
        title=assignment.title,
        url=assignment.get_absolute_url(),
        minutes=assignment.minutes,
        required=assignment.required,
    )
    announce(AssignmentWritten(assignment_id=assignment.pk, title=assignment.title), by=by)
    return assignment


@transaction.atomic
def remove_assignment(assignment: Assignment, *, by: Person) -> None:
    """The course asks for it no longer; what was handed in stays. Twice changes nothing."""
    if assignment.removed_at is not None:
        return
    assignment.removed_at = now()
    assignment.save(update_fields=["removed_at"])
    for activity in Activity.objects.asked().filter(address=assignment.address):
        remove_activity(activity, by=by)
