"""Under which identifiers statements speak of the people of the city."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class IdentityKind(models.TextChoices):
    HOUSE = "house", _("akun Sinau")
    EMAIL = "email", _("surel dinas")
    ELSEWHERE = "elsewhere", _("akun di sistem lain")


class IdentityQuerySet(models.QuerySet["Identity"]):
    def open(self) -> IdentityQuerySet:
        """Identifiers that are somebody's now."""
        return self.filter(until=None)


class Identity(models.Model):
    """That statements of this actor speak of this person, from a moment until another.

    `identifier` is the text of `Checked.actor`. The name of the house's own account is random, so
    that a statement that leaves the house says nobody's number.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="identities",
        verbose_name=_("pegawai"),
    )
    kind = models.CharField(_("jenis"), max_length=10, choices=IdentityKind.choices)
    identifier = models.TextField(_("pengenal"))
    since = models.DateTimeField(_("sejak"))
    until = models.DateTimeField(_("sampai"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = IdentityQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["identifier"], condition=Q(until=None), name="one_person_per_identifier"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(until=None, kind=IdentityKind.HOUSE),
                name="one_house_account_per_person",
            ),
        ]
        verbose_name = _("pengenal pelaku")
        verbose_name_plural = _("pengenal pelaku")

    def __str__(self) -> str:
        return self.identifier
