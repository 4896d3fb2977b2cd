"""What is asked about a paper for the innovation index."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.innovation.index_score import Indicator
from sinau.ui.forms import FileInput, RadioCards


class EvidenceForm(forms.Form):
    """The parameter that is reached, and a file or an address that shows it."""

    parameter = forms.TypedChoiceField(label=_("Parameter"), coerce=int, widget=RadioCards())
    what = forms.CharField(
        label=_("Apa yang dibuktikan"),
        max_length=300,
        help_text=_("Nomor dan tanggal surat, judul laporan, atau isi yang perlu dilihat."),
    )
    file = forms.FileField(
        label=_("Berkas"),
        required=False,
        widget=FileInput(accept=[".pdf", ".jpg", ".jpeg", ".png"]),
        help_text=_("PDF, JPG atau PNG, paling besar 8 MB dan 20 halaman."),
    )
    url = forms.URLField(
        label=_("Atau alamatnya"),
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text=_("Untuk video atau halaman yang terbuka."),
    )

    def __init__(self, indicator: Indicator, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parameter"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            (at, f"{at}: {words}") for at, words in enumerate(indicator.parameters, start=1)
        ]

    def clean_url(self) -> str:
        """An address people can open."""
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Alamat harus dimulai dengan https:// atau http://."))
        return url

    def clean(self) -> dict[str, Any]:
        """Something that shows it."""
        said = super().clean() or {}
        if not said.get("file") and not said.get("url") and "file" not in self.errors:
            self.add_error("file", _("Pilih berkas, atau tulis alamat yang membuktikannya."))
        return said


class CheckForm(forms.Form):
    """Does the paper show it."""

    holds = forms.ChoiceField(
        label=_("Apakah bukti ini sesuai"),
        choices=[("ya", _("Sesuai")), ("tidak", _("Tidak sesuai"))],
        widget=RadioCards(),
    )
    note = forms.CharField(label=_("Catatan"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A no says why."""
        said = super().clean() or {}
        if said.get("holds") == "tidak" and not said.get("note"):
            self.add_error("note", _("Tulis apa yang tidak sesuai."))
        return said
