"""The pictures of many risks: heat, loss curve, agencies and domains, ranks, and the doubts of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from sinau.kernel.words import number_id
from sinau.risk.drawing import cells, curve, dots
from sinau.risk.engine.situation import heat
from sinau.risk.modelling import Inputs, Moment, cells_after, cells_of
from sinau.risk.pictures.figure import Figure, money, percent, short_money
from sinau.risk.pictures.of_risk import grid_of, reading_of
from sinau.risk.scales import Scale
from sinau.risk.taxonomy import taxonomy
from sinau.ui.charts import Bar

Content = Mapping[str, Any]
MOST_ROWS = 12

# ── heat ────────────────────────────────────────────────────────────────────


def heats_of(inputs: Inputs, scale: Scale) -> list[Figure]:
    """How many risks are to be expected in each cell, before controls, now, and after what is planned."""
    risks = [risk for risk in inputs.risks if reading_of(risk) is not None]
    if not risks:
        return []
    edge = scale.treat_from("")
    ways = [(_("Sebelum pengendalian"), [cells_of(risk).chances for risk in risks])]
    now = [cells_after(risk, Moment.NOW).chances for risk in risks]
    if now != ways[0][1]:
        ways.append((_("Dengan pengendalian sekarang"), now))
    planned = [cells_after(risk, Moment.PLANNED).chances for risk in risks]
    if planned != now:
        ways.append((_("Sesudah rencana selesai"), planned))
    return [_heat(name, heat(maps), scale, edge, len(risks)) for name, maps in ways]


def _heat(
    name: str, values: Sequence[Sequence[float]], scale: Scale, edge: int, number: int
) -> Figure:
    above = sum(
        value
        for line, row in zip(values, scale.matrix, strict=True)
        for value, magnitude in zip(line, row, strict=True)
        if magnitude >= edge
    )
    headline = _("%(name)s: sekitar %(above)s dari %(number)s risiko di atas selera") % {
        "name": name,
        "above": number_id(round(above, 1)),
        "number": number_id(number),
    }
    svg = cells.counts(
        grid_of(scale, edge),
        values,
        title=headline,
        desc=_("Banyaknya risiko yang diharapkan di setiap sel; garis tebal selera risiko."),
    )
    rows = [
        (step.name, *(number_id(round(value, 1)) for value in line))
        for step, line in zip(reversed(scale.likelihoods), reversed(values), strict=True)
    ]
    columns = (_("Kemungkinan"), *(step.name for step in scale.impacts))
    return Figure(headline=headline, svg=svg, columns=columns, rows=rows)


# ── the loss curve ──────────────────────────────────────────────────────────


def curve_of(content: Content, tolerance: Sequence[tuple[float, float]]) -> Figure:
    """Before controls, now with its band, after what is planned, and what is tolerated."""
    now, planned = content["now"], content.get("planned")
    before, after = now["before"]["curve"], now["after"]["curve"]
    sizes = before["sizes"]
    lines = [
        curve.Line(
            letter="A", label=_("Sebelum pengendalian"), kind="before", chances=before["chances"]
        ),
        curve.Line(
            letter="B",
            label=_("Sekarang, dengan pita 90 %"),
            kind="now",
            chances=after["chances"],
            low=after["low"],
            high=after["high"],
        ),
    ]
    columns = [_("Kerugian lebih dari"), _("Sebelum"), _("Sekarang"), _("Pita 90 %")]
    if planned:
        later = planned["after"]["curve"]
        # The same years, read at the sizes of the first curve.
        chances = [_at(later, size) for size in sizes]
        lines.append(
            curve.Line(letter="C", label=_("Sesudah rencana"), kind="plan", chances=chances)
        )
        columns.append(_("Sesudah rencana"))
    headline = _reading(now, after, tolerance)
    ticks = [(10.0**power, short_money(10.0**power)) for power in range(4, 16)]
    svg = curve.draw(
        sizes,
        lines,
        title=headline,
        desc=_("Peluang setahun bahwa kerugian semua risiko bersama melebihi setiap jumlah."),
        axis=_("Kerugian setahun, rupiah"),
        ticks=_thinned(ticks, sizes),
        tolerance=curve.Tolerance(label=_("Batas"), points=tolerance) if tolerance else None,
    )
    rows = []
    for at in range(0, len(sizes), 5):
        row = [
            money(sizes[at]),
            percent(before["chances"][at]),
            percent(after["chances"][at]),
            f"{percent(after['low'][at])} – {percent(after['high'][at])}",
        ]
        if planned:
            row.append(percent(lines[-1].chances[at]))
        rows.append(row)
    return Figure(headline=headline, svg=svg, columns=columns, rows=rows)


def _reading(now: Content, after: Content, tolerance: Sequence[tuple[float, float]]) -> str:
    """The one sentence that the curve says."""
    loss = now["after"]["quantiles"]["0.95"]
    said = _("Sekali dalam 20 tahun kerugian melebihi %(loss)s; rata-rata %(mean)s setahun.") % {
        "loss": money(loss),
        "mean": money(now["after"]["mean"]),
    }
    over = [(size, chance) for size, chance in tolerance if _at(after, size) > chance]
    if not tolerance:
        return said
    if not over:
        return said + " " + _("Kurva sekarang di bawah garis batas.")
    size, chance = max(over, key=lambda one: _at(after, one[0]) / one[1])
    return (
        said
        + " "
        + _("Peluang rugi lebih dari %(size)s adalah %(found)s, di atas batas %(chance)s.")
        % {
            "size": money(size),
            "found": percent(_at(after, size)),
            "chance": percent(chance),
        }
    )


def _at(line: Content, size: float) -> float:
    """The chance of losing more than a size, between two points of the curve the milder one's."""
    found = 1.0 if line["sizes"][0] > size else 0.0
    for point, chance in zip(line["sizes"], line["chances"], strict=True):
        if point > size * 1.0001:
            break
        found = float(chance)
    return min(found, float(line["chances"][0]))


def _thinned(ticks: list[tuple[float, str]], sizes: Sequence[float]) -> list[tuple[float, str]]:
    """Those within the picture, and no more than it has room for."""
    within = [tick for tick in ticks if sizes[0] <= tick[0] <= sizes[-1]]
    return within[:: max(1, -(-len(within) // 5))]


# ── agencies and domains ────────────────────────────────────────────────────


def agencies_of(content: Content) -> Figure:
    """The chance of at least one event, the mean, and the share of the worst years; the shares sum to it."""
    after = content["now"]["after"]
    groups: list[dict[str, Any]] = content["now"]["groups"]
    whole = after["es95"] or 1.0
    names = domain_names()
    columns = sorted({group["domain"] for group in groups}, key=lambda code: (not code, code))
    by_agency: dict[str, float] = {}
    for group in groups:
        by_agency[group["agency"]] = by_agency.get(group["agency"], 0.0) + group["es95"]
    agencies = sorted(by_agency, key=lambda name: -by_agency[name])
    shares = {(group["agency"], group["domain"]): group["es95"] / whole for group in groups}
    worst = agencies[0]
    headline = _("%(agency)s menanggung %(share)s dari kerugian pada tahun terburuk") % {
        "agency": worst,
        "share": percent(by_agency[worst] / whole),
    }
    shown = agencies[:MOST_ROWS]
    svg = dots.draw(
        shown,
        [code or "–" for code in columns],
        [[shares.get((agency, code), 0.0) for code in columns] for agency in shown],
        title=headline,
        desc=_("Angka: persen kerugian pada seperduapuluh tahun yang terburuk."),
    )
    rows = [
        (
            f"{group['agency']}: {names.get(group['domain'], _('belum digolongkan'))}",
            number_id(group["risks"]),
            percent(group["p"]),
            money(group["mean"]),
            money(group["es95"]),
            f"{number_id(round(100 * group['es95'] / whole, 1))} %",
        )
        for group in sorted(groups, key=lambda one: -one["es95"])
    ]
    rows.append(
        (
            _("Seluruhnya"),
            number_id(sum(group["risks"] for group in groups)),
            percent(after["p_loss"]),
            money(sum(group["mean"] for group in groups)),
            money(whole),
            "100 %",
        )
    )
    legend = "; ".join(
        f"{code or '–'} {names.get(code, _('belum digolongkan'))}" for code in columns
    )
    return Figure(
        headline=headline,
        svg=svg,
        columns=(
            _("Perangkat daerah dan ranah"),
            _("Risiko"),
            _("Sekurangnya sekali setahun"),
            _("Rata-rata setahun"),
            _("Pada tahun terburuk"),
            _("Bagian"),
        ),
        rows=rows,
        note=_("Kolom: %(legend)s. Tahun terburuk: rata-rata 5 %% tahun dengan kerugian terbesar.")
        % {"legend": legend},
    )


def domain_names() -> dict[str, str]:
    """The domains of the AI taxonomy by code."""
    return {box.domain_code: box.domain_name for box in taxonomy().subdomains}


# ── ranks ───────────────────────────────────────────────────────────────────


def ranks_of(content: Content, inputs: Inputs) -> list[Bar]:
    """How sure one is that each risk is among the worst by mean loss, the surest first."""
    risks = {str(risk.pk): risk for risk in inputs.risks}
    found = sorted(content["now"]["risks"].items(), key=lambda one: -one[1]["p_best"])
    return [
        Bar(
            label=f"{risks[key].code} {risks[key].event}",
            value=round(100 * one["p_best"]),
            url=risks[key].get_absolute_url() + "peta/",
        )
        for key, one in found[:MOST_ROWS]
        if key in risks and one["p_best"] >= 0.005
    ]


# ── doubts ──────────────────────────────────────────────────────────────────


def doubts_of(content: Content) -> list[tuple[str, str, str]]:
    """The mean of the worst years if the choices of the model were others: what, rupiah, change."""
    found = content["now"]["sensitivity"]
    base = found["base"] or 1.0
    names = (
        ("base", _("Seperti dihitung")),
        ("sigma_up", _("Rentang kerugian seperempat lebih lebar")),
        ("sigma_down", _("Rentang kerugian seperempat lebih sempit")),
        ("causes_double", _("Penyebab bersama dua kali lebih kuat")),
        ("causes_none", _("Tanpa penyebab bersama")),
    )
    return [
        (name, money(found[key]), "" if key == "base" else _signed(found[key] / base - 1))
        for key, name in names
    ]


def _signed(change: float) -> str:
    number = round(100 * change)
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{number_id(abs(number))} %"
