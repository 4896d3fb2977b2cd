"""What a lesson says, version after version, block by block; and who read it over before."""

from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.university.lessons.blocks import BlockData, loose_block
from sinau.university.models.courses import Course, Lesson, size_words


class Language(models.TextChoices):
    """The languages a lesson may be read in; the first is the original."""

    INDONESIAN = "id", _("Bahasa Indonesia")
    ENGLISH = "en", _("Bahasa Inggris")
    JAVANESE = "jv", _("Bahasa Jawa")


class LessonVersionQuerySet(models.QuerySet["LessonVersion"]):
    def published(self) -> Self:
        """Those that learners read, or once read."""
        return self.exclude(published_at=None)

    def drafts(self) -> Self:
        """Those that are still written."""
        return self.filter(published_at=None)

    def readable_by(self, person: Person) -> Self:
        """Those of courses this officer keeps, and those they were asked to read over."""
        asked = LessonReview.objects.filter(version=OuterRef("pk"), reviewer=person)
        return self.filter(within("lesson__course__agency", person, Role.OFFICER) | Exists(asked))


class LessonVersion(models.Model):
    """What a lesson says in one language: a draft until it is published, and then for ever the same.

    `changed_at` is the last change of the draft; an approval given before it does not count.
    `follows` is, for a translation, the version of the original it renders.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, related_name="versions")
    language = models.CharField(
        _("bahasa"), max_length=2, choices=Language.choices, default=Language.INDONESIAN
    )
    number = models.PositiveSmallIntegerField()
    title = models.CharField(_("judul"), max_length=150)
    note = models.CharField(_("catatan perubahan"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changed_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=1)
    size_bytes = models.PositiveIntegerField(default=0)
    media_bytes = models.PositiveBigIntegerField(default=0)
    follows = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="renderings"
    )
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_without = models.CharField(max_length=300, blank=True)

    objects = LessonVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "language", "number"], name="one_lesson_version_per_number"
            ),
            models.UniqueConstraint(
                fields=["lesson", "language"],
                condition=Q(published_at=None),
                name="one_draft_per_lesson_and_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("university:lesson_version", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether it may still change."""
        return self.published_at is None

    @property
    def kilobytes(self) -> int:
        """How much text this is, rounded up."""
        return -(-self.size_bytes // 1024)

    @property
    def media(self) -> str:
        """How much there is to look at and to watch; empty when there is nothing."""
        return size_words(self.media_bytes)

    @property
    def data_blocks(self) -> list[BlockData]:
        """Its blocks as plain values, in order."""
        return [block.value for block in self.blocks.all()]


def new_key() -> str:
    """A name for a block that it keeps from version to version."""
    return secrets.token_hex(6)


class Block(models.Model):
    """One piece of a version of a lesson; `key` stays the same when the next version keeps it."""

    version = models.ForeignKey(LessonVersion, on_delete=models.CASCADE, related_name="blocks")
    position = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=12, default=new_key)
    kind = models.CharField(max_length=10)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_block_per_position"),
            models.UniqueConstraint(fields=["version", "key"], name="one_block_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.kind}"

    @property
    def value(self) -> BlockData:
        """The block as a plain value."""
        return loose_block(self.kind, self.data)


class CheckAnswer(models.Model):
    """What a learner answered to a check inside a lesson, each try; it counts for no certificate."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_answers"
    )
    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="answers")
    response = models.JSONField(default=dict)
    share = models.DecimalField(max_digits=5, decimal_places=4)
    verdict = models.CharField(max_length=12)
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["-answered_at", "-pk"]
        indexes = [models.Index(fields=["person", "block"], name="answers_to_a_check")]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.block_id}"


class LateArrival(models.Model):
    """That something done without a network arrived: under the client's own id, once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    client_id = models.CharField(max_length=40)
    done_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    merged = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "client_id"], name="it_arrives_once")
        ]

    def __str__(self) -> str:
        return self.client_id


class LessonReview(models.Model):
    """That somebody was asked to read a draft over."""

    version = models.ForeignKey(LessonVersion, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="lesson_reviews"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "reviewer"], name="a_reviewer_is_asked_once")
        ]

    def __str__(self) -> str:
        return f"{self.reviewer_id} · {self.version_id}"


class Opinion(models.TextChoices):
    """What a reviewer says of a draft."""

    APPROVED = "approved", _("Disetujui")
    CHANGES = "changes", _("Perlu diperbaiki")


class LessonOpinion(models.Model):
    """What a reviewer said of a draft as a whole; the last one counts."""

    review = models.ForeignKey(LessonReview, on_delete=models.CASCADE, related_name="opinions")
    opinion = models.CharField(max_length=10, choices=Opinion.choices)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_opinion_display()


class LessonRemark(models.Model):
    """What somebody remarked on one block of a draft."""

    version = models.ForeignKey(LessonVersion, on_delete=models.CASCADE, related_name="remarks")
    block_key = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField(max_length=2000)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.words[:60]


class CourseTranslation(models.Model):
    """Title and aim of a course in another language, and which words they render."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(_("bahasa"), max_length=2, choices=Language.choices[1:])
    title = models.CharField(_("judul"), max_length=150)
    aim = models.TextField(_("tujuan"), max_length=600)
    of_title = models.CharField(max_length=150)
    of_aim = models.TextField(max_length=600)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "language"], name="one_translation_of_a_course_per_language"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_behind(self) -> bool:
        """Whether the original says something else by now."""
        return (self.of_title, self.of_aim) != (self.course.title, self.course.aim)


class FileKind(models.TextChoices):
    """What a stored file is used as."""

    IMAGE = "image", _("Gambar")
    VIDEO = "video", _("Video")
    CAPTIONS = "captions", _("Takarir")
    DOCUMENT = "document", _("Dokumen")


class CourseFile(models.Model):
    """A file of a course, known by the hash of its content; courses with the same file share it."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="files")
    key = models.CharField(max_length=64)
    name = models.CharField(_("nama berkas"), max_length=150)
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "key"], name="a_course_has_a_file_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("university:course_file", args=[self.course.slug, self.key])

    @property
    def kilobytes(self) -> int:
        """Its size, rounded up."""
        return -(-self.size // 1024)

    @property
    def minutes(self) -> int:
        """How long a film is, rounded up."""
        return -(-self.seconds // 60)

    @property
    def size_words(self) -> str:
        """Its size as people say it."""
        return size_words(self.size)

    @property
    def format(self) -> str:
        """What kind of document it is, in the letters people know."""
        return self.name.rsplit(".", 1)[-1].upper()

    @property
    def stored_at(self) -> str:
        """Where it stands in the store; made from the hash alone."""
        return f"courses/{self.key[:2]}/{self.key}"
