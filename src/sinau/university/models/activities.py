"""What else a course asks for besides reading and its quiz: a package, an assignment, a tool."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sinau.university.models.courses import Course
from sinau.university.models.learning import Enrolment


class ActivityQuerySet(models.QuerySet["Activity"]):
    def asked(self) -> Self:
        """Those still part of their course."""
        return self.filter(removed_at=None)


class Activity(models.Model):
    """One thing to do in a course that another app keeps: where it is, and whether it must be done.

    `address` names it in its own app ("packages.package:4"); `url` is where the learner does it.
    """

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField(default=1)
    address = models.CharField(max_length=80)
    kind_label = models.CharField(_("jenis"), max_length=60)
    title = models.CharField(_("judul"), max_length=200)
    url = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField(_("menit"), default=0)
    required = models.BooleanField(_("wajib"), default=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "address"], name="an_activity_stands_once")
        ]

    def __str__(self) -> str:
        return self.title


class ActivityDone(models.Model):
    """That a learner has done an activity, once; `score` is 0 to 100 where it was marked."""

    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.CASCADE, related_name="activities_done"
    )
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="done")
    done_at = models.DateTimeField()
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "activity"], name="an_activity_is_done_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.activity_id}"
