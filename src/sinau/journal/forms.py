"""What is asked on the pages of the journal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.kernel.facts import type_of_kind
from sinau.ui.forms import DateField, SearchSelect


class FilterForm(forms.Form):
    """Which entries to show; everything may stay empty."""

    jenis = forms.ChoiceField(label=_("Jenis fakta"), required=False, widget=SearchSelect)
    oleh = forms.CharField(label=_("Pelaku (nama atau NIP)"), required=False, max_length=100)
    tentang = forms.CharField(
        label=_("Tentang"),
        required=False,
        max_length=200,
        help_text=_("Seperti “people.person:12” atau awalnya saja."),
    )
    dari = DateField(label=_("Dari tanggal"), required=False)
    sampai = DateField(label=_("Sampai tanggal"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [  # type: ignore[attr-defined]
            ("", _("Semua jenis")),
            *((kind, kind) for kind in sorted(type_of_kind)),
        ]
