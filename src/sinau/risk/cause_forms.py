"""What is asked about a common cause: its name, who answers for it, and how bad its bad year is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.people.forms import AgencyChoice
from sinau.risk import engine
from sinau.risk.estimate_fields import NumberField
from sinau.risk.models import Cause, CauseKind


class CauseForm(forms.Form):
    """A cause and its story."""

    name = forms.CharField(
        label=_("Penyebab bersama"),
        max_length=120,
        help_text=_("Seperti “Pusat data kota” atau “Penyedia layanan pesan”."),
    )
    kind = forms.ChoiceField(label=_("Jenis"), choices=CauseKind.choices)
    bad_year = NumberField(
        label=_("Pada tahun yang buruk, berapa kali biasanya"),
        most=100,
        required=True,
        help_text=_(
            "Tahun buruk adalah yang terburuk dari dua puluh tahun. Tulis 3 bila gangguannya tiga kali biasanya."
        ),
    )
    agency = AgencyChoice(label=_("Perangkat daerah yang bertanggung jawab"))
    description = forms.CharField(
        label=_("Keterangan"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, cause: Cause | None, *args: Any, **kwargs: Any) -> None:
        if cause:
            names = ("name", "kind", "bad_year", "agency", "description")
            kwargs.setdefault("initial", {name: getattr(cause, name) for name in names})
        super().__init__(*args, **kwargs)
        self._cause = cause

    def clean_name(self) -> str:
        """A name belongs to one cause."""
        name: str = self.cleaned_data["name"]
        others = Cause.objects.all()
        if self._cause:
            others = others.exclude(pk=self._cause.pk)
        if others.filter(name__iexact=name).exists():
            raise ValidationError(_("Penyebab dengan nama ini sudah ada. Pakai yang itu."))
        return name

    def clean_bad_year(self) -> float:
        """A bad year is worse than usual, and there is a limit to what the model can mean by it."""
        times: float = self.cleaned_data["bad_year"]
        try:
            engine.Cause.from_bad_year(times)
        except engine.Unusable as wrong:
            raise ValidationError(str(wrong)) from None
        return times
