"""What the JP ledger asks people."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReversalForm(forms.Form):
    """Why an entry is undone."""

    reason = forms.CharField(
        label=_("Alasan pembatalan"),
        help_text=_("Dibaca oleh pegawai yang bersangkutan dan oleh auditor."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tuliskan alasan pembatalan.")},
    )
