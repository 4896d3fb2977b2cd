"""What a person fills in to mend one row of a document, and to say what a similar file is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.knowledge.mending import MARK, Row
from sinau.knowledge.models import MendVerb, TwinChoice
from sinau.ui.forms import RadioCards


class MendForm(forms.Form):
    """A change of one row; `seen` is the newest change its writer knew of."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Row, **kw: Any):
        super().__init__(*args, **kw)
        for name in ("text", "pasal", "ayat"):
            if name in self.fields:
                self.fields[name].initial = row[name]
        self._row = row
        self.prepare()

    def prepare(self) -> None:
        """What else depends on the row."""


class EditForm(MendForm):
    """Other words."""

    text = forms.CharField(
        label=_("Teks"),
        max_length=60_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Satu butir huruf atau angka per baris, seperti pada naskah."),
    )


class JoinForm(MendForm):
    """The row after this one becomes its end."""

    on_new_line = forms.BooleanField(
        label=_("Mulai baris baru pada sambungannya"), required=False, initial=True
    )


class SplitForm(MendForm):
    """One row becomes two."""

    text = forms.CharField(
        label=_("Teks"),
        max_length=60_000,
        widget=forms.Textarea({"rows": 10}),
        help_text=_("Tulis %(mark)s pada baris tersendiri, tepat di tempat memecah.")
        % {"mark": MARK},
    )
    pasal = forms.CharField(label=_("Pasal bagian kedua"), max_length=10, required=False)
    ayat = forms.CharField(label=_("Ayat bagian kedua"), max_length=6, required=False)


class RenumberForm(MendForm):
    """Another number for the ayat, or for the whole Pasal."""

    pasal = forms.CharField(
        label=_("Pasal"),
        max_length=10,
        required=False,
        help_text=_("Nomor baru berlaku untuk semua ayat Pasal ini."),
    )
    ayat = forms.CharField(label=_("Ayat"), max_length=6, required=False)


class HeadingForm(MendForm):
    """A heading goes one row up or down."""

    heading = forms.ChoiceField(label=_("Judul"))
    to = forms.ChoiceField(
        label=_("Pindahkan ke"),
        choices=[("after", _("bagian sesudahnya")), ("before", _("bagian sebelumnya"))],
    )

    def prepare(self) -> None:
        """The headings that stand above the row."""
        field = self.fields["heading"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (str(nth), f"{head[1]} {head[2]}".strip())
            for nth, head in enumerate(self._row["opens"])
        ] or [("0", _("Tidak ada judul di atas bagian ini"))]


class AnnexForm(MendForm):
    """From here on it is an annex."""

    name = forms.CharField(
        label=_("Nomor Lampiran"), max_length=10, required=False, help_text=_("Misalnya I atau II.")
    )
    to_the_end = forms.BooleanField(label=_("Sampai akhir naskah"), required=False, initial=True)


MEND_FORMS: dict[str, type[MendForm]] = {
    MendVerb.EDIT.value: EditForm,
    MendVerb.JOIN.value: JoinForm,
    MendVerb.SPLIT.value: SplitForm,
    MendVerb.RENUMBER.value: RenumberForm,
    MendVerb.HEADING.value: HeadingForm,
    MendVerb.ANNEX.value: AnnexForm,
}

_HELP: dict[str, Any] = {
    TwinChoice.SAME: _("Berkas ini dikesampingkan; naskah di Sinau tetap."),
    TwinChoice.EDITION: _(
        "Teks berkas ini menggantikan teks di Sinau; tautan ke ayat tetap berlaku."
    ),
    TwinChoice.SEPARATE: _("Berkas ini diterbitkan sebagai peraturan tersendiri."),
}


class TwinForm(forms.Form):
    """What a file is beside a regulation that says nearly the same."""

    choice = forms.ChoiceField(
        label=_("Apa berkas ini"), choices=TwinChoice.choices, widget=RadioCards(help=_HELP)
    )

    def __init__(self, *args: Any, may_replace: bool, **kw: Any):
        super().__init__(*args, **kw)
        if not may_replace:
            field = self.fields["choice"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [pair for pair in TwinChoice.choices if pair[0] != TwinChoice.EDITION]
