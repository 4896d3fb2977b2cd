"""Versions of the rules: what an activity is worth, as it once stood in force."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from sinau.credit.computing import Conversion, Unit


class RuleVersion(models.Model):
    """One conversion rule as it once stood in a rule file; another wording is another version.

    Entries point at the version that gave their number, so that an auditor can compute it again.
    """

    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    form = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    regulation = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    verified = models.BooleanField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    content = models.JSONField()
    first_loaded_at = models.DateTimeField()
    # The newest wording of a key is in use; former ones stay for the entries that point at them.
    in_use = models.BooleanField(default=True)

    class Meta:
        ordering = ["form", "effective_from", "first_loaded_at"]

    def __str__(self) -> str:
        return self.label

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
