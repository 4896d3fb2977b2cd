"""That what an answer quoted has changed since: the answer waits until its asker has looked again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sinau.search.sources import Sourced


class AnswerDoubt(Sourced, models.Model):
    """That a source a kept answer quotes was amended, repealed or is doubted itself, told to its asker.

    It is settled when the asker asks again, or says that the answer still holds.
    """

    question = models.ForeignKey("ask.Question", on_delete=models.CASCADE, related_name="doubts")
    source = models.CharField(max_length=120, db_collation="C")
    reason = models.CharField(max_length=300)
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "source"],
                condition=Q(settled_at=None),
                name="one_open_doubt_of_a_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id}: {self.reason}"
