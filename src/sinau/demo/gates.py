"""What the gates of the demo city ask for: impact, signatures, examined services, shared work."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sinau.demo.city import City, content
from sinau.innovation import impact
from sinau.innovation.actions import (
    agree_exception,
    answer_impact,
    ask_exception,
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
from sinau.innovation.gate import PILOT
from sinau.innovation.models import Gift, Idea, Plan
from sinau.innovation.testing import mild_answers
from sinau.kernel import clock
from sinau.people.models import Person
from sinau.risk.actions.estimating import Guess
from sinau.risk.actions.rounds import answer_question, open_round, reveal_round
from sinau.risk.coverage import coverage_of
from sinau.risk.models import Exclusion, Way

WAITING = "pengingat-jadwal-kontrol"
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


def cover(city: City, idea: Idea, other: Person, *, days_ago: int) -> None:
    """Every box of the taxonomy has an answer that somebody of another agency confirmed."""
    assert idea.register is not None
    reasons = content("impact.toml")["boxes"]
    owner = idea.owner
    Exclusion.objects.bulk_create(
        Exclusion(
            register=idea.register,
            subdomain=box.code,
            reason=reasons[box.code],
            stated_by=owner,
            stated_agency=owner.agency or idea.agency,
            stated_at=city.days_ago(days_ago, hour=11),
            confirmed_by=other,
            confirmed_agency=other.agency or idea.agency,
            confirmed_at=city.days_ago(days_ago, hour=12),
        )
        for box in coverage_of(idea.register).missing
    )


def estimate(city: City, idea: Idea, people: list[Person], *, days_ago: int) -> None:
    """Three people give their ranges of every risk, and see each other's afterwards."""
    assert idea.register is not None
    risks = list(idea.register.risks.filter(closure=None))
    with clock.freeze(city.days_ago(days_ago, hour=10)):
        opened = open_round(
            idea.register,
            title="Perkiraan sebelum uji coba",
            risks=risks,
            people=people,
            closes_on=city.today - timedelta(days=days_ago - 1),
            by=idea.owner,
        )
        for at, person in enumerate(people):
            for number, question in enumerate(opened.questions.all()):
                answer_question(question, _guess(at, number), by=person)
        reveal_round(opened, by=idea.owner)


def _guess(at: int, number: int) -> Guess:
    """People do not agree, and not always in the same direction."""
    low = 0.03 + 0.02 * ((at + number) % 3)
    return Guess(
        way=Way.CHANCE,
        low=low,
        high=low * (4 + at),
        loss_low=2_000_000 * (1 + number),
        loss_high=30_000_000 * (1 + number + at),
    )


def let_be(city: City) -> None:
    """One running use has a box that another agency has not confirmed; two agencies let it be."""
    idea = Idea.objects.select_related("owner", "agency", "register").filter(slug=WAITING).first()
    if idea is None or idea.register is None or coverage_of(idea.register).is_complete:
        return
    with clock.freeze(city.days_ago(11)):
        row = ask_exception(
            idea,
            criterion="cakupan",
            reason="Satu subranah menunggu perangkat daerah lain; pesannya pendek dan satu arah.",
            ends_on=city.today + timedelta(days=75),
            gate=PILOT,
            by=idea.owner,
        )
    for person, dissent in (
        (city.cast["budi"], ""),
        (city.person("bappeda"), "Sebaiknya selesai sebelum tinjauan bulan depan."),
    ):
        with clock.freeze(city.days_ago(10)):
            agree_exception(row, dissent=dissent, by=person)
