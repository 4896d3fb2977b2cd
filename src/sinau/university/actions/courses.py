"""Write, publish and withdraw courses and their lessons."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.university.events import CoursePublished, CourseWithdrawn, CourseWritten
from sinau.university.models import Course, Language, LessonVersion, Publication


class CourseNotReady(Refused):
    """A course is opened when there is something to learn and a way to prove it."""


@transaction.atomic
def write_course(course: Course, *, by: Person) -> Course:
    """Keep what a course says of itself; a new one gets its address and its owner."""
    course.updated_at = now()
    if course.pk is None:
        course.created_at = course.updated_at
        course.owner = by
        course.slug = course.slug or _free_slug(course.title)
    course.save()
    tell_written(course, gettext_noop("kursus"), by)
    return course


def _free_slug(title: str) -> str:
    stem = slugify(title)[:70] or "kursus"
    taken = set(Course.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)


def recount(course: Course) -> None:
    """The course knows how many lessons learners find, and how large they are."""
    sums = course.lessons.shown().aggregate(
        n=Count("pk"), size=Sum("size_bytes"), media=Sum("media_bytes")
    )
    course.lesson_count, course.size_bytes = sums["n"], sums["size"] or 0
    course.media_bytes, course.updated_at = sums["media"] or 0, now()
    course.save(update_fields=["lesson_count", "size_bytes", "media_bytes", "updated_at"])


@transaction.atomic
def publish_course(course: Course, *, by: Person) -> Publication:
    """Open the course to those it is made for, with the first drafts of its lessons.

    An open one stays as it is.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    standing = course.publications.open().first()
    if standing:
        return standing
    _publish_first_drafts(course, by)
    reasons = []
    if not course.lesson_count:
        reasons.append(_("Tulis paling sedikit satu pelajaran."))
    quiz = getattr(course, "quiz", None)
    if quiz is None or quiz.current_id is None:
        reasons.append(_("Terbitkan kuisnya, agar ada bukti belajar untuk JP."))
    if reasons:
        raise CourseNotReady(_("Kursus ini belum dapat diterbitkan."), reasons=reasons)
    publication = Publication.objects.create(course=course, published_by=by, published_at=now())
    announce(CoursePublished(course_id=course.pk, title=course.title), by=by)
    return publication


def _publish_first_drafts(course: Course, by: Person) -> None:
    """What has never been published goes along, unless somebody is still asked to read it."""
    from sinau.university.actions.lessons import publish_lesson, waits_for

    drafts = LessonVersion.objects.drafts().filter(
        lesson__course=course, lesson__current=None, language=Language.INDONESIAN
    )
    for draft in drafts.select_related("lesson").order_by("lesson__position"):
        if draft.blocks.exists() and not waits_for(draft):
            publish_lesson(draft, by=by)
    course.refresh_from_db()


@transaction.atomic
def withdraw_course(course: Course, *, reason: str, by: Person) -> None:
    """Nobody new may join; who has begun may finish. A second time changes nothing."""
    open_ones = Publication.objects.open().filter(course=course)
    if open_ones.update(withdrawn_by=by, withdrawn_at=now(), reason=reason):
        fact = CourseWithdrawn(course_id=course.pk, title=course.title, reason=reason)
        announce(fact, by=by)


def tell_written(course: Course, part: str, by: Person, *, title: str = "") -> None:
    """The house hears which part of a course says something new."""
    announce(CourseWritten(course_id=course.pk, title=title or course.title, part=part), by=by)
