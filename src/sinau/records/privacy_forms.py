"""Forms about a person's right to be forgotten in the statements."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.ui.forms import NipField


class PseudonymForm(forms.Form):
    """Whose statements, on what legal basis, and why."""

    nip = NipField()
    basis = forms.CharField(
        label=_("Dasar hukum"),
        max_length=200,
        help_text=_("Misalnya UU 27/2022 tentang Pelindungan Data Pribadi dan nomor surat permohonan."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_nip(self) -> Person:
        """Somebody who works or worked here."""
        person: Person | None = Person.objects.filter(nip=self.cleaned_data["nip"]).first()
        if person is None:
            raise forms.ValidationError(
                _("Tidak ada pegawai dengan NIP ini. Periksa kembali angkanya.")
            )
        return person


class RefusalForm(forms.Form):
    """Why a request is not granted."""

    reason = forms.CharField(label=_("Alasan penolakan"), max_length=300)
