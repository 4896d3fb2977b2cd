"""One form for each kind of question."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.ui.forms import RadioCards
from sinau.university.forms.fields import NumberField
from sinau.university.models import Question
from sinau.university.models.quizzes import QuestionKind

SPARE_CHOICES = 2
LEAST_CHOICES = 4
MOST_CHOICES = 30


class QuestionForm(forms.Form):
    """What every question has; `fill` puts what was typed into the question."""

    prompt = forms.CharField(
        label=_("Pertanyaan"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    explanation = forms.CharField(
        label=_("Penjelasan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dibaca peserta setelah mengirim: mengapa begitu."),
    )
    source = forms.CharField(
        label=_("Sumber"),
        max_length=200,
        required=False,
        help_text=_("Misalnya UU 27/2022 Pasal 46, atau Pelajaran 2."),
    )
    points = NumberField(label=_("Bobot"), lowest=Decimal("0.1"), initial=Decimal(1))

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        self.question = question
        kwargs.setdefault("initial", self.known(question) if question.prompt else {})
        super().__init__(*args, **kwargs)
        self.add_fields()

    def known(self, question: Question) -> dict[str, Any]:
        """What the question says already."""
        return {
            "prompt": question.prompt,
            "explanation": question.explanation,
            "source": question.source,
            "points": question.points,
        }

    def add_fields(self) -> None:
        """Fields of this kind of question, if they depend on it."""

    def fill(self) -> Question:
        """The question as it was typed."""
        for name in ("prompt", "explanation", "source", "points"):
            setattr(self.question, name, self.cleaned_data[name])
        self.question.points = min(self.question.points, Decimal(999))
        return self.question


class ChoiceForm(QuestionForm):
    """Choices, each with a tick when it is right; two empty ones wait for more."""

    def add_fields(self) -> None:
        """As many choices as there are, and some to spare."""
        known = self.question.choices
        typed = sum(1 for name in self.data if name.startswith("text_")) if self.is_bound else 0
        count = min(MOST_CHOICES, max(LEAST_CHOICES, len(known) + SPARE_CHOICES, typed))
        self.count = count
        for at in range(count):
            choice = known[at] if at < len(known) else {}
            number = at + 1
            self.fields[f"text_{at}"] = forms.CharField(
                label=_("Pilihan %(number)s") % {"number": number},
                max_length=300,
                required=False,
                initial=choice.get("text", ""),
            )
            self.fields[f"correct_{at}"] = forms.BooleanField(
                label=_("Pilihan %(number)s benar") % {"number": number},
                required=False,
                initial=choice.get("correct", False),
            )
            self.fields[f"feedback_{at}"] = forms.CharField(
                label=_("Tanggapan untuk pilihan %(number)s") % {"number": number},
                max_length=300,
                required=False,
                initial=choice.get("feedback", ""),
            )

    @property
    def choice_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each choice, side by side."""
        parts = ("text", "correct", "feedback")
        return [[self[f"{part}_{at}"] for part in parts] for at in range(self.count)]

    def clean(self) -> dict[str, Any]:
        """At least two choices; how many are right depends on the kind."""
        said = super().clean() or self.cleaned_data
        choices = [
            {
                "text": said[f"text_{at}"],
                "correct": said[f"correct_{at}"],
                "feedback": said.get(f"feedback_{at}", ""),
            }
            for at in range(self.count)
            if said.get(f"text_{at}")
        ]
        right = sum(bool(choice["correct"]) for choice in choices)
        if len(choices) < 2:
            raise ValidationError(_("Tulis paling sedikit dua pilihan."))
        if self.question.kind == QuestionKind.SINGLE and right != 1:
            raise ValidationError(_("Tandai tepat satu pilihan sebagai benar."))
        if not right:
            raise ValidationError(_("Tandai paling sedikit satu pilihan sebagai benar."))
        said["choices"] = choices
        return said

    def fill(self) -> Question:
        """With its choices."""
        self.question.choices = self.cleaned_data["choices"]
        return super().fill()


class TruthForm(QuestionForm):
    """A statement that is true or false."""

    truth = forms.TypedChoiceField(
        label=_("Pernyataan ini"),
        choices=[("yes", _("Benar")), ("no", _("Salah"))],
        coerce=lambda word: word == "yes",
        widget=RadioCards,
    )

    def known(self, question: Question) -> dict[str, Any]:
        """With its truth."""
        return {**super().known(question), "truth": "yes" if question.truth else "no"}

    def fill(self) -> Question:
        """With its truth."""
        self.question.truth = self.cleaned_data["truth"]
        return super().fill()


class ShortForm(QuestionForm):
    """A word or a few, with every spelling that is accepted."""

    accepted = forms.CharField(
        label=_("Jawaban yang diterima"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu per baris. Huruf besar dan tanda baca di tepi tidak dibedakan."),
    )

    def known(self, question: Question) -> dict[str, Any]:
        """With its accepted answers."""
        return {**super().known(question), "accepted": "\n".join(question.accepted)}

    def fill(self) -> Question:
        """With its accepted answers."""
        lines = self.cleaned_data["accepted"].splitlines()
        self.question.accepted = [line.strip() for line in lines if line.strip()]
        return super().fill()


class NumericForm(QuestionForm):
    """A number, how far off one may be, and its unit."""

    value = NumberField(label=_("Angka yang benar"))
    tolerance = NumberField(
        label=_("Selisih yang masih diterima"),
        required=False,
        lowest=Decimal(0),
        initial=Decimal(0),
    )
    unit = forms.CharField(label=_("Satuan"), max_length=40, required=False)

    def known(self, question: Question) -> dict[str, Any]:
        """With its number."""
        return {
            **super().known(question),
            "value": question.value,
            "tolerance": question.tolerance,
            "unit": question.unit,
        }

    def clean_value(self) -> Decimal:
        """A number the column holds."""
        value: Decimal = self.cleaned_data["value"]
        if abs(value) >= Decimal(10) ** 14:
            raise ValidationError(_("Angka ini terlalu besar."))
        return value

    def fill(self) -> Question:
        """With its number."""
        self.question.value = self.cleaned_data["value"]
        self.question.tolerance = self.cleaned_data["tolerance"] or Decimal(0)
        self.question.unit = self.cleaned_data["unit"]
        return super().fill()


QUESTION_FORMS: dict[str, type[QuestionForm]] = {
    QuestionKind.SINGLE: ChoiceForm,
    QuestionKind.MULTIPLE: ChoiceForm,
    QuestionKind.TRUE_FALSE: TruthForm,
    QuestionKind.SHORT: ShortForm,
    QuestionKind.NUMERIC: NumericForm,
}
