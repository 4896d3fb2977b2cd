"""The entry of a use in the public register: written by the team, approved before it shows."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea


class UseEntry(models.Model):
    """What a team writes for the public about its use, beside what the plan already says.

    `said` holds the fields of the register by key; `hidden` those the team keeps from the public.
    """

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="entry")
    said = models.JSONField(default=dict)
    hidden = ArrayField(models.CharField(max_length=40), default=list)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.idea)


class EntryVersion(models.Model):
    """An entry as it was sent for approval: frozen words, numbered by idea."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="entry_versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(_("yang berubah"), max_length=300, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["idea", "number"], name="entry_versions_are_numbered")
        ]

    def __str__(self) -> str:
        return f"{self.idea} {self.number}"


class EntryDecision(models.Model):
    """That a head let a version be read by everybody, or sent it back."""

    version = models.OneToOneField(EntryVersion, on_delete=models.PROTECT, related_name="decision")
    is_approved = models.BooleanField()
    note = models.CharField(_("catatan"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.version)
