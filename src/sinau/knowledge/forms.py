"""What people fill in: articles, uploads, what a regulation is, and how regulations relate."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.knowledge.actions.articles import Text
from sinau.knowledge.actions.regulations import Details
from sinau.knowledge.models import Article, ArticleKind, Regulation, RegulationStatus, RelationKind
from sinau.people.access import within
from sinau.people.models import Agency, Audience, Person, Role
from sinau.ui.forms import DateField, FileInput, MarkdownField, NipField, RadioCards, SearchSelect

_SOURCE = re.compile(r"^[a-z_]+\.[a-z_]+:\d+$")
_AUDIENCE_HELP: dict[str, Any] = {
    Audience.AGENCY: _("Hanya pegawai perangkat daerah pemiliknya dan unit di bawahnya."),
    Audience.CITY: _("Semua pegawai pemerintah kota."),
    Audience.PUBLIC: _("Semua pegawai; juga boleh ditampilkan kepada warga."),
}
MONTHS = [(3, _("3 bulan")), (6, _("6 bulan")), (12, _("12 bulan")), (24, _("24 bulan"))]


def agencies_for(person: Person, *roles: Role) -> Any:
    """The agencies in whose name a person may write: their own, and those of their roles."""
    own = Q(pk=person.agency_id) if person.agency_id else Q(pk__in=[])
    return Agency.objects.open_now().filter(own | within("", person, *roles))


class _AudienceForm(forms.Form):
    agency = forms.ModelChoiceField(
        Agency.objects.none(), label=_("Perangkat daerah"), widget=SearchSelect
    )
    audience = forms.ChoiceField(
        label=_("Untuk siapa"),
        choices=Audience.choices,
        widget=RadioCards(help=_AUDIENCE_HELP),
        initial=Audience.CITY,
    )


class ArticleForm(_AudienceForm):
    """An article, new or revised."""

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

    field_order = [
        *("title", "summary", "body", "legal_basis", "kind", "agency", "audience"),
        *("review_months", "owner_nip", "note", "source", "source_url"),
    ]

    def __init__(self, *args: Any, person: Person, article: Article | None = None, **kw: Any):
        super().__init__(*args, **kw)
        self.article = article
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
        number = self.cleaned_data["owner_nip"]
        if not number:
            return None
        owner: Person | None = Person.objects.serving().filter(nip=number).first()
        if owner is None:
            raise forms.ValidationError(
                _("Tidak ada pegawai aktif dengan NIP ini. Periksa kembali nomornya.")
            )
        return owner

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
        )


class ReasonForm(forms.Form):
    """A reason for the other person."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=600,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Apa yang kurang dan bagaimana memperbaikinya."),
    )


class UploadForm(_AudienceForm):
    """A document to be read."""

    file = forms.FileField(
        label=_("Naskah peraturan"),
        widget=FileInput(accept=[".pdf", ".docx", ".html", ".htm", ".txt"]),
        help_text=_("PDF, DOCX, HTML, atau teks. Pindaian dibaca bila pembaca gambar terpasang."),
    )

    field_order = ["file", "agency", "audience"]

    def __init__(self, *args: Any, person: Person, **kw: Any):
        super().__init__(*args, **kw)
        agency_field = self.fields["agency"]
        assert isinstance(agency_field, forms.ModelChoiceField)
        agency_field.queryset = Agency.objects.open_now().filter(
            within("", person, Role.CURATOR, Role.OFFICER)
        )
        agency_field.initial = agency_field.queryset.first()

    def clean_file(self) -> UploadedFile[bytes]:
        """Not too large; what is inside is looked at by the reader."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        mega = 1024 * 1024
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(
                _(
                    "Berkas ini %(size)s MB, sedangkan batasnya %(limit)s MB. Perkecil pindaian atau "
                    "pisahkan lampirannya, lalu unggah kembali."
                )
                % {
                    "size": -(-(file.size or 0) // mega),
                    "limit": settings.UPLOAD_MAX_BYTES // mega,
                }
            )
        return file


class DetailsForm(_AudienceForm):
    """What a regulation is; read from the text and confirmed by a person."""

    kind = forms.CharField(label=_("Jenis"), max_length=60)
    number = forms.CharField(label=_("Nomor"), max_length=40, required=False)
    year = forms.IntegerField(label=_("Tahun"), min_value=1900, max_value=2199, required=False)
    title = forms.CharField(label=_("Tentang"), max_length=600, widget=forms.Textarea({"rows": 2}))
    short_title = forms.CharField(
        label=_("Sebutan singkat"),
        max_length=80,
        help_text=_("Untuk kutipan, misalnya PP 11/2017."),
    )
    issuer = forms.CharField(label=_("Penerbit"), max_length=120, required=False)
    enacted_on = DateField(label=_("Ditetapkan pada"), required=False)
    promulgated_on = DateField(label=_("Diundangkan pada"), required=False)
    effective_on = DateField(
        label=_("Mulai berlaku"),
        required=False,
        help_text=_("Dipakai ketika peraturan dibaca per tanggal tertentu."),
    )
    status = forms.ChoiceField(label=_("Keadaan"), choices=RegulationStatus.choices)
    notice = forms.CharField(
        label=_("Catatan di setiap halaman"),
        max_length=400,
        required=False,
        help_text=_("Misalnya bahwa naskah ini hasil OCR dan belum dicocokkan."),
    )

    field_order = [
        *("kind", "number", "year", "title", "short_title", "issuer"),
        *("enacted_on", "promulgated_on", "effective_on", "status"),
        *("agency", "audience", "notice", "is_confirmed"),
    ]

    is_confirmed = forms.BooleanField(
        label=_("Jenis, nomor, tahun, dan tanggalnya sudah saya cocokkan dengan naskah"),
        error_messages={
            "required": _("Cocokkan dengan naskah, lalu centang; baru kemudian dapat dikutip.")
        },
    )

    def __init__(self, *args: Any, person: Person, **kw: Any):
        super().__init__(*args, **kw)
        agency_field = self.fields["agency"]
        assert isinstance(agency_field, forms.ModelChoiceField)
        agency_field.queryset = Agency.objects.open_now().filter(
            within("", person, Role.CURATOR, Role.OFFICER)
        )

    def details(self) -> Details:
        """As the verb wants them."""
        return Details(**self.cleaned_data)


class RelationForm(forms.Form):
    """How a regulation bears on another, chosen here or written by name."""

    relation = forms.ChoiceField(label=_("Hubungan"), choices=RelationKind.choices)
    other = forms.ModelChoiceField(
        Regulation.objects.none(),
        label=_("Peraturan di Sinau"),
        required=False,
        widget=SearchSelect,
    )
    other_name = forms.CharField(
        label=_("Atau nama peraturan lain"),
        max_length=200,
        required=False,
        help_text=_("Bila belum ada di Sinau, misalnya PP 17/2020."),
    )
    pasal = forms.CharField(
        label=_("Hanya Pasal"),
        max_length=300,
        required=False,
        help_text=_("Pasal peraturan yang lebih lama, misalnya 5, 12A. Kosongkan bila seluruhnya."),
    )
    since = DateField(
        label=_("Berlaku sejak"),
        required=False,
        help_text=_("Kosongkan bila sama dengan mulai berlakunya peraturan yang lebih baru."),
    )

    def __init__(self, *args: Any, person: Person, regulation: Regulation, **kw: Any):
        super().__init__(*args, **kw)
        field = self.fields["other"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Regulation.objects.visible_to(person).exclude(pk=regulation.pk)

    def clean_pasal(self) -> list[str]:
        """Numbers of Pasal, with commas between."""
        parts = re.split(r"[,;]|\bdan\b", self.cleaned_data["pasal"])
        numbers = [part.strip().removeprefix("Pasal").strip().upper() for part in parts]
        found = [number for number in numbers if number]
        if any(not re.fullmatch(r"\d{1,4}[A-Z]{0,2}|[IVXLC]{1,6}", number) for number in found):
            raise forms.ValidationError(_("Tulis nomor Pasal dengan koma di antaranya: 5, 12A."))
        return found[:60]

    def clean(self) -> dict[str, Any]:
        """One of the two says which."""
        data = super().clean() or {}
        if not data.get("other") and not (data.get("other_name") or "").strip():
            self.add_error("other", _("Pilih peraturan di Sinau, atau tulis namanya di bawah."))
        return data


class StatusForm(forms.Form):
    """The status of a regulation as a person found it."""

    status = forms.ChoiceField(label=_("Keadaan"), choices=RegulationStatus.choices)
    because = forms.CharField(
        label=_("Karena"),
        max_length=300,
        required=False,
        help_text=_("Peraturan atau putusan yang menyebabkannya."),
    )


class DayForm(forms.Form):
    """A day on which one wants to know what was in force."""

    tanggal = DateField(label=_("Baca per tanggal"))
