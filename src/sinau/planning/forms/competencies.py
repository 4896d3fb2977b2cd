"""What is written about competencies, assessments, needs and one's own plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.planning.forms.plans import LinkForm
from sinau.planning.forms.structure import LEVELS
from sinau.planning.models import (
    Action,
    ActionKind,
    Competency,
    Goal,
    LevelWords,
    Rating,
    Signal,
    SignalKind,
)
from sinau.planning.models.competencies import HIGHEST
from sinau.ui.forms import DateField, FileInput, NipField, RadioCards, SearchSelect


class CompetencyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A competency and what each of its levels looks like at work."""

    class Meta:
        model = Competency
        fields = ("framework", "key", "name", "group", "definition", "position", "verified")
        widgets = {"definition": forms.Textarea(attrs={"rows": 3})}
        labels = {"position": _("Urutan")}
        help_texts = {"key": _("Huruf kecil dan tanda hubung, misalnya manajemen-risiko.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words: dict[int, str] = {}
        if self.instance.pk:
            del self.fields["key"], self.fields["framework"]
            current = LevelWords.objects.filter(competency=self.instance, replaced_at=None)
            words = dict(current.values_list("level", "words"))
        for level in range(1, HIGHEST + 1):
            self.fields[f"level_{level}"] = forms.CharField(
                label=_("Tingkat %(level)s") % {"level": level},
                max_length=600,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=words.get(level, ""),
            )

    @property
    def levels(self) -> dict[int, str]:
        """The words by level."""
        return {n: self.cleaned_data.get(f"level_{n}", "") for n in range(1, HIGHEST + 1)}


class TeachForm(LinkForm):
    """What teaches a competency, and up to which level."""

    level = forms.TypedChoiceField(label=_("Sampai tingkat"), choices=LEVELS, coerce=int)


class AssessForm(forms.Form):
    """The level somebody is found at, and on what it rests."""

    level = forms.TypedChoiceField(label=_("Tingkat"), coerce=int, widget=RadioCards())
    words = forms.CharField(
        label=_("Dasar penilaian"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Satu contoh dari pekerjaan, agar dapat dibicarakan."),
    )

    def __init__(self, *args: Any, competency: Competency, of_oneself: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = LevelWords.objects.filter(competency=competency, replaced_at=None)
        words = dict(current.order_by("level").values_list("level", "words"))
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(0, _("Belum tingkat 1")), *((n, _("Tingkat %s") % n) for n in words)]
        field.widget.help = {
            "0": _("Belum terlihat dalam pekerjaan."),
            **{str(n): said for n, said in words.items()},
        }
        self.fields["words"].required = not of_oneself


class NeedForm(forms.Form):
    """A need beyond what the position asks for."""

    competency = forms.ModelChoiceField(
        label=_("Kompetensi"), queryset=Competency.objects.in_use(), widget=SearchSelect
    )
    to_level = forms.TypedChoiceField(label=_("Sampai tingkat"), choices=LEVELS, coerce=int)
    words = forms.CharField(
        label=_("Mengapa diperlukan"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class SignalForm(forms.ModelForm):  # type: ignore[type-arg]
    """A fact read elsewhere that points at a need."""

    happened_on = DateField(label=_("Tanggal"))

    class Meta:
        model = Signal
        fields = ("kind", "agency", "competency", "words", "source", "happened_on")
        widgets = {"agency": SearchSelect, "competency": SearchSelect}
        help_texts = {"source": _("Misalnya nomor laporan hasil pemeriksaan.")}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, agency = self.fields["kind"], self.fields["agency"]
        assert isinstance(kind, forms.ChoiceField)
        assert isinstance(agency, forms.ModelChoiceField)
        heard = (SignalKind.QUIZ, SignalKind.QUESTION)
        kind.choices = [(k, label) for k, label in SignalKind.choices if k not in heard]
        agency.queryset = Agency.objects.open_now().filter(
            within("", person, Role.OFFICER, Role.HEAD)
        )

    def clean_happened_on(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["happened_on"]
        if day > today():
            raise ValidationError(_("Tanggal fakta tidak boleh di masa depan."), code="future")
        return day


class GoalForm(forms.ModelForm):  # type: ignore[type-arg]
    """What one wants to reach, and by when."""

    due_on = DateField(label=_("Paling lambat"))
    to_level = forms.TypedChoiceField(label=_("Sampai tingkat"), choices=LEVELS, coerce=int)

    class Meta:
        model = Goal
        fields = ("competency", "to_level", "words", "due_on")
        widgets = {"competency": SearchSelect}

    def clean_competency(self) -> Competency:
        """One goal for a competency."""
        competency: Competency = self.cleaned_data["competency"]
        others = self.instance.plan.goals.exclude(pk=self.instance.pk)
        if others.filter(competency=competency).exists():
            raise ValidationError(
                _("Sudah ada sasaran untuk kompetensi ini. Ubah yang itu saja."), code="twice"
            )
        return competency


class ActionForm(forms.ModelForm):  # type: ignore[type-arg]
    """One thing to do for a goal."""

    due_on = DateField(label=_("Paling lambat"))

    class Meta:
        model = Action
        fields = ("kind", "words", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = ActionKind.choices


class DoneForm(forms.Form):
    """What came of it."""

    words = forms.CharField(
        label=_("Hasilnya"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class PerformanceForm(forms.Form):
    """How somebody did in a year."""

    nip = NipField(label=_("NIP pegawai"))
    year = forms.IntegerField(label=_("Tahun"), min_value=2015)
    rating = forms.ChoiceField(label=_("Kinerja"), choices=Rating.choices, widget=RadioCards())
    source = forms.CharField(
        label=_("Sumber"), max_length=200, help_text=_("Misalnya: dokumen evaluasi kinerja.")
    )

    def clean_year(self) -> int:
        """A year that has been worked."""
        year = int(self.cleaned_data["year"])
        if year > today().year:
            raise ValidationError(_("Tahun tidak boleh di masa depan."), code="future")
        return year


class UploadForm(forms.Form):
    """An Excel list."""

    file = forms.FileField(label=_("Berkas Excel (.xlsx)"), widget=FileInput(accept=[".xlsx"]))


class TermsForm(forms.Form):
    """How confirmed needs become an item of the plan."""

    form = forms.CharField(max_length=40)
    month = forms.IntegerField(min_value=1, max_value=12)
