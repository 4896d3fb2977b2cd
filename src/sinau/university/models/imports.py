"""Files of other systems that were read: questions for the bank, whole courses of Moodle."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.university.models.bank import QuestionCategory
from sinau.university.models.courses import Course
from sinau.university.quizzes.questions import Question


class QuestionImportQuerySet(models.QuerySet["QuestionImport"]):
    def visible_to(self, person: Person) -> Self:
        """Those into the bank of agencies over which this person is a learning officer."""
        return self.filter(within("category__agency", person, Role.OFFICER))


class QuestionImport(models.Model):
    """One file of questions that was read: it waits, was kept in the bank, or was taken back.

    `report` has a line for each question of the file, `data` the questions that can be taken, and
    `added` the keys of those that entered the bank.
    """

    category = models.ForeignKey(QuestionCategory, on_delete=models.PROTECT, related_name="imports")
    name = models.CharField(_("nama berkas"), max_length=200)
    format = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    data = models.JSONField(default=list)
    report = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    taken = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    added = ArrayField(models.PositiveBigIntegerField(), default=list)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    kept_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    objects = QuestionImportQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(kept_at__isnull=False),
                name="only_what_was_kept_is_taken_back",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("university:question_import", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.question_import:{self.pk}"

    @property
    def state(self) -> str:
        """In one word: waiting, kept or undone."""
        if self.undone_at:
            return "undone"
        return "kept" if self.kept_at else "waiting"

    @property
    def questions(self) -> list[Question]:
        """What can be taken, in the words of the engine."""
        return [Question.from_data(one) for one in self.data]


class MoodleImportQuerySet(models.QuerySet["MoodleImport"]):
    def visible_to(self, person: Person) -> Self:
        """Those for agencies over which this person is a learning officer."""
        return self.filter(within("agency", person, Role.OFFICER))


class MoodleImport(models.Model):
    """One backup of a Moodle course that was read for an agency, and the draft made of it.

    `backup` is the name Moodle gave it; an agency takes a backup over once. `report` has a line for
    each part of the course.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    backup = models.CharField(max_length=100)
    name = models.CharField(_("nama berkas"), max_length=200)
    title = models.CharField(_("judul kursus"), max_length=150)
    digest = models.CharField(max_length=64)
    report = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    taken = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField()
    course = models.ForeignKey(Course, on_delete=models.SET_NULL, null=True, related_name="+")
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    kept_at = models.DateTimeField(null=True)

    objects = MoodleImportQuerySet.as_manager()

    class Meta:
        ordering = ["-read_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "backup"], name="an_agency_takes_a_backup_over_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("university:moodle_import", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.moodle_import:{self.pk}"

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The report, line by line."""
        return list(self.report)
