"""What the numbers of one risk say, in sentences and levels, at once and without any drawing of years."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sinau.kernel.words import number_id, rupiah
from sinau.risk import engine, modelling
from sinau.risk.engine.reading import cells, years_in_words
from sinau.risk.models import Risk
from sinau.risk.scales import Scale


@dataclass(frozen=True, kw_only=True)
class Reckoning:
    """The official place that a rate and a loss suggest, how sure it is, and the words for it."""

    sentence: str
    loss_sentence: str
    likelihood: int
    impact: int
    likelihood_name: str
    impact_name: str
    score: int
    level_name: str
    confidence: int
    levels: tuple[tuple[str, int], ...]
    beyond: int
    is_fragile: bool


def reckon(rate: engine.Rate, loss: engine.Loss, scale: Scale, *, treat_from: int) -> Reckoning:
    """Read the closed forms of one risk on this framework."""
    found = cells(rate, loss, modelling.rupiah_bounds(scale))
    likelihood, impact = found.official
    score = scale.score(likelihood, impact)
    beyond = found.beyond(scale.matrix, treat_from)
    return Reckoning(
        sentence=years_sentence(rate),
        loss_sentence=_("Rata-rata kerugian setahun %(mean)s; sekali terjadi biasanya %(once)s.")
        % {"mean": about(rate.mean * loss.mean), "once": about(loss.median)},
        likelihood=likelihood,
        impact=impact,
        likelihood_name=scale.likelihoods[likelihood - 1].name,
        impact_name=scale.impacts[impact - 1].name,
        score=score,
        level_name=scale.level(score).name,
        confidence=round(found.confidence(likelihood, impact) * 100),
        levels=tuple(
            (step.name, round(chance * 100))
            for step, chance in zip(scale.likelihoods, rate.level_probabilities(), strict=False)
        ),
        beyond=round(beyond * 100),
        is_fragile=found.is_fragile(scale.matrix, treat_from),
    )


def reckon_risk(risk: Risk) -> Reckoning | None:
    """The same of a stored risk; None where nobody has estimated it."""
    if risk.estimate_id is None:
        return None
    scale = risk.register.framework.scale
    return reckon(
        modelling.rate_of(risk),
        modelling.loss_of(risk),
        scale,
        treat_from=scale.treat_from(risk.category),
    )


def years_sentence(rate: engine.Rate) -> str:
    """Of a hundred years like this one, how many have it; where it comes often, how many times a year."""
    if rate.mean >= 2:
        return _("Dalam setahun rata-rata sekitar %(times)s kali.") % {
            "times": number_id(round(rate.mean, 1 if rate.mean < 10 else 0))
        }
    chance = rate.p_at_least_one
    if chance < 0.005:
        return _("Dari 1.000 tahun seperti ini, sekitar %(years)s mengalami.") % {
            "years": max(1, years_in_words(chance, 1000))
        }
    return _("Dari 100 tahun seperti ini, sekitar %(years)s mengalami.") % {
        "years": years_in_words(chance)
    }


def about(amount: float) -> str:
    """Rupiah with two figures that count: nobody knows more."""
    for size, word in ((1e12, _("triliun")), (1e9, _("miliar")), (1e6, _("juta"))):
        if amount >= size:
            value = amount / size
            return f"Rp{number_id(round(value, 1 if value < 10 else 0))} {word}"
    return rupiah(round(amount, -3 if amount >= 10_000 else 0).__int__())
