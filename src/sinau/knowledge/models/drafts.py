"""What somebody has typed and not saved yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from sinau.knowledge.models.articles import Article, ArticleKind

if TYPE_CHECKING:
    from sinau.people.models import Person


class KeptDraftQuerySet(models.QuerySet["KeptDraft"]):
    def visible_to(self, person: Person) -> KeptDraftQuerySet:
        """One's own; nobody else reads what was not saved."""
        return self.filter(person=person)


class KeptDraft(models.Model):
    """The words in somebody's form, of a new article or of changes to one, until they are saved."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=ArticleKind.choices)
    # The fields of the form as they were typed.
    words = models.JSONField(default=dict)
    # The revision the changes began from.
    base = models.PositiveIntegerField(default=0)
    kept_at = models.DateTimeField()

    objects = KeptDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(fields=["person", "article"], name="one_draft_per_article")
        ]

    def __str__(self) -> str:
        return str(self.words.get("title", ""))
