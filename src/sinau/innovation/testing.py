"""For tests and the demo city: answers about impact, and a register looked at by several agencies."""

from __future__ import annotations

from collections.abc import Sequence

from sinau.innovation import impact
from sinau.kernel.clock import now, today
from sinau.people.models import Person
from sinau.risk.actions.estimating import Guess
from sinau.risk.actions.rounds import answer_question, open_round, reveal_round
from sinau.risk.coverage import coverage_of
from sinau.risk.engine.impact import points_of
from sinau.risk.models import Exclusion, Register, Risk, Way


def mild_answers(*, phase: str = impact.DESIGN, **given: str | list[str]) -> impact.Answers:
    """Everything answered with what gives the least impact; `given` answers stand as they are."""
    return _filled({impact.PHASE: phase, **given}, gravest=False)


def grave_answers(*, phase: str = impact.DESIGN, **given: str | list[str]) -> impact.Answers:
    """Everything answered with what gives the most impact and the fewest measures."""
    return _filled({impact.PHASE: phase, **given}, gravest=True)


def look_closely(
    register: Register, risks: Sequence[Risk], people: Sequence[Person], other: Person
) -> None:
    """Every box of the taxonomy is answered (`other` confirms), and these people estimate each risk."""
    owner = people[0]
    Exclusion.objects.bulk_create(
        Exclusion(
            register=register,
            subdomain=box.code,
            reason="Tidak berlaku di sini",
            stated_by=owner,
            stated_agency=owner.agency or register.agency,
            stated_at=now(),
            confirmed_by=other,
            confirmed_agency=other.agency or register.agency,
            confirmed_at=now(),
        )
        for box in coverage_of(register).missing
    )
    title = f"Putaran {risks[0].code}"
    opened = open_round(
        register, title=title, risks=risks, people=people, closes_on=today(), by=owner
    )
    guess = Guess(way=Way.CHANCE, low=0.05, high=0.3, loss_low=10**6, loss_high=10**7)
    for person in people:
        for question in opened.questions.all():
            answer_question(question, guess, by=person)
    reveal_round(opened, by=owner)


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
