"""Quizzes: their rules, the slots of each version, what people were asked and what they answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.university.models.bank import BankQuestion, QuestionCategory, QuestionVersion
from sinau.university.models.classes import Registration, TrainingClass
from sinau.university.models.courses import Course
from sinau.university.models.learning import Enrolment
from sinau.university.quizzes import questions
from sinau.university.quizzes.rules import GradingRule, ReviewRule, result_of


class Purpose(models.TextChoices):
    FINAL = "final", _("Kuis akhir kursus")
    PRACTICE = "practice", _("Latihan")
    PRE = "pre", _("Pre-test")
    POST = "post", _("Post-test")


class Grading(models.TextChoices):
    HIGHEST = "highest", _("Nilai tertinggi")
    LATEST = "latest", _("Percobaan terakhir")
    FIRST = "first", _("Percobaan pertama")
    AVERAGE = "average", _("Rata-rata")


class Review(models.TextChoices):
    AT_ONCE = "at_once", _("Langsung setelah tiap soal")
    AFTER_SUBMIT = "after_submit", _("Setelah dikirim")
    AFTER_CLOSE = "after_close", _("Setelah kuis ditutup")
    NEVER = "never", _("Tidak ditampilkan, hanya nilainya")


class QuizQuerySet(models.QuerySet["Quiz"]):
    def visible_to(self, person: Person) -> Self:
        """Those of courses one may see, and of classes one has a seat in or keeps."""
        seat = Registration.objects.seated().filter(
            training_class=OuterRef("training_class"), person=person
        )
        return self.filter(
            Q(course__in=Course.objects.visible_to(person))
            | Exists(seat)
            | within("training_class__agency", person, Role.OFFICER)
        )

    def kept_by(self, person: Person) -> Self:
        """Those of courses and classes in this officer's charge."""
        return self.filter(
            within("course__agency", person, Role.OFFICER)
            | within("training_class__agency", person, Role.OFFICER)
        )


class Quiz(models.Model):
    """The check of a course, or the test before or after a class, with the rules of taking it."""

    course = models.OneToOneField(
        Course, on_delete=models.CASCADE, null=True, blank=True, related_name="quiz"
    )
    training_class = models.ForeignKey(
        TrainingClass, on_delete=models.CASCADE, null=True, blank=True, related_name="quizzes"
    )
    purpose = models.CharField(
        _("kegunaan"), max_length=10, choices=Purpose.choices, default=Purpose.FINAL
    )
    pass_percent = models.PositiveSmallIntegerField(_("nilai lulus (%)"), default=70)
    attempts_per_day = models.PositiveSmallIntegerField(_("percobaan per hari"), default=3)
    attempts_in_all = models.PositiveSmallIntegerField(_("percobaan seluruhnya"), default=0)
    wait_minutes = models.PositiveSmallIntegerField(_("jeda antar percobaan (menit)"), default=0)
    minutes = models.PositiveSmallIntegerField(_("batas waktu (menit)"), default=0)
    grace_seconds = models.PositiveSmallIntegerField(_("kelonggaran (detik)"), default=30)
    opens_at = models.DateTimeField(_("dibuka"), null=True, blank=True)
    closes_at = models.DateTimeField(_("ditutup"), null=True, blank=True)
    grading = models.CharField(
        _("nilai yang dipakai"), max_length=10, choices=Grading.choices, default=Grading.HIGHEST
    )
    review = models.CharField(
        _("pembahasan ditampilkan"),
        max_length=12,
        choices=Review.choices,
        default=Review.AFTER_SUBMIT,
    )
    shuffles_questions = models.BooleanField(_("acak urutan soal"), default=False)
    shuffles_choices = models.BooleanField(_("acak urutan pilihan"), default=False)
    on_one_page = models.BooleanField(_("semua soal pada satu halaman"), default=False)
    gives_partial = models.BooleanField(_("beri nilai sebagian"), default=True)
    marks_blind = models.BooleanField(_("nilai uraian tanpa nama"), default=False)
    access_words = models.CharField(_("kata kunci masuk"), max_length=60, blank=True)
    current = models.ForeignKey(
        "QuizVersion", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = QuizQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_percent__gte=1, pass_percent__lte=100), name="pass_is_a_percent"
            ),
            models.CheckConstraint(
                condition=Q(course=None, training_class__isnull=False)
                | Q(course__isnull=False, training_class=None),
                name="a_quiz_is_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["training_class", "purpose"], name="one_quiz_per_purpose"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.course_id:
            return reverse("university:quiz", args=[self.of.slug])
        return reverse("university:class_quiz", args=[self.training_class_id, self.purpose])

    @property
    def of(self) -> Any:
        """The course or class it stands in."""
        return self.course if self.course_id else self.training_class

    @property
    def title(self) -> str:
        """As it is called where it is told of."""
        title = str(self.of)
        return title if self.purpose == Purpose.FINAL else f"{self.get_purpose_display()}: {title}"

    @property
    def is_open(self) -> bool:
        """Whether it may be begun at this moment, as far as its hours say."""
        at = now()
        return (self.opens_at is None or self.opens_at <= at) and (
            self.closes_at is None or at < self.closes_at
        )

    def is_used_up(self, attempts: int) -> bool:
        """Whether this many attempts are all that one has."""
        return 0 < self.attempts_in_all <= attempts

    @property
    def rule(self) -> GradingRule:
        """Which attempt counts."""
        return GradingRule(self.grading)

    def shows_answers(self, attempt: Attempt) -> bool:
        """Whether this attempt's learner may read marks, feedback and right answers now."""
        if attempt.submitted_at is None:
            return False
        if self.review == ReviewRule.AFTER_CLOSE:
            return self.closes_at is not None and self.closes_at <= now()
        return self.review != ReviewRule.NEVER


class QuizVersion(models.Model):
    """The slots as they stood from one publication to the next; a published one never changes."""

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


class Slot(models.Model):
    """A place in a version of a quiz: one chosen question, or some drawn for each attempt.

    A chosen question is taken as it stands at publication, unless a version is `pinned`. `pool`
    holds the keys of the question versions it stands for, frozen at publication.
    """

    version = models.ForeignKey(QuizVersion, on_delete=models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(_("bagian"), max_length=100, blank=True)
    question = models.ForeignKey(
        BankQuestion, on_delete=models.PROTECT, null=True, related_name="slots"
    )
    pinned = models.ForeignKey(
        QuestionVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )
    category = models.ForeignKey(
        QuestionCategory, on_delete=models.PROTECT, null=True, related_name="+"
    )
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    draws = models.PositiveSmallIntegerField(_("jumlah diambil"), default=1)
    points = models.DecimalField(_("bobot"), max_digits=5, decimal_places=2, default=Decimal(1))
    pool = ArrayField(models.BigIntegerField(), default=list, editable=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "position"],
                name="one_slot_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(question=None, category__isnull=False)
                | Q(question__isnull=False, category=None, draws=1),
                name="a_slot_is_chosen_or_drawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} · {self.position}"


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def of(self, person: Person) -> Self:
        """One's own attempts, and nobody else's."""
        return self.filter(person=person)

    def kept_by(self, person: Person) -> Self:
        """Those at quizzes in this officer's charge."""
        return self.filter(quiz__in=Quiz.objects.kept_by(person))

    def handed_in(self) -> Self:
        """Those with a final score."""
        return self.exclude(submitted_at=None).exclude(score=None)


class Attempt(models.Model):
    """One try at a quiz; open until it is handed in, and the same on every device.

    `layout` fixes at the start what is asked: for each place the key of the question version
    ("v"), its points ("p"), the order in which its parts are shown ("o") and its section ("s").
    `deadline` is what the learner is told, `shut_at` from when nothing is taken any more.
    """

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts"
    )
    enrolment = models.ForeignKey(
        Enrolment, on_delete=models.PROTECT, null=True, related_name="attempts"
    )
    version = models.ForeignKey(QuizVersion, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    pass_percent = models.PositiveSmallIntegerField()
    layout = models.JSONField(default=list)
    started_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True)
    shut_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    by_clock = models.BooleanField(default=False)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)

    objects = AttemptQuerySet.as_manager()
    # True only for whoever has just begun it.
    is_new = False

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["quiz", "person", "number"], name="one_attempt_per_number"
            ),
            models.UniqueConstraint(
                fields=["quiz", "person"],
                condition=Q(submitted_at=None),
                name="one_open_attempt",
            ),
        ]
        indexes = [
            models.Index(
                fields=["shut_at"],
                condition=Q(submitted_at=None, shut_at__isnull=False),
                name="attempts_that_will_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quiz_id} · {self.person_id} #{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("university:attempt", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.attempt:{self.pk}"

    @property
    def count(self) -> int:
        """How many questions it asks."""
        return len(self.layout)

    @property
    def waits(self) -> bool:
        """Whether it is handed in and an essay waits for a person."""
        return self.submitted_at is not None and self.score is None

    @property
    def is_passed(self) -> bool:
        """Whether the score reaches the mark that was asked when the attempt began."""
        return self.score is not None and self.score >= self.pass_percent

    def is_over(self, at: datetime) -> bool:
        """Whether its time is up."""
        return self.shut_at is not None and self.shut_at < at

    @property
    def asked(self) -> list[questions.Question]:
        """What it asks, place by place."""
        known = questions_of(row["v"] for row in self.layout)
        return [known[row["v"]] for row in self.layout]


class Answer(models.Model):
    """What was answered at one place of an attempt; marked when the attempt is handed in.

    `said_at` is when the learner said it, by their own clock set right by ours: the last said
    counts, whichever arrives last. `response` is as `quizzes.marking` reads it.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    place = models.PositiveSmallIntegerField()
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="answers")
    response = models.JSONField(default=dict)
    is_unsure = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    share = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    verdict = models.CharField(max_length=12, blank=True, default="")
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    marked_at = models.DateTimeField(null=True)
    words = models.TextField(_("tanggapan"), blank=True, default="")

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "place"], name="one_answer_per_place")
        ]
        indexes = [
            models.Index(
                fields=["attempt"],
                condition=Q(verdict="waiting"),
                name="answers_that_wait_for_a_mark",
            )
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} · {self.place}"


# A version that was asked never changes, so a process may remember it. Only asked ones come here.
_KEPT: dict[int, questions.Question] = {}
_MOST_KEPT = 5_000


def questions_of(keys: Iterable[int]) -> dict[int, questions.Question]:
    """The questions of these frozen versions; those read before cost no query."""
    wanted = set(keys)
    missing = wanted - _KEPT.keys()
    if missing:
        if len(_KEPT) > _MOST_KEPT:
            _KEPT.clear()
            missing = wanted
        rows = QuestionVersion.objects.filter(pk__in=missing).values_list("pk", "data")
        _KEPT.update((key, questions.Question.from_data(data)) for key, data in rows)
    return {key: _KEPT[key] for key in wanted}


@lru_cache(maxsize=500)
def slots_of(version_id: int) -> tuple[Slot, ...]:
    """The slots of a published version, which never change."""
    return tuple(Slot.objects.filter(version=version_id))


def score_of(quiz: Quiz, attempts: Iterable[Attempt]) -> Decimal | None:
    """The score that counts, of the attempts in the order in which they were made."""
    return result_of(quiz.rule, [one.score for one in attempts if one.score is not None])
