"""Quizzes with versions, and what people answered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.university.models.bank import QuestionKind
from sinau.university.models.courses import Course
from sinau.university.models.learning import Enrolment
from sinau.university.quizzes import grading


class Quiz(models.Model):
    """The check at the end of a course: how much is enough, and how often a day one may try."""

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="quiz")
    pass_percent = models.PositiveSmallIntegerField(_("nilai lulus (%)"), default=70)
    attempts_per_day = models.PositiveSmallIntegerField(_("percobaan per hari"), default=3)
    current = models.ForeignKey(
        "QuizVersion", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100), name="pass_is_a_percent"
            )
        ]

    def __str__(self) -> str:
        return f"{self.course}"


class QuizVersion(models.Model):
    """The questions as they stood from one publication to the next; a published one never changes."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    question_count = models.PositiveSmallIntegerField(default=0)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "number"], name="one_version_per_number"),
            models.UniqueConstraint(
                fields=["quiz"], condition=Q(published_at=None), name="one_draft_per_quiz"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quiz} v{self.number}"


class Question(models.Model):
    """One question of one version. Which fields count depends on its kind.

    `choices` is a list of {text, correct, feedback} for single and multiple; `truth` is for
    true_false, `accepted` for short, `value`, `tolerance` and `unit` for numeric.
    """

    version = models.ForeignKey(QuizVersion, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=QuestionKind.choices)
    prompt = models.TextField(_("pertanyaan"), max_length=1000)
    explanation = models.TextField(_("penjelasan"), max_length=1000, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    points = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(1))
    choices = models.JSONField(default=list)
    truth = models.BooleanField(null=True)
    accepted = models.JSONField(default=list)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    tolerance = models.DecimalField(max_digits=20, decimal_places=6, default=Decimal(0))
    unit = models.CharField(_("satuan"), max_length=40, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="one_question_per_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.prompt[:60]

    @property
    def key(self) -> grading.Key:
        """What is right, in the words of the grading engine."""
        match self.kind:
            case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
                right = frozenset(at for at, c in enumerate(self.choices) if c["correct"])
                wrong = frozenset(range(len(self.choices))) - right
                return grading.ChoiceKey(right=right, wrong=wrong)
            case QuestionKind.TRUE_FALSE:
                return grading.TruthKey(value=bool(self.truth))
            case QuestionKind.SHORT:
                return grading.WordsKey(accepted=tuple(self.accepted))
            case _:
                return grading.NumberKey(
                    value=self.value or Decimal(0),
                    tolerance=self.tolerance,
                    units=(self.unit,) if self.unit else (),
                )

    def grade(self, response: grading.Response) -> grading.Mark:
        """What a response to this question is worth."""
        return grading.grade(grading.Kind(self.kind), self.key, response)

    @property
    def answer_words(self) -> str:
        """The right answer as a person reads it."""
        match self.kind:
            case QuestionKind.SINGLE | QuestionKind.MULTIPLE:
                return "; ".join(str(c["text"]) for c in self.choices if c["correct"])
            case QuestionKind.TRUE_FALSE:
                return str(_("Benar") if self.truth else _("Salah"))
            case QuestionKind.SHORT:
                return str(self.accepted[0]) if self.accepted else ""
            case _:
                from sinau.kernel.words import number_id

                return f"{number_id(self.value or 0)} {self.unit}".strip()


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def of(self, person: Person) -> Self:
        """One's own attempts, and nobody else's."""
        return self.filter(enrolment__person=person)


class Attempt(models.Model):
    """One try at a quiz in one version; open until it is submitted, and the same on every device."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attempts")
    version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    pass_percent = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(submitted_at=None), name="one_open_attempt"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} #{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("university:attempt", args=[self.pk])

    @property
    def is_passed(self) -> bool:
        """Whether the score reaches the mark that was asked when the attempt began."""
        return self.score is not None and self.score >= self.pass_percent


class Answer(models.Model):
    """What was answered to one question of an attempt; marked when the attempt is submitted."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    picked = models.JSONField(default=list)
    text = models.CharField(max_length=500, blank=True)
    saved_at = models.DateTimeField()
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    verdict = models.CharField(max_length=12, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt", "question"], name="one_answer_per_question")
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.question_id}"

    @property
    def response(self) -> grading.Response:
        """The answer in the words of the grading engine."""
        return grading.Response(picked=frozenset(self.picked), text=self.text)

    @property
    def said(self) -> dict[str, Any]:
        """The answer as plain values for a form."""
        return {"picked": self.picked, "text": self.text}
