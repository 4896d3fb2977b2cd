"""What the gates of the demo city ask for: impact, signatures, examined services, shared work."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sinau.demo.city import City, content
from sinau.innovation import impact
from sinau.innovation.actions import (
    answer_impact,
    change_plan,
    finish_impact,
    keep_cases,
    sign_plan,
    start_run,
)
from sinau.innovation.actions.contributions import (
    Given,
    confirm_contribution,
    record_contribution,
)
from sinau.innovation.actions.evaluating import go_on_with
from sinau.innovation.actions.signing import seal_of
from sinau.innovation.evaluation_sheets import standard_cases
from sinau.innovation.models import Gift, Idea, Plan
from sinau.innovation.testing import mild_answers
from sinau.kernel import clock
from sinau.people.models import Person

HOURS = (Decimal(40), Decimal(26), Decimal(18))


def deepen(city: City, plan: Plan, slug: str, *, days_ago: int) -> None:
    """The plan says what its impact level asks for."""
    said = _said(slug)
    if said:
        with clock.freeze(city.days_ago(days_ago, hour=10)):
            values = {name: said[name] for name in ("legal_basis", "notice", "worst_case")}
            change_plan(plan, values, by=plan.idea.owner)


def assess(city: City, idea: Idea, slug: str, *, days_ago: int) -> None:
    """Its impact is known."""
    plan = Plan.objects.select_related("idea__owner").get(idea=idea)
    answers = mild_answers(**_said(slug)["answers"])
    with clock.freeze(city.days_ago(days_ago, hour=13)):
        for section in impact.sections():
            answer_impact(plan, section, answers, by=idea.owner)
        finish_impact(plan, by=idea.owner)


def begin_assessing(city: City, idea: Idea, *, days_ago: int) -> None:
    """Only the first two sections are answered."""
    plan = Plan.objects.select_related("idea__owner").get(idea=idea)
    with clock.freeze(city.days_ago(days_ago, hour=13)):
        for section in impact.sections()[:2]:
            answer_impact(plan, section, mild_answers(), by=idea.owner)


def sign(city: City, idea: Idea, gate: str, people: dict[str, Person], *, days_ago: int) -> None:
    """Everybody who has to puts their name under it."""
    idea.refresh_from_db()
    level = Plan.objects.get(idea=idea).assessment.scores.all()[0].level
    with clock.freeze(city.days_ago(days_ago, hour=15)):
        for seat in impact.levels()[level].seats:
            sign_plan(idea, gate=gate, seat=seat, read=seal_of(idea, gate), by=people[seat])


def examine(city: City, idea: Idea, *, days_ago: int) -> None:
    """Sixteen questions and the standard attacks, answered by the service and scored."""
    written = content("evaluations.toml")
    facts = [_fact(number, row) for number, row in enumerate(written["fact"], start=1)]
    answers: dict[str, tuple[str, list[str]]] = {
        case["code"]: (row["answer"], []) for case, row in zip(facts, written["fact"], strict=True)
    }
    answers |= {case["code"]: (written["refusal"], []) for case in standard_cases()}
    with clock.freeze(city.days_ago(days_ago, hour=11)):
        row = keep_cases(idea, [*facts, *standard_cases()], by=idea.owner)
        run = start_run(row, version="rilis uji coba", answers=answers, by=idea.owner)
        go_on_with(run)


def share_the_work(city: City, idea: Idea, codes: list[str], *, days_ago: int) -> None:
    """Each agency gave hours, and another one vouches for them."""
    people = [city.person(code) for code in codes]
    with clock.freeze(city.days_ago(days_ago, hour=14)):
        for at, person in enumerate(people):
            given = Given(
                person=person,
                kind=Gift.HOURS,
                amount=HOURS[at],
                what="Menyiapkan dan mendampingi uji coba",
                happened_on=city.today - timedelta(days=days_ago),
            )
            row = record_contribution(idea, given, by=person)
            confirm_contribution(row, by=people[at - 1])


def _fact(number: int, row: dict[str, Any]) -> dict[str, Any]:
    scorer, _colon, value = row["check"].partition(":")
    return {
        "code": f"L-{number:02}",
        "kind": "fakta",
        "tongue": row.get("tongue", "id"),
        "prompt": row["prompt"],
        "checks": [{"scorer": scorer, "value": value.strip()}],
    }


def _said(slug: str) -> dict[str, Any]:
    found: dict[str, Any] = content("impact.toml").get(slug, {})
    return found
