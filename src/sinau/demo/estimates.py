"""What the people of the demo city think of its risks: estimates, causes, controls, rounds, training."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from sinau.demo.city import City, content
from sinau.kernel import clock
from sinau.people.models import Person
from sinau.risk.actions import Guess, Measure, describe_cause, describe_control
from sinau.risk.actions.computing import count_anew
from sinau.risk.actions.estimating import estimate_risk, hang_on
from sinau.risk.actions.rounds import (
    adopt_question,
    answer_question,
    finish_round,
    open_round,
    remark_on,
)
from sinau.risk.actions.training import answer_training
from sinau.risk.calibrating import questions
from sinau.risk.models import Cause, Grade, Register, Risk, Round, Way
from sinau.risk.pooling import Method

if TYPE_CHECKING:
    from sinau.innovation.models import Idea


def seed(city: City) -> None:
    """A round that still waits for answers, and what every register costs a year."""
    from sinau.innovation.models import Idea

    for row in _content()["round"]:
        if row["register"] != "city":
            idea = Idea.objects.get(title=_title_of(row["register"]))
            _waiting_round(city, idea, row)
    for register in Register.objects.filter(risks__estimate__isnull=False).distinct():
        count_anew(register)


def causes(city: City) -> None:
    """What many risks hang on, told by those who answer for it."""
    with clock.freeze(city.days_ago(200)):
        for row in _content()["cause"]:
            describe_cause(
                name=row["name"],
                kind=row["kind"],
                bad_year=row["bad_year"],
                description=row["description"],
                agency=city.agencies[row["agency"]],
                by=city.cast["agung"],
            )


def estimate(risk: Risk, *, by: Person) -> None:
    """The ranges of a risk, its causes and its control, as its writer said them."""
    row = next((one for one in _content()["estimate"] if one["code"] == risk.code), None)
    if row is None:
        return
    names = ("way", "low", "high", "events", "years", "loss_low", "loss_high", "grade", "basis")
    estimate_risk(risk, Guess(**{name: row.get(name) for name in names}), by=by)
    known = {one.name: one for one in Cause.objects.filter(name__in=row["causes"])}
    hang_on(risk, {known[name]: weight for name, weight in row["causes"].items()}, by=by)
    describe_control(
        Measure(**row["control"]),
        agency=risk.register.agency,
        owner=risk.register.keeper,
        by=by,
        risks=[risk],
    )


def training(city: City) -> None:
    """Three people have practised ranges."""
    with clock.freeze(city.days_ago(165)):
        for row in _content()["training"]:
            for at, one in enumerate(questions().values()):
                low, high = row["ranges"][at % len(row["ranges"])]
                answer_training(
                    one, low=one.answer * low, high=one.answer * high, by=city.cast[row["who"]]
                )


def finished_round(city: City, register: Register, risks: dict[str, Risk]) -> None:
    """Asked, answered, opened, discussed, revised and adopted."""
    row = next(one for one in _content()["round"] if one["register"] == "city")
    round_ = _open(city, register, row, risks, days_ago=163)
    with clock.freeze(city.days_ago(161)):
        _answers(city, round_, row)
    last = round_.questions.get(risk=risks[row["codes"][-1]])
    with clock.freeze(city.days_ago(159)):
        remark_on(last, row["remark"]["text"], by=city.cast[row["remark"]["by"]])
        for person in row["people"]:
            if "again" in person:
                answer_question(last, _guess(person["again"]), by=city.cast[person["who"]])
    with clock.freeze(city.days_ago(157)):
        for question in round_.questions.all():
            adopt_question(question, Method.PERFORMANCE, by=register.keeper)
        finish_round(round_, by=register.keeper)


def _waiting_round(city: City, idea: Idea, row: dict[str, Any]) -> None:
    assert idea.register is not None
    risks = {one.code: one for one in idea.register.risks.filter(code__in=row["codes"])}
    round_ = _open(city, idea.register, row, risks, days_ago=3)
    with clock.freeze(city.days_ago(2, hour=14)):
        _answers(city, round_, row)


def _open(
    city: City, register: Register, row: dict[str, Any], risks: dict[str, Risk], *, days_ago: int
) -> Round:
    with clock.freeze(city.days_ago(days_ago)):
        return open_round(
            register,
            title=row["title"],
            note=row["note"],
            risks=[risks[code] for code in row["codes"]],
            people=[city.cast[one["who"]] for one in row["people"]],
            closes_on=city.today + timedelta(days=11 - days_ago),
            by=register.keeper,
        )


def _answers(city: City, round_: Round, row: dict[str, Any]) -> None:
    for person in row["people"]:
        for question in round_.questions.select_related("risk"):
            if question.risk.code in person:
                said = _guess(person[question.risk.code])
                answer_question(question, said, by=city.cast[person["who"]])


def _guess(said: list[Any]) -> Guess:
    low, high, loss_low, loss_high = said
    return Guess(
        way=Way.CHANCE,
        low=low,
        high=high,
        loss_low=loss_low,
        loss_high=loss_high,
        grade=Grade.EXPERT,
    )


def _title_of(slug: str) -> str:
    title: str = next(one["title"] for one in content("ideas.toml")["idea"] if one["slug"] == slug)
    return title


@cache
def _content() -> dict[str, Any]:
    return content("estimates.toml")
