"""What the city does not know yet: questions alike in one gap, with a clock, until the desk answers."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.ask.clockwork import hours_between
from sinau.kernel.clock import now, today
from sinau.people.access import within
from sinau.people.models import Person, Role

KEEPERS = (Role.CURATOR, Role.OFFICER)


class Want(models.TextChoices):
    """Why a question waits."""

    NO_SOURCE = "no_source", _("Belum ada sumber")
    UNHELPFUL = "unhelpful", _("Jawabannya tidak membantu")


class GapQuerySet(models.QuerySet["Gap"]):
    def kept_by(self, person: Person) -> GapQuerySet:
        """Those with a question of an agency this person keeps, and those passed on to one."""
        seen = GapMember.objects.kept_by(person).filter(gap=OuterRef("pk"))
        return self.filter(Exists(seen))

    def open(self) -> GapQuerySet:
        """Those the desk cannot answer yet."""
        return self.filter(closed_at=None, merged_into=None)

    def closed(self) -> GapQuerySet:
        """Those it can answer since."""
        return self.filter(closed_at__isnull=False, merged_into=None)


class Gap(models.Model):
    """Something several people wanted to know and no source could tell; it closes by an answer only.

    `terms` are the roots of its first question, by which like questions find it. `waiting` counts
    the questions that still wait.
    """

    opened_at = models.DateTimeField()
    promised_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    # Office hours from opening to closing.
    hours = models.FloatField(null=True)
    terms = ArrayField(models.CharField(max_length=120), default=list)
    waiting = models.PositiveIntegerField(default=0)
    # Where the nearest passages belong; only an officer's hand passes the question on to them.
    near_agency = models.ForeignKey(
        "people.Agency", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="merged"
    )
    tried_at = models.DateTimeField(null=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        indexes = [
            GinIndex(fields=["terms"], name="gaps_by_terms"),
            models.Index(fields=["closed_at", "opened_at"], name="gaps_by_state"),
        ]
        verbose_name = _("celah pengetahuan")

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("ask:gap", args=[self.pk])

    @property
    def source(self) -> str:
        """How other apps name it: "ask.gap:9"."""
        return f"ask.gap:{self.pk}"

    def likeness(self, other: Gap) -> float:
        """The share (0 to 1) of the roots of both that they have in common."""
        one, two = set(self.terms), set(other.terms)
        return len(one & two) / len(one | two) if one | two else 0.0

    @property
    def is_open(self) -> bool:
        """Whether somebody still waits."""
        return self.closed_at is None

    @property
    def is_late(self) -> bool:
        """Whether the promised day has passed."""
        return self.is_open and today() > self.promised_on

    @property
    def clock(self) -> float:
        """Office hours it has waited, or had waited when it closed."""
        passed = self.hours if self.hours is not None else hours_between(self.opened_at, now())
        return round(passed, 1)


class GapMemberQuerySet(models.QuerySet["GapMember"]):
    def kept_by(self, person: Person) -> GapMemberQuerySet:
        """Questions whose words this person may read for their work."""
        passed_on = Forward.objects.filter(within("agency", person, *KEEPERS), gap=OuterRef("gap"))
        return self.filter(within("question__agency", person, *KEEPERS) | Q(Exists(passed_on)))

    def waiting(self) -> GapMemberQuerySet:
        """Those without an answer."""
        return self.filter(answered_at=None)


class GapMember(models.Model):
    """That a question waits in a gap, why, and since when the desk can answer it."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="members")
    question = models.OneToOneField(
        "ask.Question", on_delete=models.CASCADE, related_name="membership"
    )
    want = models.CharField(max_length=12, choices=Want.choices)
    joined_at = models.DateTimeField()
    moved_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = GapMemberQuerySet.as_manager()

    class Meta:
        ordering = ["joined_at", "pk"]

    def __str__(self) -> str:
        return f"{self.gap}: {self.question_id}"


class Forward(models.Model):
    """That an officer passed a gap on to the agency that should know; its keepers read it since."""

    gap = models.ForeignKey(Gap, on_delete=models.CASCADE, related_name="forwards")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    forwarded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    forwarded_at = models.DateTimeField()

    class Meta:
        ordering = ["forwarded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gap", "agency"], name="forwarded_once_to_an_agency")
        ]

    def __str__(self) -> str:
        return f"{self.gap} → {self.agency}"
