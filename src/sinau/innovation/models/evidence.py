"""Evidence for the regional innovation index: a file or an address for each indicator."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea


def _place(evidence: Evidence, name: str) -> str:
    """A name nobody can guess, below the idea; what the file was called is kept beside it."""
    ending = name.rsplit(".", 1)[-1].lower()
    return f"inovasi/{evidence.idea_id}/{secrets.token_hex(16)}.{ending}"


class Evidence(models.Model):
    """That an idea reaches a parameter of an indicator, with the paper that shows it."""

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="evidence")
    indicator = models.PositiveSmallIntegerField(_("indikator"))
    parameter = models.PositiveSmallIntegerField(
        _("parameter"), validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    what = models.CharField(_("keterangan"), max_length=300)
    url = models.URLField(_("alamat"), max_length=300, blank=True)
    file = models.FileField(_("berkas"), upload_to=_place, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["indicator", "pk"]

    def __str__(self) -> str:
        return self.what


class EvidenceCheck(models.Model):
    """That somebody who did not add it looked at a piece of evidence: it holds, or it does not."""

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="check_row")
    holds = models.BooleanField()
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.evidence)
