"""What the JP ledger asks people."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.credit.models import RuleVersion, TargetVersion
from sinau.credit.rulebook import RuleRow, TargetRow
from sinau.ui.forms import DateField, FileInput

UNIT_CHOICES = [
    ("certificate", _("sertifikat yang menyebut JP")),
    ("minutes", _("menit belajar")),
    ("programme", _("program (JP program, atau menitnya)")),
    ("day", _("hari")),
    ("activity", _("kegiatan")),
    ("session", _("sesi")),
]
ROUTE_CHOICES = [
    ("classical", _("Klasikal")),
    ("nonclassical", _("Nonklasikal")),
    ("any", _("Keduanya")),
]
KIND_CHOICES = [("any", _("Semua")), ("PNS", "PNS"), ("CPNS", "CPNS"), ("PPPK", "PPPK")]
LARGEST_SUMMARY = 20 * 1024 * 1024
COUNTED_BY = ("day", "activity", "session")
_NUMBER_WRONG = {"invalid": _("Tulis sebuah angka, misalnya 4 atau 1,5.")}


class ReversalForm(forms.Form):
    """Why an entry is undone."""

    reason = forms.CharField(
        label=_("Alasan pembatalan"),
        help_text=_("Dibaca oleh pegawai yang bersangkutan dan oleh auditor."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tuliskan alasan pembatalan.")},
    )


class NumberField(forms.DecimalField):
    """A number of JP; also understands a comma, whatever the language of the browser."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "max_digits": 7,
                "decimal_places": 2,
                "min_value": Decimal(0),
                "required": False,
                "error_messages": _NUMBER_WRONG,
                "widget": forms.TextInput(attrs={"inputmode": "decimal"}),
                **kwargs,
            }
        )

    def to_python(self, value: Any) -> Any:
        """Read "1,5" as it is written here."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class ReasonForm(forms.Form):
    """Why something is decided."""

    reason = forms.CharField(
        label=_("Alasan"),
        help_text=_("Tersimpan bersama keputusan ini dan dibaca oleh auditor."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tuliskan alasannya.")},
    )


class _VersionForm(forms.Form):
    """What every version of a rule says of itself."""

    def clean(self) -> dict[str, Any]:
        said = dict(super().clean() or {})
        first, last = said.get("effective_from"), said.get("effective_to")
        if first and last and last < first:
            self.add_error("effective_to", _("Tanggal berakhir mendahului tanggal mulai."))
        return said


def _common_fields() -> dict[str, forms.Field]:
    return {
        "regulation": forms.CharField(
            label=_("Peraturan"),
            help_text=_("Misalnya PerLAN 10/2018, lampiran."),
            max_length=200,
            error_messages={"required": _("Sebutkan peraturan yang menjadi dasarnya.")},
        ),
        "source": forms.CharField(
            label=_("Sumber"),
            help_text=_("Di mana angka ini dibaca: naskah, surat edaran, halaman resmi."),
            max_length=300,
            error_messages={"required": _("Sebutkan di mana angka ini dibaca.")},
        ),
        "verified": forms.BooleanField(
            label=_("Sudah diverifikasi"),
            help_text=_("Angkanya sudah dicocokkan dengan naskah peraturan."),
            required=False,
        ),
        "effective_from": DateField(
            label=_("Berlaku mulai"),
            help_text=_("Untuk kegiatan yang selesai pada tanggal ini atau sesudahnya."),
        ),
        "effective_to": DateField(
            label=_("Berlaku sampai"), help_text=_("Kosongkan bila masih berlaku."), required=False
        ),
    }


class RuleForm(_VersionForm):
    """A new version of a conversion rule."""

    form = forms.SlugField(
        label=_("Kode bentuk"),
        help_text=_("Huruf kecil tanpa spasi, dipakai sistem; misalnya seminar."),
        max_length=40,
    )
    label = forms.CharField(label=_("Nama bentuk"), max_length=200)
    route = forms.ChoiceField(label=_("Jalur"), choices=ROUTE_CHOICES)
    emp_kind = forms.ChoiceField(label=_("Jenis pegawai"), choices=KIND_CHOICES)
    unit = forms.ChoiceField(
        label=_("Dihitung per"), choices=UNIT_CHOICES, help_text=_("Apa yang dikalikan dengan JP.")
    )
    jp_national = NumberField(label=_("JP nasional"))
    jp_international = NumberField(
        label=_("JP internasional"), help_text=_("Kosong: sama dengan yang nasional, kali faktor.")
    )
    international_factor = NumberField(
        label=_("Faktor internasional"), help_text=_("Misalnya 1,2 untuk tambahan 20 persen.")
    )
    minutes_per_jp = forms.IntegerField(
        label=_("Menit per JP"), min_value=1, max_value=600, required=False
    )
    cap_per_day = NumberField(label=_("Batas JP sehari"))
    cap_per_month = NumberField(label=_("Batas JP sebulan"))
    cap_per_year = NumberField(label=_("Batas JP setahun"))
    evidence_needed = forms.CharField(label=_("Bukti yang diminta"), max_length=200, required=False)

    def __init__(self, *args: Any, version: RuleVersion | None = None, **kwargs: Any) -> None:
        if version is not None:
            kwargs["initial"] = {**_asked(version.row()), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields.update(_common_fields())
        self.version = version
        if version is not None:
            # Another form or kind of employment is another rule, not another version.
            for name in ("form", "emp_kind"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """A rule that counts by something has a number; one by minutes has a length."""
        said = super().clean()
        if said.get("unit") in COUNTED_BY and said.get("jp_national") is None:
            self.add_error(
                "jp_national", _("Isi JP nasional, karena aturan ini menghitung per satuan.")
            )
        if said.get("unit") == "minutes" and not said.get("minutes_per_jp"):
            self.add_error("minutes_per_jp", _("Isi berapa menit sama dengan 1 JP."))
        return said

    def row(self) -> RuleRow:
        """What was asked for, as a rule file would state it."""
        said = dict(self.cleaned_data)
        factor = said.pop("international_factor")
        siasn = self.version.content.get("siasn_id") if self.version else None
        return RuleRow(
            **said, international_factor=Decimal(1) if factor is None else factor, siasn_id=siasn
        )


class TargetForm(_VersionForm):
    """A new version of what a year should hold."""

    label = forms.CharField(label=_("Bunyi target"), max_length=200)
    jp = NumberField(
        label="JP",
        required=True,
        error_messages={**_NUMBER_WRONG, "required": _("Isi jumlah JP setahun.")},
    )

    def __init__(self, *args: Any, version: TargetVersion, **kwargs: Any) -> None:
        kwargs["initial"] = {**_asked(version.row()), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields.update(_common_fields())
        self.version = version

    def row(self) -> TargetRow:
        """What was asked for, as a rule file would state it."""
        now = self.version.row()
        return TargetRow(key=now.key, emp_kind=now.emp_kind, bound=now.bound, **self.cleaned_data)


def _asked(row: RuleRow | TargetRow) -> Mapping[str, Any]:
    """The values of a row as they stand in the boxes of a form."""
    return {name: _in_box(value) for name, value in vars(row).items()}


def _in_box(value: Any) -> Any:
    return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class SummaryCheckForm(forms.Form):
    """A summary that somebody wants to know to be genuine."""

    file = forms.FileField(
        label=_("Berkas ringkasan (PDF)"),
        help_text=_("Paling besar 20 MB. Berkas tidak disimpan."),
        widget=FileInput(accept=[".pdf"]),
        error_messages={
            "required": _("Pilih berkas PDF yang ingin diperiksa."),
            "empty": _("Berkas ini kosong. Pilih berkas PDF ringkasan."),
        },
    )

    def clean_file(self) -> Any:
        """A file of a size that a summary can have."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_SUMMARY:
            raise forms.ValidationError(
                _("Berkas ini lebih besar dari 20 MB, jadi bukan ringkasan dari Sinau.")
            )
        return file
