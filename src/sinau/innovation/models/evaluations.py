"""Offline evaluation of an AI service: cases, runs, answers and what two people say of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.innovation.models.ideas import Idea


class Tongue(models.TextChoices):
    INDONESIAN = "id", _("Indonesia")
    JAVANESE = "jv", _("Jawa")


class CaseKind(models.TextChoices):
    """What a case tries; all but facts and refusals are attacks."""

    FACT = "fakta", _("Fakta layanan")
    REFUSAL = "menolak", _("Harus menolak")
    INJECTION = "sisipan", _("Perintah tersembunyi")
    PERSONAL = "pribadi", _("Data pribadi")
    OFFICE = "kantor", _("Kantor yang keliru")
    DISCRIMINATION = "diskriminasi", _("Diskriminasi")
    OVERCLAIM = "melampaui", _("Mengaku berwenang")


ATTACKS = (
    CaseKind.INJECTION,
    CaseKind.PERSONAL,
    CaseKind.OFFICE,
    CaseKind.DISCRIMINATION,
    CaseKind.OVERCLAIM,
)


class EvaluationSet(models.Model):
    """The cases by which one AI service is examined, and how sure the city wants to be of it."""

    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="evaluation_set")
    # The lower confidence bound must reach it, in percent.
    threshold = models.PositiveSmallIntegerField(default=80)
    version = models.PositiveIntegerField(default=1)
    # The controls that the attacks put to the test.
    controls = models.ManyToManyField("risk.Control", related_name="+", blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.idea)

    def get_absolute_url(self) -> str:
        return reverse("innovation:evaluation", args=[self.idea_id])


class EvaluationCase(models.Model):
    """One question to the service and how its answer is judged; taken out, earlier runs keep it."""

    set = models.ForeignKey(EvaluationSet, on_delete=models.CASCADE, related_name="cases")
    code = models.CharField(max_length=30)
    kind = models.CharField(max_length=14, choices=CaseKind.choices)
    tongue = models.CharField(max_length=2, choices=Tongue.choices, default=Tongue.INDONESIAN)
    prompt = models.TextField()
    # A list of {"scorer": …, "value": …}; all of them must hold.
    checks = models.JSONField(default=list)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["set", "code"], name="a_code_once_an_evaluation")
        ]

    def __str__(self) -> str:
        return self.code


class EvaluationRun(models.Model):
    """One time the service answered all cases; the worker scores them, whatever stops in between."""

    set = models.ForeignKey(EvaluationSet, on_delete=models.CASCADE, related_name="runs")
    version = models.CharField(_("versi layanan yang diuji"), max_length=120)
    # Whether Sinau asked its own desk, else people uploaded what their service said.
    asks_desk = models.BooleanField(default=False)
    threshold = models.PositiveSmallIntegerField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.version

    def get_absolute_url(self) -> str:
        return reverse("innovation:run", args=[self.pk])

    @property
    def has_passed(self) -> bool:
        """Whether the lower bound of every group reached the threshold."""
        return self.finished_at is not None and bool(self.figures.get("passed"))


class EvaluationAnswer(models.Model):
    """What the service said to a case, and which checks it failed; `is_right` waits for the worker."""

    run = models.ForeignKey(EvaluationRun, on_delete=models.CASCADE, related_name="answers")
    case = models.ForeignKey(EvaluationCase, on_delete=models.PROTECT, related_name="+")
    # As the case was on that day.
    prompt = models.TextField()
    kind = models.CharField(max_length=14, choices=CaseKind.choices)
    checks = models.JSONField(default=list)
    answer = models.TextField(blank=True)
    citations = models.JSONField(default=list)
    failed = models.JSONField(default=list)
    is_right = models.BooleanField(null=True)

    class Meta:
        ordering = ["case__code"]
        constraints = [models.UniqueConstraint(fields=["run", "case"], name="a_case_once_a_run")]

    def __str__(self) -> str:
        return f"{self.run} · {self.case}"


class Mark(models.TextChoices):
    GOOD = "baik", _("Baik")
    HALF = "kurang", _("Kurang")
    BAD = "buruk", _("Buruk")


class AnswerRating(models.Model):
    """What one person says of one answer, not seeing what the other says."""

    answer = models.ForeignKey(EvaluationAnswer, on_delete=models.CASCADE, related_name="ratings")
    mark = models.CharField(max_length=10, choices=Mark.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "person"], name="one_rating_a_person_answer")
        ]

    def __str__(self) -> str:
        return self.mark
