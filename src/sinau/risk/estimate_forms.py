"""A risk in six questions on one page: event, how often, how bad, causes, controls, and on what ground."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Person
from sinau.risk import engine
from sinau.risk.actions import Guess
from sinau.risk.criteria import likelihood_steps
from sinau.risk.estimate_fields import NumberField, PercentField, RupiahField
from sinau.risk.forms import PlaceFields, StatementFields
from sinau.risk.hanging_forms import CauseFields, ControlFields, CoOwnerFields
from sinau.risk.models import Grade, Register, Risk, Way
from sinau.risk.models.estimates import Ranges
from sinau.ui.forms import RadioCards

# The fields of each way of saying how often; those of the others are not looked at.
FIELDS_OF_WAY = {
    Way.CHANCE: ("chance_low", "chance_high"),
    Way.EVENTS: ("events_low", "events_high"),
    Way.COUNT: ("count_events", "count_years"),
}
RANGE_FIELDS = (*chain.from_iterable(FIELDS_OF_WAY.values()), "loss_low", "loss_high", "grade")
_GRADES: dict[str, Any] = {
    Grade.MEASURED: _("Catatan atau uji di perangkat daerah sendiri."),
    Grade.ELSEWHERE: _("Catatan tempat lain yang mirip."),
    Grade.EXPERT: _("Penilaian orang yang menguasai bidangnya."),
    Grade.GUESS: _("Belum ada dasar; sebaiknya diperbaiki segera."),
}


class RangeFields(forms.Form):
    """How often, how bad, and on what ground; `way` may be left open where `may_be_open`."""

    may_be_open = False

    way = forms.ChoiceField(label=_("Cara menyatakan"))
    chance_low = PercentField(label=_("Peluang setahun, paling rendah"), required=True)
    chance_high = PercentField(label=_("Peluang setahun, paling tinggi"), required=True)
    events_low = NumberField(
        label=_("Kejadian setahun, paling sedikit"), most=100_000, required=True
    )
    events_high = NumberField(
        label=_("Kejadian setahun, paling banyak"), most=100_000, required=True
    )
    count_events = NumberField(label=_("Berapa kali terjadi"), most=1_000_000, required=True)
    count_years = NumberField(label=_("Selama berapa tahun"), most=200, required=True)
    loss_low = RupiahField(label=_("Kerugian sekali terjadi, paling rendah"), required=True)
    loss_high = RupiahField(label=_("Kerugian sekali terjadi, paling tinggi"), required=True)
    grade = forms.ChoiceField(
        label=_("Dasar perkiraan"),
        choices=Grade.choices,
        initial=Grade.EXPERT,
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
        field.choices, field.required = choices, not self.may_be_open
        if not self.is_bound and "way" not in self.initial:
            self.initial["way"] = Way.CHANCE

    def clean(self) -> dict[str, Any]:
        """Only the fields of the chosen way are looked at, and what cannot be computed is said."""
        said = super().clean() or {}
        way = said.get("way")
        if not way:
            self._forget(*RANGE_FIELDS)
            if self.may_be_open:
                said["way"] = ""
            elif self._is_empty("way"):
                self._forget("way")
                self.add_error("way", gettext("Pilih salah satu cara menyatakan seberapa sering."))
            return said
        self._look_at_way(Way(way))
        self._look_at_loss()
        if not said.get("grade"):
            self._forget("grade")
            self.add_error("grade", gettext("Pilih dasar perkiraan Anda."))
        if not self.errors:
            try:
                self.guess().columns()
            except engine.Unusable as wrong:
                self.add_error(FIELDS_OF_WAY[Way(way)][1], str(wrong))
        return said

    def _look_at_way(self, way: Way) -> None:
        low, high = FIELDS_OF_WAY[way]
        for other in FIELDS_OF_WAY.values():
            if other != (low, high):
                self._forget(*other)
        for name in (low, high):
            if self._is_empty(name):
                self._forget(name)
                self.add_error(
                    name, gettext("Isi “%(label)s”.") % {"label": self.fields[name].label}
                )
        first, last = self.cleaned_data.get(low), self.cleaned_data.get(high)
        if first is None or last is None:
            return
        if way == Way.COUNT:
            self._look_at_count(first, last)
        else:
            self._look_at_range(way, low, high, first, last)

    def _look_at_count(self, events: float, years: float) -> None:
        if events != int(events):
            self.add_error("count_events", gettext("Jumlah kejadian adalah bilangan bulat."))
        if years <= 0:
            self.add_error("count_years", gettext("Lama pengamatan harus lebih dari 0 tahun."))

    def _look_at_range(self, way: Way, low: str, high: str, first: float, last: float) -> None:
        if first <= 0:
            self.add_error(
                low,
                gettext(
                    "Batas bawah 0 berarti mustahil. Tulis angka kecil di atas 0, misalnya 0,1."
                ),
            )
        if way == Way.CHANCE and last >= 1:
            self.add_error(
                high,
                gettext(
                    "Peluang 100 % berarti pasti. Tulis paling besar 99,9 %, atau pakai kejadian setahun."
                ),
            )
        if first >= last:
            self.add_error(
                high,
                gettext(
                    "Batas atas harus lebih besar dari batas bawah. Periksa apakah keduanya tertukar."
                ),
            )

    def _look_at_loss(self) -> None:
        for name in ("loss_low", "loss_high"):
            if self._is_empty(name) or (
                name not in self.errors and not self.cleaned_data.get(name)
            ):
                self._forget(name)
                self.add_error(
                    name,
                    gettext("Isi “%(label)s” dengan rupiah di atas 0, misalnya 5 juta.")
                    % {"label": self.fields[name].label},
                )
        low, high = self.cleaned_data.get("loss_low"), self.cleaned_data.get("loss_high")
        if low and high and low > high:
            self.add_error(
                "loss_high",
                gettext(
                    "Kerugian tertinggi harus sama atau lebih besar dari yang terendah. Periksa apakah keduanya tertukar."
                ),
            )

    def _is_empty(self, name: str) -> bool:
        return not str(self.data.get(name) or "").strip()

    def _forget(self, *names: str) -> None:
        """What was said about fields nobody asks about, or only that they are empty."""
        for name in names:
            self.errors.pop(name, None)

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
            steps: Any = field.choices
            field.choices = [("", _("Sesuai saran dari perkiraan")), *steps]
        self.add_cause_rows([])
        self.offer_controls(person, register)
        self.offer_agencies(register)

    def clean(self) -> dict[str, Any]:
        """Each part says what it misses; without numbers the official place is asked."""
        numbers = RANGE_FIELDS[:-1]
        if self.cleaned_data.get("likelihood") and all(map(self._is_empty, numbers)):
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
                        gettext("Pilih “%(label)s”, karena perkiraannya belum diisi.")
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
