"""What the pages of authoring ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.ui.forms import NipField, RadioCards, SearchSelect
from sinau.university.forms.fields import KeptAgencyField
from sinau.university.models import Course, CourseTranslation, Language, Opinion


class ReviewerForm(forms.Form):
    """Whom one asks."""

    nip = NipField(label=_("NIP pemeriksa"))

    def clean_nip(self) -> str:
        """Somebody who works here."""
        nip = str(self.cleaned_data["nip"])
        self.person = Person.objects.serving().filter(nip=nip).first()
        if self.person is None:
            raise ValidationError(_("Tidak ada pegawai dengan NIP ini. Periksa kembali angkanya."))
        return nip


class OpinionForm(forms.Form):
    """What a reviewer says of the draft."""

    opinion = forms.ChoiceField(
        label=_("Pendapat Anda"), choices=Opinion.choices, widget=RadioCards
    )
    note = forms.CharField(
        label=_("Catatan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib bila perlu diperbaiki: apa yang harus berubah."),
    )

    def clean(self) -> dict[str, Any]:
        """Who sends it back says why."""
        said = super().clean() or {}
        if said.get("opinion") == Opinion.CHANGES and not said.get("note", "").strip():
            self.add_error("note", _("Tulis apa yang perlu diperbaiki."))
        return said


class PublishForm(forms.Form):
    """Why a draft is not held back."""

    reason = forms.CharField(
        label=_("Alasan menerbitkan sebelum semua pemeriksa setuju"), required=False, max_length=300
    )


class CopyForm(forms.Form):
    """How the copy is called, and who keeps it."""

    title = forms.CharField(label=_("Judul salinan"), max_length=150)
    agency = KeptAgencyField()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, KeptAgencyField)
        agency.only_for(person)


class LessonCopyForm(forms.Form):
    """Into which course."""

    course = forms.ModelChoiceField(
        label=_("Salin ke kursus"), queryset=Course.objects.none(), widget=SearchSelect
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["course"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Course.objects.kept_by(person)


class CourseTranslationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Title and aim in another language."""

    class Meta:
        model = CourseTranslation
        fields = ("language", "title", "aim")
        widgets = {"aim": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].widget.choices = Language.choices[1:]

    def validate_unique(self) -> None:
        """A language said again is said anew."""
