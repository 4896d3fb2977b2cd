"""Decide how a risk is treated, plan what is done about it, and report it done."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.risk.actions.registers import recount
from sinau.risk.actions.risks import refuse_closed
from sinau.risk.events import ActionCompleted, ActionPlanned, RiskTreated
from sinau.risk.models import Completion, Risk, Treatment


@transaction.atomic
def treat_risk(risk: Risk, *, option: str, control: str, by: Person) -> Risk:
    """The risk is treated this way; a real change asks for a new review, the same one does not."""
    refuse_closed(risk)
    if (risk.option, risk.control) == (option, control):
        return risk
    risk.option, risk.control, risk.review, risk.changed_at = option, control, None, now()
    risk.save()
    recount(risk.register_id)
    announce(
        RiskTreated(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            option_name=option_name(risk),
            control=control,
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
    return risk


@transaction.atomic
def plan_action(
    risk: Risk,
    *,
    text: str,
    owner: Person,
    due: date,
    by: Person,
    output: str = "",
    starts_on: date | None = None,
) -> Treatment:
    """This person does this until that day; the same plan a second time is the same row."""
    refuse_closed(risk)
    treatment, is_new = Treatment.objects.get_or_create(
        risk=risk,
        text=text,
        owner=owner,
        due=due,
        defaults={
            "output": output,
            "starts_on": starts_on,
            "planned_by": by,
            "planned_at": now(),
        },
    )
    if is_new:
        Risk.objects.filter(pk=risk.pk).update(changed_at=now())
        announce(
            ActionPlanned(
                treatment_id=treatment.pk,
                risk_id=risk.pk,
                code=risk.code,
                text=text,
                due=due,
                owner_id=owner.pk,
                owner_name=owner.name,
            ),
            by=by,
        )
    return treatment


@transaction.atomic
def complete_action(treatment: Treatment, *, evidence: str, by: Person) -> Completion:
    """The action is done, with this evidence; a second report changes nothing."""
    done, is_new = Completion.objects.get_or_create(
        treatment=treatment,
        defaults={"evidence": evidence, "done_by": by, "done_at": now()},
    )
    if is_new:
        risk = treatment.risk
        Risk.objects.filter(pk=risk.pk).update(changed_at=now())
        announce(
            ActionCompleted(
                treatment_id=treatment.pk,
                risk_id=risk.pk,
                code=risk.code,
                text=treatment.text,
                evidence=evidence,
                owner_id=risk.register.keeper_id,
            ),
            by=by,
        )
    return done


def option_name(risk: Risk) -> str:
    """What the chosen way of treating is called in the framework."""
    return risk.register.framework.scale.option_name(risk.option)
