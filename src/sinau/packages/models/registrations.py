"""One person in one package: what was launched, said and reached."""

from __future__ import annotations

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.packages.models.packages import Package, Unit
from sinau.people.access import within
from sinau.people.models import Person, Role


class PackageRegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, person: Person) -> Self:
        """One's own, and those in packages of agencies one keeps, of people one keeps."""
        return self.filter(
            models.Q(person=person)
            | (
                within("package__agency", person, Role.OFFICER)
                & within("person__agency", person, Role.OFFICER)
            )
        )


class Registration(models.Model):
    """A person's way through a package; `code` is the registration of all its statements."""

    code = models.UUIDField(default=uuid.uuid4, unique=True)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="package_registrations"
    )
    registered_at = models.DateTimeField()
    satisfied_at = models.DateTimeField(null=True)
    satisfied_count = models.PositiveIntegerField(default=0)

    objects = PackageRegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["-registered_at", "-pk"]
        verbose_name = _("registrasi paket")

    def __str__(self) -> str:
        return str(self.code)


class UnitState(models.Model):
    """What a person has reached in one unit, each with its moment."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="states")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    waived_at = models.DateTimeField(null=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    waived_reason = models.CharField(max_length=300, blank=True)
    satisfied_at = models.DateTimeField(null=True)
    score = models.DecimalField(max_digits=9, decimal_places=7, null=True)

    class Meta:
        ordering = ["unit__number"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "unit"], name="one_state_per_unit")
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} · {self.unit_id}"


class GroupSatisfied(models.Model):
    """That a block or the course was told to be satisfied: once in a registration (9.3.9)."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="groups_satisfied"
    )
    path = models.CharField(max_length=200)
    satisfied_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "path"], name="a_group_is_satisfied_once"
            )
        ]

    def __str__(self) -> str:
        return self.path


class Mode(models.TextChoices):
    NORMAL = "Normal", _("belajar")
    BROWSE = "Browse", _("lihat-lihat")
    REVIEW = "Review", _("tinjau ulang")


class SessionQuerySet(models.QuerySet["Session"]):
    def open(self) -> Self:
        """Neither ended by its unit nor given up."""
        return self.filter(terminated_at=None, abandoned_at=None)


class Session(models.Model):
    """One launch of a unit, until the unit says that it ends or it is given up."""

    code = models.UUIDField(default=uuid.uuid4, unique=True)
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="sessions"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="sessions")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.NORMAL)
    launched_at = models.DateTimeField()
    launched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # SHA-256 of the secret in the fetch URL, which is good once (8.2).
    fetch_digest = models.CharField(max_length=64, blank=True)
    fetched_at = models.DateTimeField(null=True)
    launch_data_read_at = models.DateTimeField(null=True)
    preferences_read_at = models.DateTimeField(null=True)
    initialized_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    terminated_at = models.DateTimeField(null=True)
    abandoned_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-launched_at", "-pk"]
        indexes = [
            models.Index(
                fields=["heard_at"],
                condition=models.Q(terminated_at=None, abandoned_at=None),
                name="open_sessions_by_age",
            )
        ]

    def __str__(self) -> str:
        return str(self.code)

    @property
    def is_open(self) -> bool:
        """Whether the unit may still say something."""
        return self.terminated_at is None and self.abandoned_at is None


class Attempt(models.Model):
    """What a SCORM unit keeps with us: the data model of one attempt, and what it amounts to."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="attempts"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(default=1)
    data = models.JSONField(default=dict)
    # Counts up with each commit, so that a late one of an older page changes nothing.
    serial = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=20, blank=True)
    success = models.CharField(max_length=20, blank=True)
    score = models.DecimalField(max_digits=9, decimal_places=7, null=True)
    seconds = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)
    # Ended for good: the next launch begins another attempt.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "unit", "number"], name="attempts_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} · {self.unit_id} · {self.number}"
