"""What keeps risks from happening or makes them cost less, and how it did when it was tried."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.people.access import at_home, within
from sinau.people.models import Person
from sinau.risk.engine.learning import Share
from sinau.risk.models.estimates import share_field
from sinau.risk.models.registers import LOOKING
from sinau.risk.models.risks import Risk

# What was said of a control before it was tried counts as so many trials.
BELIEVED = 8.0


class Status(models.TextChoices):
    PLANNED = "planned", _("Direncanakan")
    WORKING = "working", _("Berjalan")
    ENDED = "ended", _("Dihentikan")


class ControlQuerySet(models.QuerySet["Control"]):
    def visible_to(self, person: Person) -> ControlQuerySet:
        """Controls of the own agency or in the scope of a role, and those of risks one may see."""
        risks = Serving.objects.filter(risk__in=Risk.objects.visible_to(person))
        return self.filter(
            at_home("agency", person)
            | within("agency", person, *LOOKING)
            | Q(pk__in=risks.values("control"))
        )

    def writable_by(self, person: Person) -> ControlQuerySet:
        """Controls of the own agency, and those all of whose risks one may write."""
        foreign = Serving.objects.exclude(risk__in=Risk.objects.writable_by(person))
        return self.visible_to(person).filter(
            at_home("agency", person) | ~Q(pk__in=foreign.values("control"))
        )

    def working(self) -> ControlQuerySet:
        """Controls that are in use now."""
        return self.filter(status=Status.WORKING)


class Control(models.Model):
    """One measure, for all risks it serves at once.

    `effect` is the share of events it keeps from happening, `severity_effect` the share of each loss
    it saves, `reliability` the share of years in which it works; as they were stated. What trials
    showed is in the four counters, and `believed_*` puts both together.
    """

    name = models.CharField(_("pengendalian"), max_length=200)
    effect = share_field(_("kejadian yang dicegah"), default=0.0)
    severity_effect = share_field(_("kerugian yang dikurangi"), default=0.0)
    reliability = share_field(_("keandalan"), default=1.0)
    cost = models.BigIntegerField(_("biaya setahun"), null=True, blank=True)
    status = models.CharField(
        _("keadaan"), max_length=10, choices=Status.choices, default=Status.PLANNED
    )
    evidence = models.TextField(_("bukti"), blank=True)
    agency = models.ForeignKey(
        "people.Agency",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("perangkat daerah"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("penanggung jawab"),
    )
    risks = models.ManyToManyField(Risk, through="Serving", related_name="controls")
    attempts = models.PositiveIntegerField(default=0)
    breaches = models.PositiveIntegerField(default=0)
    worked = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    described_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = ControlQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    effect__gte=0,
                    effect__lte=1,
                    severity_effect__gte=0,
                    severity_effect__lte=1,
                    reliability__gte=0,
                    reliability__lte=1,
                ),
                name="effects_of_a_control_are_shares",
            ),
        ]
        verbose_name = _("pengendalian")
        verbose_name_plural = _("pengendalian")

    def __str__(self) -> str:
        return self.name

    @property
    def believed_effect(self) -> float:
        """The share of events it keeps away, by what was said and what trials showed."""
        return _believed(self.effect, self.attempts - self.breaches, self.breaches)

    @property
    def believed_reliability(self) -> float:
        """The share of years in which it works, by what was said and what incidents showed."""
        return _believed(self.reliability, self.worked, self.failed)


def _believed(said: float, yes: int, no: int) -> float:
    if not yes and not no:
        return said
    return Share.after_trials(yes, yes + no, prior=(BELIEVED * said, BELIEVED * (1 - said))).mean


class Serving(models.Model):
    """That a control serves a risk."""

    control = models.ForeignKey(Control, on_delete=models.CASCADE, related_name="servings")
    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="servings")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["control", "risk"], name="a_control_serves_a_risk_once")
        ]

    def __str__(self) -> str:
        return f"{self.control} · {self.risk}"


class Trial(models.Model):
    """That a control was put to the test: attempts with breaches, or that it worked or failed when needed."""

    control = models.ForeignKey(Control, on_delete=models.CASCADE, related_name="trials")
    # The test as plain words, "risk.incident:7" or "innovation.run:12"; the same one counts once.
    source = models.CharField(max_length=120)
    attempts = models.PositiveIntegerField(default=0)
    breaches = models.PositiveIntegerField(default=0)
    worked = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField()

    class Meta:
        ordering = ["-tried_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["control", "source"], name="a_test_counts_once_a_control"
            ),
            models.CheckConstraint(
                condition=Q(breaches__lte=models.F("attempts")),
                name="no_more_breaches_than_attempts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.control} · {self.source}"
