"""On what a risk hangs and what keeps it small: causes with weights, controls, and who owns it too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sinau.people.models import Agency, Person
from sinau.risk.actions import Measure
from sinau.risk.estimate_fields import PercentField
from sinau.risk.models import Cause, Control, Register, Risk, Status

CAUSE_ROWS = 4


class CauseFields(forms.Form):
    """On which common causes the risk hangs, and by how much; the rest is its own."""

    def add_cause_rows(self, weights: list[tuple[int, float]]) -> None:
        """A few rows of a cause and its weight."""
        causes = list(Cause.objects.order_by("name").values_list("pk", "name"))
        for number in range(1, max(CAUSE_ROWS, len(weights) + 1) + 1):
            cause = forms.TypedChoiceField(
                label=gettext("Penyebab bersama ke-%(number)s") % {"number": number},
                choices=[("", gettext("Tidak ada")), *causes],
                coerce=int,
                required=False,
                empty_value=None,
            )
            weight = PercentField(
                label=gettext("Bobot penyebab ke-%(number)s (%%)") % {"number": number}
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
                    name, gettext("Isi bobotnya: berapa persen kejadian karena penyebab ini.")
                )
            elif weight and not cause:
                self.add_error(
                    f"cause_{number}",
                    gettext("Pilih penyebab untuk bobot ini, atau kosongkan bobotnya."),
                )
            elif cause in seen:
                self.add_error(
                    f"cause_{number}",
                    gettext("Penyebab ini sudah dipilih di atas. Gabungkan bobotnya."),
                )
            if cause:
                seen.add(cause)
            total += weight or 0.0
            if total > 1 + 1e-9:
                self.add_error(
                    name,
                    gettext(
                        "Jumlah bobot menjadi %(total)s %%. Kurangi sehingga paling besar 100 %%."
                    )
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
                gettext("Isi berapa persen kejadian yang dicegah, atau kerugian yang dikurangi."),
            )
        if any(effects) and not said.get("control_name"):
            self.add_error(
                "control_name", gettext("Beri nama pengendalian ini, atau kosongkan angkanya.")
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
