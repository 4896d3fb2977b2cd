"""The nouns of the answer desk: what was asked, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.ask.models.doubts import AnswerDoubt
from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.search.sources import Sourced


def _open_doubts() -> Exists:
    return Exists(AnswerDoubt.objects.filter(question=OuterRef("pk"), settled_at=None))


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, person: Person) -> QuestionQuerySet:
        """A question is its asker's own."""
        return self.filter(asker=person)

    def kept_by(self, person: Person) -> QuestionQuerySet:
        """Those asked in agencies over which this person keeps knowledge or personnel matters."""
        return self.filter(within("agency", person, Role.OFFICER, Role.CURATOR))

    def unanswered(self) -> QuestionQuerySet:
        """Declined, and not asked again since."""
        again = Question.objects.filter(repeats=OuterRef("pk"))
        return self.filter(refusal__isnull=False).exclude(Exists(again))

    def with_outcome(self) -> QuestionQuerySet:
        """With what became of them, in one query."""
        found = self.select_related("answer", "refusal", "hand_over")
        return found.annotate(is_doubted=_open_doubts())

    def doubted(self) -> QuestionQuerySet:
        """Whose answer quotes something that has changed since."""
        return self.filter(_open_doubts())


class Question(models.Model):
    """What a person wanted to know, in their own words, at a moment; only they read it."""

    asker = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "people.Agency", on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.CharField(_("pertanyaan"), max_length=400)
    asked_at = models.DateTimeField()
    repeats = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="repeated_by"
    )
    # The day for which an answer was wanted; nothing means the day it was asked.
    as_of = models.DateField(null=True)
    # The question before it in a talk, and the words and the regulation carried over from there.
    follows = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, related_name="followed_by"
    )
    carried = models.JSONField(default=list)
    carried_source = models.CharField(max_length=120, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["asker", "-asked_at"], name="questions_of_a_person")]
        verbose_name = _("pertanyaan")
        verbose_name_plural = _("pertanyaan")

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("ask:show", args=[self.pk])

    @property
    def source(self) -> str:
        """How other apps name it: "ask.question:9"."""
        return f"ask.question:{self.pk}"

    @property
    def is_answered(self) -> bool:
        """Whether a source was found that answers it."""
        return hasattr(self, "answer")

    @property
    def is_handed_over(self) -> bool:
        """Whether a community was asked instead."""
        return hasattr(self, "hand_over")

    @property
    def state(self) -> tuple[str, object]:
        """Tone and word of what became of it."""
        if getattr(self, "is_doubted", False):
            return "wait", _("Perlu diperiksa")
        if self.is_answered:
            return "good", _("Terjawab")
        if self.is_handed_over:
            return "info", _("Ditanyakan ke komunitas")
        return "wait", _("Belum ada sumber")


class Answer(models.Model):
    """That sources answered a question, how sure, and when; the words are in its quotes."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE)
    confidence = models.FloatField()
    coverage = models.FloatField()
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.question} ✓"


class Refusal(models.Model):
    """That no source was good enough, which words stand nowhere, and which no source holds together."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE)
    confidence = models.FloatField()
    coverage = models.FloatField()
    unknown = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    refused_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.question} –"


class Quote(Sourced, models.Model):
    """Words of a source as they stood when somebody asked; `is_near` when they only come close.

    `text` and `sentence` are letter for letter in the source; whoever shows them looks again.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="quotes")
    position = models.PositiveSmallIntegerField()
    is_near = models.BooleanField(default=False)
    source = models.CharField(max_length=120, db_collation="C")
    anchor = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=400)
    citation = models.CharField(max_length=500)
    url = models.CharField(max_length=400)
    page = models.PositiveIntegerField(null=True)
    text = models.TextField()
    sentence = models.TextField(blank=True)

    class Meta:
        ordering = ["is_near", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "is_near", "position"], name="one_quote_per_position"
            )
        ]
        indexes = [models.Index(fields=["source"], name="quotes_of_a_source")]

    def __str__(self) -> str:
        return self.citation


class Withheld(models.Model):
    """That words which were found are not shown, because looking at their source again failed.

    Kept for those who tend the desk; the asker is only told that there was one.
    """

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="withheld")
    source = models.CharField(max_length=120, db_collation="C")
    anchor = models.CharField(max_length=100, blank=True)
    reason = models.CharField(max_length=20)
    withheld_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class HandOver(models.Model):
    """That the asker took the question to a community, where it has its own address."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="hand_over")
    community_id = models.PositiveBigIntegerField()
    community_name = models.CharField(max_length=200)
    conversation_id = models.PositiveBigIntegerField(db_index=True)
    conversation_url = models.CharField(max_length=300)
    title = models.CharField(max_length=200)
    handed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.question} → {self.community_name}"


class LaterArticle(models.Model):
    """That a question which had no source led to an article somebody has verified since."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="later_articles")
    article_id = models.PositiveBigIntegerField()
    title = models.CharField(max_length=400)
    verified_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "article_id"], name="one_row_per_later_article"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question} ← {self.title}"


class Rating(models.Model):
    """Whether an answer helped this person; one voice each, which may change."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="ratings")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    helped = models.BooleanField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "person"], name="one_rating_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.helped}"
