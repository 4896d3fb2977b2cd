"""Answers to the impact assessment for tests and the demo city: the mildest or the gravest of each."""

from __future__ import annotations

from sinau.innovation import impact
from sinau.risk.engine.impact import points_of


def mild_answers(*, phase: str = impact.DESIGN, **given: str | list[str]) -> impact.Answers:
    """Everything answered with what gives the least impact; `given` answers stand as they are."""
    return _filled({impact.PHASE: phase, **given}, gravest=False)


def grave_answers(*, phase: str = impact.DESIGN, **given: str | list[str]) -> impact.Answers:
    """Everything answered with what gives the most impact and the fewest measures."""
    return _filled({impact.PHASE: phase, **given}, gravest=True)


def _filled(answers: dict[str, str | list[str]], *, gravest: bool) -> impact.Answers:
    while missing := impact.unanswered(answers):
        for _section, one in missing:
            values = [value for value, _words in one.choices]
            wants_most = gravest == (one.side == "risk")
            chosen = (max if wants_most else min)(values, key=points_of)
            if one.many and wants_most:
                answers[one.code] = [value for value in values if points_of(value)]
            else:
                answers[one.code] = [chosen] if one.many else chosen
    return answers
