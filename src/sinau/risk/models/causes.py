"""What many risks hang on: a vendor, a model, a network, the habits of one unit."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.risk.models.risks import Risk


class CauseKind(models.TextChoices):
    VENDOR = "vendor", _("Penyedia")
    MODEL = "model", _("Model AI")
    DATA = "data", _("Sumber data")
    NETWORK = "network", _("Jaringan atau pusat data")
    PEOPLE = "people", _("Kebiasaan kerja satu unit")
    RULES = "rules", _("Perubahan peraturan")
    ATTACK = "attack", _("Serangan yang disengaja")
    COUNTRY = "country", _("Peristiwa kota atau nasional")


class Cause(models.Model):
    """A common cause with a name and somebody who answers for it.

    `bad_year` is its story, "in one year of twenty it strikes so many times as often as usual";
    `variance` is what the model makes of that.
    """

    name = models.CharField(_("penyebab bersama"), max_length=120, unique=True)
    kind = models.CharField(_("jenis"), max_length=10, choices=CauseKind.choices)
    description = models.TextField(_("keterangan"), blank=True)
    bad_year = models.FloatField(_("pada tahun buruk, berapa kali biasanya"))
    variance = models.FloatField()
    agency = models.ForeignKey(
        "people.Agency",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("perangkat daerah yang bertanggung jawab"),
    )
    described_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    described_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bad_year__gt=1, variance__gt=0), name="a_bad_year_is_worse_than_usual"
            )
        ]
        verbose_name = _("penyebab bersama")
        verbose_name_plural = _("penyebab bersama")

    def __str__(self) -> str:
        return self.name


class RiskCause(models.Model):
    """That a risk hangs on a common cause, by this share of its events; at most all of them together."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="cause_weights")
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, related_name="risk_weights")
    weight = models.FloatField(_("bobot"))

    class Meta:
        ordering = ["-weight", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "cause"], name="a_cause_once_a_risk"),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=1), name="a_weight_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk} · {self.cause}"
