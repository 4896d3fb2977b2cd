"""Calls for ideas on a theme, the ideas that answer them, and decisions with public reasons."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea
from sinau.kernel.clock import today
from sinau.people.access import within
from sinau.people.models import Person, Role


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, person: Person) -> CallQuerySet:
        """A call is made to the whole city."""
        return self

    def held_by(self, person: Person) -> CallQuerySet:
        """Calls of agencies this person leads: theirs to close and decide."""
        return self.filter(within("agency", person, Role.HEAD))

    def open_on(self, day: date) -> CallQuerySet:
        """Calls that still take ideas on that day."""
        return self.filter(due__gte=day, closing=None)


class Call(models.Model):
    """An agency asks the whole city for ideas on a theme until a day, with criteria said before."""

    title = models.CharField(_("tema"), max_length=120)
    question = models.TextField(_("pertanyaan"))
    criteria = ArrayField(models.CharField(max_length=200), verbose_name=_("kriteria"))
    due = models.DateField(_("batas"))
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    answer_count = models.PositiveIntegerField(default=0, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    opened_at = models.DateTimeField()

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-due", "-pk"]
        verbose_name = _("panggilan gagasan")
        verbose_name_plural = _("panggilan gagasan")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("innovation:call", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether ideas may still answer it."""
        return self.due >= today() and not hasattr(self, "closing")


class CallClosing(models.Model):
    """That whoever holds a call ended it, and what they said to everybody who answered."""

    call = models.OneToOneField(Call, on_delete=models.CASCADE, related_name="closing")
    word = models.TextField(_("kata penutup"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.word


class Answer(models.Model):
    """That an idea answers a call."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="answers")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="answers")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "idea"], name="an_idea_answers_a_call_once")
        ]

    def __str__(self) -> str:
        return f"{self.idea} · {self.call}"


class Verdict(models.TextChoices):
    """What was decided about an idea."""

    TAKEN_UP = "taken_up", _("Ditindaklanjuti")
    DECLINED = "declined", _("Tidak dilanjutkan")
    MERGED = "merged", _("Digabung")


class Decision(models.Model):
    """What was decided about an idea, with the reason everybody may read. The last one holds."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="decisions")
    call = models.ForeignKey(
        Call, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    verdict = models.CharField(_("keputusan"), max_length=10, choices=Verdict.choices)
    reason = models.TextField(_("alasan"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["-decided_at", "-pk"]

    def __str__(self) -> str:
        return self.reason
