"""Rules by which foreign statements become learning, and what came of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.records.mapping.rules import Rule, rule_from

KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
LOOKERS = (*KEEPERS, Role.AUDITOR)
# Who reads what was reported of somebody else, within the agencies over which they hold the role.
READERS = (Role.OFFICER, Role.HEAD, Role.AUDITOR)


class MappingQuerySet(models.QuerySet["MappingVersion"]):
    def newest(self) -> MappingQuerySet:
        """The newest wording of each rule, in the order in which rules are asked."""
        later = MappingVersion.objects.filter(
            key=models.OuterRef("key"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(later)).order_by("first_at", "key")

    def visible_to(self, person: Person) -> MappingQuerySet:
        """For the personnel office of the city, its administrators and auditors."""
        return self if person.answers_for_city(*LOOKERS) else self.none()


class MappingVersion(models.Model):
    """One wording of a rule: which statements count as which learning. The newest one is in force.

    Rows are only added; learning that was counted points at the wording that counted it.
    """

    key = models.SlugField(max_length=60)
    version = models.PositiveIntegerField()
    label = models.CharField(_("nama aturan"), max_length=150)
    note = models.CharField(_("keterangan"), max_length=400, blank=True)
    in_use = models.BooleanField()
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    reason = models.CharField(_("alasan"), max_length=300, blank=True)
    # How much learning this wording has counted; kept, so that a list never counts.
    counted = models.PositiveIntegerField(default=0)
    # When the first wording came: rules are asked in this order.
    first_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = MappingQuerySet.as_manager()

    class Meta:
        ordering = ["key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="one_wording_per_version")
        ]
        verbose_name = _("aturan pemetaan")
        verbose_name_plural = _("aturan pemetaan")

    def __str__(self) -> str:
        return f"{self.label} · {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("records:mapping", args=[self.key])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"records.mapping:{self.key}"

    def rule(self) -> Rule:
        """The rule as the pure functions take it."""
        return rule_from(self.content)


class ReportedQuerySet(models.QuerySet["Reported"]):
    def visible_to(self, person: Person) -> ReportedQuerySet:
        """One's own, and that of the people one answers for."""
        return self.filter(Q(person=person) | within("person__agency", person, *READERS))


class Reported(models.Model):
    """Learning outside Sinau that one or several statements speak of; it counts once.

    `occasion` is the registration, or the year; `round` grows when learning that was withdrawn is
    reported again, because evidence is used up for ever.
    """

    evidence = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reported_learning"
    )
    activity = models.TextField()
    occasion = models.CharField(max_length=80, blank=True)
    round = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    minutes = models.PositiveIntegerField()
    ended_on = models.DateField()
    rule = models.ForeignKey(MappingVersion, on_delete=models.PROTECT, related_name="reported")
    reported_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ReportedQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [models.Index(fields=["person", "-reported_at"], name="reported_of_a_person")]
        verbose_name = _("belajar yang dilaporkan")
        verbose_name_plural = _("belajar yang dilaporkan")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("records:reported", args=[self.pk])


class Support(models.Model):
    """That a statement speaks of reported learning; voided ones no longer do."""

    statement = models.UUIDField(unique=True)
    learning = models.ForeignKey(Reported, on_delete=models.PROTECT, related_name="supports")
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.statement)


class StrangerQuerySet(models.QuerySet["Stranger"]):
    def unknown(self) -> StrangerQuerySet:
        """Those nobody has said anything about yet."""
        return self.filter(set_aside_at=None, person=None)

    def visible_to(self, person: Person) -> StrangerQuerySet:
        """For the personnel office of the city, its administrators and auditors."""
        return self if person.answers_for_city(*LOOKERS) else self.none()


class Stranger(models.Model):
    """An actor whose learning would count if we knew who it is.

    Either an officer says who it is (`person`), or that it is nobody of ours (`set_aside_at`).
    """

    identifier = models.TextField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    waiting = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_aside_reason = models.CharField(max_length=300, blank=True)

    objects = StrangerQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "pk"]
        indexes = [
            models.Index(
                fields=["-last_at"],
                condition=Q(set_aside_at=None, person=None),
                name="unknown_actors",
            )
        ]
        verbose_name = _("pelaku yang belum dikenali")
        verbose_name_plural = _("pelaku yang belum dikenali")

    def __str__(self) -> str:
        return self.name or self.identifier

    def get_absolute_url(self) -> str:
        return reverse("records:stranger", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"records.stranger:{self.pk}"


class Waiting(models.Model):
    """A statement that fits a rule and waits until its actor is known."""

    statement = models.UUIDField(unique=True)
    stored = models.DateTimeField()
    stranger = models.ForeignKey(Stranger, on_delete=models.CASCADE, related_name="statements")

    def __str__(self) -> str:
        return str(self.statement)
