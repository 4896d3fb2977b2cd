"""What one says of a file of another system."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Agency, Person
from sinau.ui.forms import FileInput, SearchSelect
from sinau.university.actions import keep_category
from sinau.university.forms.fields import KeptAgencyField
from sinau.university.models import QuestionCategory

QUESTION_FILES = [".txt", ".gift", ".xml", ".zip", ".xlsx"]
MEGABYTE = 1024 * 1024


class UploadField(forms.FileField):
    """A file within the limit of the city."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Not larger than what is taken."""
        file = super().clean(data, initial)
        if file and file.size > settings.UPLOAD_MAX_BYTES:
            raise ValidationError(
                _("Berkas ini lebih besar dari %(limit)s MB. Pecah menjadi beberapa berkas."),
                code="large",
                params={"limit": settings.UPLOAD_MAX_BYTES // MEGABYTE},
            )
        return file


class QuestionFileForm(forms.Form):
    """A file of questions and the drawer of the bank it goes into."""

    file = UploadField(
        label=_("Berkas soal"),
        widget=FileInput(accept=QUESTION_FILES),
        help_text=_("GIFT, Aiken, Moodle XML, QTI 2 atau 3 (XML atau ZIP), atau Excel."),
        error_messages={"required": _("Pilih berkasnya.")},
    )
    category = forms.ModelChoiceField(
        queryset=QuestionCategory.objects.none(),
        label=_("Kategori yang ada"),
        required=False,
        widget=SearchSelect,
        help_text=_("Kategori di dalam berkas menjadi bagian dari kategori ini."),
    )
    new_category = forms.CharField(
        label=_("Atau kategori baru"),
        required=False,
        max_length=100,
        help_text=_("Kategori dengan nama yang sudah ada dipakai lagi."),
    )
    agency = KeptAgencyField(
        label=_("Perangkat daerah pemilik kategori baru"),
        required=False,
        help_text=_("Hanya perlu bila membuat kategori baru."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["category"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = QuestionCategory.objects.visible_to(person)
        agency = self.fields["agency"]
        assert isinstance(agency, KeptAgencyField)
        agency.only_for(person)
        if person.agency_id:
            self.initial.setdefault("agency", person.agency_id)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        said = super().clean() or {}
        if not said.get("category") and not said.get("new_category"):
            self.add_error("category", _("Pilih kategori, atau tulis nama kategori baru."))
        if said.get("new_category") and not said.get("agency") and "agency" not in self.errors:
            self.add_error("agency", _("Pilih perangkat daerah pemilik kategori baru."))
        return said

    def drawer(self) -> QuestionCategory:
        """The category that was chosen, made when it is new."""
        said = self.cleaned_data
        if said.get("new_category"):
            agency: Agency = said["agency"]
            return keep_category(agency, said["new_category"])
        category: QuestionCategory = said["category"]
        return category


class BackupForm(forms.Form):
    """A backup of a Moodle course and the agency whose draft it becomes."""

    file = UploadField(
        label=_("Cadangan kursus Moodle"),
        widget=FileInput(accept=[".mbz"]),
        help_text=_("Berkas .mbz dari menu Course reuse, Backup. Data peserta tidak diperlukan."),
        error_messages={"required": _("Pilih berkasnya.")},
    )
    agency = KeptAgencyField()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, KeptAgencyField)
        agency.only_for(person)
        if person.agency_id:
            self.initial.setdefault("agency", person.agency_id)
