"""Roles, granted over a subtree of agencies and for a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today

if TYPE_CHECKING:
    from sinau.people.models.persons import Person


class Role(models.TextChoices):
    """What a person may do beyond being an employee; every employee has the base rights."""

    OFFICER = "officer", _("Pejabat kepegawaian")
    HEAD = "head", _("Kepala perangkat daerah")
    COMMUNITY_LEAD = "community_lead", _("Penggerak komunitas")
    CURATOR = "curator", _("Kurator pengetahuan")
    RISK_OFFICER = "risk_officer", _("Pengelola risiko")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class GrantQuerySet(models.QuerySet["Grant"]):
    def valid_on(self, day: date) -> GrantQuerySet:
        """Grants in force on that day."""
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day, revoked_at=None
        )


class Grant(models.Model):
    """That a person holds a role over an agency and everything below it, from a day to a day."""

    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="grants", verbose_name=_("pegawai")
    )
    role = models.CharField(_("peran"), max_length=20, choices=Role.choices)
    agency = models.ForeignKey(
        "people.Agency",
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("perangkat daerah"),
    )
    valid_from = models.DateField(_("mulai"))
    valid_to = models.DateField(_("sampai dengan"), null=True, blank=True)
    purpose = models.CharField(_("tujuan"), max_length=300, blank=True)
    granted_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    granted_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        ordering = ["role", "agency__path"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(role=Role.AUDITOR) | (Q(valid_to__isnull=False) & ~Q(purpose="")),
                name="an_auditor_is_dated_and_has_a_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.agency}"


def held_by(person: Person) -> list[tuple[str, str]]:
    """The roles in force today as (role, agency path) pairs; asked once per request."""
    return list(
        Grant.objects.valid_on(today()).filter(person=person).values_list("role", "agency__path")
    )


def hold_roles(people: Iterable[Person]) -> None:
    """The roles of all these people are known from here on, as if each had been asked; one query."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    active = {person.pk: person for person in people if person.is_active}
    rows = Grant.objects.valid_on(today()).filter(person__in=active)
    for pk, role, path in rows.values_list("person", "role", "agency__path"):
        found[pk].append((role, path))
    for pk, person in active.items():
        person.roles = found[pk]
