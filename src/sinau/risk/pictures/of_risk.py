"""The pictures of one risk: its probabilities on the matrix, in words, over time, and its bow-tie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sinau.kernel.words import number_id
from sinau.risk.drawing import bowtie, cells, fan, icons
from sinau.risk.engine import Portfolio, Rate
from sinau.risk.engine.reading import Cells, years_in_words
from sinau.risk.engine.situation import chance_of_any
from sinau.risk.engine.situation import fan as beliefs
from sinau.risk.modelling import Inputs, Moment, cells_after, cells_of, rate_of
from sinau.risk.models import Control, Learning, Risk, Seen, Status
from sinau.risk.pictures.figure import Figure, money, percent, rate, word
from sinau.risk.scales import Level, Scale

LEVELS_OF_CHANCE = 5


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How sure one is of where a risk stands; the official cell is where people placed it."""

    cells: Cells
    scale: Scale
    treat_from: int
    likelihood: int
    impact: int

    @property
    def confidence(self) -> float:
        """How sure one is of the official cell."""
        return self.cells.confidence(self.likelihood, self.impact)

    @property
    def band(self) -> float:
        """How sure one is of the level in which the appetite ends, or a worse one."""
        return self.cells.beyond(self.scale.matrix, self._level.low)

    @property
    def above(self) -> float:
        """How sure one is that the risk must be treated."""
        return self.cells.beyond(self.scale.matrix, self.treat_from)

    @property
    def is_fragile(self) -> bool:
        """Whether plausible cells lie on both sides of the appetite."""
        return self.cells.is_fragile(self.scale.matrix, self.treat_from)

    @property
    def sentence(self) -> str:
        """ "Sel resmi 14/Sedang: 18 %; pita Tinggi ke atas: 26 %"."""
        score = self.scale.score(self.likelihood, self.impact)
        return _("Sel resmi %(score)s/%(level)s: %(sure)s; pita %(band)s ke atas: %(beyond)s") % {
            "score": score,
            "level": self.scale.level(score).name,
            "sure": percent(self.confidence),
            "band": self._level.name,
            "beyond": percent(self.band),
        }

    @property
    def _level(self) -> Level:
        return self.scale.level(self.treat_from)


def reading_of(risk: Risk, found: Cells | None = None) -> Reading | None:
    """The reading of a risk that was placed and estimated, where the matrix has the five levels of chance."""
    scale, place = risk.register.framework.scale, risk.standing
    if place is None or not risk.estimate_id or len(scale.likelihoods) != LEVELS_OF_CHANCE:
        return None
    if place.framework_id != risk.register.framework_id:
        return None
    return Reading(
        cells=found or cells_of(risk),
        scale=scale,
        treat_from=place.treat_from,
        likelihood=place.likelihood,
        impact=place.impact,
    )


def grid_of(scale: Scale, treat_from: int) -> cells.Grid:
    """The matrix as the pictures want it."""
    return cells.Grid(
        rows=[step.name for step in scale.likelihoods],
        columns=[step.name for step in scale.impacts],
        magnitudes=scale.matrix,
        treat_from=treat_from,
        row_title=_("Kemungkinan"),
        column_title=_("Dampak"),
    )


def maps_of(risk: Risk) -> list[Figure]:
    """Before controls, with those in use, and with the planned ones where there are any."""
    statuses = {serving.control.status for serving in risk.servings.all()}
    ways = [(_("Sebelum pengendalian"), cells_of(risk))]
    if Status.WORKING in statuses:
        ways.append((_("Dengan pengendalian sekarang"), cells_after(risk, Moment.NOW)))
    if Status.PLANNED in statuses:
        ways.append((_("Sesudah rencana selesai"), cells_after(risk, Moment.PLANNED)))
    return [
        _map(name, reading)
        for name, found in ways
        if (reading := reading_of(risk, found)) is not None
    ]


def _map(name: str, reading: Reading) -> Figure:
    scale = reading.scale
    headline = _("%(name)s. %(sentence)s") % {"name": name, "sentence": reading.sentence}
    svg = cells.chances(
        grid_of(scale, reading.treat_from),
        reading.cells.chances,
        title=headline,
        desc=_("Persen keyakinan di setiap sel; sel resmi dilingkari, garis tebal selera risiko."),
        ringed=(reading.likelihood, reading.impact),
    )
    rows = [
        (step.name, *(percent(chance) for chance in line))
        for step, line in zip(
            reversed(scale.likelihoods), reversed(reading.cells.chances), strict=True
        )
    ]
    columns = (_("Kemungkinan"), *(step.name for step in scale.impacts))
    return Figure(headline=headline, svg=svg, columns=columns, rows=rows)


# ── in words ────────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class InWords:
    """The chance of a year as a sentence, a word of the fixed scale and a hundred signs."""

    sentence: str
    word: str
    after_sentence: str
    figure: Figure


def words_of(inputs: Inputs) -> InWords:
    """Of the one risk of these inputs."""
    portfolio: Portfolio = inputs.portfolio
    before = chance_of_any(portfolio, {0: [0]})[0]
    after = chance_of_any(portfolio, {0: [0]}, residual=True)[0]
    struck, left = years_in_words(before), years_in_words(after)
    sentence = _("Dari 100 tahun seperti ini, sekitar %(years)s mengalami kejadian ini.") % {
        "years": struck
    }
    after_sentence = ""
    if left != struck:
        after_sentence = _("Dengan pengendalian sekarang, sekitar %(years)s.") % {"years": left}
    rows = [(_("Sebelum pengendalian"), percent(before), word(before))]
    if portfolio.controls:
        rows.append((_("Dengan pengendalian sekarang"), percent(after), word(after)))
    note = _("Bulat penuh: tahun yang mengalami. Titik kecil: tahun yang tidak.")
    if left != struck:
        note = _(
            "Bulat penuh: tahun yang masih mengalami. Bulat tercoret: tahun yang dicegah pengendalian. Titik kecil: tahun yang tidak mengalami."
        )
    return InWords(
        sentence=sentence,
        word=word(after),
        after_sentence=after_sentence,
        figure=Figure(
            headline=f"{sentence} {after_sentence}".strip(),
            svg=icons.draw(struck, title=sentence, after=left),
            columns=(_("Keadaan"), _("Peluang setahun"), _("Dalam kata")),
            rows=rows,
            note=note,
        ),
    )


# ── over time ───────────────────────────────────────────────────────────────


def fan_of(risk: Risk, learnings: Sequence[Learning]) -> Figure:
    """What was believed of the rate since the estimate was made; the learnings from the first."""
    assert risk.estimate is not None
    moments = [_moment(str(risk.estimate.estimated_at.year), risk.estimate.gamma)]
    seen = 0
    for one in learnings:
        moments.append(
            _moment(
                f"{one.day.month}/{one.day.year}",
                one.gamma,
                incidents=int(one.seen == Seen.INCIDENT),
            )
        )
        seen = one.incidents
    if len(moments) == 1:
        # Nothing was seen yet: what a quiet year, and another one, would teach.
        later = beliefs(rate_of(risk), [(1.0, 0), (1.0, 0)])[1:]
        moments += [
            fan.Moment(
                label=_("+%(years)s th") % {"years": number_id(one.years)},
                p5=one.p5, p25=one.p25, p50=one.p50, p75=one.p75, p95=one.p95,
            )
            for one in later
        ]  # fmt: skip
        note = _(
            "Belum ada yang terjadi sejak perkiraan dibuat; yang tampak adalah apa yang akan dipelajari dari dua tahun tanpa kejadian."
        )
    else:
        note = _("Setiap insiden, nyaris kejadian, dan masa tanpa kejadian memperbarui laju ini.")
    now = rate_of(risk)
    headline = _("Kini diyakini %(middle)s, antara %(low)s dan %(high)s; %(seen)s insiden tercatat.") % {
        "middle": rate(now.quantile(0.5)),
        "low": number_id(round(now.quantile(0.05), 2)),
        "high": rate(now.quantile(0.95)),
        "seen": number_id(seen),
    }  # fmt: skip
    rows = [
        (m.label, *(number_id(round(x, 2)) for x in (m.p5, m.p50, m.p95)), number_id(m.incidents))
        for m in moments
    ]
    svg = fan.draw(
        moments,
        title=headline,
        desc=_("Pita pucat: 90 % keyakinan. Pita gelap: separuhnya. Garis: tengah."),
        axis=_("Kejadian setahun"),
        incident_label=_("Insiden"),
    )
    columns = (_("Saat"), _("Batas bawah"), _("Tengah"), _("Batas atas"), _("Insiden"))
    return Figure(headline=headline, svg=svg, columns=columns, rows=rows, note=note)


def _moment(label: str, believed: Rate, *, incidents: int = 0) -> fan.Moment:
    marks = (believed.quantile(share) for share in (0.05, 0.25, 0.50, 0.75, 0.95))
    p5, p25, p50, p75, p95 = marks
    return fan.Moment(label=label, p5=p5, p25=p25, p50=p50, p75=p75, p95=p95, incidents=incidents)


# ── the bow-tie ─────────────────────────────────────────────────────────────


def bowtie_of(risk: Risk) -> Figure:
    """Threats with their weights, controls with effect and reliability, and what follows."""
    weights = list(risk.cause_weights.all())
    own = max(0.0, 1 - sum(one.weight for one in weights))
    threats = [bowtie.Part(words=one.cause.name, note=percent(one.weight)) for one in weights]
    threats.insert(0, bowtie.Part(words=risk.cause, note=percent(own) if weights else ""))
    controls = [serving.control for serving in risk.servings.all()]
    preventing = [c for c in controls if c.effect or not c.severity_effect]
    softening = [c for c in controls if c.severity_effect]
    assert risk.estimate is not None
    loss = _("Rugi %(low)s sampai %(high)s setiap kejadian") % {
        "low": money(risk.estimate.loss_low),
        "high": money(risk.estimate.loss_high),
    }
    svg = bowtie.draw(
        risk.event,
        threats=threats,
        preventing=[_barrier(c, _("mencegah"), c.believed_effect) for c in preventing],
        consequences=[bowtie.Part(words=risk.impact_text, note=loss)],
        softening=[_barrier(c, _("meringankan"), c.severity_effect) for c in softening],
        titles=(
            _("Ancaman dan penyebab"),
            _("Pencegah") if preventing else _("Belum ada pencegah"),
            _("Kejadian"),
            _("Peredam") if softening else _("Belum ada peredam"),
            _("Akibat"),
        ),
        title=_("Dari ancaman ke akibat"),
        desc=_("Bingkai putus-putus: pengendalian yang keandalannya di bawah 90 %."),
    )  # fmt: skip
    rows = [(_("Ancaman"), part.words, part.note) for part in threats]
    rows += [
        (_("Pencegah"), c.name, _barrier(c, _("mencegah"), c.believed_effect).note)
        for c in preventing
    ]
    rows += [
        (_("Peredam"), c.name, _barrier(c, _("meringankan"), c.severity_effect).note)
        for c in softening
    ]
    rows.append((_("Akibat"), risk.impact_text, loss))
    return Figure(
        headline=_("%(number)s pengendalian berdiri antara ancaman dan akibat")
        % {"number": number_id(len(controls))},
        svg=svg,
        columns=(_("Bagian"), _("Isi"), _("Ukuran")),
        rows=rows,
        note=_(
            "Bingkai penuh: andal sekurangnya 90 %. Bingkai putus-putus: dapat gagal lebih sering dari sekali dalam sepuluh tahun."
        ),
    )


def _barrier(control: Control, verb: str, share: float) -> bowtie.Barrier:
    note = _("%(verb)s %(share)s · andal %(reliable)s · %(status)s") % {
        "verb": verb,
        "share": percent(share),
        "reliable": percent(control.believed_reliability),
        "status": control.get_status_display().lower(),
    }
    return bowtie.Barrier(words=control.name, note=note, reliability=control.believed_reliability)
