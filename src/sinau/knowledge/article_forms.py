"""What one fills in for an asset: its text, what it is about, whose it is, who may read it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.knowledge import transcripts
from sinau.knowledge.actions.articles import Meaning, Text
from sinau.knowledge.actions.attaching import ENDINGS
from sinau.knowledge.forms import agencies_for
from sinau.knowledge.models import Article, ArticleKind, Attachment, Level, Seci
from sinau.people.models import Agency, Audience, Person, Role
from sinau.people.models.competencies import standard
from sinau.ui.forms import FileInput, MarkdownField, NipField, RadioCards, SearchSelect

_SOURCE = re.compile(r"^[a-z_]+\.[a-z_]+:\d+$")
REACH: list[tuple[str, Any]] = [
    (Audience.PUBLIC, _("Publik")),
    (Audience.CITY, _("Seluruh ASN kota")),
    (Audience.AGENCY, _("Perangkat daerah ini")),
    (Level.CONFIDENTIAL, _("Terbatas")),
    (Level.SECRET, _("Rahasia")),
]
_REACH_HELP: dict[str, Any] = {
    Audience.PUBLIC: _("Semua pegawai; juga boleh ditampilkan kepada warga."),
    Audience.CITY: _("Semua pegawai pemerintah kota."),
    Audience.AGENCY: _("Hanya pegawai perangkat daerah pemiliknya dan unit di bawahnya."),
    Level.CONFIDENTIAL: _(
        "Pemilik, pejabat dan kurator perangkat daerahnya, dan pembaca yang disebut namanya. "
        "Tidak masuk pencarian dan Tanya."
    ),
    Level.SECRET: _(
        "Hanya pemilik, kurator yang memverifikasi, dan pembaca yang disebut namanya. "
        "Tidak masuk pencarian dan Tanya."
    ),
}
MONTHS = [(3, _("3 bulan")), (6, _("6 bulan")), (12, _("12 bulan")), (24, _("24 bulan"))]


def serving(number: str) -> Person | None:
    """The person with this number who works here now; nobody for an empty one."""
    if not number:
        return None
    person: Person | None = Person.objects.serving().filter(nip=number).first()
    if person is None:
        raise forms.ValidationError(
            _("Tidak ada pegawai aktif dengan NIP %(nip)s. Periksa kembali nomornya.")
            % {"nip": number}
        )
    return person


class ArticleForm(forms.Form):
    """An asset of any kind, new or revised."""

    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Perangkat daerah"), widget=SearchSelect
    )
    audience = forms.ChoiceField(
        label=_("Siapa yang boleh membaca"),
        choices=REACH,
        widget=RadioCards(help=_REACH_HELP),
        initial=Audience.CITY,
    )
    readers = forms.CharField(
        label=_("Pembaca yang disebut namanya"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("NIP, satu per baris. Hanya untuk yang terbatas dan rahasia."),
    )

    title = forms.CharField(
        label=_("Judul"),
        max_length=200,
        help_text=_("Seperti orang bertanya: “Cara meminjam arsip dalam satu hari”."),
    )
    summary = forms.CharField(
        label=_("Ringkasan"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Satu atau dua kalimat; tampil di daftar dan hasil pencarian."),
    )
    body = MarkdownField(label=_("Isi"), max_length=200_000)
    legal_basis = forms.CharField(
        label=_("Dasar hukum"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Satu per baris, misalnya: PP 11/2017 Pasal 312 ayat (2)."),
    )
    link_url = forms.URLField(
        label=_("Alamat halaman"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Dimulai dengan https://."),
    )
    file = forms.FileField(
        label=_("Berkas"),
        required=False,
        widget=FileInput(accept=ENDINGS),
        help_text=_("PDF, DOCX, XLSX, PPTX, MP4, WebM, MP3, M4A, OGG atau WAV."),
    )
    attachment = forms.IntegerField(required=False, widget=forms.HiddenInput)
    transcript = forms.CharField(
        label=_("Transkrip"),
        required=False,
        max_length=400_000,
        strip=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "Tempel berkas takarir WebVTT atau SRT; setiap kalimat dapat dicari dan diputar."
        ),
    )
    sectors = forms.CharField(
        label=_("Topik"),
        required=False,
        max_length=300,
        help_text=_(
            "Dipisah koma, misalnya: kepegawaian, cuti. Dipakai untuk mencari pemeriksa dan ahli."
        ),
    )
    competency = forms.ChoiceField(label=_("Kompetensi"), required=False)
    seci = forms.ChoiceField(
        label=_("Tahap pengetahuan"),
        required=False,
        choices=[("", _("Belum ditentukan")), *Seci.choices],
    )
    source_event = forms.CharField(
        label=_("Berasal dari kegiatan"),
        max_length=200,
        required=False,
        help_text=_("Bimtek, pertemuan komunitas, atau proyek tempat hal ini dipelajari."),
    )
    deputy_nip = NipField(
        label=_("NIP wakil pemilik"),
        required=False,
        help_text=_("Yang menggantikan pemilik bila berhalangan."),
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Jenis"), choices=ArticleKind.choices)
    review_months = forms.TypedChoiceField(
        label=_("Diperiksa lagi setelah"), choices=MONTHS, coerce=int, initial=12
    )
    owner_nip = NipField(
        label=_("NIP pemilik"),
        required=False,
        help_text=_("Yang menjaga artikel ini tetap benar. Kosongkan bila Anda sendiri."),
    )
    note = forms.CharField(
        label=_("Catatan perubahan"),
        max_length=200,
        required=False,
        help_text=_("Apa yang berubah dan mengapa, dalam satu kalimat."),
    )
    source = forms.CharField(required=False, widget=forms.HiddenInput)
    source_url = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, article: Article | None = None, **kw: Any):
        super().__init__(*args, **kw)
        self.article, self.person = article, person
        competency_field = self.fields["competency"]
        assert isinstance(competency_field, forms.ChoiceField)
        competency_field.choices = [
            ("", _("Tidak ada")),
            *((one.key, one.name) for one in standard().competencies),
        ]
        choices = agencies_for(person, Role.CURATOR, Role.OFFICER, Role.HEAD, Role.COMMUNITY_LEAD)
        if article is not None:
            choices = Agency.objects.filter(Q(pk__in=choices) | Q(pk=article.agency_id))
            del self.fields["source"], self.fields["source_url"]
        else:
            del self.fields["note"]
        agency_field = self.fields["agency"]
        assert isinstance(agency_field, forms.ModelChoiceField)
        agency_field.queryset = choices
        agency_field.initial = agency_field.initial or person.agency_id

    def clean_owner_nip(self) -> Person | None:
        """The owner as a person who works here."""
        return serving(self.cleaned_data["owner_nip"])

    def clean_deputy_nip(self) -> Person | None:
        """The deputy as a person who works here."""
        return serving(self.cleaned_data["deputy_nip"])

    def clean_readers(self) -> list[Person]:
        """The people named, each of whom works here."""
        numbers = ["".join(line.split()) for line in self.cleaned_data["readers"].splitlines()]
        return [person for number in numbers[:50] if (person := serving(number)) is not None]

    def clean_sectors(self) -> list[str]:
        """Topics in small letters, each once."""
        said = (" ".join(word.split()).lower() for word in self.cleaned_data["sectors"].split(","))
        found = list(dict.fromkeys(word for word in said if word))
        if len(found) > 8 or any(len(word) > 60 for word in found):
            raise forms.ValidationError(_("Paling banyak delapan topik, masing-masing 60 huruf."))
        return found

    def clean_transcript(self) -> str:
        """Captions that can be played; which line is wrong is said."""
        text = str(self.cleaned_data["transcript"]).replace("\r\n", "\n").strip()
        try:
            transcripts.read(text)
        except transcripts.BadTranscript as trouble:
            raise forms.ValidationError(
                _(
                    "Transkrip tidak terbaca pada baris %(line)s. Setiap bagian diawali waktu seperti "
                    "00:01:05.000 --> 00:01:09.000, berurutan, lalu kata-katanya."
                )
                % {"line": trouble}
            ) from trouble
        return text

    def clean_attachment(self) -> int | None:
        """Only a file this person handed in, or the one the article has."""
        number = self.cleaned_data["attachment"]
        if not number:
            return None
        held = self.article.working.attachment_id if self.article and self.article.working else None
        mine = Attachment.objects.filter(pk=number, uploaded_by=self.person)
        return number if number == held or mine.exists() else None

    def clean_source(self) -> str:
        """Only a name of a thing of this house; anything else is left out."""
        said = str(self.cleaned_data["source"])
        return said if _SOURCE.match(said) else ""

    def clean_source_url(self) -> str:
        """Only an address of this house."""
        said = str(self.cleaned_data["source_url"])
        return said if said.startswith("/") and not said.startswith(("//", "/\\")) else ""

    def clean_legal_basis(self) -> list[str]:
        """One citation per line."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["legal_basis"].splitlines()]
        found = [line.strip(" ;,-") for line in lines if line.strip(" ;,-")]
        if any(len(line) > 120 for line in found):
            raise forms.ValidationError(
                _("Tulis setiap dasar hukum pada baris sendiri, paling panjang 120 huruf.")
            )
        return found[:30]

    def text(self) -> Text:
        """What the revision holds."""
        data = self.cleaned_data
        return Text(
            title=data["title"],
            body=data["body"].replace("\r\n", "\n").strip(),
            summary=data["summary"],
            legal_basis=data["legal_basis"],
            link_url=data["link_url"] if data["kind"] == ArticleKind.LINK else "",
            transcript=data["transcript"] if data["kind"] == ArticleKind.RECORDING else "",
            attachment_id=data["attachment"],
        )

    def meaning(self) -> Meaning:
        """What it is about and where it was learnt."""
        names = ("sectors", "competency", "seci", "source_event")
        return Meaning(**{name: self.cleaned_data[name] for name in names})

    def home(self) -> dict[str, Any]:
        """Whose it is and who may read it, as the verbs want it."""
        data = self.cleaned_data
        is_named = data["audience"] in (Level.CONFIDENTIAL, Level.SECRET)
        return {
            "kind": data["kind"],
            "agency": data["agency"],
            "audience": Audience.AGENCY if is_named else data["audience"],
            "level": data["audience"] if is_named else "",
            "review_months": data["review_months"],
            "deputy": data["deputy_nip"],
            "meaning": self.meaning(),
            "readers": data["readers"] if is_named else [],
        }


class CommentForm(forms.Form):
    """A remark on quoted words."""

    quote = forms.CharField(
        label=_("Kata-kata yang dimaksud"),
        max_length=300,
        required=False,
        widget=forms.TextInput({"data-quote": ""}),
        help_text=_("Salin dari naskah. Kosongkan bila catatan ini tentang keseluruhannya."),
    )
    text = forms.CharField(label=_("Catatan"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class UseForm(forms.Form):
    """That one's office used it, and what came of it."""

    used_for = forms.CharField(
        label=_("Dipakai untuk"),
        max_length=200,
        help_text=_("Pekerjaan atau keputusan yang terbantu."),
    )
    effect = forms.CharField(
        label=_("Hasilnya"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Bila dapat, dengan angka: waktu, biaya, atau kesalahan yang berkurang."),
    )


class AnswerForm(forms.Form):
    """What a reviewer says of a text."""

    agrees = forms.ChoiceField(
        label=_("Pendapat Anda"),
        choices=[("ya", _("Isinya benar dan terkini")), ("tidak", _("Ada yang harus diperbaiki"))],
        widget=RadioCards,
    )
    note = forms.CharField(
        label=_("Penjelasan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Sebutkan bagiannya. Wajib bila ada yang harus diperbaiki."),
    )

    def clean(self) -> dict[str, Any]:
        """An objection says what is wrong."""
        data = super().clean() or {}
        if data.get("agrees") == "tidak" and not (data.get("note") or "").strip():
            self.add_error("note", _("Tuliskan apa yang harus diperbaiki dan di bagian mana."))
        return data
