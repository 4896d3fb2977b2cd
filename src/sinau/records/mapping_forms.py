"""Forms about mapping rules and about actors nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.forms import PersonField
from sinau.records.mapping.rules import BadRule, Minutes, Repeats, Rule, rule_from
from sinau.records.models import Client, MappingVersion
from sinau.records.reporting import forms_of_learning
from sinau.ui.forms import DateField, RadioCards

_LISTS = ("verbs", "activity_types", "categories")

_GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Nama"), ("label", "note", "in_use")),
    (
        _("Pernyataan yang terhitung"),
        (
            *("verbs", "activity_types", "categories", "clients", "needs_completion"),
            *("needs_success", "min_score", "whole_only", "follows_move_on"),
        ),
    ),
    (
        _("Belajar yang dihasilkan"),
        (
            *("form", "minutes_from", "minutes", "most_minutes", "needs_length"),
            *("jp_extension", "organiser", "repeats"),
        ),
    ),
    (_("Uji coba dan simpan"), ("trial_from", "trial_to", "reason")),
)


class LinesField(forms.CharField):
    """Addresses (IRI), one a line."""

    def __init__(self, **said: Any) -> None:
        said.setdefault("widget", forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}))
        super().__init__(**said)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The lines that say something; each must be an address with a scheme."""
        lines = [line.strip() for line in str(super().clean(value) or "").splitlines()]
        said = tuple(dict.fromkeys(line for line in lines if line))
        for line in said:
            if ":" not in line or " " in line:
                raise forms.ValidationError(
                    _(
                        "“%(line)s” bukan alamat IRI. Tulis lengkap, misalnya http://adlnet.gov/expapi/verbs/completed."
                    ),
                    params={"line": line[:120]},
                )
        return said


class RuleForm(forms.Form):
    """One mapping rule: what is asked of a statement, and what learning that gives."""

    label = forms.CharField(label=_("Nama aturan"), max_length=150)
    note = forms.CharField(
        label=_("Keterangan"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    verbs = LinesField(
        label=_("Kata kerja (verb)"),
        help_text=_("Satu alamat IRI per baris; salah satu sudah cukup."),
    )
    activity_types = LinesField(
        label=_("Jenis kegiatan (activity type)"),
        required=False,
        help_text=_("Satu per baris. Kosong berarti semua jenis."),
    )
    categories = LinesField(
        label=_("Kategori konteks"),
        required=False,
        help_text=_("Satu per baris. Akhiri dengan * untuk semua yang berawal sama."),
    )
    clients = forms.MultipleChoiceField(
        label=_("Hanya dari sistem"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tidak ada yang dipilih berarti dari sistem mana pun."),
    )
    needs_completion = forms.BooleanField(label=_("Hasilnya harus “selesai”"), required=False)
    needs_success = forms.BooleanField(label=_("Hasilnya harus “lulus”"), required=False)
    min_score = forms.FloatField(
        label=_("Nilai paling rendah"),
        required=False,
        min_value=-1,
        max_value=1,
        localize=True,
        help_text=_("Antara -1 dan 1; 0,7 berarti 70 persen."),
    )
    whole_only = forms.BooleanField(
        label=_("Abaikan bagian dari kegiatan yang lebih besar"), required=False
    )
    follows_move_on = forms.BooleanField(
        label=_("Ikuti syarat moveOn dari peluncuran cmi5"), required=False
    )
    form = forms.ChoiceField(label=_("Dihitung sebagai bentuk"))
    minutes_from = forms.ChoiceField(
        label=_("Lama belajar diambil dari"),
        choices=[
            (Minutes.DURATION, _("Durasi pada pernyataan")),
            (Minutes.REGISTRATION, _("Jumlah durasi pada pendaftaran yang sama")),
            (Minutes.FIXED, _("Menit yang ditetapkan di sini")),
        ],
        widget=RadioCards(),
    )
    minutes = forms.IntegerField(
        label=_("Menit yang ditetapkan"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Juga dipakai apabila pernyataan tidak menyebut durasi."),
    )
    most_minutes = forms.IntegerField(
        label=_("Menit paling banyak"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_(
            "Halaman yang dibiarkan terbuka semalaman bukan belajar semalaman. Kosong berarti tanpa batas."
        ),
    )
    needs_length = forms.BooleanField(
        label=_("Jangan hitung apabila lama dan JP tidak diketahui"), required=False
    )
    jp_extension = forms.CharField(
        label=_("JP tertulis pada ekstensi"),
        required=False,
        max_length=300,
        help_text=_("Alamat IRI ekstensi yang memuat JP, apabila sistemnya menyebutkan."),
    )
    organiser = forms.CharField(
        label=_("Penyelenggara"),
        required=False,
        max_length=200,
        help_text=_("Kosong berarti nama platform pada pernyataan, atau nama sistemnya."),
    )
    repeats = forms.ChoiceField(
        label=_("Kegiatan yang sama terhitung"),
        choices=[
            (Repeats.ONCE, _("satu kali untuk tiap pendaftaran")),
            (Repeats.YEARLY, _("satu kali setiap tahun")),
        ],
    )
    in_use = forms.BooleanField(label=_("Dipakai"), required=False, initial=True)
    reason = forms.CharField(
        label=_("Alasan perubahan"),
        max_length=300,
        required=False,
        help_text=_("Wajib saat menyimpan; tidak perlu untuk uji coba."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)
    trial_from = DateField(label=_("Uji coba dari tanggal"), required=False)
    trial_to = DateField(label=_("Sampai tanggal"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule: Rule | None = None
        clients = self.fields["clients"]
        assert isinstance(clients, forms.MultipleChoiceField)
        clients.choices = [(str(one.pk), one.name) for one in Client.objects.all()]
        if not clients.choices:
            del self.fields["clients"]
        form = self.fields["form"]
        assert isinstance(form, forms.ChoiceField)
        form.choices = forms_of_learning()
        self.fields["trial_from"].initial = today() - timedelta(days=30)
        self.fields["trial_to"].initial = today()

    def clean(self) -> dict[str, Any]:
        """The fields together must be a rule."""
        said = super().clean() or {}
        begins, ends = said.get("trial_from"), said.get("trial_to")
        if begins and ends and ends < begins:
            self.add_error("trial_to", _("Tanggal akhir lebih awal daripada tanggal mulai."))
        if said.get("minutes_from") == Minutes.FIXED and not said.get("minutes"):
            self.add_error("minutes", _("Isi berapa menit, misalnya 90."))
        if not self.errors:
            self.rule = self._rule(said)
        return said

    def groups(self) -> list[dict[str, Any]]:
        """The fields as the page shows them: what it is called, asks, gives, and when it is tried."""
        return [
            {"title": title, "fields": [self[name] for name in names if name in self.fields]}
            for title, names in _GROUPS
        ]

    def _rule(self, said: dict[str, Any]) -> Rule | None:
        names = set(Rule.__dataclass_fields__) & said.keys()
        content = {name: said[name] for name in names}
        content["minutes"] = said.get("minutes") or 0
        content["most_minutes"] = said.get("most_minutes") or 0
        content["clients"] = said.get("clients") or ()
        try:
            return rule_from(content)
        except BadRule as wrong:
            self.add_error(None, _("Bagian ini tidak dapat dipakai: %(part)s.") % {"part": wrong})
            return None


def initial_of(version: MappingVersion) -> dict[str, Any]:
    """What the form says of this version."""
    said = dict(version.content)
    for name in _LISTS:
        said[name] = _lines(said.get(name, ()))
    for name in ("minutes", "most_minutes"):
        said[name] = said.get(name) or None
    return said | {
        "label": version.label,
        "note": version.note,
        "in_use": version.in_use,
        "version": version.version,
    }


def _lines(said: Iterable[str]) -> str:
    return "\n".join(said)


class RereadForm(forms.Form):
    """From which day on statements are read again."""

    since = DateField(label=_("Sejak tanggal"))

    def clean_since(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["since"]
        if day > today():
            raise forms.ValidationError(_("Tanggal ini belum tiba."))
        return day


class RecogniseForm(forms.Form):
    """Whose statements an actor's are."""

    nip = PersonField(serving=False)


class SetAsideForm(forms.Form):
    """Why an actor is nobody of ours."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        help_text=_("Misalnya “peserta dari luar pemerintah kota”."),
    )
