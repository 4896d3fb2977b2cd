"""Where classes are held and who speaks in them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Agency, Person, Role


class RoomQuerySet(models.QuerySet["Room"]):
    def in_use(self) -> Self:
        """Those one can still choose."""
        return self.filter(closed_at=None)

    def kept_by(self, person: Person) -> Self:
        """Rooms of agencies in this officer's charge."""
        return self.filter(within("agency", person, Role.OFFICER))


class Room(models.Model):
    """A room of an agency in which classes are held, and how many people it takes."""

    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", verbose_name=_("perangkat daerah")
    )
    name = models.CharField(_("nama ruang"), max_length=120)
    address = models.CharField(_("alamat"), max_length=200)
    capacity = models.PositiveSmallIntegerField(_("kapasitas"))
    equipment = models.CharField(_("perlengkapan"), max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
    )

    objects = RoomQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gt=0), name="a_room_takes_somebody")
        ]
        verbose_name = _("ruang")
        verbose_name_plural = _("ruang")

    def __str__(self) -> str:
        return f"{self.name} ({self.capacity})"

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.room:{self.pk}"


class Speaker(models.Model):
    """That somebody speaks in a session: a person of the city, or a guest by name."""

    session = models.ForeignKey(
        "university.Session", on_delete=models.CASCADE, related_name="speakers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(_("nama"), max_length=150)
    position = models.CharField(_("jabatan atau instansi"), max_length=150, blank=True)
    topic = models.CharField(_("topik"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="one_speaks_once_in_a_session"
            )
        ]
        verbose_name = _("narasumber")
        verbose_name_plural = _("narasumber")

    def __str__(self) -> str:
        return self.name
