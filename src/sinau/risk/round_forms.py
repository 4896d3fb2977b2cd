"""What is asked about estimation rounds and in training."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.risk.calibrating import TrainingQuestion
from sinau.risk.estimate_fields import NumberField
from sinau.risk.estimate_forms import RangeFields
from sinau.risk.forms import PersonChoice
from sinau.risk.models import Register, Risk
from sinau.ui.forms import DateField

LONGEST_DAYS = 60


class ManyPeople(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Colleagues by name and agency."""

    label_from_instance = PersonChoice.label_from_instance


class RoundForm(forms.Form):
    """Which risks, whom, and until when."""

    title = forms.CharField(label=_("Judul putaran"), max_length=150)
    note = forms.CharField(
        label=_("Pengantar"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Apa yang perlu diketahui penilai; jangan menyebut angka."),
    )
    risks = forms.ModelMultipleChoiceField(
        label=_("Risiko yang diperkirakan"),
        queryset=Risk.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    people = ManyPeople(
        label=_("Penilai dari perangkat daerah yang ikut"),
        queryset=Person.objects.none(),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
    )
    others = forms.CharField(
        label=_("NIP penilai lain"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Dari perangkat daerah mana pun, satu NIP setiap baris."),
    )
    closes_on = DateField(label=_("Dijawab paling lambat"))

    def __init__(self, register: Register, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"closes_on": today() + timedelta(days=14)})
        super().__init__(*args, **kwargs)
        risks, people = self.fields["risks"], self.fields["people"]
        assert isinstance(risks, forms.ModelMultipleChoiceField)
        assert isinstance(people, forms.ModelMultipleChoiceField)
        risks.queryset = register.risks.open_now()
        people.queryset = (
            Person.objects.serving()
            .filter(agency__in=register.involvements.values("agency"))
            .select_related("agency")
            .order_by("name")
        )

    def clean_others(self) -> list[Person]:
        """The people with these numbers; every number that nobody has is named."""
        digits = [
            "".join(re.findall(r"\d", line)) for line in self.cleaned_data["others"].split("\n")
        ]
        wanted = [one for one in digits if one]
        known = {one.nip: one for one in Person.objects.serving().filter(nip__in=wanted)}
        if missing := [one for one in wanted if one not in known]:
            raise ValidationError(
                _("Tidak ada pegawai aktif dengan NIP %(nip)s. Periksa kembali angkanya."),
                params={"nip": ", ".join(missing[:5])},
            )
        return list(known.values())

    def clean_closes_on(self) -> Any:
        """A day to come, and not so far that it is forgotten."""
        day = self.cleaned_data["closes_on"]
        if not today() <= day <= today() + timedelta(days=LONGEST_DAYS):
            raise ValidationError(
                _("Pilih hari ini atau sesudahnya, paling lama %(days)s hari."),
                params={"days": LONGEST_DAYS},
            )
        return day

    def clean(self) -> dict[str, Any]:
        """At least two people."""
        said = super().clean() or {}
        if len(self.chosen()) < 2 and "others" not in self.errors:
            self.add_error(
                "people",
                gettext(
                    "Pilih sekurangnya dua penilai. Gerbang meminta tiga, dari dua perangkat daerah."
                ),
            )
        return said

    def chosen(self) -> dict[int, Person]:
        """All who are asked, once each."""
        people = [*self.cleaned_data.get("people", ()), *self.cleaned_data.get("others", ())]
        return {person.pk: person for person in people}


class AnswerForm(RangeFields):
    """One answer: how often, how bad, on what ground."""


class RemarkForm(forms.Form):
    """What one says about the open answers."""

    text = forms.CharField(
        label=_("Tanggapan"),
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Apa yang Anda ketahui dan mungkin belum diketahui penilai lain."),
    )


class TrainingForm(forms.Form):
    """A few questions, each with a range one is nine in ten sure of."""

    def __init__(self, questions: Sequence[TrainingQuestion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for one in questions:
            unit = f" ({one.unit})" if one.unit else ""
            for end, label in (("low", _("Paling rendah")), ("high", _("Paling tinggi"))):
                self.fields[f"{one.key}-{end}"] = NumberField(
                    label=f"{label}{unit}",
                    most=1e12,
                    required=True,
                    error_messages={"required": _("Isi kedua batas rentang untuk soal ini.")},
                )

    def rows(self) -> list[tuple[TrainingQuestion, Any, Any]]:
        """Each question with its two fields."""
        return [(one, self[f"{one.key}-low"], self[f"{one.key}-high"]) for one in self.questions]

    def clean(self) -> dict[str, Any]:
        """Every range rises."""
        said = super().clean() or {}
        for one in self.questions:
            low, high = said.get(f"{one.key}-low"), said.get(f"{one.key}-high")
            if low is not None and high is not None and low >= high:
                self.add_error(
                    f"{one.key}-high",
                    gettext(
                        "Batas atas harus lebih besar dari batas bawah. Periksa apakah keduanya tertukar."
                    ),
                )
        return said

    def ranges(self) -> list[tuple[TrainingQuestion, float, float]]:
        """Each question with the range that was given."""
        said = self.cleaned_data
        return [(one, said[f"{one.key}-low"], said[f"{one.key}-high"]) for one in self.questions]
