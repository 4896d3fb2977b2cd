"""Put together what the gate looks at, and say where a missing thing is cured."""

from __future__ import annotations

from collections import Counter

from django.urls import reverse

from sinau.innovation import planning
from sinau.innovation.gate import Case, Finding, RiskFact, criteria_of, judge
from sinau.innovation.models import Evaluation, Idea, Outcome, Pilot, Plan
from sinau.kernel.clock import today
from sinau.risk.models import Kind, Risk, Treatment

# A risk that is simply carried needs nobody to do anything.
CARRIED = "penerimaan"


def findings_of(idea: Idea, gate: str) -> list[Finding]:
    """What the gate says of this idea now; always the same number of queries."""
    return judge(case_of(idea), criteria_of(gate, today()))


def case_of(idea: Idea) -> Case:
    """The idea as the gate sees it."""
    plan = Plan.objects.filter(idea=idea).first()
    pilot = Pilot.objects.filter(idea=idea).select_related("evaluation").first()
    evaluation: Evaluation | None = getattr(pilot, "evaluation", None)
    owner = idea.owner
    return Case(
        owner=owner.name,
        owner_serves=owner.is_active and owner.left_on is None,
        agencies=tuple(row.agency.name for row in idea.partners.select_related("agency")),
        has_plan=plan is not None,
        missing=tuple((part.key, label) for part, label in planning.missing(plan)) if plan else (),
        personal_data=plan.personal_data if plan else None,
        has_privacy_note=bool(plan and plan.privacy_note),
        has_privacy_agreement=bool(
            plan and plan.privacy_agreements.filter(fingerprint=plan.privacy_fingerprint).exists()
        ),
        is_fallback_tried=bool(plan and plan.fallback_tried_on),
        risks=_risks(idea),
        is_evaluated=evaluation is not None,
        is_target_missed=evaluation is not None and evaluation.outcome == Outcome.MISSED,
    )


def _risks(idea: Idea) -> tuple[RiskFact, ...]:
    if idea.register_id is None:
        return ()
    risks = (
        Risk.objects.open_now()
        .filter(register=idea.register_id)
        .select_related("residual", "standing", "acceptance__assessment")
        .order_by("code")
    )
    actions: Counter[int] = Counter()
    late: Counter[int] = Counter()
    rows = Treatment.objects.filter(risk__in=risks.order_by()).select_related("completion")
    for action in rows:
        actions[action.risk_id] += 1
        late[action.risk_id] += action.due < today() and not hasattr(action, "completion")
    return tuple(_risk(risk, actions[risk.pk], late[risk.pk]) for risk in risks)


def _risk(risk: Risk, actions: int, late: int) -> RiskFact:
    standing, residual = risk.standing, risk.residual
    return RiskFact(
        pk=risk.pk,
        code=risk.code,
        score=standing.score if standing else 0,
        has_residual=residual is not None,
        is_measured=residual is not None and residual.kind == Kind.CURRENT,
        is_reviewed=risk.review_id is not None,
        is_above=standing is not None and standing.is_above,
        is_accepted=risk.is_accepted,
        has_option=bool(risk.option),
        needs_action=bool(risk.option) and risk.option != CARRIED,
        actions=actions,
        late=late,
    )


def address_of(idea: Idea, place: str) -> str:
    """The page on which a missing thing is put right."""
    kind, _colon, key = place.partition(":")
    if kind == "plan":
        return reverse("innovation:plan_part", args=[idea.pk, key])
    if kind == "risk":
        return reverse("risk:show", args=[int(key)])
    if kind == "register" and idea.register_id:
        return reverse("risk:register", args=[idea.register_id])
    if kind in ("partners", "privacy", "edit"):
        return reverse(f"innovation:{kind}", args=[idea.pk])
    if kind == "pilot":
        pilot = idea.pilots.first()
        return pilot.get_absolute_url() if pilot else idea.get_absolute_url()
    return idea.get_absolute_url()
