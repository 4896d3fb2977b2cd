"""That a course or a class stands open to those it is made for."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from sinau.university.models.classes import TrainingClass
from sinau.university.models.courses import Course


class PublicationQuerySet(models.QuerySet["Publication"]):
    def open(self) -> Self:
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Publication(models.Model):
    """That a course or class was published by somebody, until somebody withdrew it with a reason."""

    course = models.ForeignKey(
        Course, on_delete=models.CASCADE, null=True, related_name="publications"
    )
    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.CASCADE, null=True, related_name="publications"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(course=None, training_class__isnull=False)
                | Q(course__isnull=False, training_class=None),
                name="a_publication_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["course"], condition=Q(withdrawn_at=None), name="a_course_is_open_once"
            ),
            models.UniqueConstraint(
                fields=["training_class"],
                condition=Q(withdrawn_at=None),
                name="a_class_is_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course or self.training_class} · {self.published_at:%Y-%m-%d}"
