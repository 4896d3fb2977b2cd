"""Write, publish and withdraw courses and their lessons."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count, F, Sum
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.ui.markdown import plain
from sinau.university.events import CoursePublished, CourseWithdrawn, CourseWritten
from sinau.university.models import Course, Lesson, Publication

WORDS_PER_MINUTE = 180


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
    _tell_written(course, gettext_noop("kursus"), by)
    return course


def _free_slug(title: str) -> str:
    stem = slugify(title)[:70] or "kursus"
    taken = set(Course.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def write_lesson(lesson: Lesson, *, by: Person) -> Lesson:
    """Keep a lesson; a new one stands last, and one without minutes gets its reading time."""
    course = Course.objects.select_for_update().get(pk=lesson.course_id)
    lesson.updated_at = now()
    lesson.size_bytes = len(lesson.body.encode())
    lesson.minutes = lesson.minutes or reading_minutes(lesson.body)
    if lesson.pk is None:
        lesson.position = course.lessons.count() + 1
    lesson.save()
    _recount(course)
    _tell_written(course, gettext_noop("pelajaran"), by, title=lesson.title)
    return lesson


def reading_minutes(body: str) -> int:
    """How long a calm reader needs, at least one minute."""
    return max(1, round(len(plain(body).split()) / WORDS_PER_MINUTE))


@transaction.atomic
def remove_lesson(lesson: Lesson, *, by: Person) -> None:
    """The lesson is gone and those after it move up. Who read it keeps their completion."""
    course = Course.objects.select_for_update().get(pk=lesson.course_id)
    title, position = lesson.title, lesson.position
    lesson.delete()
    course.lessons.filter(position__gt=position).update(position=F("position") - 1)
    _recount(course)
    _tell_written(course, gettext_noop("daftar pelajaran tanpa"), by, title=title)


@transaction.atomic
def move_lesson(lesson: Lesson, *, up: bool, by: Person) -> None:
    """The lesson changes places with its neighbour; at the edge nothing happens."""
    course = Course.objects.select_for_update().get(pk=lesson.course_id)
    other = course.lessons.filter(position=lesson.position + (-1 if up else 1)).first()
    if other is None:
        return
    lesson.position, other.position = other.position, lesson.position
    Lesson.objects.bulk_update([lesson, other], ["position"])
    _tell_written(course, gettext_noop("urutan pelajaran"), by, title=lesson.title)


def _recount(course: Course) -> None:
    sums = course.lessons.aggregate(n=Count("pk"), size=Sum("size_bytes"))
    course.lesson_count, course.size_bytes = sums["n"], sums["size"] or 0
    course.updated_at = now()
    course.save(update_fields=["lesson_count", "size_bytes", "updated_at"])


@transaction.atomic
def publish_course(course: Course, *, by: Person) -> Publication:
    """Open the course to those it is made for; an open one stays as it is."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    standing = course.publications.open().first()
    if standing:
        return standing
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


@transaction.atomic
def withdraw_course(course: Course, *, reason: str, by: Person) -> None:
    """Nobody new may join; who has begun may finish. A second time changes nothing."""
    open_ones = Publication.objects.open().filter(course=course)
    if open_ones.update(withdrawn_by=by, withdrawn_at=now(), reason=reason):
        fact = CourseWithdrawn(course_id=course.pk, title=course.title, reason=reason)
        announce(fact, by=by)


def _tell_written(course: Course, part: str, by: Person, *, title: str = "") -> None:
    announce(CourseWritten(course_id=course.pk, title=title or course.title, part=part), by=by)
