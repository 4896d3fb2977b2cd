"""What innovation asks people: an idea, its partners, one part of a plan at a time, decisions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sinau.innovation.actions.ideas import Sketch
from sinau.innovation.models import Idea, Outcome, Plan
from sinau.innovation.planning import Part
from sinau.kernel.clock import today
from sinau.people.access import at_home
from sinau.people.forms import PersonField
from sinau.people.models import Agency, AgencyKind, Person
from sinau.ui.forms import DateField, DateInput, RadioCards

MOST_SECTORS = 6


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class SketchFields(forms.Form):
    """What an idea says."""

    title = forms.CharField(
        label=_("Judul"), max_length=120, help_text=_("Nama pendek yang menyebut gunanya.")
    )
    problem = forms.CharField(
        label=_("Masalah"),
        max_length=3000,
        widget=_area(),
        help_text=_("Apa yang terjadi sekarang, dan berapa kali. Tanpa menyebut alatnya."),
    )
    beneficiaries = forms.CharField(
        label=_("Siapa yang terbantu"), max_length=1000, widget=_area(2)
    )
    summary = forms.CharField(
        label=_("Ringkasan gagasan"),
        max_length=1000,
        widget=_area(),
        help_text=_("Apa yang dikerjakan AI, dan apa yang tetap dikerjakan orang."),
    )
    sectors = forms.CharField(
        label=_("Sektor"),
        max_length=300,
        required=False,
        help_text=_("Pisahkan dengan koma, misalnya: kesehatan, kominfo."),
    )

    def clean_sectors(self) -> list[str]:
        """At most six short words."""
        said = self.cleaned_data["sectors"]
        sectors = list(
            dict.fromkeys(word.strip().lower() for word in said.split(",") if word.strip())
        )
        if len(sectors) > MOST_SECTORS or any(len(word) > 60 for word in sectors):
            raise ValidationError(_("Tulis paling banyak enam sektor yang pendek."))
        return sectors

    def sketch(self) -> Sketch:
        """The answers as a record."""
        said = self.cleaned_data
        names = ("title", "problem", "beneficiaries", "summary", "sectors")
        return Sketch(**{name: said[name] for name in names})


class PartnersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Agencies that take part beside the leading one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Perangkat daerah lain yang ikut"))
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.SelectMultiple({"size": 10}))
        kwargs.setdefault(
            "help_text",
            _(
                "Yang ikut melihat rencana dan risikonya, dan dihitung gerbang uji coba. Tahan Ctrl untuk memilih lebih dari satu."
            ),
        )
        offices = Agency.objects.open_now().exclude(kind=AgencyKind.CITY).order_by("name")
        super().__init__(queryset=offices, **kwargs)


class IdeaForm(SketchFields):
    """A new idea."""

    agency = forms.ModelChoiceField(
        label=_("Perangkat daerah pengampu"), queryset=Agency.objects.none(), empty_label=None
    )
    partners = PartnersField()

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            Agency.objects.open_now()
            .filter(at_home("", person))
            .exclude(kind=AgencyKind.CITY)
            .order_by("-path")
        )


class EditForm(SketchFields):
    """The idea as it is, and who answers for it."""

    owner = PersonField(label=_("NIP pemilik gagasan"))

    def __init__(self, idea: Idea, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "title": idea.title,
                "problem": idea.problem,
                "beneficiaries": idea.beneficiaries,
                "summary": idea.summary,
                "sectors": ", ".join(idea.sectors),
                "owner": idea.owner.nip,
            },
        )
        super().__init__(*args, **kwargs)


class PartnersForm(forms.Form):
    """Who takes part."""

    partners = PartnersField()


class SupportForm(forms.Form):
    """A support, perhaps with a reason."""

    reason = forms.CharField(label=_("Mengapa Anda mendukung"), max_length=300, required=False)


YES_NO = [("true", _("Ya, data pribadi dipakai")), ("false", _("Tidak ada data pribadi"))]


class PartForm(forms.ModelForm):  # type: ignore[type-arg]
    """One part of the plan; the fields are given by the part."""

    class Meta:
        model = Plan
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The choice is told by words, so that an answer of before stays chosen.
        said = self.initial.get("personal_data")
        if said is not None:
            self.initial["personal_data"] = "true" if said else "false"

    def clean(self) -> dict[str, Any]:
        """Dates in their order, and what was tried in the past."""
        said = super().clean() or {}
        starts, ends = said.get("starts_on"), said.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("Tanggal selesai harus sesudah tanggal mulai."))
        tried = said.get("fallback_tried_on")
        if tried and tried > today():
            self.add_error("fallback_tried_on", _("Tulis tanggal percobaan yang sudah terjadi."))
        if said.get("personal_data") and not said.get("privacy_note"):
            self.add_error(
                "privacy_note",
                _(
                    "Data pribadi dipakai. Tulis dampaknya: dasar, akibat terburuk, pencegahan, masa simpan."
                ),
            )
        return said


def part_form(part: Part) -> type[PartForm]:
    """The form of one part of the plan. Everything may be left empty and finished later."""
    widgets: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    for name in part.fields:
        model_field = Plan._meta.get_field(name)
        if name in ("starts_on", "ends_on", "fallback_tried_on"):
            fields[name] = DateField(
                label=model_field.verbose_name,  # type: ignore[union-attr]
                help_text=model_field.help_text,  # type: ignore[union-attr]
                required=False,
            )
            widgets[name] = DateInput()
        elif name == "personal_data":
            fields[name] = forms.TypedChoiceField(
                label=model_field.verbose_name,  # type: ignore[union-attr]
                choices=YES_NO,
                widget=RadioCards(),
                required=False,
                empty_value=None,
                coerce=lambda said: said == "true",
            )
    meta = type("Meta", (), {"model": Plan, "fields": part.fields, "widgets": widgets})
    form: type[PartForm] = type("PartForm", (PartForm,), {**fields, "Meta": meta})
    return form


class PrivacyForm(forms.Form):
    """The agreement of the privacy officer."""

    note = forms.CharField(label=_("Catatan"), max_length=2000, widget=_area(), required=False)
    agreed = forms.BooleanField(
        label=_("Saya sudah membaca penilaian dampak ini dan menyetujuinya."),
    )


class PilotForm(forms.Form):
    """From when until when."""

    starts_on = DateField(label=_("Mulai"))
    ends_on = DateField(label=_("Selesai"), help_text=_("Paling lama dua belas bulan."))

    def clean(self) -> dict[str, Any]:
        """A pilot has an end that is not far away."""
        said = super().clean() or {}
        starts, ends = said.get("starts_on"), said.get("ends_on")
        if starts and ends and not starts < ends <= starts + timedelta(days=366):
            self.add_error(
                "ends_on", _("Uji coba selesai sesudah mulai, paling lama dua belas bulan.")
            )
        return said


class EvaluationForm(forms.Form):
    """What was measured and learnt."""

    outcome = forms.ChoiceField(
        label=_("Hasil terhadap sasaran"), choices=Outcome.choices, widget=RadioCards()
    )
    measured = forms.CharField(
        label=_("Angka yang terukur"),
        max_length=200,
        help_text=_("Dengan ukuran yang ditulis dalam rencana."),
    )
    lesson = forms.CharField(
        label=_("Pelajaran"),
        max_length=3000,
        widget=_area(4),
        help_text=_("Apa yang akan dilakukan lain kali, dan untuk siapa ini tidak bekerja baik."),
    )


class StopForm(forms.Form):
    """Why it is switched off."""

    reason = forms.CharField(label=_("Alasan"), max_length=2000, widget=_area())


class UseReviewForm(forms.Form):
    """What was looked at."""

    note = forms.CharField(
        label=_("Yang ditinjau"),
        max_length=2000,
        widget=_area(),
        help_text=_(
            "Apa yang Anda periksa pada layanan dan pada keterangan publiknya, dan apa hasilnya."
        ),
    )


def default_pilot_days(plan: Plan | None) -> dict[str, date | None]:
    """The days of the plan, where they still lie ahead."""
    day = today()
    starts = plan.starts_on if plan and plan.starts_on and plan.starts_on >= day else day
    ends = plan.ends_on if plan and plan.ends_on and plan.ends_on > starts else None
    return {"starts_on": starts, "ends_on": ends}
