"""What officers fill in about packages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sinau.people.access import within
from sinau.people.models import Agency, Person, Role
from sinau.ui.forms import FileInput, SearchSelect
from sinau.university.models import Course


class PackageForm(forms.Form):
    """A package that is brought in."""

    file = forms.FileField(
        label=_("Berkas paket"),
        help_text=_("ZIP cmi5, SCORM 1.2, SCORM 2004, atau xAPI; atau cmi5.xml sendiri."),
        widget=FileInput(accept=[".zip", ".xml"]),
    )
    agency = forms.ModelChoiceField(
        label=_("Perangkat daerah"), queryset=Agency.objects.none(), widget=SearchSelect()
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Agency.objects.filter(within("", person, Role.OFFICER))
        field.initial = person.agency_id

    def clean_file(self) -> Any:
        """No larger than the house takes."""
        file = self.cleaned_data["file"]
        most = settings.PACKAGE_MAX_BYTES
        if file.size > most:
            raise forms.ValidationError(
                _("Berkas paling besar %(megabytes)s MB."),
                params={"megabytes": most // 1024 // 1024},
            )
        return file


class CourseForm(forms.Form):
    """The course that is to ask for a package."""

    course = forms.ModelChoiceField(
        label=_("Kursus"), queryset=Course.objects.none(), widget=SearchSelect()
    )
    minutes = forms.IntegerField(
        label=_("Lama pengerjaan (menit)"), min_value=0, max_value=6000, initial=30
    )
    required = forms.BooleanField(
        label=_("Wajib untuk menuntaskan kursus"), required=False, initial=True
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["course"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Course.objects.kept_by(person)


class WaiveForm(forms.Form):
    """Why somebody is let off a unit."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Tercatat dalam rekam belajar dan dapat dibaca peserta."),
    )
