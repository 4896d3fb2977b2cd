"""What is asked about the boxes of the AI taxonomy and about lists made apart."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.risk.models import Naming, Risk
from sinau.ui.forms import SearchSelect


class ExclusionForm(forms.Form):
    """Why a box does not apply."""

    reason = forms.CharField(
        label=_("Alasan tidak berlaku"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Tulis untuk orang dari perangkat daerah lain yang akan membenarkannya."),
    )


class NamingForm(forms.Form):
    """One risk, in one sentence."""

    text = forms.CharField(
        label=_("Risiko"),
        max_length=300,
        help_text=_("Apa yang dapat terjadi, dalam satu kalimat. Satu demi satu."),
    )


class MatchForm(forms.Form):
    """Which risk of the register was meant."""

    risk = forms.ModelChoiceField(
        label=_("Sama dengan risiko"),
        queryset=Risk.objects.none(),
        required=False,
        widget=SearchSelect,
        empty_label=_("Belum ada pada register"),
    )

    def __init__(self, naming: Naming, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"risk": naming.risk_id})
        super().__init__(*args, **kwargs)
        field = self.fields["risk"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Risk.objects.filter(register=naming.register_id).order_by("code")
