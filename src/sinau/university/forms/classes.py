"""What an officer writes about a class, its sessions and its participants."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import WIB
from sinau.people.models import Person
from sinau.ui.forms import (
    DateField,
    FileInput,
    MarkdownField,
    RadioCards,
    SearchSelect,
    TimeInput,
)
from sinau.university.actions import Guest
from sinau.university.forms.courses import AUDIENCE_HELP
from sinau.university.forms.fields import JpField, KeptAgencyField
from sinau.university.kinds import BIMTEK, choices
from sinau.university.models import Room, Session, Speaker, TrainingClass
from sinau.university.rosters import UnreadableSheet, lines_of_sheet


class MomentField(forms.DateTimeField):
    """A day and an hour on the city's clock, from the device's own picker."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Tulis seperti 26/09/2023 09:00.")})
        super().__init__(
            **{
                **kwargs,
                "input_formats": ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M"],
            }
        )


class ClassForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a class says of itself."""

    agency = KeptAgencyField()
    kind = forms.ChoiceField(
        label=_("Jenis"),
        choices=choices,
        initial=BIMTEK,
        help_text=_("Menentukan aturan JP bila program tidak menetapkan JP-nya sendiri."),
    )
    materials = MarkdownField(
        label=_("Persiapan peserta"),
        required=False,
        help_text=_(
            "Apa yang dibawa dan disiapkan. Berkas dan tautan ditambahkan di halaman kelas."
        ),
    )
    stated_jp = JpField(
        label=_("JP menurut program"),
        required=False,
        lowest=Decimal("0.1"),
        help_text=_("Kosongkan bila JP dihitung dari lamanya: 1 JP sama dengan 45 menit."),
    )

    class Meta:
        model = TrainingClass
        fields = (
            "kind",
            "title",
            "summary",
            "place",
            "agency",
            "audience",
            "quota",
            "quota_per_agency",
            "stated_jp",
            "competence",
            "materials",
            "opens_at",
            "shuts_at",
            "cancel_until",
            "needs_permission",
        )
        field_classes = {
            "opens_at": MomentField,
            "shuts_at": MomentField,
            "cancel_until": MomentField,
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "audience": RadioCards(help=AUDIENCE_HELP),
        }
        help_texts = {
            "opens_at": _("Kosongkan bila dibuka sejak diumumkan."),
            "shuts_at": _("Kosongkan bila dibuka sampai kelas dimulai."),
            "cancel_until": _("Sesudahnya peserta tidak dapat membatalkan sendiri."),
            "needs_permission": _(
                "Yang mendaftar sendiri menunggu jawaban atasan langsungnya. Yang Anda tambahkan tidak."
            ),
            "quota": _("Jumlah kursi seluruhnya."),
            "quota_per_agency": _(
                "Paling banyak dari satu perangkat daerah. Kosongkan bila bebas."
            ),
        }

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        place.help_text = _("Untuk webinar tulis Daring; tautannya ditulis pada sesi.")
        agency = self.fields["agency"]
        assert isinstance(agency, KeptAgencyField)
        agency.only_for(person)

    def clean(self) -> dict[str, Any]:
        """Registration opens before it closes."""
        said = super().clean() or self.cleaned_data
        opens, shuts = said.get("opens_at"), said.get("shuts_at")
        if opens and shuts and shuts <= opens:
            self.add_error("shuts_at", _("Pendaftaran ditutup sesudah dibuka."))
        return said

    def clean_quota(self) -> int:
        """At least one seat."""
        said = int(self.cleaned_data["quota"])
        if said < 1:
            raise ValidationError(_("Kuota paling sedikit satu kursi."))
        return said


class SessionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A part of the class: its day and hours on the city's clock, its room, and who speaks."""

    day = DateField(label=_("Tanggal"))
    begins = forms.TimeField(label=_("Mulai (WIB)"), widget=TimeInput)
    ends = forms.TimeField(label=_("Selesai (WIB)"), widget=TimeInput)
    room = forms.ModelChoiceField(
        label=_("Ruang"),
        queryset=Room.objects.none(),
        required=False,
        widget=SearchSelect,
        help_text=_(
            "Angka dalam kurung adalah kapasitasnya. Kosongkan bila sama dengan tempat kelas."
        ),
    )
    link = forms.URLField(
        label=_("Tautan pertemuan"),
        required=False,
        assume_scheme="https",
        help_text=_("Untuk webinar. Hanya terlihat oleh peserta yang mendapat kursi."),
    )
    speakers = forms.CharField(
        label=_("Narasumber"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Satu per baris: NIP atau nama; jabatan atau instansi; topik. Contoh: Rina Hapsari; Universitas Contoh; Data pribadi."
        ),
    )
    agenda = MarkdownField(label=_("Acara"), required=False)
    clash_reason = forms.CharField(
        label=_("Alasan tetap disimpan bila bentrok"), required=False, max_length=300
    )

    class Meta:
        model = Session
        fields = ("title", "room", "link", "clash_reason")
        help_texts = {"title": _("Misalnya Pagi, Siang, atau Hari pertama.")}

    field_order = (
        "title",
        "day",
        "begins",
        "ends",
        "room",
        "link",
        "speakers",
        "agenda",
        "clash_reason",
    )

    def __init__(self, *args: Any, asks_reason: bool = False, **kwargs: Any) -> None:
        session = kwargs.get("instance")
        if session is not None and session.pk:
            begin, end = session.starts_at.astimezone(WIB), session.ends_at.astimezone(WIB)
            kwargs["initial"] = {
                "day": begin.date(),
                "begins": begin.time(),
                "ends": end.time(),
                "agenda": session.agenda,
                "speakers": "\n".join(_as_line(each) for each in _speakers(session)),
            }
        super().__init__(*args, **kwargs)
        field = self.fields["room"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Room.objects.filter(Q(closed_at=None) | Q(pk=self.instance.room_id))
        if not asks_reason and not self.data.get("clash_reason") and not self.instance.clash_reason:
            self.fields["clash_reason"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        said = super().clean() or self.cleaned_data
        if said.get("begins") and said.get("ends") and said["ends"] <= said["begins"]:
            self.add_error("ends", _("Jam selesai harus sesudah jam mulai."))
        return said

    def clean_speakers(self) -> list[Guest]:
        """Each line as somebody of the city, by number, or a guest by name."""
        lines = [line.strip() for line in self.cleaned_data["speakers"].splitlines()]
        parts = [[part.strip() for part in line.split(";", 2)] for line in lines if line]
        numbers = {"".join(p[0].split()): p for p in parts}
        people = {p.nip: p for p in Person.objects.filter(nip__in=numbers)}
        guests = []
        for part in parts:
            name, position, topic = [*part, "", ""][:3]
            number = "".join(name.split())
            person = people.get(number)
            if person is None and number.isdigit():
                raise ValidationError(_("NIP %(nip)s tidak ditemukan."), params={"nip": name})
            guests.append(
                Guest(
                    name=person.full_name if person else name,
                    person=person,
                    position=position or (person.job_title if person else ""),
                    topic=topic,
                )
            )
        return guests

    def save(self, commit: bool = True) -> Session:
        """The session with its two moments; the action keeps it."""
        session: Session = super().save(commit=False)
        said = self.cleaned_data
        session.starts_at = dt.datetime.combine(said["day"], said["begins"], tzinfo=WIB)
        session.ends_at = dt.datetime.combine(said["day"], said["ends"], tzinfo=WIB)
        session.agenda = said["agenda"]
        return session


def _speakers(session: Session) -> list[Speaker]:
    return list(session.speakers.select_related("person"))


def _as_line(speaker: Speaker) -> str:
    who = speaker.person.nip if speaker.person else speaker.name
    return "; ".join([who, speaker.position, speaker.topic]).rstrip("; ")


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class DigitsForm(forms.Form):
    """The six digits under the code on the screen."""

    digits = forms.CharField(
        label=_("Enam angka di layar"),
        max_length=20,
        help_text=_("Angkanya berganti setiap dua puluh detik. Spasi tidak dihitung."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "room-digits"}
        ),
    )

    def clean_digits(self) -> str:
        """Six digits and nothing else."""
        digits = "".join(c for c in self.cleaned_data["digits"] if c in "0123456789")
        if len(digits) != 6:
            raise ValidationError(_("Ketik enam angka yang tampil di layar ruangan."))
        return digits


class ParticipantsForm(forms.Form):
    """People of the city, pasted from anywhere, from an Excel file, or from an earlier class."""

    numbers = forms.CharField(
        label=_("NIP atau nama peserta"),
        required=False,
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "Satu orang per baris, boleh disalin dari kolom Excel, dengan atau tanpa spasi dan gelar."
        ),
    )
    file = forms.FileField(
        label=_("Berkas Excel"),
        required=False,
        widget=FileInput(accept=[".xlsx"]),
        help_text=_(
            "Lembar pertama dibaca; NIP atau nama boleh di kolom mana saja. Paling besar 5 MB."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two; the lines of a sheet are put into the box, so that they can be mended there."""
        said = super().clean() or self.cleaned_data
        file = said.get("file")
        if file is not None:
            try:
                said["numbers"] = lines_of_sheet(file)
            except UnreadableSheet:
                self.add_error(
                    "file", _("Berkas ini tidak terbaca sebagai Excel (.xlsx) sampai 5 MB.")
                )
        if not said.get("numbers") and not self.errors:
            self.add_error("numbers", _("Tempelkan NIP atau nama, atau pilih berkas Excel."))
        return said
