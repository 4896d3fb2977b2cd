"""Open answers side by side: the ranges as pictures, where they do not meet, and what they make together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from sinau.kernel.words import number_id
from sinau.risk.drawing import spans
from sinau.risk.drawing.spans import Span
from sinau.risk.engine.frequency import HIGH, LOW, chance_of
from sinau.risk.estimate_words import Said, said_of
from sinau.risk.models import Answer, Question, Turn
from sinau.risk.pooling import Method, joined, latest_of, weights_of
from sinau.risk.reckoning import about, years_sentence


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One estimator's answer: first, and revised where it was."""

    name: str
    agency: str
    first: Said | None
    revised: Said | None
    grade: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """All open answers to one question."""

    rows: list[AnswerRow]
    often: Any
    loss: Any
    sentence: str
    apart: str


def compare(question: Question, answers: Sequence[Answer]) -> Comparison | None:
    """The open answers to a question; None where nobody answered. They must be at hand."""
    latest = latest_of(answers)
    if not latest:
        return None
    rate, loss = joined(latest, weights_of(latest, Method.EQUAL)[1])
    chances = [_chances(one) for one in latest]
    together = (chance_of(rate.quantile(LOW)), rate.p_at_least_one, chance_of(rate.quantile(HIGH)))
    losses = [(float(one.loss_low), one.loss.median, float(one.loss_high)) for one in latest]
    joint = (loss.quantile(LOW), loss.median, loss.quantile(HIGH))
    names = [one.estimator.person.name for one in latest]
    return Comparison(
        rows=_rows(answers, latest),
        often=_picture(
            names,
            chances,
            together,
            say=_percent,
            ticks=[(0.001, "0,1 %"), (0.01, "1 %"), (0.1, "10 %"), (1.0, "100 %")],
            title=_("Peluang setahun menurut setiap penilai"),
        ),
        loss=_picture(
            names,
            losses,
            joint,
            say=lambda low, high: f"{about(low)} – {about(high)}",
            ticks=_decades([*losses, joint]),
            title=_("Kerugian sekali terjadi menurut setiap penilai"),
        ),
        sentence=_("Digabung: %(sentence)s Sekali terjadi %(low)s sampai %(high)s.")
        % {"sentence": years_sentence(rate), "low": about(joint[0]), "high": about(joint[2])},
        apart=_apart(chances, losses),
    )


def _rows(answers: Sequence[Answer], latest: Sequence[Answer]) -> list[AnswerRow]:
    first = {one.estimator_id: one for one in answers if one.turn == Turn.FIRST}
    return [
        AnswerRow(
            name=one.estimator.person.name,
            agency=one.estimator.agency.short_name,
            first=said_of(first[one.estimator_id]) if one.estimator_id in first else None,
            revised=said_of(one) if one.turn == Turn.REVISED else None,
            grade=str(one.get_grade_display()),
            basis=one.basis,
        )
        for one in latest
    ]


def _chances(one: Answer) -> tuple[float, float, float]:
    rate = one.gamma
    return chance_of(rate.quantile(LOW)), rate.p_at_least_one, chance_of(rate.quantile(HIGH))


def _percent(low: float, high: float) -> str:
    return f"{number_id(round(low * 100, 1))} – {number_id(round(high * 100, 1))} %"


def _picture(
    names: Sequence[str],
    ranges: Sequence[tuple[float, float, float]],
    together: tuple[float, float, float],
    *,
    say: Any,
    ticks: Sequence[tuple[float, str]],
    title: str,
) -> Any:
    shown = [
        Span(label=name, low=low, middle=middle, high=high, said=say(low, high))
        for name, (low, middle, high) in zip(names, ranges, strict=True)
    ]
    low, middle, high = together
    shown.append(
        Span(
            label=_("Digabung"), low=low, middle=middle, high=high, said=say(low, high), strong=True
        )
    )
    desc = "; ".join(f"{one.label}: {one.said}" for one in shown)
    return spans.draw(shown, title=title, desc=desc, ticks=ticks, logarithmic=True)


def _decades(ranges: Sequence[tuple[float, float, float]]) -> list[tuple[float, str]]:
    """Powers of ten around everything said, at most five words."""
    first = math.floor(math.log10(max(1.0, min(one[0] for one in ranges))))
    last = max(first + 1, math.ceil(math.log10(max(one[2] for one in ranges))))
    step = max(1, math.ceil((last - first) / 4))
    last = first + step * math.ceil((last - first) / step)
    return [(10.0**power, about(10.0**power)) for power in range(first, last + 1, step)]


def _apart(
    chances: Sequence[tuple[float, float, float]], losses: Sequence[tuple[float, float, float]]
) -> str:
    """Where two answers do not meet, there is something one of them knows and the other does not."""
    often = max(one[0] for one in chances) > min(one[2] for one in chances)
    bad = max(one[0] for one in losses) > min(one[2] for one in losses)
    if often and bad:
        return _("Rentang peluang dan kerugian sebagian penilai tidak bertemu. Bicarakan sebabnya.")
    if often:
        return _("Rentang peluang sebagian penilai tidak bertemu. Bicarakan sebabnya.")
    if bad:
        return _("Rentang kerugian sebagian penilai tidak bertemu. Bicarakan sebabnya.")
    return ""
