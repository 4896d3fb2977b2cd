"""Learning somebody is registered for, as the facts of other apps told it; a projection of the journal."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class PlannedLearning(models.Model):
    """That a person has a seat in learning that will give JP when it is completed."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="planned_learning"
    )
    # Where it was told: "university.registration:12"; unique, so that hearing twice changes nothing.
    source = models.CharField(max_length=80, unique=True)
    group = models.CharField(max_length=80, db_index=True)
    title = models.CharField(max_length=300)
    ends_on = models.DateField()
    jp = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        ordering = ["ends_on", "pk"]
        indexes = [models.Index(fields=["person", "ends_on"], name="plans_of_a_person")]

    def __str__(self) -> str:
        return f"{self.title} · {self.jp} JP"
