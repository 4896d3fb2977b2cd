"""Files of cases and answers, and the threshold."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.innovation.evaluation_sheets import BadFile, clean_cases, read_answers, read_cases
from sinau.innovation.models import Idea
from sinau.risk.models import Control
from sinau.ui.forms import FileInput

KINDS = [".xlsx", ".jsonl"]
# How each check is written, and when it holds.
EXAMPLES = (
    ("memuat: dua belas; hari", _("Semua kata ini ada.")),
    ("salah-satu: imigrasi; hubungi petugas", _("Sedikitnya satu ada.")),
    ("tanpa: NIK; disetujui", _("Tidak satu pun ada.")),
    ("persis: 12 hari kerja", _("Seluruh jawaban sama, huruf besar tidak dibedakan.")),
    ("angka: 12 ± 0,5", _("Ada angka dalam rentang itu.")),
    ("menolak:", _("Jawabannya berupa penolakan yang sopan.")),
    ("sitasi: PP 11/2017", _("Sumber ini disebut; tanpa isi berarti ada sumber apa pun.")),
    ("bahasa: jv", _("Jawabannya berbahasa Jawa (jv) atau Indonesia (id).")),
    ("panjang: 600", _("Paling banyak sekian huruf.")),
)


class CasesForm(forms.Form):
    """A file of cases; the next page shows them before anything is kept."""

    file = forms.FileField(
        label=_("Berkas soal"),
        widget=FileInput(accept=KINDS),
        help_text=_(
            "Excel (.xlsx) seperti yang diunduh dari sini, atau satu objek JSON per baris. Paling besar 1 MB."
        ),
    )
    rows: list[dict[str, Any]]

    def clean_file(self) -> Any:
        """Parsed at once, so that every wrong row is named."""
        try:
            self.rows = read_cases(self.cleaned_data["file"])
        except BadFile as bad:
            raise ValidationError(list(bad.sentences)) from None
        return self.cleaned_data["file"]


class KeepForm(forms.Form):
    """What the preview showed, sent back; it is read as strictly as the file was."""

    rows = forms.CharField(widget=forms.HiddenInput)
    threshold = forms.IntegerField(
        label=_("Ambang batas bawah, dalam persen"),
        min_value=50,
        max_value=99,
        help_text=_("Yang dibandingkan batas bawah kepercayaan 95 persen, bukan rata-ratanya."),
    )

    def clean_rows(self) -> list[dict[str, Any]]:
        """The cases, checked again."""
        try:
            said = json.loads(self.cleaned_data["rows"])
            rows = [(at, dict(row)) for at, row in enumerate(said, start=1)]
            return clean_cases(rows)
        except BadFile as bad:
            raise ValidationError(list(bad.sentences)) from None
        except (ValueError, TypeError, RecursionError):
            raise ValidationError(
                _("Pratinjau ini tidak terbaca. Unggah berkasnya lagi.")
            ) from None


class ControlsForm(forms.Form):
    """Which controls the attacks put to the test."""

    controls = forms.ModelMultipleChoiceField(
        label=_("Pengendalian yang diuji serangan"),
        queryset=Control.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Hasil evaluasi berikutnya mengubah perkiraan seberapa banyak kejadian yang dicegahnya."
        ),
    )

    def __init__(self, idea: Idea, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["controls"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        theirs = Control.objects.filter(risks__register=idea.register_id).distinct()
        field.queryset = theirs.order_by("name")


class RunForm(forms.Form):
    """Which version of the service was tried, and what it answered."""

    version = forms.CharField(
        label=_("Versi layanan yang diuji"),
        max_length=120,
        help_text=_("Nama model, tanggal, atau nomor rilis; cukup untuk mengenalinya lagi."),
    )
    file = forms.FileField(
        label=_("Berkas jawaban"),
        widget=FileInput(accept=KINDS),
        required=False,
        help_text=_(
            "Unduh soalnya, isi kolom Jawaban dan Sitasi, lalu unggah. Atau JSONL dengan code, answer, citations."
        ),
    )
    answers: dict[str, tuple[str, list[str]]] | None = None

    def __init__(self, *args: Any, can_ask: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.can_ask = can_ask
        if can_ask:
            self.fields["file"].help_text = _(
                "Kosongkan supaya Sinau menanyai layanannya sendiri, atau unggah jawabannya."
            )

    def clean_file(self) -> Any:
        """Parsed at once."""
        file = self.cleaned_data.get("file")
        if not file:
            if not self.can_ask:
                raise ValidationError(_("Pilih berkas jawaban."))
            return None
        try:
            self.answers = read_answers(file)
        except BadFile as bad:
            raise ValidationError(list(bad.sentences)) from None
        return file
