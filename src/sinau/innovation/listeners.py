"""What innovation does about other apps' facts: a changed risk may close the gate."""

from __future__ import annotations

from sinau.innovation.actions import Sketch, draft_from_plan, reconsider_gate
from sinau.innovation.models import Idea
from sinau.innovation.models.ideas import IN_USE
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.people.models import Person
from sinau.practice.events import ActionPlanAccepted
from sinau.risk.events import (
    ActionPlanned,
    RiskAccepted,
    RiskAssessed,
    RiskClosed,
    RiskEdited,
    RiskIdentified,
    RiskReopened,
    RiskReviewed,
    RiskTreated,
)
from sinau.risk.models import Risk

RiskFact = (
    RiskIdentified
    | RiskEdited
    | RiskAssessed
    | RiskTreated
    | ActionPlanned
    | RiskReviewed
    | RiskAccepted
    | RiskClosed
    | RiskReopened
)


@hears(
    RiskIdentified,
    RiskEdited,
    RiskAssessed,
    RiskTreated,
    ActionPlanned,
    RiskReviewed,
    RiskAccepted,
    RiskClosed,
    RiskReopened,
)
def look_at_the_gate(fact: RiskFact, entry: Entry) -> None:
    """Close or open the gate of a running use whose register has changed."""
    register = Risk.objects.filter(pk=fact.risk_id).values("register")
    running = Idea.objects.filter(stage__in=IN_USE, register__in=register)
    for idea in running.select_related("owner").select_for_update(of=("self",)):
        reconsider_gate(idea)


@hears(ActionPlanAccepted)
def begin_from_action_plan(fact: ActionPlanAccepted, entry: Entry) -> None:
    """A plan of action that passed is a draft idea of whoever made it; told again, it is the same."""
    draft_from_plan(
        source=f"practice.submission:{fact.submission_id}",
        sketch=Sketch(
            title=fact.title,
            problem=fact.problem,
            beneficiaries=fact.beneficiaries,
            summary=f"{fact.idea}\n\n{fact.measure}: {fact.baseline} → {fact.target}",
        ),
        owner=Person.objects.get(pk=fact.person_id),
    )
