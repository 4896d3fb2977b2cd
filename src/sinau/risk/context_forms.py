"""What is asked about a risk owning unit: its people, its context, its criteria, and each quarter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.risk.actions.contexts import Line, Setting, lines_of
from sinau.risk.actions.monitoring import Seen, quarter_of
from sinau.risk.criteria import impact_steps, likelihood_steps
from sinau.risk.forms import PersonChoice, PlaceFields
from sinau.risk.models import Basis, Context, LineKind, Part, Register, Risk
from sinau.risk.scales import Step
from sinau.risk.taxonomy import service_kinds
from sinau.ui.forms import DateField, RadioCards, SearchSelect

CYCLES = ((3, _("Tiga bulan")), (6, _("Enam bulan")), (12, _("Setahun")))
MOST_LINES = 40


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class LinesField(forms.CharField):
    """A list typed line by line, the parts of a line set apart by an upright stroke."""

    def __init__(self, kind: LineKind, parts: int, **kwargs: Any) -> None:
        super().__init__(required=False, widget=_area(4), max_length=20_000, **kwargs)
        self.kind, self.parts = kind, parts

    def clean(self, value: Any) -> Any:
        """Return lines as records."""
        said = str(super().clean(value) or "")
        made = []
        for number, line in enumerate(said.splitlines(), start=1):
            cells = [" ".join(cell.split()) for cell in line.split("|")]
            if not any(cells):
                continue
            if len(cells) > self.parts or not cells[0]:
                raise ValidationError(
                    _(
                        "Baris %(number)s: tulis paling banyak %(parts)s bagian, dipisahkan tanda |, dan mulai dengan isinya."
                    ),
                    params={"number": number, "parts": self.parts},
                )
            if any(len(cell) > 300 for cell in cells) or len("".join(cells[2:])) > 100:
                raise ValidationError(
                    _("Baris %(number)s terlalu panjang. Ringkaslah."), params={"number": number}
                )
            cells += [""] * (3 - len(cells))
            made.append(Line(kind=self.kind, text=cells[0], detail=cells[1], target=cells[2]))
        if len(made) > MOST_LINES:
            raise ValidationError(_("Paling banyak %(most)s baris."), params={"most": MOST_LINES})
        return made


class ContextForm(forms.Form):
    """What the unit does, for which period, and by which criterion it judges likelihood."""

    duties = forms.CharField(label=_("Tugas"), max_length=4000, widget=_area())
    functions = forms.CharField(label=_("Fungsi"), max_length=4000, widget=_area(), required=False)
    scope = forms.CharField(
        label=_("Ruang lingkup"), max_length=4000, widget=_area(), required=False
    )
    period_from = DateField(label=_("Periode mulai"))
    period_to = DateField(label=_("Periode sampai"))
    structure = forms.CharField(
        label=_("Struktur pelaksana"),
        max_length=4000,
        widget=_area(),
        required=False,
        help_text=_("Komite, tim koordinasi, dan unit. Nama orangnya ada pada pelaksana."),
    )
    objectives = LinesField(
        LineKind.OBJECTIVE,
        3,
        label=_("Sasaran SPBE"),
        help_text=_("Satu baris satu sasaran: sasaran | indikator | target"),
    )
    stakeholders = LinesField(
        LineKind.STAKEHOLDER,
        2,
        label=_("Pemangku kepentingan"),
        help_text=_("Satu baris satu pihak: nama | hubungan"),
    )
    mandates = LinesField(
        LineKind.MANDATE,
        2,
        label=_("Peraturan perundang-undangan"),
        help_text=_("Satu baris satu peraturan: peraturan | amanat"),
    )
    basis = forms.ChoiceField(
        label=_("Kriteria kemungkinan"),
        choices=Basis.choices,
        widget=RadioCards(
            help={
                Basis.CHANCE: _("Seberapa besar peluang terjadi sekurangnya sekali setahun."),
                Basis.COUNT: _("Berapa kali terjadi dalam setahun."),
            }
        ),
        help_text=_(
            "Pilih salah satu untuk seluruh register; keduanya tidak dicampur dalam satu urutan."
        ),
    )
    categories = forms.MultipleChoiceField(
        label=_("Kategori yang dipakai"), widget=forms.CheckboxSelectMultiple
    )
    areas = forms.MultipleChoiceField(
        label=_("Area dampak yang dipakai"), widget=forms.CheckboxSelectMultiple
    )
    service_kinds = forms.MultipleChoiceField(
        label=_("Jenis layanan AI"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bila ada, ke-24 subranah risiko AI harus terjawab."),
    )
    review_months = forms.TypedChoiceField(
        label=_("Ditinjau setiap"), choices=CYCLES, coerce=int, initial=6
    )

    def __init__(
        self, register: Register, context: Context | None, *args: Any, **kwargs: Any
    ) -> None:
        scale = register.framework.scale
        kwargs.setdefault("initial", _known(register, context))
        super().__init__(*args, **kwargs)
        for name, names in (("categories", scale.categories), ("areas", scale.areas)):
            self._offer(name, [(each, each) for each in names])
        self._offer("service_kinds", [(kind.key, kind.name) for kind in service_kinds()])

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins."""
        said = super().clean() or {}
        first, last = said.get("period_from"), said.get("period_to")
        if first and last and last <= first:
            self.add_error("period_to", _("Periode harus berakhir sesudah mulai."))
        return said

    def setting(self) -> Setting:
        """The answers as a record."""
        said = self.cleaned_data
        return Setting(
            duties=said["duties"],
            functions=said["functions"],
            scope=said["scope"],
            period_from=said["period_from"],
            period_to=said["period_to"],
            structure=said["structure"],
            basis=Basis(said["basis"]),
            categories=tuple(said["categories"]),
            areas=tuple(said["areas"]),
            service_kinds=tuple(said["service_kinds"]),
            review_months=said["review_months"],
            lines=(*said["objectives"], *said["stakeholders"], *said["mandates"]),
        )


def _known(register: Register, context: Context | None) -> dict[str, Any]:
    """What is known of the unit; for a first context the whole year and everything chosen."""
    scale = register.framework.scale
    if context is None:
        year = today().year
        return {
            "period_from": date(year, 1, 1),
            "period_to": date(year, 12, 31),
            "basis": register.likelihood_basis,
            "categories": list(scale.categories),
            "areas": list(scale.areas),
            "review_months": 6,
        }
    lines = lines_of(context.lines.order_by("position"))

    def typed(kind: LineKind) -> str:
        return "\n".join(
            " | ".join(part for part in (line.text, line.detail, line.target) if part)
            for line in lines
            if line.kind == kind
        )

    same = (
        "duties",
        "functions",
        "scope",
        "period_from",
        "period_to",
        "structure",
        "categories",
        "areas",
        "service_kinds",
        "review_months",
    )
    return {
        **{name: getattr(context, name) for name in same},
        "basis": register.likelihood_basis,
        "objectives": typed(LineKind.OBJECTIVE),
        "stakeholders": typed(LineKind.STAKEHOLDER),
        "mandates": typed(LineKind.MANDATE),
    }


class StepsForm(forms.Form):
    """What each step means, from the smallest."""

    def __init__(self, steps: Sequence[Step], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for step in steps:
            self.fields[f"step_{step.number}"] = forms.CharField(
                label=f"{step.number} {step.name}", max_length=200, initial=step.criterion
            )

    def steps(self) -> list[str]:
        """The meanings in order."""
        return [self.cleaned_data[name] for name in self.fields]


class StewardForm(forms.Form):
    """Who holds a part, from when until when."""

    part = forms.ChoiceField(
        label=_("Peran"),
        choices=Part.choices,
        widget=RadioCards(
            help={
                Part.OWNER: _("Pimpinan unit: menyetujui formulir dan bertanggung jawab."),
                Part.COORDINATOR: _("Menyusun konteks, mengatur tinjauan."),
                Part.MANAGER: _("Mencatat risiko dan memantaunya tiap triwulan."),
            }
        ),
    )
    person = PersonChoice(
        label=_("Pegawai"),
        queryset=Person.objects.none(),
        widget=SearchSelect,
        empty_label=_("Pilih pegawai"),
        help_text=_("Pegawai perangkat daerah yang ikut dalam register ini."),
    )
    valid_from = DateField(label=_("Mulai"))
    valid_to = DateField(label=_("Sampai"), required=False)

    def __init__(self, register: Register, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"valid_from": today()})
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = (
            Person.objects.serving()
            .filter(agency__in=register.involvements.values("agency"))
            .select_related("agency")
            .order_by("name")
        )

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        said = super().clean() or {}
        first, last = said.get("valid_from"), said.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Akhir harus sesudah mulai."))
        return said


class MonitorForm(PlaceFields):
    """Where a risk stood in a quarter, and what is to follow."""

    period = forms.ChoiceField(label=_("Triwulan"))
    description = forms.CharField(label=_("Keadaan sekarang"), max_length=2000, widget=_area())
    recommendation = forms.CharField(
        label=_("Rekomendasi"), max_length=2000, widget=_area(2), required=False
    )
    next_plan = forms.CharField(
        label=_("Rencana selanjutnya"), max_length=2000, widget=_area(2), required=False
    )
    field_order = [
        "period",
        "likelihood",
        "impact",
        "description",
        "recommendation",
        "next_plan",
    ]

    def __init__(self, risk: Risk, *args: Any, **kwargs: Any) -> None:
        quarters = list(recent_quarters())
        if risk.standing:
            kwargs.setdefault(
                "initial",
                {
                    "period": quarters[0][0],
                    "likelihood": risk.standing.likelihood,
                    "impact": risk.standing.impact,
                },
            )
        super().__init__(risk.register.framework.scale, *args, **kwargs)
        self.offer("likelihood", likelihood_steps(risk.register, risk.category))
        self.offer("impact", impact_steps(risk.register, risk.impact_area, risk.nature))
        period = self.fields["period"]
        assert isinstance(period, forms.ChoiceField)
        period.choices = quarters

    def seen(self) -> Seen:
        """The answers as a record."""
        said = self.cleaned_data
        year, quarter = said["period"].split("-")
        return Seen(
            year=int(year),
            quarter=int(quarter),
            likelihood=said["likelihood"],
            impact=said["impact"],
            description=said["description"],
            recommendation=said["recommendation"],
            next_plan=said["next_plan"],
        )


def recent_quarters(count: int = 4) -> list[tuple[str, str]]:
    """This quarter and those before it, as choices."""
    year, quarter = quarter_of(today())
    made = []
    for _each in range(count):
        words = {"quarter": quarter, "year": year}
        made.append((f"{year}-{quarter}", say("Triwulan %(quarter)s tahun %(year)s") % words))
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
    return made


class CycleForm(forms.Form):
    """What looking over the whole register showed."""

    note = forms.CharField(
        label=_("Hasil tinjauan"),
        max_length=4000,
        widget=_area(4),
        help_text=_("Apa yang berubah, apa yang ditambah, apa yang tidak lagi perlu dipantau."),
    )


class SignForm(forms.Form):
    """Whether the owner agrees to a form."""

    agreed = forms.ChoiceField(
        label=_("Keputusan"),
        choices=(("ya", _("Setuju")), ("tidak", _("Tidak setuju"))),
        widget=RadioCards(),
    )
    note = forms.CharField(label=_("Catatan"), max_length=2000, widget=_area(2), required=False)
    # What was on the page when it was read.
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean(self) -> dict[str, Any]:
        """A no needs a word why."""
        said = super().clean() or {}
        if said.get("agreed") == "tidak" and not said.get("note"):
            self.add_error("note", _("Tulis apa yang perlu diperbaiki."))
        return said
