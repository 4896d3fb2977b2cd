"""What is asked about a token."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.kernel.api.scopes import scopes
from sinau.kernel.clock import WIB, today
from sinau.ui.forms import DateField

LONGEST_DAYS = 366


class TokenForm(forms.Form):
    """Name, scopes and last day of a token."""

    name = forms.CharField(
        label=_("Nama"),
        max_length=120,
        help_text=_("Program dan tempatnya, seperti “Sinkronisasi SIMPEG di server BKPSDM”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Izin"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Beri yang diperlukan saja. Token tidak pernah melebihi hak Anda sendiri."),
        error_messages={"required": _("Pilih sedikitnya satu izin.")},
    )
    last_day = DateField(
        label=_("Berlaku sampai dengan"), help_text=_("Paling lama satu tahun dari hari ini.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scopes"].choices = [  # type: ignore[attr-defined]
            (name, f"{label} ({name})") for name, label in scopes().items()
        ]
        self.fields["last_day"].initial = today() + dt.timedelta(days=90)

    def clean_last_day(self) -> dt.date:
        """A day from today on, not further than a year."""
        day: dt.date = self.cleaned_data["last_day"]
        if day < today():
            raise forms.ValidationError(
                _("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.")
            )
        if day > today() + dt.timedelta(days=LONGEST_DAYS):
            raise forms.ValidationError(_("Paling lama satu tahun dari hari ini."))
        return day

    def said(self) -> dict[str, Any]:
        """What `issue_token` is told."""
        end = self.cleaned_data["last_day"] + dt.timedelta(days=1)
        return {
            "name": self.cleaned_data["name"],
            "scopes": self.cleaned_data["scopes"],
            "expires_at": dt.datetime.combine(end, dt.time(), tzinfo=WIB),
        }


class RevokeForm(forms.Form):
    """Why a token ends."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Seperti “program tidak dipakai lagi”.")
    )
