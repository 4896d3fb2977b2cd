"""How the corporate university is put together, and who sits where."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Agency, Person


class OrganKind(models.TextChoices):
    """What an organ is for; its name is the city's own."""

    COUNCIL = "council", _("Dewan pengarah")
    COORDINATOR = "coordinator", _("Koordinator")
    ACADEMY = "academy", _("Akademi atau kelompok keahlian")
    TEAM = "team", _("Tim belajar unit kerja")


class OrganQuerySet(models.QuerySet["Organ"]):
    def visible_to(self, person: Person) -> Self:
        """How the city's learning is arranged is known to everybody who works there."""
        return self if person.is_active else self.none()

    def standing(self) -> Self:
        """Those not dissolved."""
        return self.filter(closed_on=None)


class Organ(models.Model):
    """One part of the corporate university: the council, the coordinator, an academy, a team."""

    kind = models.CharField(_("jenis"), max_length=12, choices=OrganKind.choices)
    name = models.CharField(_("nama"), max_length=150)
    mandate = models.TextField(_("tugas"), max_length=1000, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("di bawah"),
    )
    agency = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("perangkat daerah pengampu"),
    )
    position = models.PositiveSmallIntegerField(_("urutan"), default=1)
    basis = models.CharField(_("dasar penetapan"), max_length=200, blank=True)
    opened_on = models.DateField(_("dibentuk"))
    closed_on = models.DateField(_("dibubarkan"), null=True, blank=True)
    updated_at = models.DateTimeField()

    objects = OrganQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=models.F("pk")), name="an_organ_is_not_below_itself"
            )
        ]
        verbose_name = _("bagian struktur")
        verbose_name_plural = _("struktur")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("planning:organ", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.organ:{self.pk}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def held_on(self, day: dt.date) -> Self:
        """Who sat there on that day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Seat(models.Model):
    """That a person has a part in an organ, from one day to another."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("pegawai"),
    )
    title = models.CharField(_("kedudukan"), max_length=80)
    rank = models.PositiveSmallIntegerField(_("urutan"), default=5)
    starts_on = models.DateField(_("mulai"))
    ends_on = models.DateField(_("sampai dengan"), null=True, blank=True)
    appointed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    appointed_at = models.DateTimeField()

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="a_seat_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["organ", "person"],
                condition=Q(ends_on=None),
                name="one_open_seat_per_person_and_organ",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.title}"
