"""The evaluation of one course or class on four levels, and what people scored before and after."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.evaluation.models.indicators import Indicator
from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.university.models import Course, TrainingClass

BEHAVIOUR_AFTER = dt.timedelta(days=91)
RESULT_AFTER = dt.timedelta(days=183)


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, person: Person) -> Self:
        """Those of agencies this person officers, heads or audits."""
        return self.filter(within("agency", person, Role.OFFICER, Role.HEAD, Role.AUDITOR))

    def kept_by(self, person: Person) -> Self:
        """Those this officer may add to."""
        return self.filter(within("agency", person, Role.OFFICER))


class Evaluation(models.Model):
    """That a course or class is evaluated: what is asked, of how many, and how many answered.

    The questions are those of the day on which it was planned. The counts are kept by the actions.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    training_class = models.OneToOneField(
        TrainingClass, on_delete=models.PROTECT, null=True, related_name="evaluation"
    )
    course = models.OneToOneField(
        Course, on_delete=models.PROTECT, null=True, related_name="evaluation"
    )
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    planned_at = models.DateTimeField()
    reaction_questions = models.JSONField()
    behaviour_questions = models.JSONField()
    reaction_asked = models.PositiveIntegerField(default=0)
    reaction_answered = models.PositiveIntegerField(default=0)
    behaviour_asked = models.PositiveIntegerField(default=0)
    behaviour_answered = models.PositiveIntegerField(default=0)
    pair_count = models.PositiveIntegerField(default=0)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, null=True, related_name="evaluations"
    )
    comparison = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, related_name="+")
    reasoning = models.CharField(_("mengapa indikator ini"), max_length=400, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    chosen_at = models.DateTimeField(null=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(course=None, training_class__isnull=False)
                | Q(course__isnull=False, training_class=None),
                name="an_evaluation_is_of_one_thing",
            )
        ]
        verbose_name = _("evaluasi")
        verbose_name_plural = _("evaluasi")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evaluation:show", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"evaluation.evaluation:{self.pk}"

    @property
    def is_of_class(self) -> bool:
        """Whether people came together for it; a course is taken by each in their own time."""
        return self.training_class_id is not None

    @property
    def behaviour_on(self) -> dt.date:
        """When it is asked how the learning is used."""
        return self.held_on + BEHAVIOUR_AFTER

    @property
    def result_on(self) -> dt.date:
        """From when it makes sense to look at the indicator."""
        return self.held_on + RESULT_AFTER


class Score(models.Model):
    """What one person scored before and after, out of 100; either may be missing."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="scores")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    before = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    after = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "person"], name="one_row_of_scores_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id} · {self.person_id}"
