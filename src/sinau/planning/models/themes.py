"""What the city wants to be able to do, and the programmes that get it there."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.planning.models.competencies import Competency
from sinau.planning.models.structure import Organ


class ThemeQuerySet(models.QuerySet["Theme"]):
    def visible_to(self, person: Person) -> Self:
        """The strategic themes are known to everybody who works for the city."""
        return self if person.is_active else self.none()


class Theme(models.Model):
    """A strategic theme: one goal of the city's plan, for its period, in which people must learn."""

    title = models.CharField(_("tema"), max_length=150)
    goal = models.TextField(_("sasaran rencana kota"), max_length=600)
    source = models.CharField(
        _("sumber"), max_length=200, help_text=_("Misalnya: RPJMD, sasaran 2.")
    )
    verified = models.BooleanField(_("sudah dicocokkan dengan naskahnya"), default=False)
    starts_year = models.PositiveSmallIntegerField(_("tahun awal"))
    ends_year = models.PositiveSmallIntegerField(_("tahun akhir"))
    position = models.PositiveSmallIntegerField(_("urutan"), default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    updated_at = models.DateTimeField()

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_year__gte=models.F("starts_year")), name="a_theme_has_a_period"
            )
        ]
        verbose_name = _("tema strategis")
        verbose_name_plural = _("tema strategis")

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.theme:{self.pk}"


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, person: Person) -> Self:
        """The programmes are known to everybody who works for the city."""
        return self if person.is_active else self.none()


class Programme(models.Model):
    """What an academy offers, year after year, so that a theme comes true."""

    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("tema")
    )
    academy = models.ForeignKey(
        Organ, on_delete=models.PROTECT, related_name="programmes", verbose_name=_("pengampu")
    )
    title = models.CharField(_("program"), max_length=150)
    aim = models.TextField(_("hasil yang dituju"), max_length=600)
    target = models.CharField(_("untuk siapa"), max_length=200)
    competencies = models.ManyToManyField(
        Competency, through="ProgrammeCompetency", related_name="programmes"
    )
    updated_at = models.DateTimeField()

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["theme__position", "title", "pk"]
        verbose_name = _("program")
        verbose_name_plural = _("program")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("planning:programme", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"planning.programme:{self.pk}"


class ProgrammeCompetency(models.Model):
    """That a programme brings people to a level of a competency."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="leads_to")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "competency"], name="a_programme_leads_to_one_level"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} · {self.competency_id}"
