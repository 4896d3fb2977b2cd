"""Signals from elsewhere that may become an idea: knowledge gaps, low marks of a service."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea
from sinau.people.access import at_home, within
from sinau.people.models import Person, Role


class Signal(models.TextChoices):
    """Where a suggestion comes from."""

    GAP = "gap", _("Pertanyaan yang belum terjawab")
    COMPLAINT = "complaint", _("Keluhan atas layanan")


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def visible_to(self, person: Person) -> SuggestionQuerySet:
        """Those for the whole city, for the person's own agency, and where a role is held."""
        return self.filter(
            models.Q(agency=None)
            | at_home("agency", person)
            | within("agency", person, Role.HEAD, Role.RISK_OFFICER, Role.AUDITOR)
        )

    def waiting(self) -> SuggestionQuerySet:
        """Strong enough to be shown, and nobody has taken it up or put it aside."""
        return self.filter(weight__gte=models.F("enough"), closing=None)


class Suggestion(models.Model):
    """One signal, by its source; it shows once `weight` (so many told of it) reaches `enough`."""

    source = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=Signal.choices)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)
    agency = models.ForeignKey(
        "people.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    weight = models.PositiveIntegerField(default=1)
    enough = models.PositiveIntegerField(default=1)
    first_told_at = models.DateTimeField()
    last_told_at = models.DateTimeField()

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["-weight", "-last_told_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class SuggestionVoice(models.Model):
    """That a fact of the journal added its weight to a suggestion; once, however often told."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="voices")
    entry = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return self.entry


class SuggestionClosing(models.Model):
    """That somebody made an idea of a suggestion, or said why not."""

    suggestion = models.OneToOneField(Suggestion, on_delete=models.CASCADE, related_name="closing")
    idea = models.OneToOneField(
        Idea, on_delete=models.SET_NULL, null=True, blank=True, related_name="origin"
    )
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.suggestion)
