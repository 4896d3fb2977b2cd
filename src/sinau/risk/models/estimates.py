"""How often and how bad people think a risk is, and what happened since taught about it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.risk.engine import Loss, Rate
from sinau.risk.models.risks import Risk

MOST_RUPIAH = 10**15


class Way(models.TextChoices):
    """In which of three ways it was said how often a risk happens."""

    CHANCE = "chance", _("Peluang dalam setahun")
    EVENTS = "events", _("Kejadian dalam setahun")
    COUNT = "count", _("Kejadian yang tercatat")


class Grade(models.TextChoices):
    """On what an estimate rests, the firmest first."""

    MEASURED = "measured", _("Diukur di sini")
    ELSEWHERE = "elsewhere", _("Diukur di tempat lain")
    EXPERT = "expert", _("Penilaian ahli")
    GUESS = "guess", _("Dugaan")


class Ranges(models.Model):
    """Nine-in-ten ranges of one person: of the chance or the events of a year, and of one loss.

    `low` and `high` are a share between 0 and 1 (chance) or events a year (events); a count has
    `events` in `years` instead. `shape` and `per` are the Gamma rate that follows from them.
    """

    way = models.CharField(_("cara menyatakan"), max_length=10, choices=Way.choices)
    low = models.FloatField(_("batas bawah"), null=True, blank=True)
    high = models.FloatField(_("batas atas"), null=True, blank=True)
    events = models.PositiveIntegerField(_("jumlah kejadian"), null=True, blank=True)
    years = models.FloatField(_("lama pengamatan (tahun)"), null=True, blank=True)
    loss_low = models.BigIntegerField(_("kerugian terendah"))
    loss_high = models.BigIntegerField(_("kerugian tertinggi"))
    grade = models.CharField(_("dasar perkiraan"), max_length=10, choices=Grade.choices)
    basis = models.TextField(_("keterangan dasar"), blank=True)
    shape = models.FloatField()
    per = models.FloatField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(way="count", events__isnull=False, years__gt=0)
                    | Q(way="chance", low__gt=0, high__gt=F("low"), high__lt=1)
                    | Q(way="events", low__gt=0, high__gt=F("low"))
                ),
                name="%(class)s_says_how_often_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(loss_low__gt=0, loss_high__gte=F("loss_low"), shape__gt=0, per__gt=0),
                name="%(class)s_has_a_loss_and_a_rate",
            ),
        ]

    @property
    def gamma(self) -> Rate:
        """The rate of events a year, as uncertain as it is."""
        return Rate(self.shape, self.per)

    @property
    def loss(self) -> Loss:
        """The loss of one event."""
        return Loss.from_range(self.loss_low, self.loss_high)


class Estimate(Ranges):
    """How often and how bad one risk was thought to be, by whom and on what ground; never changed.

    With a `round` it is the joint estimate of its estimators, adopted by `estimated_by`.
    """

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="estimates")
    round = models.ForeignKey(
        "Round", on_delete=models.PROTECT, null=True, blank=True, related_name="estimates"
    )
    # Of a joint estimate: the rule by which it was joined and the weight of each estimator.
    pooling = models.JSONField(default=dict, blank=True)
    estimated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    estimated_at = models.DateTimeField()

    class Meta(Ranges.Meta):
        ordering = ["-estimated_at", "-pk"]
        verbose_name = _("perkiraan")
        verbose_name_plural = _("perkiraan")

    def __str__(self) -> str:
        return f"{self.risk} · {self.get_way_display()}"


class Seen(models.TextChoices):
    """What was seen of a risk."""

    INCIDENT = "incident", _("Kejadian")
    NEAR_MISS = "near_miss", _("Nyaris kejadian")
    QUIET = "quiet", _("Tidak ada kejadian")


class Signal(models.TextChoices):
    """What so many incidents say about the estimate they were not expected under."""

    EXPECTED = "", _("Sesuai perkiraan")
    REVIEW = "review", _("Perlu ditinjau")
    HOLD = "hold", _("Ditahan")


class Learning(models.Model):
    """That one thing was seen of a risk on a day, and the rate once it and all before it is counted.

    `incidents`, `near_misses` and `observed_years` run since the estimate `estimate`; `chance` is how
    likely so many incidents or more were before anything was learnt.
    """

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="learnings")
    estimate = models.ForeignKey(Estimate, on_delete=models.CASCADE, related_name="learnings")
    seen = models.CharField(max_length=10, choices=Seen.choices)
    day = models.DateField()
    # The incident as plain words, "risk.incident:7"; the same one teaches once.
    source = models.CharField(max_length=120)
    incidents = models.PositiveIntegerField()
    near_misses = models.PositiveIntegerField()
    observed_years = models.FloatField()
    shape = models.FloatField()
    per = models.FloatField()
    chance = models.FloatField()
    signal = models.CharField(max_length=10, choices=Signal.choices, blank=True)
    learnt_at = models.DateTimeField()

    class Meta:
        ordering = ["-learnt_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["estimate", "source"], name="an_incident_teaches_an_estimate_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_seen_display()} · {self.day}"

    @property
    def gamma(self) -> Rate:
        """The rate after it."""
        return Rate(self.shape, self.per)


class CoOwner(models.Model):
    """That another agency owns a risk together with the owner of its register."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="co_owners")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "agency"], name="an_agency_owns_a_risk_once")
        ]

    def __str__(self) -> str:
        return f"{self.agency} · {self.risk}"


class TrainingAnswer(models.Model):
    """That a person gave a nine-in-ten range for a question whose answer is known, and whether it held.

    The truth is kept as it was when answered; the first answer counts, as in life.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="training_answers")
    question = models.SlugField(max_length=60)
    low = models.FloatField(_("batas bawah"))
    high = models.FloatField(_("batas atas"))
    truth = models.FloatField()
    held = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "question"], name="a_person_answers_a_question_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} · {self.low:g} – {self.high:g}"


def share_field(label: Any, *, default: float | None = None) -> models.FloatField:  # type: ignore[type-arg]
    """A number between 0 and 1."""
    limits = [MinValueValidator(0.0), MaxValueValidator(1.0)]
    if default is None:
        return models.FloatField(label, validators=limits)
    return models.FloatField(label, validators=limits, default=default)
