"""Shared causes, the services that hang on them and their agencies, and what if one of them fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.kernel.words import number_id
from sinau.risk.drawing import web
from sinau.risk.engine.situation import Failing, when_it_fails
from sinau.risk.modelling import Inputs
from sinau.risk.pictures.figure import Figure, money, percent

MOST_NODES = 8
USUAL_PERCENT = 95


class FailForm(forms.Form):
    """Which cause fails, and how bad the year is among its years."""

    gagal = forms.ChoiceField(label=gettext_lazy("Penyebab bersama"), required=False)
    seburuk = forms.IntegerField(
        label=gettext_lazy("Lebih buruk dari berapa persen tahunnya"),
        help_text=gettext_lazy("95: tahun terburuk dari dua puluh. Antara 50 dan 99."),
        min_value=50,
        max_value=99,
        required=False,
        initial=USUAL_PERCENT,
    )

    def __init__(self, inputs: Inputs, data: Mapping[str, Any]) -> None:
        super().__init__(data if data.get("gagal") else None)
        choice = self.fields["gagal"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(key, cause.name) for key, cause in inputs.causes.items()]

    @property
    def cause(self) -> str:
        """The key of the cause that fails, or nothing."""
        return str(self.cleaned_data["gagal"]) if self.is_bound and self.is_valid() else ""

    @property
    def percent(self) -> int:
        """How bad the year is."""
        return int(self.cleaned_data["seburuk"] or USUAL_PERCENT)


@dataclass(frozen=True, kw_only=True)
class Failure:
    """What a bad year of one cause means, as a sentence and by agency."""

    sentence: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def failure_of(inputs: Inputs, form: FailForm) -> Failure | None:
    """The answer to the form; nothing when nothing was asked."""
    key = form.cause
    if not key:
        return None
    found: Failing = when_it_fails(inputs.portfolio, key, form.percent / 100)
    sentence = _(
        "Bila %(cause)s mengalami tahun yang lebih buruk dari %(percent)s %% tahunnya, kejadian yang bergantung padanya menjadi %(times)s kali biasanya dan kerugian rata-rata setahun naik dari %(usual)s ke %(then)s."
    ) % {
        "cause": inputs.causes[key].name,
        "percent": number_id(form.percent),
        "times": number_id(round(found.times, 1)),
        "usual": money(float(found.usual.sum())),
        "then": money(float(found.then.sum())),
    }
    by_agency: dict[str, tuple[float, float]] = {}
    for at, risk in enumerate(inputs.portfolio.risks):
        usual, then = by_agency.get(risk.agency, (0.0, 0.0))
        by_agency[risk.agency] = (usual + float(found.usual[at]), then + float(found.then[at]))
    rows = [
        (agency, money(usual), money(then), f"+{money(then - usual)}")
        for agency, (usual, then) in sorted(
            by_agency.items(), key=lambda one: one[1][0] - one[1][1]
        )
        if then - usual > 0.5
    ]
    columns = (_("Perangkat daerah"), _("Biasanya"), _("Tahun itu"), _("Tambahan"))
    return Failure(sentence=sentence, columns=columns, rows=rows)


def web_of(inputs: Inputs, content: Mapping[str, Any], struck: str) -> Figure | None:
    """The graph; lines are mean losses after controls, figures of causes their share of the worst years."""
    if not inputs.causes:
        return None
    after = content["now"]["after"]
    flows = _flows(inputs)
    causes = _largest({key: after["by_cause"].get(key, 0.0) for key in inputs.causes})
    services, agencies = _largest(flows.by_service), _largest(flows.by_agency)
    hit = {service for (cause, service) in flows.to_service if cause == struck}
    whole = after["es95"] or 1.0
    columns = [
        [
            web.Node(
                key=f"c{key}",
                name=inputs.causes[key].name,
                figure=percent(after["by_cause"].get(key, 0.0) / whole),
                struck=key == struck,
            )
            for key in causes
        ],
        [web.Node(key=f"s{key}", name=flows.titles[key], struck=key in hit) for key in services],
        [web.Node(key=f"a{name}", name=name) for name in agencies],
    ]
    threads = [
        web.Thread(
            start=f"c{cause}", end=f"s{service}", share=value / flows.whole, struck=cause == struck
        )
        for (cause, service), value in flows.to_service.items()
        if cause in causes and service in services
    ]
    threads += [
        web.Thread(start=f"s{service}", end=f"a{agency}", share=value / flows.whole)
        for (service, agency), value in flows.to_agency.items()
        if service in services and agency in agencies
    ]
    first = causes[0]
    touched = {
        agency
        for (cause, service) in flows.to_service
        if cause == first
        for (other, agency) in flows.to_agency
        if other == service
    }
    headline = _(
        "%(cause)s membawa %(share)s dari kerugian pada tahun terburuk, pada %(agencies)s perangkat daerah"
    ) % {
        "cause": inputs.causes[first].name,
        "share": percent(after["by_cause"].get(first, 0.0) / whole),
        "agencies": number_id(len(touched)),
    }
    svg = web.draw(
        columns,
        threads,
        names=(_("Penyebab"), _("Layanan"), _("Perangkat daerah")),
        title=headline,
        desc=_("Makin tebal garis, makin besar kerugian rata-rata yang lewat di sana."),
    )
    rows = [
        (inputs.causes[cause].name, flows.titles[service], money(value))
        for (cause, service), value in sorted(flows.to_service.items(), key=lambda one: -one[1])
    ]
    return Figure(
        headline=headline,
        svg=svg,
        columns=(_("Penyebab"), _("Layanan"), _("Kerugian rata-rata setahun")),
        rows=rows,
        note=_(
            "Persen pada penyebab: bagiannya dari kerugian pada tahun terburuk. Bingkai dan garis tebal: yang terkena bila penyebab itu gagal."
        ),
    )


@dataclass(frozen=True)
class _Flows:
    to_service: dict[tuple[str, str], float]
    to_agency: dict[tuple[str, str], float]
    by_service: dict[str, float]
    by_agency: dict[str, float]
    titles: dict[str, str]
    whole: float


def _flows(inputs: Inputs) -> _Flows:
    """Mean losses that run from a cause to a register, and from a register to its agency."""
    means = inputs.portfolio.mean_by_risk(residual=True)
    found = _Flows({}, {}, {}, {}, {}, float(means.sum()) or 1.0)
    for risk, row, mean in zip(inputs.portfolio.risks, inputs.risks, means, strict=True):
        service = str(row.register_id)
        found.titles[service] = row.register.title
        for cause, weight in risk.causes.items():
            value = float(mean) * weight
            _add(found.to_service, (cause, service), value)
            _add(found.by_service, service, value)
            _add(found.by_agency, risk.agency, value)
            _add(found.to_agency, (service, risk.agency), value)
    return found


def _add(sums: dict[Any, float], key: Any, value: float) -> None:
    sums[key] = sums.get(key, 0.0) + value


def _largest(sums: Mapping[str, float]) -> list[str]:
    return sorted(sums, key=lambda key: -sums[key])[:MOST_NODES]
