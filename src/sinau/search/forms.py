"""What is asked about searches and about the words of the office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.search.looking import Facet
from sinau.search.wishes import Wish
from sinau.search.wordings import Entry, key_of
from sinau.ui.forms import DateField, FileInput

MOST_PHRASES = 20
MOST_OWNERS = 50


class FilterForm(forms.Form):
    """What narrows the results; each choice says how many it leaves."""

    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False)
    unit = forms.ChoiceField(label=_("Perangkat daerah"), required=False)
    sektor = forms.ChoiceField(label=_("Sektor"), required=False)
    waktu = forms.ChoiceField(label=_("Waktu"), required=False)
    pemilik = forms.ChoiceField(label=_("Penanggung jawab atau penerbit"), required=False)
    dari = DateField(label=_("Sejak tanggal"), required=False)
    sampai = DateField(label=_("Sampai dengan tanggal"), required=False)

    def __init__(self, facets: Sequence[Facet], wish: Wish, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        by_name = {facet.name: facet for facet in facets}
        for name in ("keadaan", "unit", "sektor", "waktu", "pemilik"):
            options = by_name[name].options[:MOST_OWNERS]
            choices = [(one.value, f"{one.label} ({one.count})") for one in options]
            chosen = wish.parameters.get(name)
            if chosen and chosen not in {value for value, _label in choices}:
                choices.append((chosen, f"{chosen} (0)"))
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Semua")), *choices]
            field.error_messages["invalid_choice"] = _("Pilih salah satu dari daftar.")


class PhrasesField(forms.CharField):
    """Several phrases, one a line."""

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000, **kwargs)
        self.longest = longest

    def clean(self, value: Any) -> Any:
        """The phrases without those said twice."""
        text: str = super().clean(value)
        phrases = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines()))
        phrases = [phrase for phrase in phrases if phrase]
        if len(phrases) > MOST_PHRASES:
            raise forms.ValidationError(
                _("Paling banyak %(most)s baris.") % {"most": MOST_PHRASES}, code="many"
            )
        for phrase in phrases:
            if len(phrase) > self.longest:
                raise forms.ValidationError(
                    _("“%(phrase)s…” terlalu panjang; paling panjang %(most)s huruf.")
                    % {"phrase": phrase[:30], "most": self.longest},
                    code="long",
                )
        return phrases

    def prepare_value(self, value: Any) -> Any:
        """One a line again."""
        return "\n".join(value) if isinstance(value, list | tuple) else value


class WordingForm(forms.Form):
    """What people type and what it means."""

    said = PhrasesField(
        label=_("Yang diketik orang"),
        longest=120,
        help_text=_(
            "Satu per baris: singkatan, ejaan lain, atau nama lama. Baris pertama menjadi namanya."
        ),
    )
    means = PhrasesField(
        label=_("Artinya"),
        longest=200,
        help_text=_("Satu per baris, sebagaimana tertulis dalam peraturan atau artikel."),
    )
    both_ways = forms.BooleanField(
        label=_("Berlaku dua arah"),
        required=False,
        help_text=_("Yang mengetik bentuk panjang juga menemukan bentuk pendeknya."),
    )
    note = forms.CharField(label=_("Alasan atau catatan"), max_length=300, required=False)

    def __init__(self, *args: Any, taken: frozenset[str] = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_said(self) -> list[str]:
        """Ways to say it of which the first names an entry that is not there yet."""
        said: list[str] = self.cleaned_data["said"]
        if said and key_of(said[0]) in self.taken:
            raise forms.ValidationError(
                _("“%(word)s” sudah ada dalam daftar. Ubah yang sudah ada, jangan menambah lagi.")
                % {"word": said[0]}
            )
        return said

    def entry(self, key: str = "") -> Entry:
        """The entry that was described."""
        said = self.cleaned_data["said"]
        return Entry(
            key or key_of(said[0]),
            tuple(said),
            tuple(self.cleaned_data["means"]),
            self.cleaned_data["both_ways"],
        )


class RetireForm(forms.Form):
    """Why an entry is not used any more."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Seperti “singkatan ini tidak dipakai lagi”."),
    )


class SheetForm(forms.Form):
    """A list of wordings as Excel."""

    file = forms.FileField(
        label=_("Berkas Excel"),
        widget=FileInput(accept=[".xlsx"]),
        help_text=_(
            "Unduh daftar ini, ubah, lalu unggah kembali. Paling besar 2 MB dan 2.000 baris."
        ),
    )
