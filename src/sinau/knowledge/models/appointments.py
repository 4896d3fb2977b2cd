"""Reviewers by name: who was asked to look at a text, why they, and what they said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from sinau.knowledge.models.articles import Article, Revision

if TYPE_CHECKING:
    from sinau.people.models import Person


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def of(self, person: Person) -> AppointmentQuerySet:
        """Those this person answers: as the reviewer, or as the deputy it was passed to."""
        return self.filter(Q(reviewer=person) | Q(deputy=person, passed_at__isnull=False))

    def open(self) -> AppointmentQuerySet:
        """Neither answered nor closed by a decision."""
        return self.filter(answered_at=None, closed_at=None)

    def late(self, day: date) -> AppointmentQuerySet:
        """Open, past their day, with a deputy who does not know yet."""
        return self.open().filter(due_on__lt=day, passed_at=None, deputy__isnull=False)


class Appointment(models.Model):
    """That a person was asked to say whether one revision is right, and their answer."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="appointments")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="appointments")
    reviewer = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    deputy = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    # Sentences that say why this person: position, competence, what they wrote.
    why = models.JSONField(default=list)
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    passed_at = models.DateTimeField(null=True)
    agrees = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    # The text was decided on, or replaced, before an answer came.
    closed_at = models.DateTimeField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "reviewer"], name="one_appointment_per_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.reviewer}"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return self.answered_at is None and self.closed_at is None
