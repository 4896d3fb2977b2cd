"""The bank of questions: categories in a tree, questions, and every version of each."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.university.quizzes import questions


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("Satu jawaban benar")
    MULTIPLE = "multiple", _("Beberapa jawaban benar")
    TRUE_FALSE = "true_false", _("Benar atau salah")
    SHORT = "short", _("Jawaban singkat")
    NUMERIC = "numeric", _("Angka dengan satuan")
    MATCHING = "matching", _("Menjodohkan")
    ORDERING = "ordering", _("Mengurutkan")
    CLOZE = "cloze", _("Isian dalam teks")
    ESSAY = "essay", _("Uraian")


class CategoryQuerySet(models.QuerySet["QuestionCategory"]):
    def visible_to(self, person: Person) -> Self:
        """Those of agencies over which this person is a learning officer."""
        return self.filter(within("agency", person, Role.OFFICER))


class QuestionCategory(models.Model):
    """A drawer of an agency's bank, maybe within another: "Data pribadi / Dasar hukum".

    `path` holds the keys from the root ("/3/8/"), `label` the names; both are kept by the actions.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    name = models.CharField(_("nama kategori"), max_length=100)
    label = models.CharField(max_length=400, editable=False)
    path = models.CharField(max_length=200, editable=False, default="")

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "parent", "name"],
                name="one_category_per_name",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return self.label


class BankQuestionQuerySet(models.QuerySet["BankQuestion"]):
    def visible_to(self, person: Person) -> Self:
        """Those in the bank of agencies over which this person is a learning officer."""
        return self.filter(within("category__agency", person, Role.OFFICER))

    def standing(self) -> Self:
        """Those that may be asked: not retired."""
        return self.filter(retired_at=None)

    def below(self, category: QuestionCategory) -> Self:
        """Those in the category and in all within it."""
        return self.filter(category__path__startswith=category.path)

    def tagged(self, *tags: str) -> Self:
        """Those that carry every one of the tags."""
        return self.filter(tags__contains=list(tags)) if tags else self


class BankQuestion(models.Model):
    """A question that may be asked in many quizzes; what it says stands in its versions.

    What repeats here stands in the current version too: lists and draws need no join. `facility`
    and `discrimination` are those of the last item analysis; `asked_count` says over how many
    answers.
    """

    category = models.ForeignKey(
        QuestionCategory, on_delete=models.PROTECT, related_name="questions"
    )
    kind = models.CharField(_("jenis"), max_length=12, choices=QuestionKind.choices)
    title = models.CharField(_("judul"), max_length=200)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    source = models.CharField(_("sumber"), max_length=300, blank=True)
    passage = models.CharField(_("alamat sumber"), max_length=120, blank=True)
    current = models.ForeignKey(
        "QuestionVersion", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    facility = models.FloatField(null=True, editable=False)
    discrimination = models.FloatField(null=True, editable=False)
    asked_count = models.PositiveIntegerField(default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, editable=False)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    retired_reason = models.CharField(max_length=300, blank=True)

    objects = BankQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(retired_at=None, retired_by=None)
                | Q(retired_at__isnull=False, retired_by__isnull=False),
                name="somebody_retires_a_question",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("university:bank_question", args=[self.pk])

    @property
    def subject(self) -> str:
        """The stream of the journal in which its history stands."""
        return f"university.question:{self.pk}"


class QuestionVersion(models.Model):
    """What a question says from one change to the next; once asked it never changes.

    `data` is a `quizzes.questions.Question` as `to_data` writes it.
    """

    question = models.ForeignKey(BankQuestion, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    data = models.JSONField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    change = models.CharField(_("apa yang berubah"), max_length=200, blank=True)
    is_used = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "number"], name="one_question_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.question_id} v{self.number}"

    def get_absolute_url(self) -> str:
        return f"{reverse('university:bank_question', args=[self.question_id])}?versi={self.number}"

    @property
    def asked(self) -> questions.Question:
        """The question in the words of the engine."""
        return questions.Question.from_data(self.data)

    @property
    def words(self) -> dict[str, Any]:
        """The plain values a page shows."""
        return dict(self.data)
