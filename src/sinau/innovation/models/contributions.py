"""What each agency really gave to an idea: hours, data, reviews, co-signed risks, hand-offs."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea

MOST_AMOUNT = Decimal(1000)


class Gift(models.TextChoices):
    """The kinds of contribution that are counted."""

    HOURS = "hours", _("Jam kerja")
    DATA = "data", _("Data yang dibagikan")
    REVIEW = "review", _("Tinjauan")
    COSIGN = "cosign", _("Risiko yang ikut ditandatangani")
    HANDOFF = "handoff", _("Serah terima pekerjaan")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def counted(self) -> ContributionQuerySet:
        """Confirmed by another member, or witnessed by the journal itself."""
        return self.filter(Q(confirmation__isnull=False) | ~Q(entry=""))

    def waiting(self) -> ContributionQuerySet:
        """Recorded by hand and not yet confirmed by anybody."""
        return self.filter(confirmation=None, entry="")


class Contribution(models.Model):
    """That a person of a participating agency gave something to an idea on a day.

    `entry` names the fact of the journal it was made of; then nobody has to confirm it. `key` is the
    same for the same contribution, so that it is counted once however often it is recorded.
    """

    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="contributions")
    # Where it is weighed: the idea itself, or the one it was merged into.
    counts_for = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="given")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(
        "people.Agency", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("jenis"), max_length=10, choices=Gift.choices)
    amount = models.DecimalField(
        _("banyaknya"),
        max_digits=6,
        decimal_places=1,
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(MOST_AMOUNT)],
    )
    what = models.CharField(_("yang dikerjakan"), max_length=300)
    happened_on = models.DateField(_("tanggal"))
    entry = models.CharField(max_length=40, blank=True, editable=False)
    key = models.CharField(max_length=64, unique=True, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = _("sumbangan")
        verbose_name_plural = _("sumbangan")

    def __str__(self) -> str:
        return self.what


class ContributionConfirmation(models.Model):
    """That another member saw this contribution and vouches for it."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.CASCADE, related_name="confirmation"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.contribution)
