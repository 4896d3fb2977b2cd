"""What people were found to be able to do, and where each of them stands."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.planning.models.competencies import HIGHEST, Competency

READERS = (Role.OFFICER, Role.HEAD, Role.AUDITOR)


def known_to(person: Person, prefix: str = "person") -> Q:
    """Rows about oneself, about those one supervises, and about people where a role reads staff data."""
    return (
        Q(**{prefix: person})
        | Q(**{f"{prefix}__supervisor": person})
        | within(f"{prefix}__agency", person, *READERS)
    )


class Source(models.TextChoices):
    """On what a level rests."""

    SELF = "self", _("Penilaian diri")
    SUPERVISOR = "supervisor", _("Penilaian atasan")
    EVIDENCE = "evidence", _("Bukti belajar")
    CENTRE = "centre", _("Hasil asesmen")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, person: Person) -> Self:
        """About oneself, those one supervises, and those whose staff data one reads."""
        return self.filter(known_to(person))


class Assessment(models.Model):
    """That somebody, or a finished piece of learning, found a person at a level on a day."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("tingkat"))
    source = models.CharField(_("sumber"), max_length=12, choices=Source.choices)
    words = models.CharField(_("dasar penilaian"), max_length=500, blank=True)
    evidence = models.CharField(max_length=80, blank=True)
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    assessed_at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-assessed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "competency", "evidence"],
                condition=~Q(evidence=""),
                name="an_evidence_counts_once_per_competency",
            ),
            models.CheckConstraint(
                condition=Q(level__lte=HIGHEST), name="an_assessed_level_is_0_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.competency_id} {self.level}"


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, person: Person) -> Self:
        """About oneself, those one supervises, and those whose staff data one reads."""
        return self.filter(known_to(person))

    def short(self) -> Self:
        """Where somebody was found below what the position needs."""
        return self.filter(required__gt=F("level"))


class Standing(models.Model):
    """What a person's position needs of a competency today, and the level they stand at.

    Kept by the actions so that 10,000 people are summed by the database. `level` is empty where
    nobody has looked yet; what the position does not need has `required` 0.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="standings"
    )
    competency = models.ForeignKey(Competency, on_delete=models.CASCADE, related_name="standings")
    required = models.PositiveSmallIntegerField(default=0)
    level = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=12, choices=Source.choices, blank=True)
    assessed_at = models.DateTimeField(null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "competency"], name="one_standing_per_person_and_competency"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.competency_id}"

    @property
    def gap(self) -> int:
        """How many levels are missing; none where nobody has looked."""
        return max(0, self.required - self.level) if self.level is not None else 0

    @property
    def is_open(self) -> bool:
        """Whether the position needs it and nobody has looked yet."""
        return self.required > 0 and self.level is None
