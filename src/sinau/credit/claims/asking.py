"""What a claim asks the person, one question a page, and what an officer is asked about it."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.credit.claims.forms_of_learning import choices, rules_in_use
from sinau.credit.computing import Unit
from sinau.credit.models import Claim, RuleVersion
from sinau.kernel.clock import today
from sinau.ui.forms import DateField, FileInput, RadioCards

INTERNATIONAL = "international"
MOST_JP = 1000
MINUTES = 45
LONGEST_DAYS = 400


class FormForm(forms.Form):
    """Which form of learning."""

    form = forms.ChoiceField(
        label=_("Bentuk kegiatan"),
        help_text=_("Lihat sebutannya pada sertifikat. Bentuk menentukan cara menghitung JP."),
        error_messages={"required": _("Pilih bentuk kegiatannya.")},
    )
    level = forms.ChoiceField(
        label=_("Tingkat kegiatan"),
        choices=[("national", _("Nasional")), (INTERNATIONAL, _("Internasional"))],
        widget=RadioCards(
            help={
                INTERNATIONAL: _(
                    "Diselenggarakan lembaga luar negeri atau diikuti peserta antarnegara."
                )
            }
        ),
        initial="national",
        error_messages={"required": _("Pilih tingkat kegiatannya.")},
    )
    # Made with the page, so that pressing twice begins one claim.
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Pilih bentuk")), *choices(rules_in_use())]

    @property
    def answers(self) -> dict[str, Any]:
        """What the claim keeps of it."""
        said = self.cleaned_data
        return {"form": said["form"], "international": said["level"] == INTERNATIONAL}


class ActivityForm(forms.Form):
    """What it was, and who held it."""

    title = forms.CharField(
        label=_("Nama kegiatan"),
        help_text=_("Seperti tertulis pada sertifikat."),
        max_length=300,
        error_messages={"required": _("Tuliskan nama kegiatannya.")},
    )
    organiser = forms.CharField(
        label=_("Penyelenggara"),
        help_text=_("Lembaga yang menerbitkan sertifikat."),
        max_length=200,
        error_messages={"required": _("Tuliskan penyelenggaranya.")},
    )


class TimeForm(forms.Form):
    """When, and for how long."""

    started_on = DateField(
        label=_("Hari pertama"), error_messages={"required": _("Isi hari pertama kegiatan.")}
    )
    ended_on = DateField(
        label=_("Hari terakhir"),
        help_text=_("Sama dengan hari pertama bila hanya satu hari."),
        error_messages={"required": _("Isi hari terakhir kegiatan.")},
    )
    stated_jp = forms.DecimalField(
        label=_("JP yang tertulis pada sertifikat"),
        help_text=_("Kosongkan bila sertifikat tidak menyebutkannya. Angka ini didahulukan."),
        min_value=0,
        max_value=MOST_JP,
        decimal_places=2,
        localize=True,
        required=False,
    )
    sessions = forms.IntegerField(
        label=_("Banyaknya sesi"), min_value=1, max_value=100, initial=1, required=False
    )
    minutes = forms.IntegerField(
        label=_("Lama belajar dalam menit"),
        help_text=_(
            "Dipakai bila tidak ada JP pada sertifikat dan bentuk ini tidak punya angka sendiri. 45 menit menjadi 1 JP."
        ),
        min_value=0,
        max_value=MOST_JP * MINUTES,
        required=False,
    )

    def __init__(self, *args: Any, rule: RuleVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = rule.content if rule else {}
        self.needs_length = said.get("jp_national") is None
        if said.get("unit") != Unit.SESSION:
            del self.fields["sessions"]
        if not self.needs_length:
            del self.fields["minutes"]

    def clean_stated_jp(self) -> Any:
        """Nought is no number on a certificate."""
        return self.cleaned_data["stated_jp"] or None

    def clean(self) -> dict[str, Any]:
        """In order, over, not absurdly long, and with something to count."""
        said: dict[str, Any] = super().clean() or {}
        first, last = said.get("started_on"), said.get("ended_on")
        if first and last:
            if last < first:
                self.add_error("ended_on", _("Hari terakhir lebih awal daripada hari pertama."))
            elif last > today():
                self.add_error(
                    "ended_on",
                    _("Kegiatan ini belum selesai. Ajukan setelah hari terakhirnya lewat."),
                )
            elif (last - first).days > LONGEST_DAYS:
                self.add_error("started_on", _("Lebih dari setahun. Periksa tahunnya."))
        has_length = said.get("stated_jp") or said.get("minutes")
        wrong = "stated_jp" in self.errors or "minutes" in self.errors
        if self.needs_length and not has_length and not wrong:
            self.add_error(
                "stated_jp",
                _("Isi JP pada sertifikat. Bila tidak ada, isi lama belajarnya dalam menit."),
            )
        if "sessions" in self.fields:
            said["sessions"] = said.get("sessions") or 1
        if "minutes" in self.fields:
            said["minutes"] = said.get("minutes") or 0
        return said


class ProofForm(forms.Form):
    """The certificate itself."""

    number = forms.CharField(
        label=_("Nomor sertifikat"),
        help_text=_("Kosongkan bila sertifikat tidak bernomor."),
        max_length=100,
        required=False,
    )
    file = forms.FileField(
        label=_("Sertifikat atau bukti"),
        widget=FileInput(accept=[".pdf", ".jpg", ".jpeg", ".png"]),
        help_text=_("PDF atau foto JPG atau PNG, paling besar 8 MB dan 20 halaman."),
        error_messages={"required": _("Pilih berkas sertifikat atau buktinya.")},
    )

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A file that is already there need not be sent again.
        is_there = hasattr(claim, "certificate")
        self.fields["file"].required = not (is_there or claim.is_correction)
        if is_there:
            self.fields["file"].label = _("Ganti sertifikat atau bukti")
        elif claim.is_correction:
            self.fields["file"].label = _("Bukti tambahan bila ada")


class CorrectionForm(forms.Form):
    """What is wrong with a row of one's book."""

    WRONG, NOT_MINE = "isian", "bukan"

    kind = forms.ChoiceField(
        label=_("Apa yang keliru?"),
        choices=[
            (WRONG, _("Ada isian yang keliru")),
            (NOT_MINE, _("Ini bukan pembelajaran saya")),
        ],
        widget=RadioCards(
            help={
                WRONG: _(
                    "Judul, tanggal, bentuk, atau JP. Anda membetulkannya pada langkah berikut."
                ),
                NOT_MINE: _("Catatan ini diminta dibatalkan dari buku Anda."),
            }
        ),
        error_messages={"required": _("Pilih apa yang keliru.")},
    )
    plea = forms.CharField(
        label=_("Jelaskan kekeliruannya"),
        help_text=_("Dibaca pejabat kepegawaian yang memeriksa."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Tuliskan apa yang keliru dan dari mana Anda mengetahuinya.")
        },
    )

    @property
    def removes(self) -> bool:
        """Whether the row is to go."""
        return bool(self.cleaned_data["kind"] == self.NOT_MINE)


class ReasonForm(forms.Form):
    """Why something is decided, appealed or undone."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tuliskan alasannya supaya pegawai memahaminya.")},
    )

    def __init__(
        self, *args: Any, label: Any = None, help_text: Any = "", needed: bool = True, **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        self.fields["reason"].required = needed
        self.fields["reason"].help_text = help_text
        if label:
            self.fields["reason"].label = label
