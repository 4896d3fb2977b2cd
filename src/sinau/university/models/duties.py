"""Learning that is asked of people: by a rule or by a list, with a day and a reason."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.access import within
from sinau.people.models import Agency, Grant, JobKind, Person, Role
from sinau.people.models.persons import PersonQuerySet
from sinau.university.models.classes import TrainingClass
from sinau.university.models.courses import Course
from sinau.university.models.paths import Path

# Who reads how far people are with what is asked of them.
READERS = (Role.OFFICER, Role.HEAD)


class DutyQuerySet(models.QuerySet["Duty"]):
    def standing(self) -> Self:
        """Those not ended."""
        return self.filter(ended_at=None)

    def kept_by(self, person: Person) -> Self:
        """Those of agencies in this officer's charge."""
        return self.filter(within("agency", person, Role.OFFICER))

    def visible_to(self, person: Person) -> Self:
        """Those one keeps, and those asked of people whose learning one answers for."""
        theirs = DutyPerson.objects.filter(within("person__agency", person, *READERS))
        return self.filter(within("agency", person, Role.OFFICER) | Q(pk__in=theirs.values("duty")))


class Duty(models.Model):
    """A penugasan belajar: what is to be learnt, by whom, until when, and by which rule or order.

    With `by_rule` everybody who fits is asked, also those who fit later; they have
    `days_for_newcomers` days. Otherwise a list of people. The counts are kept by the actions.
    """

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("perangkat daerah")
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, related_name="duties")
    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.PROTECT, null=True, related_name="duties"
    )
    path = models.ForeignKey(Path, on_delete=models.PROTECT, null=True, related_name="duties")
    title = models.CharField(max_length=150)
    mandatory = models.BooleanField(_("wajib"), default=True)
    basis = models.CharField(_("dasar"), max_length=300)
    due_on = models.DateField(_("batas waktu"))
    days_for_newcomers = models.PositiveSmallIntegerField(default=60)
    by_rule = models.BooleanField(default=True)
    within_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+")
    job_words = models.CharField(_("nama jabatan"), max_length=150, blank=True)
    job_kinds = ArrayField(
        models.CharField(max_length=15, choices=JobKind.choices), default=list, blank=True
    )
    grades = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    emp_kinds = ArrayField(models.CharField(max_length=4), default=list, blank=True)
    roles = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    end_reason = models.CharField(max_length=300, blank=True)
    people_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    exempt_count = models.PositiveIntegerField(default=0)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(course__isnull=False, training_class=None, path=None)
                | Q(course=None, training_class__isnull=False, path=None)
                | Q(course=None, training_class=None, path__isnull=False),
                name="a_duty_asks_for_one_thing",
            )
        ]
        verbose_name = _("penugasan belajar")
        verbose_name_plural = _("penugasan belajar")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("university:duty", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.duty:{self.pk}"

    @property
    def target(self) -> Course | TrainingClass | Path:
        """What is to be learnt."""
        found = self.course or self.training_class or self.path
        assert found is not None
        return found

    @property
    def target_url(self) -> str:
        """Where one learns it."""
        return self.target.get_absolute_url()

    def fitting(self) -> PersonQuerySet:
        """Everybody the rule fits today who can open what is asked."""
        people: PersonQuerySet = Person.objects.serving().exclude(agency=None)
        if self.within_agency is not None:
            people = people.filter(agency__path__startswith=self.within_agency.path)
        if words := self.job_words.strip():
            either = [part.strip() for part in words.split(",") if part.strip()]
            people = people.filter(reduce(or_, (Q(job_title__icontains=part) for part in either)))
        if self.job_kinds:
            people = people.filter(job_kind__in=self.job_kinds)
        if self.grades:
            people = people.filter(grade__in=self.grades)
        if self.emp_kinds:
            people = people.filter(emp_kind__in=self.emp_kinds)
        if self.roles:
            holders = Grant.objects.valid_on(today()).filter(role__in=self.roles)
            people = people.filter(pk__in=holders.values("person"))
        target = self.target
        if target.audience == "agency":
            people = people.filter(agency__path__startswith=target.agency.path)
        return people


class DutyPersonQuerySet(models.QuerySet["DutyPerson"]):
    def waiting(self) -> Self:
        """Those neither done nor exempt, of duties that stand."""
        return self.filter(done_at=None, exempted_at=None, duty__ended_at=None)

    def visible_to(self, person: Person) -> Self:
        """One's own, those of duties one keeps, and those of people one answers for."""
        return self.filter(
            Q(person=person)
            | within("duty__agency", person, Role.OFFICER)
            | within("person__agency", person, *READERS)
        )


class DutyPerson(models.Model):
    """That one thing is asked of one person: until when, and whether it is done or they are exempt.

    `stage` is how far the reminders are: 1 at 14 days, 2 at 3, 3 on the day, then one for each week.
    """

    duty = models.ForeignKey(Duty, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="duties"
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    exempted_at = models.DateTimeField(null=True)
    exempted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    extended_at = models.DateTimeField(null=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    stage = models.PositiveSmallIntegerField(default=0)

    objects = DutyPersonQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "person"], name="a_duty_is_asked_once")
        ]
        indexes = [
            models.Index(
                fields=["person", "due_on"],
                condition=Q(done_at=None, exempted_at=None),
                name="duties_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.duty}"

    @property
    def days_left(self) -> int:
        """Days until the day it is due; negative afterwards."""
        return (self.due_on - today()) // dt.timedelta(days=1)

    @property
    def is_late(self) -> bool:
        """Whether the day has passed and nothing settled it."""
        return self.done_at is None and self.exempted_at is None and self.days_left < 0
