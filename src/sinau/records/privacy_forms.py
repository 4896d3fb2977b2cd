"""Forms about a person's right to be forgotten in the statements."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.people.forms import PersonField


class PseudonymForm(forms.Form):
    """Whose statements, on what legal basis, and why."""

    nip = PersonField(serving=False)
    basis = forms.CharField(
        label=_("Dasar hukum"),
        max_length=200,
        help_text=_("Misalnya UU 27/2022 tentang Pelindungan Data Pribadi dan nomor surat permohonan."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class RefusalForm(forms.Form):
    """Why a request is not granted."""

    reason = forms.CharField(label=_("Alasan penolakan"), max_length=300)
