"""What tools and learning systems outside have in common: whose they are, their keys, their end."""

from __future__ import annotations

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Person, Role

PartnerT = TypeVar("PartnerT", bound="Partner")


class PartnerQuerySet(models.QuerySet[PartnerT]):
    def usable(self) -> Self:
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)

    def kept_by(self, person: Person) -> Self:
        """Those of agencies in this officer's charge."""
        return self.filter(within("agency", person, Role.OFFICER))


class Partner(models.Model):
    """Something outside with which the house speaks LTI 1.3, until it is withdrawn."""

    name = models.CharField(_("nama"), max_length=150)
    agency = models.ForeignKey(
        "people.Agency",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("perangkat daerah"),
    )
    keys_url = models.CharField(_("alamat JWKS"), max_length=1000)
    # The key set as it was last read, so that not every message asks for it.
    keys_text = models.TextField(blank=True)
    keys_read_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
