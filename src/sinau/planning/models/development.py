"""A person's own plan: what they want to reach this year and what they do for it."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.planning.models.assessing import known_to
from sinau.planning.models.competencies import Competency
from sinau.university.models import Course, TrainingClass


class DevelopmentPlanQuerySet(models.QuerySet["DevelopmentPlan"]):
    def visible_to(self, person: Person) -> Self:
        """One's own, of those one supervises, and of people whose staff data one reads."""
        return self.filter(known_to(person))


class DevelopmentPlan(models.Model):
    """What a person means to learn in a year; it holds when the supervisor has agreed to it.

    `agreed_at` repeats the time of the standing Agreement; a change takes it away.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="development_plans"
    )
    year = models.PositiveSmallIntegerField(_("tahun"))
    sent_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    action_count = models.PositiveSmallIntegerField(default=0)
    done_count = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField()

    objects = DevelopmentPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "person"]
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="one_plan_per_person_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("planning:development", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.development:{self.pk}"


class Agreement(models.Model):
    """That a supervisor agreed to a plan or gave it back, with words."""

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.CASCADE, related_name="agreements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    agreed = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.plan_id} · {self.agreed}"


class Goal(models.Model):
    """What somebody wants to be able to do, and by when."""

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.CASCADE, related_name="goals")
    competency = models.ForeignKey(
        Competency, on_delete=models.PROTECT, related_name="+", verbose_name=_("kompetensi")
    )
    to_level = models.PositiveSmallIntegerField(_("sampai tingkat"))
    words = models.CharField(_("yang ingin saya capai"), max_length=300)
    due_on = models.DateField(_("paling lambat"))

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "competency"], name="one_goal_per_competency")
        ]

    def __str__(self) -> str:
        return self.words


class ActionKind(models.TextChoices):
    COURSE = "course", _("Kursus")
    CLASS = "class", _("Kelas atau bimtek")
    MENTORING = "mentoring", _("Mentoring atau coaching")
    SELF_STUDY = "self_study", _("Belajar mandiri")
    WORK = "work", _("Tugas di tempat kerja")
    COMMUNITY = "community", _("Komunitas belajar")


class Action(models.Model):
    """One thing somebody does for a goal. Courses and classes are ticked by what was finished there."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="actions")
    kind = models.CharField(_("cara belajar"), max_length=12, choices=ActionKind.choices)
    words = models.CharField(_("yang saya lakukan"), max_length=200)
    course = models.ForeignKey(
        Course, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("paling lambat"))
    done_at = models.DateTimeField(null=True)
    done_words = models.CharField(_("hasilnya"), max_length=300, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def is_ticked_by_facts(self) -> bool:
        """Whether finishing the course or class ticks it, and nobody by hand."""
        return self.course_id is not None or self.training_class_id is not None
