"""Versions of the rules: what an activity is worth, and what a year should hold, as it once stood."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse

from sinau.credit.computing import Conversion, Unit
from sinau.credit.rulebook import RuleRow, TargetRow


class Version(models.Model):
    """One wording of a rule: from a rule file, or written by an officer with a reason.

    `key` is what stays the same while wordings change; of each key the newest is in use. What an
    officer wrote stays in use when the rule files are loaded again.
    """

    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=200)
    regulation = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    verified = models.BooleanField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    first_loaded_at = models.DateTimeField()
    # Former wordings stay for the entries that point at them.
    in_use = models.BooleanField(default=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=300, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label


class RuleVersion(Version):
    """One conversion rule as it once stood in force; another wording is another version.

    Entries point at the version that gave their number, so that an auditor can compute it again.
    """

    form = models.CharField(max_length=40)
    content = models.JSONField()

    class Meta:
        ordering = ["form", "effective_from", "first_loaded_at"]

    def get_absolute_url(self) -> str:
        return reverse("credit:rule", args=[self.pk])

    def conversion(self) -> Conversion:
        """The rule as the pure computation takes it."""
        said = self.content

        def number(name: str) -> Decimal | None:
            return None if said.get(name) is None else Decimal(said[name])

        return Conversion(
            form=self.form,
            unit=Unit(said["unit"]),
            jp_national=number("jp_national"),
            jp_international=number("jp_international"),
            international_factor=number("international_factor") or Decimal(1),
            minutes_per_jp=said.get("minutes_per_jp"),
            cap_per_day=number("cap_per_day"),
            cap_per_month=number("cap_per_month"),
            cap_per_year=number("cap_per_year"),
            emp_kind=said["emp_kind"],
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            rule_id=self.pk,
        )

    def row(self) -> RuleRow:
        """The rule as a rule file would state it."""
        told = self.conversion()
        return RuleRow(
            form=self.form,
            label=self.label,
            route=self.content["route"],
            unit=told.unit.value,
            emp_kind=told.emp_kind,
            regulation=self.regulation,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            verified=self.verified,
            source=self.source,
            siasn_id=self.content.get("siasn_id"),
            jp_national=told.jp_national,
            jp_international=told.jp_international,
            international_factor=told.international_factor,
            minutes_per_jp=told.minutes_per_jp,
            cap_per_day=told.cap_per_day,
            cap_per_month=told.cap_per_month,
            cap_per_year=told.cap_per_year,
            evidence_needed=self.content.get("evidence_needed", ""),
        )

    @property
    def has_caps(self) -> bool:
        """Whether it takes off what is above some number."""
        return any(
            self.content.get(name) is not None
            for name in ("cap_per_day", "cap_per_month", "cap_per_year")
        )


class TargetVersion(Version):
    """What a year should hold for one kind of employment, as it once stood in force: it only warns."""

    emp_kind = models.CharField(max_length=4)
    bound = models.CharField(max_length=10)
    jp = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["emp_kind", "bound", "effective_from", "first_loaded_at"]

    def get_absolute_url(self) -> str:
        return reverse("credit:target", args=[self.pk])

    def row(self) -> TargetRow:
        """The target as a rule file would state it."""
        return TargetRow(
            key=self.key.rpartition(":")[0],
            emp_kind=self.emp_kind,
            bound=self.bound,
            jp=self.jp,
            label=self.label,
            regulation=self.regulation,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            verified=self.verified,
            source=self.source,
        )
