"""Write a risk down with everything its page asked, or change its numbers, in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from sinau.people.models import Agency, Person
from sinau.risk import modelling
from sinau.risk.actions.computing import count_anew
from sinau.risk.actions.controlling import Measure, describe_control, serve_only
from sinau.risk.actions.estimating import Guess, estimate_risk, hang_on, own_together
from sinau.risk.actions.risks import Statement, identify_risk
from sinau.risk.engine.reading import cells
from sinau.risk.models import Cause, Control, Register, Risk


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """What a risk hangs on and how it is kept small, besides its ranges; `None` leaves the ranges open."""

    guess: Guess | None = None
    weights: Mapping[Cause, float] = field(default_factory=dict)
    controls: Sequence[Control] = ()
    measure: Measure | None = None
    co_owners: Sequence[Agency] = ()


@transaction.atomic
def write_down(
    register: Register,
    said: Statement,
    numbers: Numbers,
    *,
    likelihood: int | None,
    impact: int | None,
    by: Person,
) -> Risk:
    """The register has this risk with its numbers; a place left out is the one the numbers suggest."""
    if numbers.guess and not (likelihood and impact):
        scale = register.framework.scale
        bounds = modelling.rupiah_bounds(scale)
        rows, columns = cells(numbers.guess.gamma(), numbers.guess.loss(), bounds).official
        likelihood, impact = likelihood or rows, impact or columns
    assert likelihood and impact
    risk = identify_risk(register, said, likelihood=likelihood, impact=impact, by=by)
    return change_numbers(risk, numbers, by=by)


@transaction.atomic
def change_numbers(risk: Risk, numbers: Numbers, *, by: Person) -> Risk:
    """The risk has these numbers; the same ones again change nothing."""
    if numbers.guess:
        estimate_risk(risk, numbers.guess, by=by)
    hang_on(risk, numbers.weights, by=by)
    controls = list(numbers.controls)
    if numbers.measure:
        owner = risk.register.keeper
        agency = by.agency or risk.register.agency
        controls.append(
            describe_control(numbers.measure, agency=agency, owner=owner, by=by, risks=[risk])
        )
    serve_only(risk, controls, by=by)
    own_together(risk, numbers.co_owners, by=by)
    count_anew(risk.register, by=by)
    return risk
