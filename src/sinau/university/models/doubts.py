"""What no longer may be true because a regulation changed, until somebody has looked."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.university.models.bank import BankQuestion
from sinau.university.models.courses import Lesson


class DoubtQuerySet(models.QuerySet["Doubt"]):
    def visible_to(self, person: Person) -> Self:
        """Those of courses and banks this officer keeps."""
        return self.filter(
            within("lesson__course__agency", person, Role.OFFICER)
            | within("question__category__agency", person, Role.OFFICER)
        )

    def open(self) -> Self:
        """Those nobody has looked at yet."""
        return self.filter(settled_at=None)


class Doubt(models.Model):
    """That a regulation a lesson or a question rests on was amended or repealed.

    The regulation is kept by name and address: it belongs to another room of the house.
    """

    lesson = models.ForeignKey(Lesson, on_delete=models.CASCADE, null=True, related_name="doubts")
    question = models.ForeignKey(
        BankQuestion, on_delete=models.CASCADE, null=True, related_name="doubts"
    )
    regulation = models.PositiveIntegerField()
    short_title = models.CharField(max_length=80)
    # Where it is cited, in the words of the lesson or the question.
    basis = models.CharField(max_length=300)
    reason = models.CharField(max_length=300)
    raised_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    objects = DoubtQuerySet.as_manager()

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson__isnull=False, question__isnull=True)
                | Q(lesson__isnull=True, question__isnull=False),
                name="a_doubt_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["lesson", "regulation"],
                condition=Q(settled_at=None),
                name="one_open_doubt_per_lesson",
            ),
            models.UniqueConstraint(
                fields=["question", "regulation"],
                condition=Q(settled_at=None),
                name="one_open_doubt_per_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.reason}"

    def get_absolute_url(self) -> str:
        """Where one mends it: the question, or the lesson as it is written."""
        if self.question is not None:
            return self.question.get_absolute_url()
        assert self.lesson is not None
        return reverse("university:lesson_edit", args=[self.lesson.course.slug, self.lesson_id])

    @property
    def title(self) -> str:
        """What is doubted."""
        return str(self.lesson or self.question)

    @property
    def subject(self) -> str:
        """The stream of the journal of what is doubted."""
        if self.question is not None:
            return self.question.subject
        assert self.lesson is not None
        return f"university.lesson:{self.lesson_id}"
