"""What people are asked on the pages about employees, agencies, imports and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.access import within
from sinau.people.comparing import PERSONAL
from sinau.people.models import (
    Agency,
    AgencyKind,
    EmploymentKind,
    JobKind,
    Person,
    PersonalData,
    Role,
)
from sinau.people.models.competencies import standard
from sinau.people.models.persons import EDUCATION_LEVELS, GRADES
from sinau.ui.forms import DateField, FileInput, NipField, SearchSelect


class AgencyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An agency out of a long list, with a box to type in."""

    widget = SearchSelect

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", Agency.objects.open_now())
        kwargs.setdefault("label", _("Perangkat daerah"))
        kwargs.setdefault("empty_label", _("Pilih perangkat daerah"))
        super().__init__(**kwargs)


class PersonField(NipField):
    """Somebody named by their number; only those who serve, unless all who ever did are asked for."""

    def __init__(self, *, serving: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._serving = serving

    def clean(self, value: Any) -> Person | None:  # type: ignore[override]
        """Return the person; None for an empty field that may be empty."""
        nip = super().clean(value)
        if not nip:
            return None
        people = Person.objects.serving() if self._serving else Person.objects.all()
        found: Person | None = people.filter(nip=nip).first()
        if found is None:
            raise forms.ValidationError(
                _("Tidak ada pegawai dengan NIP ini. Periksa kembali angkanya.")
            )
        return found


class FromDayForm(forms.Form):
    """Since when and why; the last two questions about every change of an agency."""

    from_day = DateField(label=_("Berlaku mulai"), initial=today)
    reason = forms.CharField(
        label=_("Dasar perubahan"),
        help_text=_("Nomor Perda, Perwal atau SK, seperti “Perwal 12/2026”."),
        max_length=300,
    )


class RenameForm(FromDayForm):
    name = forms.CharField(label=_("Nama baru"), max_length=200)
    short_name = forms.CharField(label=_("Nama singkat"), max_length=80)
    field_order = ["name", "short_name"]


class MoveForm(FromDayForm):
    parent = AgencyChoice(label=_("Induk baru"))
    field_order = ["parent"]

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = choices  # type: ignore[attr-defined]


class MergeForm(FromDayForm):
    into = AgencyChoice(label=_("Digabungkan ke"))
    field_order = ["into"]

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = choices  # type: ignore[attr-defined]


class EndForm(FromDayForm):
    pass


class UnitForm(forms.Form):
    """A new unit below an agency."""

    name = forms.CharField(label=_("Nama"), max_length=200)
    short_name = forms.CharField(label=_("Nama singkat"), max_length=80)
    code = forms.SlugField(
        label=_("Kode"),
        max_length=60,
        help_text=_(
            "Huruf kecil, angka dan tanda hubung; tidak dapat diubah, seperti “puskesmas-jetis”."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=[c for c in AgencyKind.choices if c[0] != AgencyKind.CITY]
    )
    from_day = DateField(label=_("Berdiri sejak"), initial=today)


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """The staff data of one employee, and why they are changed."""

    agency = AgencyChoice(required=False)
    supervisor = NipField(
        label=_("NIP atasan langsung"), required=False, help_text=_("18 angka, boleh dengan spasi.")
    )
    emp_kind = forms.ChoiceField(label=_("Jenis pegawai"), choices=EmploymentKind.choices)
    grade = forms.CharField(
        label=_("Golongan"), max_length=6, required=False, help_text=_("Seperti III/a atau IX.")
    )
    grade_date = DateField(label=_("TMT golongan"), required=False)
    job_kind = forms.ChoiceField(label=_("Jenis jabatan"), choices=JobKind.choices)
    job_date = DateField(label=_("TMT jabatan"), required=False)
    cpns_date = DateField(label=_("TMT CPNS"), required=False)
    pns_date = DateField(label=_("TMT PNS"), required=False)
    education_level = forms.ChoiceField(
        label=_("Tingkat pendidikan"),
        choices=[("", "–"), *((level, level) for level in EDUCATION_LEVELS)],
        required=False,
    )
    reason = forms.CharField(
        label=_("Alasan perubahan"),
        help_text=_("Seperti nomor SK atau kesalahan yang diperbaiki."),
        max_length=300,
    )

    class Meta:
        model = Person
        fields = [
            "name",
            "title_front",
            "title_back",
            "email",
            "agency",
            "job_kind",
            "job_title",
            "job_date",
            "supervisor",
            "emp_kind",
            "legal_status",
            "grade",
            "grade_date",
            "cpns_date",
            "pns_date",
            "education_level",
            "education",
        ]

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Agency.objects.open_now().filter(within("", by, Role.OFFICER))
        self.fields["agency"].queryset = kept  # type: ignore[attr-defined]
        self.fields["agency"].required = True
        person = self.instance
        self.initial["supervisor"] = person.supervisor.nip if person.supervisor else ""

    def clean_supervisor(self) -> Person | None:
        """The person of that number; not the employee themselves."""
        digits = self.cleaned_data["supervisor"]
        if not digits:
            return None
        serving = Person.objects.serving().exclude(pk=self.instance.pk)
        found: Person | None = serving.filter(nip=digits).first()
        if found is None:
            raise forms.ValidationError(
                _("Tidak ada pegawai lain dengan NIP ini. Periksa kembali angkanya.")
            )
        return found

    def clean_grade(self) -> str:
        """A grade that exists: III/a for PNS, a Roman number for PPPK."""
        grade: str = self.cleaned_data["grade"]
        roman = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}
        roman |= {"XIII", "XIV", "XV", "XVI", "XVII"}
        if grade and grade not in GRADES and grade not in roman:
            raise forms.ValidationError(_("Golongan tidak dikenal. Tulis seperti III/a atau IX."))
        return grade

    def _post_clean(self) -> None:
        # The action writes, and must see what the record held before.
        pass

    def changes(self) -> dict[str, Any]:
        """Field -> value for the action."""
        return {key: self.cleaned_data[key] for key in self.Meta.fields}


class PurposeForm(forms.Form):
    """Why personal data are opened."""

    purpose = forms.CharField(
        label=_("Alasan membuka"),
        min_length=10,
        max_length=300,
        help_text=_("Pemilik data dapat membaca alasan ini."),
        error_messages={
            "required": _("Tulis alasan membuka data pribadi ini."),
            "min_length": _("Tulis alasan yang lebih lengkap, sedikitnya 10 huruf."),
        },
    )


class PersonalDataForm(forms.ModelForm):  # type: ignore[type-arg]
    """Personal data as an officer keeps them."""

    class Meta:
        model = PersonalData
        fields = [*PERSONAL, "discipline"]

    def clean_nik(self) -> str:
        """Sixteen digits or nothing."""
        nik: str = self.cleaned_data["nik"].replace(" ", "")
        if nik and not (len(nik) == 16 and nik.isascii() and nik.isdigit()):
            raise forms.ValidationError(_("NIK terdiri atas 16 angka. Periksa kembali angkanya."))
        return nik

    def _post_clean(self) -> None:
        # The action writes, and must see what the record held before.
        pass


class ContactForm(PersonalDataForm):
    """The part of the personal data one keeps oneself."""

    class Meta(PersonalDataForm.Meta):
        fields = ["phone", "private_email", "address"]


class CompetencyForm(forms.Form):
    """A level that was found."""

    competency = forms.ChoiceField(label=_("Kompetensi"))
    level = forms.TypedChoiceField(label=_("Tingkat"), coerce=int)
    assessed_on = DateField(label=_("Dinilai pada"), initial=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = standard()
        self.fields["competency"].choices = [  # type: ignore[attr-defined]
            (one.key, one.name) for one in rule.competencies
        ]
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (level, f"{level} · {word}") for level, word in rule.levels.items()
        ]


class UploadForm(forms.Form):
    """A workbook of employees."""

    file = forms.FileField(
        label=_("Berkas pegawai"),
        help_text=_("XLSX atau CSV seperti unduhan SIASN, paling besar 20 MB."),
        widget=FileInput(accept=[".xlsx", ".csv"]),
        error_messages={
            "required": _("Pilih berkas XLSX atau CSV terlebih dahulu."),
            "empty": _("Berkas ini kosong. Unggah berkas XLSX atau CSV yang berisi data pegawai."),
        },
    )
    complete_for = AgencyChoice(
        label=_("Berkas ini lengkap untuk"),
        required=False,
        empty_label=_("Tidak, hanya sebagian pegawai"),
        help_text=_("Bila dipilih, pegawai unit itu yang tidak tercantum akan dianggap berhenti."),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = Agency.objects.open_now().filter(within("", by, Role.OFFICER))
        self.fields["complete_for"].queryset = kept  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """Who gets which role, where, how long and what for."""

    nip = NipField(label=_("NIP pegawai"))
    role = forms.ChoiceField(label=_("Peran"), choices=Role.choices)
    agency = AgencyChoice(label=_("Atas perangkat daerah"))
    valid_from = DateField(label=_("Mulai"), initial=today)
    valid_to = DateField(
        label=_("Sampai dengan"), required=False, help_text=_("Wajib untuk auditor.")
    )
    purpose = forms.CharField(
        label=_("Tujuan"),
        required=False,
        max_length=300,
        help_text=_("Seperti nomor surat tugas. Wajib untuk auditor."),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope = Agency.objects.open_now().filter(within("", by, Role.ADMINISTRATOR))
        self.fields["agency"].queryset = scope  # type: ignore[attr-defined]

    def clean_nip(self) -> Person:
        """The person of that number."""
        serving = Person.objects.serving()
        found: Person | None = serving.filter(nip=self.cleaned_data["nip"]).first()
        if found is None:
            raise forms.ValidationError(
                _("Tidak ada pegawai aktif dengan NIP ini. Periksa kembali angkanya.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        """An auditor is dated and has a purpose; nobody's role ends before it begins."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("role") == Role.AUDITOR:
            if not said.get("valid_to"):
                self.add_error("valid_to", _("Isi tanggal akhir; peran auditor selalu berbatas."))
            if not said.get("purpose", "").strip():
                self.add_error("purpose", _("Isi tujuan pemeriksaan, seperti nomor surat tugas."))
        first, last = said.get("valid_from"), said.get("valid_to")
        if first and last and last < max(first, today()):
            self.add_error(
                "valid_to", _("Tanggal akhir harus setelah tanggal mulai dan belum lewat.")
            )
        return said
