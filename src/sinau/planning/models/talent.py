"""How people did at work in a year, for the nine boxes, and who may look at their own."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Person, Role


def talent_scope(person: Person, field: str = "person__agency") -> Q:
    """Where somebody may look at the boxes: heads and auditors in their scope, the city's officer."""
    if person.answers_for_city(Role.OFFICER):
        return Q()
    return within(field, person, Role.HEAD, Role.AUDITOR)


class Rating(models.TextChoices):
    """How the work of a year compared with what was expected."""

    BELOW = "below", _("Di bawah ekspektasi")
    AS = "as", _("Sesuai ekspektasi")
    ABOVE = "above", _("Di atas ekspektasi")


class PerformanceQuerySet(models.QuerySet["Performance"]):
    def visible_to(self, person: Person) -> Self:
        """One's own, and those of people whose boxes one may look at."""
        return self.filter(Q(person=person) | talent_scope(person))

    def standing(self) -> Self:
        """Those not replaced."""
        return self.filter(replaced_at=None)


class Performance(models.Model):
    """That the work of a person in a year was rated, by which paper, and who entered it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField(_("tahun"))
    rating = models.CharField(_("kinerja"), max_length=6, choices=Rating.choices)
    source = models.CharField(_("sumber"), max_length=200)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    objects = PerformanceQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                condition=Q(replaced_at=None),
                name="one_rating_per_person_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.year}"


class BoxOpening(models.Model):
    """That the city lets people see their own box, from a day until it was taken back."""

    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closed_at"],
                condition=Q(closed_at=None),
                nulls_distinct=False,
                name="own_boxes_are_open_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.opened_at:%Y-%m-%d}"
