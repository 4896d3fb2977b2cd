"""What people fill in when they ask, reply, hide or open a community."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.communities.models import Community
from sinau.communities.models.communities import FOUNDERS
from sinau.communities.models.conversations import TITLE_LENGTH
from sinau.people import nip as nips
from sinau.people.access import within
from sinau.people.models import Agency, Audience, Person
from sinau.ui.forms import MarkdownField, MarkdownInput, NipField, RadioCards, SearchSelect

QUESTION, TALK = "tanya", "obrolan"
TEXT_LENGTH = 10_000
_TOO_LONG = {
    "max_length": _("Isi paling panjang %(limit_value)d huruf; yang Anda tulis %(show_value)d.")
}


def _text(label: Any, *, rows: int, **more: Any) -> MarkdownField:
    return MarkdownField(
        label=label,
        max_length=TEXT_LENGTH,
        widget=MarkdownInput({"rows": rows}),
        error_messages={"required": _("Isi belum ditulis."), **_TOO_LONG},
        **more,
    )


class _Words(forms.Form):
    """Words that are more than blanks and line ends."""

    def clean_body(self) -> str:
        """The text without blank ends; line ends as the web sends them made plain."""
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n").strip()
        if not body:
            raise ValidationError(_("Isi belum ditulis."), code="required")
        return body


class ConversationForm(_Words):
    """A question or a talk to begin."""

    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=[(QUESTION, _("Pertanyaan")), (TALK, _("Obrolan atau catatan"))],
        initial=QUESTION,
        widget=RadioCards(
            help={
                QUESTION: _("Anda mencari satu jawaban yang dapat diterima."),
                TALK: _("Anda berbagi atau mengajak bertukar pikiran."),
            }
        ),
        error_messages={"required": _("Pilih dahulu: pertanyaan atau obrolan.")},
    )
    title = forms.CharField(
        label=_("Judul"),
        max_length=TITLE_LENGTH,
        help_text=_("Tulis seperti Anda bertanya kepada rekan. Nomor aturan cukup di dalam isi."),
        error_messages={"required": _("Judul belum ditulis.")},
    )
    body = _text(
        _("Isi"),
        rows=9,
        help_text=_("Jangan menulis NIK, data kesehatan, atau data pribadi orang lain."),
    )

    @property
    def is_question(self) -> bool:
        """Whether it asks for an answer."""
        return bool(self.cleaned_data["kind"] == QUESTION)


class ConversationEditForm(_Words):
    """One's own conversation, to be put right."""

    title = forms.CharField(
        label=_("Judul"),
        max_length=TITLE_LENGTH,
        error_messages={"required": _("Judul belum ditulis.")},
    )
    body = _text(_("Isi"), rows=9)


class ReplyForm(_Words):
    """A reply."""

    body = _text(
        _("Balasan Anda"),
        rows=6,
        help_text=_("Sebutkan dasarnya bila ada: nama aturan, Pasal, dan ayat."),
    )


class HidingForm(forms.Form):
    """Why something is taken out of sight."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Dibaca oleh penulisnya dan tercatat di riwayat. Contoh: memuat data pribadi."),
        error_messages={"required": _("Tulis alasannya, supaya penulisnya tahu.")},
    )


class CommunityEditForm(forms.Form):
    """The name and the purpose of a community."""

    name = forms.CharField(
        label=_("Nama"),
        max_length=120,
        error_messages={"required": _("Nama komunitas belum ditulis.")},
    )
    purpose = forms.CharField(
        label=_("Tujuan"),
        max_length=600,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Satu atau dua kalimat: siapa yang bertemu di sini, dan untuk apa."),
        error_messages={"required": _("Tujuan komunitas belum ditulis.")},
    )


class CommunityForm(CommunityEditForm):
    """A community about a subject, to be opened in an agency over which one has a say."""

    agency = forms.ModelChoiceField(
        label=_("Perangkat daerah pengelola"),
        queryset=Agency.objects.none(),
        widget=SearchSelect,
        error_messages={"required": _("Pilih perangkat daerah yang mengelola.")},
    )
    audience = forms.ChoiceField(
        label=_("Untuk siapa"),
        choices=[
            (Audience.CITY, _("Seluruh ASN kota")),
            (Audience.AGENCY, _("Hanya perangkat daerah ini")),
        ],
        initial=Audience.CITY,
        widget=RadioCards(
            help={
                Audience.CITY: _("Semua pegawai dapat membaca dan menulis."),
                Audience.AGENCY: _("Pegawai di luar perangkat daerah ini tidak menemukannya."),
            }
        ),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = Agency.objects.open_now().filter(within("", by, *FOUNDERS))
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.queryset = theirs
        if len(theirs) == 1:
            agency.initial = theirs[0].pk

    def clean_name(self) -> str:
        """The name, which no other community has."""
        name = str(self.cleaned_data["name"])
        if Community.objects.filter(name__iexact=name).exists():
            raise ValidationError(
                _("Sudah ada komunitas dengan nama ini. Pilih nama lain."), code="taken"
            )
        return name


class LeadForm(forms.Form):
    """Somebody who is to lead, by number."""

    nip = NipField(
        label=_("NIP pemandu baru"),
        error_messages={"required": _("NIP belum ditulis.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person: Person | None = None

    def clean_nip(self) -> str:
        """The number of somebody who serves."""
        nip = nips.clean(str(self.cleaned_data["nip"]))
        self.person = Person.objects.serving().filter(nip=nip).first()
        if self.person is None:
            raise ValidationError(
                _("Tidak ada pegawai aktif dengan NIP ini. Periksa kembali angkanya."),
                code="unknown",
            )
        return nip
