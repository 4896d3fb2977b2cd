"""What is asked about learning that is asked of people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people import nip as nips
from sinau.people.access import within
from sinau.people.models import Agency, EmploymentKind, JobKind, Person, Role
from sinau.people.models.persons import GRADES
from sinau.ui.forms import DateField, SearchSelect
from sinau.university.forms.fields import KeptAgencyField
from sinau.university.models import Course, Duty, Path, TrainingClass

MOST_PEOPLE = 2_000


class DutyForm(forms.Form):
    """What, by whom, until when and why. A list of numbers takes the place of the rule."""

    target = forms.ChoiceField(label=_("Yang dipelajari"), widget=SearchSelect)
    agency = KeptAgencyField(label=_("Perangkat daerah yang menugaskan"))
    mandatory = forms.TypedChoiceField(
        label=_("Sifat"),
        choices=[("wajib", _("Wajib")), ("anjuran", _("Dianjurkan"))],
        coerce=lambda said: said == "wajib",
        initial="wajib",
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(
        label=_("Dasar"),
        max_length=300,
        help_text=_("Nomor surat atau peraturan, dan mengapa. Dibaca setiap orang yang ditugasi."),
    )
    due_on = DateField(label=_("Batas waktu"))
    numbers = forms.CharField(
        label=_("Daftar NIP"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu per baris. Kosongkan untuk menugaskan menurut aturan di bawah ini."),
    )
    within_agency = forms.ModelChoiceField(
        queryset=Agency.objects.none(),
        widget=SearchSelect,
        required=False,
        label=_("Bekerja di"),
        empty_label=_("Semua dalam wewenang Anda"),
        help_text=_("Termasuk unit di bawahnya."),
    )
    job_words = forms.CharField(
        label=_("Nama jabatan memuat"),
        max_length=150,
        required=False,
        help_text=_("Misalnya perawat, bidan. Beberapa kata dipisah koma."),
    )
    job_kinds = forms.MultipleChoiceField(
        label=_("Jenis jabatan"),
        choices=JobKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    emp_kinds = forms.MultipleChoiceField(
        label=_("Jenis pegawai"),
        choices=EmploymentKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    grade_from = forms.ChoiceField(
        label=_("Golongan paling rendah"),
        choices=[("", _("Tidak dibatasi")), *((grade, grade) for grade in GRADES)],
        required=False,
    )
    roles = forms.MultipleChoiceField(
        label=_("Memegang peran"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    days_for_newcomers = forms.IntegerField(
        label=_("Hari bagi yang cocok kemudian"),
        min_value=1,
        max_value=365,
        initial=60,
        help_text=_("Pegawai yang baru cocok dengan aturan mendapat waktu sekian hari."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        agency = self.fields["agency"]
        assert isinstance(agency, KeptAgencyField)
        agency.only_for(person)
        if person.agency and person.has_role(Role.OFFICER, over=person.agency):
            agency.initial = person.agency_id
        theirs = Agency.objects.open_now().filter(within("", person, Role.OFFICER))
        self.fields["within_agency"].queryset = theirs  # type: ignore[attr-defined]
        self.fields["target"].choices = _targets(person)  # type: ignore[attr-defined]

    def clean_due_on(self) -> dt.date:
        """Not in the past."""
        day: dt.date = self.cleaned_data["due_on"]
        if day < today():
            raise ValidationError(_("Batas waktu sudah lewat. Pilih hari ini atau sesudahnya."))
        return day

    def clean_numbers(self) -> list[Person]:
        """Everybody named; the first number that is nobody's, or not in one's charge, is told."""
        lines = [line.strip() for line in self.cleaned_data["numbers"].splitlines() if line.strip()]
        if len(lines) > MOST_PEOPLE:
            raise ValidationError(_("Paling banyak 2.000 NIP sekali menugaskan."))
        numbers = [nips.clean(line.split("\t")[0]) for line in lines]
        serving = Person.objects.serving().filter(within("agency", self.person, Role.OFFICER))
        people = {each.nip: each for each in serving.filter(nip__in=set(numbers))}
        strangers = [line for line, nip in zip(lines, numbers, strict=True) if nip not in people]
        if strangers:
            raise ValidationError(
                _("Tidak dikenal atau di luar wewenang Anda: %(list)s."),
                params={"list": ", ".join(each[:30] for each in strangers[:5])},
            )
        return list(people.values())

    def duty(self) -> Duty:
        """The duty as it was said, not yet kept."""
        said = self.cleaned_data
        kind, _colon, key = said["target"].partition(":")
        fields = {"kursus": "course", "kelas": "training_class", "jalur": "path"}
        lowest = said["grade_from"]
        return Duty(
            **{f"{fields[kind]}_id": int(key)},
            agency=said["agency"],
            mandatory=said["mandatory"],
            basis=said["basis"],
            due_on=said["due_on"],
            days_for_newcomers=said["days_for_newcomers"],
            by_rule=not said["numbers"],
            # An officer asks only within their charge, also who comes later.
            within_agency=said["within_agency"] or said["agency"],
            job_words=said["job_words"],
            job_kinds=said["job_kinds"],
            grades=list(GRADES[GRADES.index(lowest) :]) if lowest else [],
            emp_kinds=said["emp_kinds"],
            roles=said["roles"],
        )

    def people(self, duty: Duty) -> list[Person]:
        """Everybody who would be asked, by name."""
        listed: list[Person] = self.cleaned_data["numbers"]
        found = duty.fitting().filter(within("agency", self.person, Role.OFFICER))
        if listed:
            target = duty.target
            everybody = Person.objects.filter(pk__in=[person.pk for person in listed])
            if target.audience == "agency":
                everybody = everybody.filter(agency__path__startswith=target.agency.path)
            found = everybody
        return list(found.select_related("agency").order_by("agency__path", "name", "pk"))


def _targets(person: Person) -> list[tuple[Any, Any]]:
    """Everything open that this officer can see, by its kind."""
    courses = Course.objects.visible_to(person).published().order_by("title")
    classes = TrainingClass.objects.visible_to(person).published().coming()
    paths = Path.objects.visible_to(person).published().order_by("title")
    return [
        ("", _("Pilih kursus, kelas, atau jalur")),
        (_("Jalur"), [(f"jalur:{each.pk}", each.title) for each in paths]),
        (_("Kursus"), [(f"kursus:{each.pk}", each.title) for each in courses]),
        (_("Kelas"), [(f"kelas:{each.pk}", each.title) for each in classes]),
    ]


class ExtendForm(forms.Form):
    """How much longer somebody has, and why."""

    due_on = DateField(label=_("Batas waktu baru"))
    reason = forms.CharField(label=_("Alasan"), max_length=300)


class SettleForm(forms.Form):
    """Why somebody need not, or why nobody need any more."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, help_text=_("Dibaca yang bersangkutan dan tercatat.")
    )
