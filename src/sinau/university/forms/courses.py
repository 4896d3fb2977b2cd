"""What an officer writes about a course, its lessons and its quiz."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Audience, Person
from sinau.ui.forms import MarkdownField, RadioCards
from sinau.university.forms.fields import JpField, KeptAgencyField
from sinau.university.models import Course, Lesson

AUDIENCE_HELP: dict[str, Any] = {
    Audience.AGENCY: _(
        "Hanya yang bekerja di perangkat daerah penyelenggara dan unit di bawahnya."
    ),
    Audience.CITY: _("Semua pegawai kota yang dapat masuk."),
    Audience.PUBLIC: _("Seperti seluruh ASN kota; isinya juga boleh dikutip keluar."),
}


class CourseForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a course says of itself."""

    agency = KeptAgencyField()
    stated_jp = JpField(
        label=_("JP menurut program"),
        required=False,
        lowest=Decimal("0.1"),
        help_text=_("Kosongkan bila JP dihitung dari lama belajar: 1 JP sama dengan 45 menit."),
    )

    class Meta:
        model = Course
        fields = (
            "title",
            "aim",
            "agency",
            "audience",
            "competence",
            "minutes",
            "stated_jp",
            "sources",
        )
        widgets = {
            "aim": forms.Textarea(attrs={"rows": 3}),
            "audience": RadioCards(help=AUDIENCE_HELP),
            "sources": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "aim": _("Satu atau dua kalimat: apa yang dapat dilakukan peserta sesudahnya."),
            "competence": _("Misalnya Literasi digital atau Pelayanan Publik."),
            "sources": _("Satu sumber per baris, misalnya UU 27/2022 Pasal 46."),
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, KeptAgencyField)
        agency.only_for(person)


class LessonForm(forms.ModelForm):  # type: ignore[type-arg]
    """A lesson that begins."""

    body = MarkdownField(
        label=_("Teks pertama"),
        required=False,
        help_text=_("Boleh kosong. Gambar, video dan soal ditambahkan sesudah ini."),
    )

    class Meta:
        model = Lesson
        fields = ("title",)
