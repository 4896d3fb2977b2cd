"""Ask for more than reading in a course, and see it done."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.university.actions.learning import complete_if_done, enrol
from sinau.university.events import CourseWritten
from sinau.university.models import Activity, ActivityDone, Completion, Course, Enrolment


@transaction.atomic
def add_activity(
    course: Course,
    *,
    by: Person,
    address: str,
    kind_label: str,
    title: str,
    url: str,
    minutes: int = 0,
    required: bool = True,
) -> Activity:
    """The course asks for this activity, after the others; told again, it says what is new of it."""
    last = course.activities.aggregate(last=Max("position"))["last"] or 0
    activity, _is_new = Activity.objects.update_or_create(
        course=course,
        address=address,
        defaults={
            "kind_label": kind_label,
            "title": title,
            "url": url,
            "minutes": minutes,
            "required": required,
            "removed_at": None,
        },
        create_defaults={
            "kind_label": kind_label,
            "title": title,
            "url": url,
            "minutes": minutes,
            "required": required,
            "position": last + 1,
            "added_at": now(),
        },
    )
    announce(CourseWritten(course_id=course.pk, title=course.title, part=title), by=by)
    return activity


@transaction.atomic
def remove_activity(activity: Activity, *, by: Person) -> None:
    """The course asks for it no longer; what was done of it stays."""
    Activity.objects.filter(pk=activity.pk, removed_at=None).update(removed_at=now())
    announce(
        CourseWritten(
            course_id=activity.course_id, title=activity.course.title, part=activity.title
        ),
        by=by,
    )


@transaction.atomic
def do_activity(
    activity: Activity, person: Person, *, score: Decimal | None = None
) -> Completion | None:
    """The person has done it, once; the completion of the course when that was the last missing.

    A better score told later takes the place of the earlier one.
    """
    enrolment = enrol(activity.course, person)
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    done, is_new = ActivityDone.objects.get_or_create(
        enrolment=enrolment, activity=activity, defaults={"done_at": now(), "score": score}
    )
    if not is_new and score is not None and (done.score is None or score > done.score):
        done.score = score
        done.save(update_fields=["score"])
    return complete_if_done(enrolment)
