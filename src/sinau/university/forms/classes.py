"""What an officer writes about a class, its sessions and its participants."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import WIB
from sinau.people.models import Person
from sinau.ui.forms import DateField, MarkdownField, RadioCards, TimeInput
from sinau.university.forms.courses import AUDIENCE_HELP
from sinau.university.forms.fields import JpField, KeptAgencyField
from sinau.university.models import Session, TrainingClass


class ClassForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a class says of itself."""

    agency = KeptAgencyField()
    materials = MarkdownField(
        label=_("Bahan dan pembicara"),
        required=False,
        help_text=_("Apa yang dibawa, siapa yang berbicara. Markdown."),
    )
    stated_jp = JpField(
        label=_("JP menurut program"),
        required=False,
        lowest=Decimal("0.1"),
        help_text=_("Kosongkan bila JP dihitung dari lamanya: 1 JP sama dengan 45 menit."),
    )

    class Meta:
        model = TrainingClass
        fields = (
            "title",
            "summary",
            "place",
            "agency",
            "audience",
            "quota",
            "quota_per_agency",
            "stated_jp",
            "competence",
            "materials",
        )
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "audience": RadioCards(help=AUDIENCE_HELP),
        }
        help_texts = {
            "quota": _("Jumlah kursi seluruhnya."),
            "quota_per_agency": _(
                "Paling banyak dari satu perangkat daerah. Kosongkan bila bebas."
            ),
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, KeptAgencyField)
        agency.only_for(person)

    def clean_quota(self) -> int:
        """At least one seat."""
        said = int(self.cleaned_data["quota"])
        if said < 1:
            raise ValidationError(_("Kuota paling sedikit satu kursi."))
        return said


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A part of the class: its day and its hours on the city's clock."""

    day = DateField(label=_("Tanggal"))
    begins = forms.TimeField(label=_("Mulai (WIB)"), widget=TimeInput)
    ends = forms.TimeField(label=_("Selesai (WIB)"), widget=TimeInput)
    agenda = MarkdownField(label=_("Acara"), required=False)

    class Meta:
        model = Session
        fields = ("title",)
        help_texts = {"title": _("Misalnya Pagi, Siang, atau Hari pertama.")}

    field_order = ("title", "day", "begins", "ends", "agenda")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session = kwargs.get("instance")
        if session is not None and session.pk:
            begin, end = session.starts_at.astimezone(WIB), session.ends_at.astimezone(WIB)
            kwargs["initial"] = {
                "day": begin.date(),
                "begins": begin.time(),
                "ends": end.time(),
                "agenda": session.agenda,
            }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        said = super().clean() or self.cleaned_data
        if said.get("begins") and said.get("ends") and said["ends"] <= said["begins"]:
            self.add_error("ends", _("Jam selesai harus sesudah jam mulai."))
        return said

    def save(self, commit: bool = True) -> Session:
        """The session with its two moments; the action keeps it."""
        session: Session = super().save(commit=False)
        said = self.cleaned_data
        session.starts_at = dt.datetime.combine(said["day"], said["begins"], tzinfo=WIB)
        session.ends_at = dt.datetime.combine(said["day"], said["ends"], tzinfo=WIB)
        session.agenda = said["agenda"]
        return session


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class DigitsForm(forms.Form):
    """The six digits under the code on the screen."""

    digits = forms.CharField(
        label=_("Enam angka di layar"),
        max_length=20,
        help_text=_("Angkanya berganti setiap dua puluh detik. Spasi tidak dihitung."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "room-digits"}
        ),
    )

    def clean_digits(self) -> str:
        """Six digits and nothing else."""
        digits = "".join(c for c in self.cleaned_data["digits"] if c in "0123456789")
        if len(digits) != 6:
            raise ValidationError(_("Ketik enam angka yang tampil di layar ruangan."))
        return digits


class ParticipantsForm(forms.Form):
    """Numbers of employees, pasted from anywhere."""

    numbers = forms.CharField(
        label=_("NIP peserta"),
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Satu NIP per baris, boleh disalin dari kolom Excel, dengan atau tanpa spasi."),
    )
