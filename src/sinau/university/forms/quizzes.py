"""The rules of a quiz, and what is put in its slots."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.ui.forms import SearchSelect
from sinau.university.forms.fields import NumberField
from sinau.university.models import QuestionCategory, Quiz
from sinau.university.models.quizzes import Purpose


class MomentInput(forms.DateTimeInput):
    """The device's own picker of day and hour."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class QuizRulesForm(forms.ModelForm):  # type: ignore[type-arg]
    """What passes, how often, how long, and what is shown afterwards."""

    class Meta:
        model = Quiz
        fields = (
            "purpose", "pass_percent", "attempts_per_day", "attempts_in_all", "wait_minutes",
            "minutes",
            "grace_seconds", "opens_at", "closes_at", "grading", "review", "shuffles_questions",
            "shuffles_choices", "on_one_page", "gives_partial", "marks_blind", "access_words",
        )  # fmt: skip
        labels = {"purpose": _("Kegunaan kuis")}
        widgets = {"opens_at": MomentInput, "closes_at": MomentInput}
        help_texts = {
            "purpose": _("Latihan tidak menentukan apakah kursus selesai."),
            "pass_percent": _("Nilai terendah untuk lulus, 1 sampai 100."),
            "attempts_per_day": _("0 berarti tidak dibatasi."),
            "attempts_in_all": _("0 berarti tidak dibatasi."),
            "minutes": _("0 berarti tanpa batas waktu."),
            "grace_seconds": _("Untuk jawaban yang terlambat di jalan."),
            "gives_partial": _("Tanpa ini jawaban yang benar sebagian bernilai nol."),
            "marks_blind": _("Penilai tidak melihat siapa yang menulis."),
            "access_words": _("Disebutkan di ruang kelas. Kosongkan bila tidak perlu."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose: Any = self.fields["purpose"]
        purpose.required = False
        purpose.choices = [(one.value, one.label) for one in (Purpose.FINAL, Purpose.PRACTICE)]
        for name in (
            "wait_minutes",
            "minutes",
            "grace_seconds",
            "attempts_in_all",
            "grading",
            "review",
        ):
            self.fields[name].required = False

    def clean_pass_percent(self) -> int:
        """A percentage."""
        said = int(self.cleaned_data["pass_percent"])
        if not 1 <= said <= 100:
            raise forms.ValidationError(_("Nilai lulus berkisar 1 sampai 100."))
        return said

    def clean(self) -> dict[str, Any]:
        """What is left out keeps what it was; a quiz closes after it opens."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if "purpose" in self.fields and not said.get("purpose"):
            said["purpose"] = self.instance.purpose
        for name in (
            "wait_minutes",
            "minutes",
            "grace_seconds",
            "attempts_in_all",
            "grading",
            "review",
        ):
            if said.get(name) in (None, ""):
                said[name] = getattr(self.instance, name)
        opens, closes = said.get("opens_at"), said.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Waktu tutup harus sesudah waktu buka."))
        return said


class DrawForm(forms.Form):
    """So many questions of a category, drawn for each attempt."""

    category = forms.ModelChoiceField(
        label=_("Kategori"), queryset=QuestionCategory.objects.none(), widget=SearchSelect
    )
    draws = forms.IntegerField(label=_("Jumlah soal"), min_value=1, max_value=200, initial=5)
    tags = forms.CharField(
        label=_("Hanya yang bertanda"),
        required=False,
        max_length=200,
        help_text=_("Dipisahkan koma. Kosongkan untuk semua."),
    )
    points = NumberField(label=_("Bobot tiap soal"), lowest=Decimal("0.1"), initial=Decimal(1))
    section = forms.CharField(label=_("Bagian"), required=False, max_length=100)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories = QuestionCategory.objects.visible_to(person)
        self.fields["category"].queryset = categories  # type: ignore[attr-defined]

    def clean_tags(self) -> list[str]:
        """One by one."""
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]


class SlotForm(forms.Form):
    """Points, section and which version of one place."""

    points = NumberField(label=_("Bobot"), lowest=Decimal("0.1"))
    section = forms.CharField(label=_("Bagian"), required=False, max_length=100)
    draws = forms.IntegerField(label=_("Jumlah soal"), min_value=1, max_value=200, required=False)
    pinned = forms.ModelChoiceField(
        label=_("Versi soal"),
        queryset=Quiz.objects.none(),
        required=False,
        empty_label=_("Yang terbaru saat kuis diterbitkan"),
    )


class CategoryForm(forms.Form):
    """A new drawer of the bank."""

    name = forms.CharField(label=_("Nama kategori"), max_length=100)
    parent = forms.ModelChoiceField(
        label=_("Di dalam"),
        queryset=QuestionCategory.objects.none(),
        required=False,
        empty_label=_("Paling atas"),
    )


class EssayMarkForm(forms.Form):
    """Points and words for one essay."""

    points = NumberField(label=_("Nilai"), lowest=Decimal(0))
    words = forms.CharField(
        label=_("Tanggapan untuk penulis"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
