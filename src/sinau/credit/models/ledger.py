"""The ledger: entries that are never changed, and the totals they add up to."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.credit.computing import ANY, Activity
from sinau.credit.models.rules import RuleVersion
from sinau.people.access import within
from sinau.people.models import Person, Role

# Who may read somebody else's ledger, within the agencies over which they hold the role.
READERS = (Role.OFFICER, Role.HEAD, Role.AUDITOR)


# Not EntryQuerySet: the type checker takes two of one name for the same.
class LedgerQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, person: Person) -> LedgerQuerySet:
        """One's own entries, and those of the people one answers for."""
        return self.filter(Q(person=person) | within("person__agency", person, *READERS))

    def of_year(self, year: int) -> LedgerQuerySet:
        """What counts in that calendar year."""
        return self.filter(counts_in=year)

    def first_rows(self) -> LedgerQuerySet:
        """The rows that stand for an event; not those that undo or adjust another row."""
        return self.filter(reverses=None, adjusts=None)

    def standing(self) -> LedgerQuerySet:
        """The rows that stand for an event and were not undone."""
        return self.first_rows().filter(reversal=None)


class Entry(models.Model):
    """A row of somebody's JP ledger: so much was earned by this, under that version of the rules.

    Never changed or deleted (the database refuses). A mistake is undone by a reversing row; a row
    that `adjusts` another gives or takes what a cap leaves to it since. `counts_in` is the year whose
    total holds it: the year of its last day, or a later one where that year was closed already.
    `hash` covers all of the row and the hash of the row before it in the person's ledger.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jp_entries"
    )
    position = models.PositiveIntegerField()
    evidence = models.CharField(max_length=120, unique=True)
    evidence_url = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    organiser = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=40)
    basis = models.CharField(max_length=10)
    rule = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="entries")
    # The rule whose caps hold for it: that of its form, also where the certificate gave the number.
    cap_rule = models.ForeignKey(
        RuleVersion, on_delete=models.PROTECT, null=True, related_name="capped_entries"
    )
    minutes = models.PositiveIntegerField(default=0)
    stated_jp = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    international = models.BooleanField(default=False)
    sessions = models.PositiveSmallIntegerField(default=1)
    emp_kind = models.CharField(max_length=4, blank=True)
    number = models.CharField(max_length=100, blank=True)
    # By this two evidences of one event are known; empty where nobody can say.
    event = models.CharField(max_length=160, blank=True)
    counts_in = models.PositiveSmallIntegerField()
    started_on = models.DateField()
    earned_on = models.DateField()
    jp = models.DecimalField(max_digits=7, decimal_places=2)
    cut = models.DecimalField(max_digits=7, decimal_places=2, default=0)
    reverses = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="reversal"
    )
    adjusts = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="adjustments"
    )
    reason = models.CharField(max_length=300, blank=True)
    # The journal's entry of the fact that earned it; a plain number, the journal keeps its own order.
    fact_entry = models.BigIntegerField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    # Which fields the hash covers; rows of the first release know fewer.
    scheme = models.PositiveSmallIntegerField(default=2)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["-earned_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "position"], name="one_jp_entry_per_position")
        ]
        indexes = [
            models.Index(fields=["person", "earned_on"], name="jp_of_a_person"),
            models.Index(fields=["person", "event"], condition=~Q(event=""), name="jp_of_an_event"),
            models.Index(fields=["person", "form", "counts_in"], name="jp_under_a_cap"),
        ]
        verbose_name = _("catatan JP")
        verbose_name_plural = _("catatan JP")

    def __str__(self) -> str:
        return f"{self.title} · {self.jp} JP"

    def get_absolute_url(self) -> str:
        return reverse("credit:entry", args=[self.pk])

    @property
    def is_adjustment(self) -> bool:
        """Whether this row gives or takes what a cap leaves to another one."""
        return self.adjusts_id is not None

    @property
    def is_late(self) -> bool:
        """Whether it counts in a later year than it was learnt, since that year was closed."""
        return self.counts_in != self.earned_on.year

    @property
    def is_reversal(self) -> bool:
        """Whether this row undoes another one."""
        return self.reverses_id is not None

    def activity(self) -> Activity:
        """The row as the computation takes it."""
        return Activity(
            form=self.form,
            ended_on=self.earned_on,
            stated_jp=self.stated_jp,
            minutes=self.minutes,
            days=(self.earned_on - self.started_on).days + 1,
            sessions=self.sessions,
            international=self.international,
            emp_kind=self.emp_kind or ANY,
        )

    def computed_hash(self) -> str:
        """The hash that the content gives; another one than `hash` when the row was changed."""
        content: list[Any] = [
            self.person_id,
            self.position,
            self.evidence,
            self.title,
            self.organiser,
            self.form,
            self.basis,
            self.rule_id,
            self.minutes,
            self.started_on.isoformat(),
            self.earned_on.isoformat(),
            f"{self.jp:.2f}",
            f"{self.cut:.2f}",
            self.reverses_id,
            self.reason,
            self.fact_entry,
            self.recorded_by_id,
            self.recorded_at.timestamp(),
            self.previous_hash,
        ]
        if self.scheme > 1:
            content += [
                self.cap_rule_id,
                None if self.stated_jp is None else f"{self.stated_jp:.2f}",
                self.international,
                self.sessions,
                self.emp_kind,
                self.number,
                self.event,
                self.counts_in,
                self.adjusts_id,
                self.evidence_url,
            ]
        text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


class EvidenceAlias(models.Model):
    """That a second evidence of the same event came in: no JP of its own, kept beside the first row.

    It holds all that the second door told, so that a recomputation can compare. Never changed.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="aliases")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    evidence = models.CharField(max_length=120, unique=True)
    evidence_url = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    organiser = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=40)
    minutes = models.PositiveIntegerField(default=0)
    stated_jp = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    international = models.BooleanField(default=False)
    sessions = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=100, blank=True)
    event = models.CharField(max_length=160, blank=True)
    started_on = models.DateField()
    earned_on = models.DateField()
    fact_entry = models.BigIntegerField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bukti lain")
        verbose_name_plural = _("bukti lain")

    def __str__(self) -> str:
        return self.evidence


class YearTotal(models.Model):
    """What a person's ledger adds up to in one calendar year; stored, and recomputed to check."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jp_years"
    )
    year = models.PositiveSmallIntegerField()
    jp = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    entries = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="one_jp_total_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year}: {self.jp} JP"
