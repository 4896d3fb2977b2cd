"""Ways to a competence: steps of several kinds, walked at one's own pace, with one progress bar."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import audience_for, within
from sinau.people.models import AudienceFields, Person, Role
from sinau.university.models.classes import TrainingClass
from sinau.university.models.courses import Course


class StepKind(models.TextChoices):
    """What one does at a station of a path."""

    COURSE = "course", _("Kursus")
    CLASS = "class", _("Kelas")
    ARTICLE = "article", _("Bacaan dengan pertanyaan")
    ACTIVITY = "activity", _("Kegiatan")


class PathQuerySet(models.QuerySet["Path"]):
    def published(self) -> Self:
        """Paths that can be joined now."""
        return self.filter(withdrawn_at=None).exclude(current=None)

    def visible_to(self, person: Person) -> Self:
        """Published ones made for the person, those they once joined, and those they keep."""
        joined = PathEnrolment.objects.filter(person=person).values("path")
        is_open = Q(withdrawn_at=None, current__isnull=False)
        return self.filter(
            (is_open & audience_for(person, Role.OFFICER, Role.HEAD))
            | Q(pk__in=joined)
            | within("agency", person, Role.OFFICER)
        )

    def kept_by(self, person: Person) -> Self:
        """Paths this officer may write, publish and confirm steps of."""
        return self.filter(within("agency", person, Role.OFFICER))


class Path(AudienceFields):
    """A way to a competence, made of courses, classes, readings and practice.

    `current` is the version that learners walk. A path itself is worth no JP: its steps are. The
    counts are kept by the actions.
    """

    slug = models.SlugField(_("alamat"), max_length=80, unique=True)
    title = models.CharField(_("judul"), max_length=150)
    aim = models.TextField(_("tujuan"), max_length=600)
    competence = models.CharField(_("kompetensi"), max_length=100, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("penanggung jawab"),
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    current = models.ForeignKey(
        "university.PathVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdraw_reason = models.CharField(max_length=300, blank=True)
    enrolment_count = models.PositiveIntegerField(default=0)
    completion_count = models.PositiveIntegerField(default=0)

    objects = PathQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("jalur belajar")
        verbose_name_plural = _("jalur belajar")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("university:path", args=[self.slug])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.path:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody new may join."""
        return self.current_id is not None and self.withdrawn_at is None


class PathVersion(models.Model):
    """The steps of a path as they were published together; without `published_at` it is the draft."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    in_sequence = models.BooleanField(_("berurutan"), default=False)
    step_count = models.PositiveSmallIntegerField(default=0)
    required_count = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["path", "number"], name="one_path_version_per_number"),
            models.UniqueConstraint(
                fields=["path"], condition=Q(published_at=None), name="one_draft_per_path"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.path_id} v{self.number}"


class PathStep(models.Model):
    """A station of one version. `key` is the same in every version, so that what was done stays done.

    A course step names its course; a class step one class, any class of a programme
    ("planning.programme:3" as its address), or any class for a competence; an article step the
    address of the article and a question about it; an activity step the kind of thing that is done
    elsewhere ("practice.cycle"), or nothing when an officer confirms it.
    """

    version = models.ForeignKey(PathVersion, on_delete=models.CASCADE, related_name="steps")
    key = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("jenis"), max_length=10, choices=StepKind.choices)
    title = models.CharField(_("judul"), max_length=150)
    note = models.CharField(_("keterangan"), max_length=300, blank=True)
    required = models.BooleanField(_("wajib"), default=True)
    minutes = models.PositiveSmallIntegerField(_("menit"), default=0)
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, null=True, blank=True, related_name="path_steps"
    )
    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, null=True, blank=True, related_name="path_steps"
    )
    competence = models.CharField(_("kompetensi"), max_length=100, blank=True)
    address = models.CharField(_("alamat"), max_length=80, blank=True)
    question: models.JSONField[Any, Any] = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="a_step_stands_once")
        ]

    def __str__(self) -> str:
        return self.title


class PathEnrolmentQuerySet(models.QuerySet["PathEnrolment"]):
    def of(self, person: Person) -> Self:
        """What this person walks."""
        return self.filter(person=person)

    def kept_by(self, person: Person) -> Self:
        """Those on paths of agencies in this officer's charge."""
        return self.filter(within("path__agency", person, Role.OFFICER))


class PathEnrolment(models.Model):
    """That a person walks a path: since when, and how many of its required steps are done."""

    path = models.ForeignKey(Path, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="path_enrolments"
    )
    enrolled_at = models.DateTimeField()
    steps_done = models.PositiveSmallIntegerField(default=0)
    steps_total = models.PositiveSmallIntegerField(default=0)
    last_seen_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)

    objects = PathEnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["-last_seen_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["path", "person"], name="a_path_is_walked_once"),
            models.CheckConstraint(
                condition=Q(steps_done__lte=F("steps_total")), name="no_more_steps_than_there_are"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.path}"


class StepDone(models.Model):
    """That a station was reached: by what was learnt there, or confirmed by an officer with words."""

    enrolment = models.ForeignKey(PathEnrolment, on_delete=models.CASCADE, related_name="done")
    key = models.PositiveIntegerField()
    done_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "key"], name="a_step_is_done_once")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.key}"


class Prerequisite(models.Model):
    """That one course has to be finished before another one is begun, and why."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="prerequisites")
    before = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(_("alasan"), max_length=300)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "before"], name="a_prerequisite_stands_once"),
            models.CheckConstraint(
                condition=~Q(course=F("before")), name="no_course_before_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.course}"
