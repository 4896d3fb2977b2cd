"""Competencies, what each level of them looks like at work, who needs which, and what teaches it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import JobKind, Person
from sinau.university.models import Course, TrainingClass

HIGHEST = 5


class Framework(models.Model):
    """A list of competencies that a regulation or the city laid down, with its version."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=150)
    words = models.TextField(_("penjelasan"), max_length=600)
    regulation = models.CharField(_("dasar"), max_length=150)
    source = models.CharField(_("sumber"), max_length=300)
    version = models.CharField(_("versi"), max_length=20)
    effective_from = models.DateField(_("berlaku mulai"))
    effective_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    verified = models.BooleanField(_("terverifikasi"), default=False)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("kerangka kompetensi")
        verbose_name_plural = _("kerangka kompetensi")

    def __str__(self) -> str:
        return self.name


class CompetencyQuerySet(models.QuerySet["Competency"]):
    def visible_to(self, person: Person) -> Self:
        """What the city asks of people is known to them all."""
        return self if person.is_active else self.none()

    def in_use(self) -> Self:
        """Those not retired."""
        return self.filter(retired_at=None)


class Competency(models.Model):
    """Something one must be able to do at work, at a level from 1 to 5."""

    framework = models.ForeignKey(
        Framework, on_delete=models.PROTECT, related_name="competencies", verbose_name=_("kerangka")
    )
    key = models.SlugField(_("alamat"), max_length=40, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    group = models.CharField(_("kelompok"), max_length=60)
    definition = models.TextField(_("arti"), max_length=600)
    position = models.PositiveSmallIntegerField(default=1)
    verified = models.BooleanField(_("terverifikasi"), default=False)
    updated_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = CompetencyQuerySet.as_manager()

    class Meta:
        ordering = ["framework__position", "position", "pk"]
        verbose_name = _("kompetensi")
        verbose_name_plural = _("kompetensi")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("planning:competency", args=[self.key])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.competency:{self.pk}"


class LevelWords(models.Model):
    """What a level of a competency looks like at work; a former wording stays, with its end."""

    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField(
        _("tingkat"), validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)]
    )
    words = models.TextField(_("perilaku"), max_length=600)
    version = models.PositiveSmallIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["level", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["competency", "level"],
                condition=Q(replaced_at=None),
                name="one_current_wording_per_level",
            ),
            models.CheckConstraint(
                condition=Q(level__gte=1, level__lte=HIGHEST), name="a_level_is_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.competency_id} · {self.level}"


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def in_force(self) -> Self:
        """Those not replaced."""
        return self.filter(replaced_at=None)


class Requirement(models.Model):
    """That a position needs a competency at a level: a kind of job, or one job title of it.

    A row for the job title goes before the row for its kind. Level 0 says that it is not needed.
    """

    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, related_name="requirements"
    )
    job_kind = models.CharField(_("jenis jabatan"), max_length=15, choices=JobKind.choices)
    job_title = models.CharField(_("nama jabatan"), max_length=150, blank=True)
    level = models.PositiveSmallIntegerField(_("tingkat"), validators=[MaxValueValidator(HIGHEST)])
    basis = models.CharField(_("dasar"), max_length=150)
    verified = models.BooleanField(_("terverifikasi"), default=False)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ["job_kind", "job_title", "competency"]
        constraints = [
            models.UniqueConstraint(
                fields=["competency", "job_kind", "job_title"],
                condition=Q(replaced_at=None),
                name="one_requirement_per_position",
            ),
            models.CheckConstraint(
                condition=Q(level__lte=HIGHEST), name="a_required_level_is_0_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_title or self.job_kind} · {self.competency_id} {self.level}"


class Teaches(models.Model):
    """That who finishes this course or class has shown a level of a competency."""

    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="taught_by")
    level = models.PositiveSmallIntegerField(
        _("sampai tingkat"), validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)]
    )
    course = models.ForeignKey(
        Course,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kursus"),
    )
    training_class = models.ForeignKey(
        TrainingClass,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kelas"),
    )
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["level", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(course=None, training_class__isnull=False)
                | Q(course__isnull=False, training_class=None),
                name="one_thing_teaches",
            ),
            models.UniqueConstraint(
                fields=["competency", "course"], name="a_course_teaches_one_level"
            ),
            models.UniqueConstraint(
                fields=["competency", "training_class"], name="a_class_teaches_one_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course or self.training_class} · {self.level}"
