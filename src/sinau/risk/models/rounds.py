"""Estimation rounds: several people of several agencies answer alone, then look together."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person, Role
from sinau.risk.models.estimates import Estimate, Ranges
from sinau.risk.models.registers import Register
from sinau.risk.models.risks import Risk


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, person: Person) -> RoundQuerySet:
        """Rounds about registers one may see, and those in which one was asked."""
        asked = Estimator.objects.filter(person=person)
        return self.filter(
            Q(register__in=Register.objects.visible_to(person)) | Q(pk__in=asked.values("round"))
        )

    def coordinated_by(self, person: Person) -> RoundQuerySet:
        """Rounds the person opened, whose register they keep or over which they are risk officer."""
        registers = Register.objects.decidable_by(person, Role.RISK_OFFICER)
        return self.filter(
            Q(opened_by=person) | Q(register__keeper=person) | Q(register__in=registers)
        )

    def hidden(self) -> RoundQuerySet:
        """Rounds whose answers nobody sees yet."""
        return self.filter(revealed_at=None)

    def due(self, day: date) -> RoundQuerySet:
        """Hidden rounds whose last day is over."""
        return self.hidden().filter(closes_on__lt=day)


class Round(models.Model):
    """That a coordinator asked several people for their ranges of some risks of one register.

    Until `revealed_at` nobody sees the answers of another; after it everybody may revise until
    `finished_at`, when what was adopted stands.
    """

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="rounds")
    title = models.CharField(_("judul"), max_length=150)
    note = models.TextField(_("pengantar"), blank=True)
    closes_on = models.DateField(_("dijawab paling lambat"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()
    revealed_at = models.DateTimeField(null=True, blank=True)
    # Nobody when all had answered or the last day was over.
    revealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    estimator_count = models.PositiveIntegerField(default=0)
    answered_count = models.PositiveIntegerField(default=0)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        verbose_name = _("putaran perkiraan")
        verbose_name_plural = _("putaran perkiraan")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("risk:round", args=[self.pk])

    @property
    def is_hidden(self) -> bool:
        """Whether the answers are still hidden from each other."""
        return self.revealed_at is None


class Question(models.Model):
    """That a round asks about this risk, and the joint estimate that came of it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="questions")
    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="questions")
    adopted = models.ForeignKey(
        Estimate, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["risk__code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "risk"], name="a_round_asks_a_risk_once")
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.risk}"


class Estimator(models.Model):
    """That a person was asked, for which agency, and when all questions had their first answer."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="estimators")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="estimator_places"
    )
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="a_person_once_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.round}"


class Turn(models.IntegerChoices):
    FIRST = 1, _("Jawaban pertama")
    REVISED = 2, _("Jawaban sesudah dibuka")


class Answer(Ranges):
    """What one estimator says of one risk, alone (first) or after seeing the others (revised)."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    estimator = models.ForeignKey(Estimator, on_delete=models.CASCADE, related_name="answers")
    turn = models.PositiveSmallIntegerField(choices=Turn.choices)
    answered_at = models.DateTimeField()

    class Meta(Ranges.Meta):
        ordering = ["question", "estimator", "turn"]
        constraints = [
            *Ranges.Meta.constraints,
            models.UniqueConstraint(
                fields=["question", "estimator", "turn"], name="one_answer_a_turn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estimator} · {self.question}"


class Remark(models.Model):
    """What somebody says about the answers to one question once they are open."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="remarks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("tanggapan"))
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]

    def __str__(self) -> str:
        return self.text
