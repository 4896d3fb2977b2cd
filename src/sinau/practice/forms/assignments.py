"""Forms of assignments: what is asked, what is handed in, how it is judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from sinau.practice.files import ACCEPTED
from sinau.practice.models import Assignment, Criterion, FollowUp
from sinau.practice.models.assignments import PLAN_FIELDS
from sinau.ui.forms import FileInput, MarkdownField

LINES = 6
LEVELS = ((4, _("Sangat baik")), (3, _("Baik")), (2, _("Cukup")), (0, _("Belum")))


class AssignmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is asked, and the rubric: up to six lines with what each level looks like."""

    brief = MarkdownField(label=_("Petunjuk"), max_length=5000)

    class Meta:
        model = Assignment
        fields = [
            "kind",
            "title",
            "brief",
            "minutes",
            "due_days",
            "pass_percent",
            "peer_reviews",
            "max_files",
            "required",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = list(self.instance.criteria.all()) if self.instance.pk else []
        for at in range(1, LINES + 1):
            line = standing[at - 1] if at <= len(standing) else None
            words = {int(x["points"]): x["text"] for x in line.levels} if line else {}
            self.fields[f"line_{at}"] = forms.CharField(
                label=_("Kriteria %(n)s") % {"n": at},
                max_length=150,
                required=at == 1,
                initial=line.title if line else "",
            )
            for points, name in LEVELS:
                self.fields[f"line_{at}_{points}"] = forms.CharField(
                    label=_("Kriteria %(n)s, %(level)s (%(points)s)")
                    % {"n": at, "level": name, "points": points},
                    max_length=300,
                    required=False,
                    initial=words.get(points, ""),
                )

    def clean(self) -> dict[str, Any]:
        """Each line that has a title says what at least two of its levels look like."""
        said = super().clean() or {}
        for at in range(1, LINES + 1):
            if said.get(f"line_{at}") and len(self._levels(said, at)) < 2:
                self.add_error(
                    f"line_{at}",
                    ValidationError(
                        _now("Tulis paling sedikit dua tingkat, supaya penilai melihat bedanya.")
                    ),
                )
        return said

    @staticmethod
    def _levels(said: dict[str, Any], at: int) -> list[dict[str, Any]]:
        texts = ((points, said.get(f"line_{at}_{points}", "")) for points, _name in LEVELS)
        return [{"points": points, "text": text} for points, text in texts if text]

    @property
    def criteria(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The lines of the rubric that were typed."""
        said = self.cleaned_data
        return [
            (said[f"line_{at}"], self._levels(said, at))
            for at in range(1, LINES + 1)
            if said.get(f"line_{at}")
        ]


class WorkForm(forms.Form):
    """What a learner makes: a text, and a file at a time."""

    text = MarkdownField(label=_("Jawaban Anda"), max_length=20_000, required=False)
    file = forms.FileField(
        label=_("Tambah berkas"),
        required=False,
        widget=FileInput(accept=list(ACCEPTED)),
        help_text=_("PDF, foto, DOCX, XLSX, atau PPTX, paling besar 10 MB."),
    )


class PlanForm(forms.Form):
    """A plan of action for one's own office; saved half-written, complete when handed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, help_text in PLAN_FIELDS:
            self.fields[name] = forms.CharField(
                label=label,
                help_text=help_text,
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )


class RubricForm(forms.Form):
    """Points for each line of a rubric, picked from its levels."""

    def __init__(self, criteria: Sequence[Criterion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.positions = [criterion.position for criterion in criteria]
        for criterion in criteria:
            self.fields[f"points_{criterion.position}"] = forms.TypedChoiceField(
                label=criterion.title,
                coerce=int,
                choices=[
                    (level["points"], f"{level['points']}: {level['text']}")
                    for level in criterion.levels
                ],
                widget=forms.RadioSelect,
            )
        self.fields["words"] = forms.CharField(
            label=_("Catatan untuk penulisnya"),
            max_length=3000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Sebut satu hal yang baik dan satu hal yang membuatnya lebih baik."),
        )

    @property
    def points(self) -> dict[int, int]:
        """Position to points."""
        return {at: self.cleaned_data[f"points_{at}"] for at in self.positions}


class WordsForm(forms.Form):
    """A remark."""

    words = forms.CharField(max_length=300, required=False)


class FollowUpForm(forms.ModelForm):  # type: ignore[type-arg]
    """What became of a plan of action."""

    class Meta:
        model = FollowUp
        fields = ["answer", "changed", "value"]
        widgets = {"answer": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = forms.ChoiceField(
            label=_("Keadaannya sekarang"),
            choices=FollowUp.Answer.choices,
            widget=forms.RadioSelect,
        )
        self.fields["changed"].required = True
