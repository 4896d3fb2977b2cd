"""What personnel services ask people, one question a page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.personnel.actions import problems_with
from sinau.ui.forms import DateField, SearchSelect

PHONE = re.compile(r"^\+?\d{8,15}$")


class DatesForm(forms.Form):
    """When."""

    start_on = DateField(
        label=_("Hari pertama cuti"),
        error_messages={"required": _("Isi hari pertama cuti.")},
    )
    end_on = DateField(
        label=_("Hari terakhir cuti"),
        help_text=_("Sama dengan hari pertama bila hanya satu hari."),
        error_messages={"required": _("Isi hari terakhir cuti.")},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        """The dates fit the balance, the calendar and the other requests."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("start_on") and said.get("end_on"):
            for problem in problems_with(self.person, said["start_on"], said["end_on"]):
                self.add_error("start_on", problem)
        return said


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Alasan cuti"),
        help_text=_("Satu kalimat cukup. Dibaca atasan dan pejabat yang memutuskan."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tuliskan alasan cuti dalam satu kalimat.")},
    )


class AddressForm(forms.Form):
    """Where one can be reached."""

    address = forms.CharField(
        label=_("Alamat selama cuti"),
        max_length=300,
        error_messages={"required": _("Isi alamat tempat Anda berada selama cuti.")},
    )
    phone = forms.CharField(
        label=_("Nomor yang dapat dihubungi"),
        help_text=_("Angka saja, misalnya 081200001234."),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Isi nomor telepon yang dapat dihubungi selama cuti.")},
    )

    def clean_phone(self) -> str:
        """Digits, with a plus in front at most."""
        plain = re.sub(r"[\s().-]", "", self.cleaned_data["phone"])
        if not PHONE.match(plain):
            raise forms.ValidationError(
                _("Nomor telepon terdiri atas 8 sampai 15 angka. Periksa nomor yang Anda isi.")
            )
        return plain


class ReplacementForm(forms.Form):
    """Who takes over meanwhile; may be nobody."""

    replacement = forms.ModelChoiceField(
        label=_("Rekan yang menerima pekerjaan"),
        help_text=_("Kosongkan bila tidak ada pekerjaan yang dialihkan."),
        queryset=Person.objects.none(),
        required=False,
        widget=SearchSelect,
        empty_label=_("Tidak ada yang dialihkan"),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["replacement"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.serving().filter(agency=person.agency).exclude(pk=person.pk)


class NoteForm(forms.Form):
    """A note with what one decides."""

    note = forms.CharField(
        label=_("Catatan"),
        help_text=_("Wajib bila dikembalikan atau tidak disetujui. Dibaca oleh pegawai."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needed = needed

    def clean_note(self) -> str:
        """What is given back or refused says why."""
        note = str(self.cleaned_data["note"]).strip()
        if self.needed and not note:
            raise forms.ValidationError(
                _("Tuliskan alasannya, supaya pegawai tahu apa yang dapat dilakukan.")
            )
        return note


class CancelForm(forms.Form):
    """Why a granted leave is called off."""

    note = forms.CharField(
        label=_("Alasan pembatalan"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tuliskan alasan pembatalan.")},
    )
