"""For whom something is: one agency, the whole city, or everyone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    AGENCY = "agency", _("Perangkat daerah ini")
    CITY = "city", _("Seluruh ASN kota")
    PUBLIC = "public", _("Publik")


class AudienceFields(models.Model):
    """Mixed into what is published for somebody. Ask with `access.audience_for(person)`.

    `agency` owns it; with audience "agency" only the people working in that agency's subtree,
    and those who hold a role over it, find it.
    """

    agency = models.ForeignKey(
        "people.Agency",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("perangkat daerah"),
    )
    audience = models.CharField(
        _("untuk siapa"), max_length=10, choices=Audience.choices, default=Audience.AGENCY
    )

    class Meta:
        abstract = True
