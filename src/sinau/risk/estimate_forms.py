"""A risk in six questions on one page: event, how often, how bad, causes, controls, and on what ground."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Agency, Person
from sinau.risk import engine
from sinau.risk.actions import Guess, Measure
from sinau.risk.criteria import likelihood_steps
from sinau.risk.estimate_fields import NumberField, PercentField, RupiahField
from sinau.risk.forms import PlaceFields, StatementFields
from sinau.risk.models import Cause, Control, Grade, Register, Risk, Status, Way
from sinau.risk.models.estimates import Ranges
from sinau.ui.forms import RadioCards

CAUSE_ROWS = 4
# The fields of each way of saying how often; those of the others are not looked at.
FIELDS_OF_WAY = {
    Way.CHANCE: ("chance_low", "chance_high"),
    Way.EVENTS: ("events_low", "events_high"),
    Way.COUNT: ("count_events", "count_years"),
}
_GRADES: dict[str, Any] = {
    Grade.MEASURED: _("Catatan atau uji di perangkat daerah sendiri."),
    Grade.ELSEWHERE: _("Catatan tempat lain yang mirip."),
    Grade.EXPERT: _("Penilaian orang yang menguasai bidangnya."),
    Grade.GUESS: _("Belum ada dasar; sebaiknya diperbaiki segera."),
}


class RangeFields(forms.Form):
    """How often, how bad, and on what ground; `way` may be left open where `may_be_open`."""

    may_be_open = False

    way = forms.ChoiceField(label=_("Cara menyatakan"), required=False)
    chance_low = PercentField(label=_("Peluang setahun, paling rendah"))
    chance_high = PercentField(label=_("Peluang setahun, paling tinggi"))
    events_low = NumberField(label=_("Kejadian setahun, paling sedikit"), most=100_000)
    events_high = NumberField(label=_("Kejadian setahun, paling banyak"), most=100_000)
    count_events = NumberField(label=_("Berapa kali terjadi"), most=1_000_000)
    count_years = NumberField(label=_("Selama berapa tahun"), most=200)
    loss_low = RupiahField(label=_("Kerugian sekali terjadi, paling rendah"))
    loss_high = RupiahField(label=_("Kerugian sekali terjadi, paling tinggi"))
    grade = forms.ChoiceField(
        label=_("Dasar perkiraan"),
        choices=Grade.choices,
        initial=Grade.EXPERT,
        required=False,
        widget=RadioCards(help=_GRADES),
    )
    basis = forms.CharField(
        label=_("Keterangan dasar"),
        max_length=1000,
        required=False,
        help_text=_("Catatan, uji, atau pengalaman apa yang Anda pakai."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["way"]
        assert isinstance(field, forms.ChoiceField)
        help_: dict[str, Any] = {
            Way.CHANCE: _("Antara a dan b persen dalam setahun, sembilan dari sepuluh yakin."),
            Way.EVENTS: _("Antara a dan b kali dalam setahun, sembilan dari sepuluh yakin."),
            Way.COUNT: _("Tercatat n kali selama t tahun."),
        }
        choices: list[tuple[str, Any]] = [(way.value, way.label) for way in Way]
        if self.may_be_open:
            choices.append(("", _("Belum dapat saya perkirakan")))
            help_[""] = _("Isi penilaian resmi di bawah; angkanya menyusul.")
        field.widget = RadioCards({"class": "risk-ways__choice"}, help=help_)
        field.choices = choices
        if not self.is_bound and "way" not in self.initial:
            self.initial["way"] = Way.CHANCE

    def clean(self) -> dict[str, Any]:
        """Only the fields of the chosen way are looked at, and what cannot be computed is said."""
        said = super().clean() or {}
        way = said.get("way")
        if not way:
            if not self.may_be_open:
                self.add_error("way", say("Pilih salah satu cara menyatakan seberapa sering."))
            return said
        self._look_at_way(Way(way))
        self._look_at_loss()
        if not said.get("grade"):
            self.add_error("grade", say("Pilih dasar perkiraan Anda."))
        if not self.errors:
            try:
                self.guess().columns()
            except engine.Unusable as wrong:
                self.add_error(FIELDS_OF_WAY[Way(way)][1], str(wrong))
        return said

    def _look_at_way(self, way: Way) -> None:
        low, high = FIELDS_OF_WAY[way]
        for other in FIELDS_OF_WAY.values():
            for name in other if other != (low, high) else ():
                self.errors.pop(name, None)
        for name in (low, high):
            if name not in self.errors and self.cleaned_data.get(name) is None:
                self.add_error(name, say("Isi “%(label)s”.") % {"label": self.fields[name].label})
        first, last = self.cleaned_data.get(low), self.cleaned_data.get(high)
        if first is None or last is None:
            return
        if way == Way.COUNT:
            self._look_at_count(first, last)
        else:
            self._look_at_range(way, low, high, first, last)

    def _look_at_count(self, events: float, years: float) -> None:
        if events != int(events):
            self.add_error("count_events", say("Jumlah kejadian adalah bilangan bulat."))
        if years <= 0:
            self.add_error("count_years", say("Lama pengamatan harus lebih dari 0 tahun."))

    def _look_at_range(self, way: Way, low: str, high: str, first: float, last: float) -> None:
        if first <= 0:
            self.add_error(
                low,
                say("Batas bawah 0 berarti mustahil. Tulis angka kecil di atas 0, misalnya 0,1."),
            )
        if way == Way.CHANCE and last >= 1:
            self.add_error(
                high,
                say(
                    "Peluang 100 % berarti pasti. Tulis paling besar 99,9 %, atau pakai kejadian setahun."
                ),
            )
        if first >= last:
            self.add_error(
                high,
                say(
                    "Batas atas harus lebih besar dari batas bawah. Periksa apakah keduanya tertukar."
                ),
            )

    def _look_at_loss(self) -> None:
        for name in ("loss_low", "loss_high"):
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(
                    name,
                    say("Isi “%(label)s” dengan rupiah di atas 0, misalnya 5 juta.")
                    % {"label": self.fields[name].label},
                )
        low, high = self.cleaned_data.get("loss_low"), self.cleaned_data.get("loss_high")
        if low and high and low > high:
            self.add_error(
                "loss_high",
                say(
                    "Kerugian tertinggi harus sama atau lebih besar dari yang terendah. Periksa apakah keduanya tertukar."
                ),
            )

    def has_guess(self) -> bool:
        """Whether numbers were given."""
        return bool(self.cleaned_data.get("way"))

    def guess(self) -> Guess:
        """The answers as a record; asked when there are any."""
        said = self.cleaned_data
        way = Way(said["way"])
        low, high = (said[name] for name in FIELDS_OF_WAY[way])
        is_count = way == Way.COUNT
        return Guess(
            way=way,
            low=None if is_count else low,
            high=None if is_count else high,
            events=int(low) if is_count else None,
            years=high if is_count else None,
            loss_low=said["loss_low"],
            loss_high=said["loss_high"],
            grade=said["grade"],
            basis=said["basis"],
        )


class CauseFields(forms.Form):
    """On which common causes the risk hangs, and by how much; the rest is its own."""

    def add_cause_rows(self, weights: list[tuple[int, float]]) -> None:
        """A few rows of a cause and its weight."""
        causes = list(Cause.objects.order_by("name").values_list("pk", "name"))
        for number in range(1, max(CAUSE_ROWS, len(weights) + 1) + 1):
            cause = forms.TypedChoiceField(
                label=say("Penyebab bersama ke-%(number)s") % {"number": number},
                choices=[("", say("Tidak ada")), *causes],
                coerce=int,
                required=False,
                empty_value=None,
            )
            weight = PercentField(
                label=say("Bobot penyebab ke-%(number)s (%%)") % {"number": number}
            )
            self.fields[f"cause_{number}"], self.fields[f"weight_{number}"] = cause, weight
            if number <= len(weights):
                pk, share = weights[number - 1]
                self.initial.setdefault(f"cause_{number}", pk)
                self.initial.setdefault(f"weight_{number}", share)

    @property
    def cause_numbers(self) -> range:
        """The numbers of the rows."""
        return range(1, sum(name.startswith("cause_") for name in self.fields) + 1)

    def cause_rows(self) -> list[tuple[Any, Any]]:
        """The two fields of each row, to be laid out side by side."""
        return [(self[f"cause_{n}"], self[f"weight_{n}"]) for n in self.cause_numbers]

    def look_at_causes(self) -> None:
        """Weights need a cause, a cause needs a weight, and together they are at most the whole."""
        total, seen = 0.0, set()
        for number in self.cause_numbers:
            cause = self.cleaned_data.get(f"cause_{number}")
            weight = self.cleaned_data.get(f"weight_{number}")
            name = f"weight_{number}"
            if name in self.errors:
                continue
            if cause and not weight:
                self.add_error(
                    name, say("Isi bobotnya: berapa persen kejadian karena penyebab ini.")
                )
            elif weight and not cause:
                self.add_error(
                    f"cause_{number}",
                    say("Pilih penyebab untuk bobot ini, atau kosongkan bobotnya."),
                )
            elif cause in seen:
                self.add_error(
                    f"cause_{number}",
                    say("Penyebab ini sudah dipilih di atas. Gabungkan bobotnya."),
                )
            if cause:
                seen.add(cause)
            total += weight or 0.0
            if total > 1 + 1e-9:
                self.add_error(
                    name,
                    say("Jumlah bobot menjadi %(total)s %%. Kurangi sehingga paling besar 100 %%.")
                    % {"total": round(total * 100)},
                )
                return

    def weights(self) -> dict[Cause, float]:
        """The chosen causes with their weights."""
        said = {
            self.cleaned_data[f"cause_{n}"]: self.cleaned_data[f"weight_{n}"]
            for n in self.cause_numbers
            if self.cleaned_data.get(f"cause_{n}")
        }
        return {cause: said[cause.pk] for cause in Cause.objects.filter(pk__in=said)}


class ControlFields(forms.Form):
    """Which controls serve the risk, and one that nobody has described yet."""

    controls = forms.ModelMultipleChoiceField(
        label=_("Pengendalian yang sudah dikenal"),
        queryset=Control.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    control_name = forms.CharField(
        label=_("Pengendalian baru"),
        max_length=200,
        required=False,
        help_text=_("Apa yang mencegahnya, atau mengurangi kerugiannya."),
    )
    control_effect = PercentField(label=_("Kejadian yang dicegah (%)"))
    control_severity = PercentField(label=_("Kerugian yang dikurangi (%)"))
    control_reliability = PercentField(
        label=_("Keandalan (%)"), help_text=_("Dari 100 tahun, berapa tahun ia bekerja.")
    )
    control_evidence = forms.CharField(
        label=_("Bukti sudah berjalan"),
        max_length=1000,
        required=False,
        help_text=_("Kosongkan bila masih rencana."),
    )

    def offer_controls(self, person: Person, register: Register, risk: Risk | None = None) -> None:
        """The controls of the agencies of this register that have not ended."""
        field = self.fields["controls"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = (
            Control.objects.visible_to(person)
            .filter(agency__in=register.involvements.values("agency"))
            .exclude(status=Status.ENDED)
            .distinct()
        )
        if risk is not None:
            served = risk.servings.exclude(control__status=Status.ENDED)
            self.initial.setdefault("controls", list(served.values_list("control_id", flat=True)))

    def look_at_control(self) -> None:
        """A new control has a name and does something."""
        said = self.cleaned_data
        effects = (said.get("control_effect"), said.get("control_severity"))
        if said.get("control_name") and not any(effects):
            self.add_error(
                "control_effect",
                say("Isi berapa persen kejadian yang dicegah, atau kerugian yang dikurangi."),
            )
        if any(effects) and not said.get("control_name"):
            self.add_error(
                "control_name", say("Beri nama pengendalian ini, atau kosongkan angkanya.")
            )

    def measure(self) -> Measure | None:
        """The new control; None where none was named."""
        said = self.cleaned_data
        if not said.get("control_name"):
            return None
        reliability = said.get("control_reliability")
        return Measure(
            name=said["control_name"],
            effect=said.get("control_effect") or 0.0,
            severity_effect=said.get("control_severity") or 0.0,
            reliability=1.0 if reliability is None else reliability,
            status=Status.WORKING if said["control_evidence"].strip() else Status.PLANNED,
            evidence=said["control_evidence"],
        )


class CoOwnerFields(forms.Form):
    """Which other agencies of the register own the risk too."""

    co_owners = forms.ModelMultipleChoiceField(
        label=_("Perangkat daerah yang ikut memiliki risiko ini"),
        queryset=Agency.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def offer_agencies(self, register: Register, risk: Risk | None = None) -> None:
        """Those involved besides the owner."""
        field = self.fields["co_owners"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Agency.objects.filter(
            pk__in=register.involvements.exclude(agency=register.agency_id).values("agency")
        )
        if risk is not None:
            known = risk.co_owners.values_list("agency_id", flat=True)
            self.initial.setdefault("co_owners", list(known))


class EstimateForm(RangeFields, CauseFields, ControlFields, CoOwnerFields):
    """The numbers of a risk that is written down already."""

    def __init__(self, risk: Risk, person: Person, *args: Any, **kwargs: Any) -> None:
        if risk.estimate:
            kwargs.setdefault("initial", initial_of(risk.estimate))
        super().__init__(*args, **kwargs)
        self.add_cause_rows([(one.cause_id, one.weight) for one in risk.cause_weights.all()])
        self.offer_controls(person, risk.register, risk)
        self.offer_agencies(risk.register, risk)

    def clean(self) -> dict[str, Any]:
        """Each part says what it misses."""
        said = super().clean()
        self.look_at_causes()
        self.look_at_control()
        return said


class SixForm(PlaceFields, StatementFields, RangeFields, CauseFields, ControlFields, CoOwnerFields):
    """A new risk with its numbers; the official place follows them unless somebody says otherwise."""

    may_be_open = True

    def __init__(self, register: Register, person: Person, *args: Any, **kwargs: Any) -> None:
        scale = register.framework.scale
        super().__init__(scale, *args, **kwargs)
        self.offer_categories(scale)
        self.offer("likelihood", likelihood_steps(register))
        for name in ("likelihood", "impact"):
            field = self.fields[name]
            assert isinstance(field, forms.TypedChoiceField)
            field.required, field.empty_value = False, None
            field.choices = [("", _("Sesuai saran dari perkiraan")), *field.choices]
        self.add_cause_rows([])
        self.offer_controls(person, register)
        self.offer_agencies(register)

    def clean(self) -> dict[str, Any]:
        """Each part says what it misses; without numbers the official place is asked."""
        names = (*chain(*FIELDS_OF_WAY.values()), "loss_low", "loss_high")
        if self.cleaned_data.get("likelihood") and not any(self.data.get(name) for name in names):
            # Only the official place was chosen: the numbers come later.
            self.cleaned_data["way"] = ""
        said = super().clean()
        self.look_at_causes()
        self.look_at_control()
        if not said.get("way"):
            for name in ("likelihood", "impact"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(
                        name,
                        say("Pilih “%(label)s”, karena perkiraannya belum diisi.")
                        % {"label": self.fields[name].label},
                    )
        return said


def initial_of(estimate: Ranges) -> dict[str, Any]:
    """What a form shows of a stored estimate or answer."""
    low, high = FIELDS_OF_WAY[Way(estimate.way)]
    is_count = estimate.way == Way.COUNT
    return {
        "way": estimate.way,
        low: estimate.events if is_count else estimate.low,
        high: estimate.years if is_count else estimate.high,
        "loss_low": estimate.loss_low,
        "loss_high": estimate.loss_high,
        "grade": estimate.grade,
        "basis": estimate.basis,
    }
