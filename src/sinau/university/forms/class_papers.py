"""What an officer writes beside a class: rooms, kept seats, material, minutes, signed lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Agency, Person
from sinau.ui.forms import DateField, FileInput, MarkdownField, SearchSelect
from sinau.university.forms.fields import KeptAgencyField
from sinau.university.models import AttendanceSheet, ClassMaterial, Room

MATERIAL = (".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods", ".png", ".jpg", ".jpeg")
SCANS = (".pdf", ".png", ".jpg", ".jpeg")


class PaperField(forms.FileField):
    """A file of a kind that can be opened anywhere, not larger than the house takes."""

    def __init__(self, *, endings: tuple[str, ...], **kwargs: Any) -> None:
        self.endings = endings
        super().__init__(
            widget=FileInput(accept=list(endings)),
            **{
                **kwargs,
                "help_text": _("%(kinds)s, paling besar %(limit)s MB.")
                % {
                    "kinds": ", ".join(each.strip(".").upper() for each in endings),
                    "limit": settings.UPLOAD_MAX_BYTES // 1024 // 1024,
                },
            },
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Its name says what it is, and it is small enough."""
        file = super().clean(data, initial)
        if not data:
            return file
        if not str(file.name).lower().endswith(self.endings):
            raise ValidationError(_("Jenis berkas ini tidak diterima di sini."), code="kind")
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise ValidationError(_("Berkas ini terlalu besar."), code="size")
        return file


class RoomForm(forms.ModelForm):  # type: ignore[type-arg]
    """A room in the catalogue."""

    agency = KeptAgencyField(label=_("Perangkat daerah pemilik"))

    class Meta:
        model = Room
        fields = ("agency", "name", "address", "capacity", "equipment")
        help_texts = {"equipment": _("Misalnya proyektor, pengeras suara, kursi roda dapat masuk.")}

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, KeptAgencyField)
        agency.only_for(person)

    def clean_capacity(self) -> int:
        """At least one person."""
        said = int(self.cleaned_data["capacity"])
        if said < 1:
            raise ValidationError(_("Kapasitas paling sedikit satu orang."))
        return said


class ReservationForm(forms.Form):
    """Seats kept for one agency until a day."""

    agency = forms.ModelChoiceField(
        label=_("Perangkat daerah"), queryset=Agency.objects.none(), widget=SearchSelect
    )
    seats = forms.IntegerField(label=_("Kursi"), min_value=1, max_value=1000)
    release_on = DateField(
        label=_("Dilepas pada"),
        help_text=_("Mulai hari itu kursi yang belum terisi menjadi milik daftar tunggu."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.queryset = Agency.objects.open_now()


class MaterialForm(forms.ModelForm):  # type: ignore[type-arg]
    """A file or a link for the participants."""

    file = PaperField(label=_("Berkas"), required=False, endings=MATERIAL)
    link = forms.URLField(label=_("Tautan"), required=False, assume_scheme="https")

    class Meta:
        model = ClassMaterial
        fields = ("title", "moment", "file", "link")

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        said = super().clean() or self.cleaned_data
        if not self.errors and bool(said.get("file")) == bool(said.get("link")):
            self.add_error("file", _("Pilih satu berkas atau tulis satu tautan, tidak keduanya."))
        return said


class MinutesForm(forms.Form):
    """What was said and decided."""

    text = MarkdownField(label=_("Jalannya sesi"), max_length=20_000)
    decisions = MarkdownField(
        label=_("Keputusan dan tindak lanjut"), required=False, max_length=10_000
    )


class SheetForm(forms.Form):
    """The signed list as a picture or PDF."""

    file = PaperField(label=_("Foto atau pindaian daftar"), required=False, endings=SCANS)

    def sheet(self) -> AttendanceSheet | None:
        """The list to be kept, if one was sent."""
        file = self.cleaned_data.get("file")
        return AttendanceSheet(file=file, file_name=str(file.name)[-150:]) if file else None
