"""What risk asks people: what a risk says, its place, and one short form for each decision."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.access import within
from sinau.people.forms import PersonField
from sinau.people.models import Agency, Person, Role
from sinau.risk.actions.risks import STATED, Statement
from sinau.risk.criteria import impact_steps, likelihood_steps
from sinau.risk.framework_forms import FrameworkChoice
from sinau.risk.models import Classification, Kind, Nature, Register, Risk, Verdict
from sinau.risk.models.registers import RegisterQuerySet
from sinau.risk.scales import Scale, Step
from sinau.risk.taxonomy import suggestion
from sinau.ui.forms import DateField, RadioCards, SearchSelect


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class PlaceFields(forms.Form):
    """Likelihood and impact, each step with its criterion."""

    likelihood = forms.TypedChoiceField(label=_("Kemungkinan"), coerce=int)
    impact = forms.TypedChoiceField(label=_("Dampak"), coerce=int)

    def __init__(self, scale: Scale, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("likelihood", scale.likelihoods)
        self.offer("impact", scale.impacts)

    def offer(self, name: str, steps: tuple[Step, ...]) -> None:
        """Radio cards with the steps of this framework."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.widget = RadioCards(help={str(step.number): step.criterion for step in steps})
        field.choices = [(step.number, f"{step.number} {step.name}") for step in steps]


class StatementFields(forms.Form):
    """What a risk says."""

    event = forms.CharField(
        label=_("Kejadian"),
        max_length=300,
        help_text=_("Apa yang dapat terjadi, dalam satu kalimat."),
    )
    cause = forms.CharField(
        label=_("Penyebab"),
        max_length=2000,
        widget=_area(2),
        help_text=_("Mengapa itu dapat terjadi."),
    )
    impact_text = forms.CharField(
        label=_("Akibat"),
        max_length=2000,
        widget=_area(2),
        help_text=_("Siapa yang terkena, dan apa akibatnya bagi mereka."),
    )
    category = forms.ChoiceField(label=_("Kategori"))

    def offer_categories(self, scale: Scale, *, now: str = "") -> None:
        """The categories of this framework, and the one the risk has from an older one."""
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)
        known = [*scale.categories, *([now] if now and now not in scale.categories else [])]
        field.choices = [("", _("Pilih kategori")), *((name, name) for name in known)]

    def statement(self) -> Statement:
        """The answers as a record."""
        said = self.cleaned_data
        return Statement(
            event=said["event"],
            cause=said["cause"],
            impact_text=said["impact_text"],
            category=said["category"],
            impact_area=said.get("impact_area", ""),
            nature=said.get("nature") or Nature.NEGATIVE,
            objective=said.get("objective", ""),
            existing_control=said.get("existing_control", ""),
        )


class EditForm(StatementFields):
    """What a risk says, with the impact area to correct."""

    impact_area = forms.ChoiceField(label=_("Area dampak"), required=False)
    nature = forms.ChoiceField(
        label=_("Jenis risiko"),
        choices=Nature.choices,
        widget=RadioCards(
            help={
                Nature.NEGATIVE: _("Merugikan bila terjadi."),
                Nature.POSITIVE: _("Menguntungkan bila terjadi: peluang yang perlu diraih."),
            }
        ),
        required=False,
    )
    objective = forms.CharField(label=_("Sasaran yang terpengaruh"), max_length=300, required=False)
    existing_control = forms.CharField(
        label=_("Pengendalian yang sudah ada"), max_length=2000, widget=_area(2), required=False
    )

    def __init__(self, risk: Risk, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(risk, name) for name in STATED})
        super().__init__(*args, **kwargs)
        scale = risk.register.framework.scale
        self.offer_categories(scale, now=risk.category)
        field = self.fields["impact_area"]
        assert isinstance(field, forms.ChoiceField)
        areas = dict.fromkeys([*scale.areas, risk.impact_area])
        field.choices = [("", _("Belum ditentukan")), *((name, name) for name in areas if name)]


class AssessForm(PlaceFields):
    """Where the risk stands: now, hoped for, or before any treatment."""

    kind = forms.ChoiceField(
        label=_("Yang dinilai"),
        widget=RadioCards(
            help={
                Kind.TARGET: _("Di mana risiko ini seharusnya sesudah semua tindakan selesai."),
                Kind.CURRENT: _("Di mana risiko ini menurut kenyataan hari ini."),
                Kind.INHERENT: _("Perbaiki penilaian awal bila ternyata keliru."),
            }
        ),
        choices=[(kind.value, kind.label) for kind in (Kind.TARGET, Kind.CURRENT, Kind.INHERENT)],
    )
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=_area(),
        help_text=_("Apa yang Anda ketahui sehingga menilai demikian."),
    )
    field_order = ["kind", "likelihood", "impact", "reason"]

    def __init__(self, risk: Risk, *args: Any, **kwargs: Any) -> None:
        standing = risk.standing
        if standing:
            first = Kind.CURRENT if risk.residual_id else Kind.TARGET
            kwargs.setdefault(
                "initial",
                {"kind": first, "likelihood": standing.likelihood, "impact": standing.impact},
            )
        register = risk.register
        super().__init__(register.framework.scale, *args, **kwargs)
        self.offer("likelihood", likelihood_steps(register, risk.category))
        self.offer("impact", impact_steps(register, risk.impact_area, risk.nature))


class TreatForm(forms.Form):
    """How the risk is treated, and by which control."""

    option = forms.ChoiceField(label=_("Pilihan penanganan"))
    control = forms.CharField(
        label=_("Pengendalian"),
        max_length=2000,
        widget=_area(),
        help_text=_("Apa yang mencegahnya, atau mengurangi akibatnya."),
    )

    def __init__(self, risk: Risk, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial", {"option": risk.option, "control": risk.control or _suggested(risk)}
        )
        super().__init__(*args, **kwargs)
        options = risk.register.framework.scale.options_for(risk.nature)
        field = self.fields["option"]
        assert isinstance(field, forms.ChoiceField)
        field.widget = RadioCards(help={option.key: option.help for option in options})
        field.choices = [(option.key, option.name) for option in options]


def _suggested(risk: Risk) -> str:
    """The controls of the suggestion a risk was taken over from, to be changed or struck out."""
    known = Classification.objects.filter(risk=risk).first()
    taken = suggestion(known.suggestion) if known else None
    return "\n".join(taken.controls) if taken else ""


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague by name and agency."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.agency.short_name}"


class ActionForm(forms.Form):
    """One action, one person, one day."""

    text = forms.CharField(
        label=_("Tindakan"),
        max_length=300,
        help_text=_("Apa yang dikerjakan, sehingga orang lain dapat melihat hasilnya."),
    )
    owner = PersonChoice(
        label=_("Penanggung jawab"),
        queryset=Person.objects.none(),
        widget=SearchSelect,
        empty_label=_("Pilih pegawai"),
        help_text=_("Pegawai perangkat daerah yang ikut dalam register ini."),
    )
    output = forms.CharField(
        label=_("Keluaran"),
        max_length=300,
        required=False,
        help_text=_("Yang ada sesudah selesai: dokumen, alat, aturan."),
    )
    starts_on = DateField(label=_("Mulai"), required=False)
    due = DateField(label=_("Tenggat"))

    def __init__(self, risk: Risk, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            Person.objects.serving()
            .filter(agency__in=risk.register.involvements.values("agency"))
            .select_related("agency")
        )

    def clean_due(self) -> Any:
        """A plan is for a day to come."""
        due = self.cleaned_data["due"]
        if due < today():
            raise ValidationError(_("Tenggat sudah lewat. Pilih hari ini atau sesudahnya."))
        return due

    def clean(self) -> dict[str, Any]:
        """It begins before it ends."""
        said = super().clean() or {}
        starts, due = said.get("starts_on"), said.get("due")
        if starts and due and starts > due:
            self.add_error("starts_on", _("Mulai harus sebelum tenggat."))
        return said


class CompletionForm(forms.Form):
    """By what one can see that it was done."""

    evidence = forms.CharField(
        label=_("Bukti"),
        max_length=2000,
        widget=_area(),
        help_text=_(
            "Tulis hasilnya dan di mana dapat dilihat: nomor surat, alamat dokumen, angka."
        ),
    )


class ReviewForm(forms.Form):
    """What the risk officer thinks of the risk as it stands."""

    verdict = forms.ChoiceField(
        label=_("Hasil tinjauan"),
        choices=Verdict.choices,
        widget=RadioCards(
            help={
                Verdict.AGREED: _("Isi, penilaian, dan penanganannya masuk akal."),
                Verdict.RETURNED: _("Ada yang perlu diperbaiki. Tulis apa yang kurang."),
            }
        ),
    )
    note = forms.CharField(label=_("Catatan"), max_length=2000, widget=_area(), required=False)

    def clean(self) -> dict[str, Any]:
        """Sending back needs a word why."""
        said = super().clean() or {}
        if said.get("verdict") == Verdict.RETURNED and not said.get("note"):
            self.add_error("note", _("Tulis apa yang perlu diperbaiki sebelum mengembalikan."))
        return said


class AcceptForm(forms.Form):
    """Why a head carries this risk, and until when."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=2000,
        widget=_area(),
        help_text=_("Mengapa risiko ini dijalani walaupun di atas selera risiko."),
    )
    valid_to = DateField(label=_("Berlaku sampai"), help_text=_("Paling lama satu tahun."))

    def clean_valid_to(self) -> Any:
        """An acceptance ends by itself within a year."""
        day = self.cleaned_data["valid_to"]
        if not today() < day <= today() + timedelta(days=366):
            raise ValidationError(_("Pilih tanggal sesudah hari ini, paling lama satu tahun."))
        return day


class FilterForm(forms.Form):
    """The choices of the list that are too many for chips; the others are kept."""

    kategori = forms.ChoiceField(label=_("Kategori"), required=False)
    perangkat = forms.ModelChoiceField(
        label=_("Perangkat daerah"),
        queryset=Agency.objects.none(),
        required=False,
        empty_label=_("Semua"),
    )
    register = forms.ModelChoiceField(
        label=_("Register"),
        queryset=Register.objects.none(),
        required=False,
        empty_label=_("Semua"),
    )
    keadaan = forms.CharField(widget=forms.HiddenInput, required=False)
    tingkat = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, query: QueryDict, registers: RegisterQuerySet) -> None:
        super().__init__(initial={name: query.get(name, "") for name in self.base_fields})
        category, agency, register = (
            self.fields["kategori"],
            self.fields["perangkat"],
            self.fields["register"],
        )
        assert isinstance(category, forms.ChoiceField)
        assert isinstance(agency, forms.ModelChoiceField)
        assert isinstance(register, forms.ModelChoiceField)
        names = Risk.objects.filter(register__in=registers).order_by("category")
        category.choices = [
            ("", _("Semua")),
            *((name, name) for name in names.values_list("category", flat=True).distinct()),
        ]
        agency.queryset = Agency.objects.filter(
            pk__in=registers.order_by().values("involvements__agency")
        )
        register.queryset = registers


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Alasan"), max_length=2000, widget=_area())


class RegisterForm(forms.Form):
    """A register for something that is not an AI idea (those have their own)."""

    title = forms.CharField(label=_("Judul"), max_length=150)
    subject = forms.CharField(
        label=_("Tentang apa"),
        max_length=2000,
        required=False,
        widget=_area(),
        help_text=_("Layanan atau kegiatan yang dinilai risikonya."),
    )
    agency = forms.ModelChoiceField(
        label=_("Pemilik risiko"),
        queryset=Agency.objects.none(),
        widget=SearchSelect,
        empty_label=_("Pilih perangkat daerah"),
    )
    framework = FrameworkChoice(required=False, empty_label=_("Yang berlaku sekarang"))
    partners = forms.ModelMultipleChoiceField(
        label=_("Perangkat daerah lain yang ikut"),
        queryset=Agency.objects.open_now(),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
        help_text=_("Hanya perangkat daerah yang ikut yang dapat melihat register ini."),
    )

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = agencies_led(person)
        frameworks = self.fields["framework"]
        assert isinstance(frameworks, FrameworkChoice)
        frameworks.offer()


class RegisterEditForm(RegisterForm):
    """The same, with the keeper by number and without another owner."""

    keeper = PersonField(label=_("NIP pengelola register"))

    def __init__(self, register: Register, person: Person, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "title": register.title,
                "subject": register.subject,
                "keeper": register.keeper.nip,
                "partners": list(register.involvements.values_list("agency_id", flat=True)),
            },
        )
        super().__init__(person, *args, **kwargs)
        del self.fields["agency"], self.fields["framework"]


def agencies_led(person: Person) -> Any:
    """Agencies for which a person may open a register."""
    return Agency.objects.open_now().filter(within("", person, Role.RISK_OFFICER, Role.HEAD))
