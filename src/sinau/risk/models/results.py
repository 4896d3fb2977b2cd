"""What the model computed, kept with everything that is needed to compute it again."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from sinau.risk.models.registers import Register


class Result(models.Model):
    """One computation of the model over a register, or over all registers of the city.

    The same inputs, seed, years and model version give the same numbers, so they are one row.
    While it is being computed `finished_at` is empty and `percent` grows.
    """

    register = models.ForeignKey(
        Register, on_delete=models.CASCADE, null=True, blank=True, related_name="results"
    )
    purpose = models.CharField(max_length=30)
    inputs_hash = models.CharField(max_length=64)
    seed = models.PositiveIntegerField()
    years = models.PositiveIntegerField()
    model_version = models.CharField(max_length=20)
    content = models.JSONField(default=dict)
    percent = models.PositiveSmallIntegerField(default=0)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "purpose", "inputs_hash", "seed", "years", "model_version"],
                name="the_same_computation_is_one_result",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.inputs_hash[:8]}"
