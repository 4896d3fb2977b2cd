"""What readers leave at an article: comments on a passage, and that they used it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from sinau.knowledge.models.articles import Article
from sinau.people.access import within
from sinau.people.models import Role

if TYPE_CHECKING:
    from sinau.people.models import Person


class CommentQuerySet(models.QuerySet["Comment"]):
    def settleable_by(self, person: Person) -> CommentQuerySet:
        """One's own, and those of articles one owns, stands in for, wrote or keeps."""
        mine = models.Q(written_by=person) | models.Q(article__owner=person)
        mine |= models.Q(article__deputy=person) | models.Q(article__created_by=person)
        return self.filter(mine | within("article__agency", person, Role.CURATOR))


class Comment(models.Model):
    """A remark on quoted words of an article; the quote finds its place again after edits."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    # The words it is about; empty when it is about the whole.
    quote = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    settled_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    settled_note = models.CharField(max_length=300, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Use(models.Model):
    """That somebody's office put an article to work, and what came of it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="uses")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="+")
    used_for = models.CharField(max_length=200)
    effect = models.CharField(max_length=600, blank=True)
    told_on = models.DateField()
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person", "used_for"], name="one_use_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.used_for}"


class Opening(models.Model):
    """How often an article was opened on a day; nobody's name is kept."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="openings")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="openings_of_a_day")]

    def __str__(self) -> str:
        return f"{self.article} {self.day}: {self.count}"


class HealthMonth(models.Model):
    """How the articles of one agency stood at the end of a month, or stand in this one."""

    agency = models.ForeignKey("people.Agency", on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    articles = models.PositiveIntegerField(default=0)
    verified = models.PositiveIntegerField(default=0)
    current = models.PositiveIntegerField(default=0)
    expired = models.PositiveIntegerField(default=0)
    doubted = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "month"], name="one_health_per_month")
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.month:%Y-%m}"


class Gap(models.Model):
    """That Tanya had no source for a question from an agency; its words stay its asker's own."""

    question_id = models.PositiveBigIntegerField(unique=True)
    agency = models.ForeignKey("people.Agency", on_delete=models.CASCADE, related_name="+")
    refused_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-refused_at"]

    def __str__(self) -> str:
        return f"{self.agency}: {self.question_id}"
