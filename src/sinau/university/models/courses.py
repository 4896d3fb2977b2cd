"""Courses one takes alone, lesson after lesson."""

from __future__ import annotations

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.words import number_id
from sinau.people.access import audience_for, within
from sinau.people.models import AudienceFields, Person, Role


def size_words(size: int) -> str:
    """Bytes as people say them: "340 KB", "1,5 MB"; nothing for nothing."""
    if not size:
        return ""
    if size < 1024 * 1024:
        return f"{-(-size // 1024)} KB"
    return f"{number_id(Decimal(size) / (1024 * 1024), places=1)} MB"


class CourseQuerySet(models.QuerySet["Course"]):
    def published(self) -> Self:
        """Courses that are open to learners now."""
        from sinau.university.models.publishing import Publication

        return self.filter(Exists(Publication.objects.open().filter(course=OuterRef("pk"))))

    def visible_to(self, person: Person) -> Self:
        """Published ones made for the person, those they once joined, and those they keep."""
        from sinau.university.models.learning import Enrolment
        from sinau.university.models.publishing import Publication

        is_open = Exists(Publication.objects.open().filter(course=OuterRef("pk")))
        joined = Exists(Enrolment.objects.filter(course=OuterRef("pk"), person=person))
        return self.filter(
            (is_open & audience_for(person, Role.OFFICER, Role.HEAD))
            | joined
            | within("agency", person, Role.OFFICER)
        )

    def kept_by(self, person: Person) -> Self:
        """Courses this officer may write, publish and count: those of agencies in their charge."""
        return self.filter(within("agency", person, Role.OFFICER))


class Course(AudienceFields):
    """Something one can learn at one's own pace: lessons to read and a quiz that proves it.

    `stated_jp` is what the programme itself states it is worth; empty leaves it to the JP rules.
    The counts are kept by the actions, so that a list never counts.
    """

    slug = models.SlugField(_("alamat"), max_length=80, unique=True)
    title = models.CharField(_("judul"), max_length=150)
    aim = models.TextField(_("tujuan"), max_length=600)
    competence = models.CharField(_("kompetensi"), max_length=100, blank=True)
    minutes = models.PositiveSmallIntegerField(_("lama belajar (menit)"), default=60)
    stated_jp = models.DecimalField(_("JP"), max_digits=5, decimal_places=2, null=True, blank=True)
    sources = models.TextField(_("dasar dan sumber"), blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("penanggung jawab"),
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    lesson_count = models.PositiveIntegerField(default=0, editable=False)
    size_bytes = models.PositiveIntegerField(default=0, editable=False)
    media_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    enrolment_count = models.PositiveIntegerField(default=0, editable=False)
    completion_count = models.PositiveIntegerField(default=0, editable=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stated_jp=None) | Q(stated_jp__gt=0), name="a_course_states_some_jp"
            )
        ]
        verbose_name = _("kursus")
        verbose_name_plural = _("kursus")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("university:course", args=[self.slug])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.course:{self.pk}"

    @property
    def source_list(self) -> list[str]:
        """What the course rests on, one source a line."""
        return [line.strip() for line in self.sources.splitlines() if line.strip()]

    @property
    def media(self) -> str:
        """How much there is to look at and to watch, "12 MB"; empty when there is nothing."""
        return size_words(self.media_bytes)

    @property
    def kilobytes(self) -> int:
        """How much text the lessons are together, rounded up."""
        return -(-self.size_bytes // 1024)


class LessonQuerySet(models.QuerySet["Lesson"]):
    def shown(self) -> Self:
        """Those of which a version is published: what learners find."""
        return self.exclude(current=None)


class Lesson(models.Model):
    """One sitting of learning; its place in the course is its position from 1.

    What it says stands in its versions. Title, minutes and sizes are those of `current`, the
    version that learners read, so that a list needs no join.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(_("judul"), max_length=150)
    minutes = models.PositiveSmallIntegerField(_("menit"), default=0)
    size_bytes = models.PositiveIntegerField(default=0, editable=False)
    media_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField()
    current = models.OneToOneField(
        "university.LessonVersion", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "position"],
                name="one_lesson_per_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("university:lesson", args=[self.course.slug, self.position])

    @property
    def body(self) -> str:
        """The text of a lesson that is one text: given before it is written, not kept here."""
        return getattr(self, "_body", "")

    @body.setter
    def body(self, markdown: str) -> None:
        self._body = markdown

    @property
    def kilobytes(self) -> int:
        """How much text this is, rounded up."""
        return -(-self.size_bytes // 1024)

    @property
    def media(self) -> str:
        """How much there is to look at and to watch, "12 MB"; empty when there is nothing."""
        return size_words(self.media_bytes)
