"""Put together what the gate looks at, and say where a missing thing is cured."""

from __future__ import annotations

from collections import Counter, defaultdict

from django.db.models import Count
from django.urls import reverse

from sinau.innovation import impact, planning
from sinau.innovation.figures import GROUPS
from sinau.innovation.gate import (
    PILOT,
    Case,
    Examined,
    Finding,
    RiskFact,
    Waiver,
    criteria_of,
    judge,
)
from sinau.innovation.models import (
    Evaluation,
    EvaluationRun,
    GateException,
    Idea,
    ImpactAssessment,
    ImpactScore,
    Outcome,
    Pilot,
    Plan,
    Signature,
)
from sinau.innovation.multisector import standing
from sinau.innovation.sealing import content_of, latest_score, plan_seal, round_of, seal
from sinau.innovation.seats import root_of
from sinau.kernel.clock import now, today
from sinau.risk.coverage import coverage_of
from sinau.risk.models import Answer, Kind, Risk, Treatment

# A risk that is simply carried needs nobody to do anything.
CARRIED = "penerimaan"
# So many agencies must stand behind an exception.
AGREEING = 2


def findings_of(idea: Idea, gate: str) -> list[Finding]:
    """What the gate says of this idea now; always the same number of queries."""
    return judge(case_of(idea, gate), criteria_of(gate, today()))


def case_of(idea: Idea, gate: str = PILOT) -> Case:
    """The idea as this gate sees it."""
    plan = Plan.objects.filter(idea=idea).first()
    score = latest_score(plan)
    level = score.level if score else 0
    pilot = Pilot.objects.filter(idea=idea).select_related("evaluation").first()
    evaluation: Evaluation | None = getattr(pilot, "evaluation", None)
    owner = idea.owner
    agencies = [row.agency for row in idea.partners.select_related("agency")]
    spread = standing(idea)
    sealed = seal(content_of(idea, round_of(idea, gate), plan, score))
    launch = idea.launches.first()
    covered = coverage_of(idea.register) if idea.register is not None else None
    return Case(
        owner=owner.name,
        owner_serves=owner.is_active and owner.left_on is None,
        agencies=tuple({root_of(agency.path): agency.name for agency in agencies}.values()),
        has_plan=plan is not None,
        missing=tuple((part.key, label) for part, label in planning.missing(plan, level))
        if plan
        else (),
        personal_data=plan.personal_data if plan else None,
        has_privacy_note=bool(plan and plan.privacy_note),
        has_legal_basis=bool(plan and plan.legal_basis),
        has_privacy_agreement=bool(
            plan and plan.privacy_agreements.filter(fingerprint=plan.privacy_fingerprint).exists()
        ),
        is_fallback_tried=bool(plan and plan.fallback_tried_on),
        risks=_risks(idea),
        is_evaluated=evaluation is not None,
        is_target_missed=evaluation is not None and evaluation.outcome == Outcome.MISSED,
        level=level,
        unanswered=_unanswered(plan) if not score else 0,
        is_level_stale=is_stale(plan, score),
        unsigned=_unsigned(idea, round_of(idea, gate), level, sealed),
        boxes=covered.total if covered else 0,
        boxes_done=covered.done if covered else 0,
        sectors=spread.n_sectors,
        effective_sectors=spread.effective_sectors,
        tested=_tested(idea),
        days_live=(now() - launch.launched_at).days if launch else 0,
        days_unreviewed=(now() - idea.reviewed_at).days if idea.reviewed_at else None,
        has_exit=bool(plan and plan.exit),
        waivers=_waivers(idea, sealed),
    )


def is_stale(plan: Plan | None, score: ImpactScore | None) -> bool:
    """Whether plan, answers or questions changed after the assessment was finished."""
    if plan is None or score is None:
        return False
    return (
        score.plan_seal != plan_seal(plan)
        or score.answers != score.assessment.answers
        or score.rules != impact.fingerprint()
    )


def seats_of(level: int) -> list[impact.Seat]:
    """Who signs a plan of this impact; before it is known, as for a small one."""
    return [impact.seats()[key] for key in impact.levels()[level or 1].seats]


def _unanswered(plan: Plan | None) -> int:
    if plan is None:
        return 0
    assessment = ImpactAssessment.objects.filter(plan=plan).first()
    return len(impact.unanswered(assessment.answers if assessment else {}))


def _unsigned(idea: Idea, gate: str, level: int, sealed: str) -> tuple[tuple[str, bool], ...]:
    """The seats without a name under this content, and whether there was one under another."""
    signed: dict[str, bool] = {}
    rows = Signature.objects.standing().filter(idea=idea, gate=gate)
    for seat, under in rows.values_list("seat", "seal"):
        signed[seat] = signed.get(seat, False) or under == sealed
    return tuple(
        (seat.title, seat.key in signed) for seat in seats_of(level) if not signed.get(seat.key)
    )


def _tested(idea: Idea) -> Examined | None:
    run = (
        EvaluationRun.objects.filter(set__idea=idea, finished_at__isnull=False)
        .order_by("-finished_at", "-pk")
        .first()
    )
    if run is None or not run.figures.get("worst"):
        return None
    worst = run.figures["worst"]
    return Examined(
        group=str(GROUPS[worst["kind"]]).lower(),
        lower=worst["lower"],
        threshold=run.threshold / 100,
        has_passed=run.has_passed,
    )


def _waivers(idea: Idea, sealed: str) -> tuple[Waiver, ...]:
    """Exceptions for exactly this content, with two agencies behind them."""
    rows = GateException.objects.running(today()).filter(idea=idea, seal=sealed)
    behind = Count("agreements__home", distinct=True)
    agreed = rows.annotate(agencies=behind).filter(agencies__gte=AGREEING)
    return tuple(
        Waiver(criterion=row.criterion, ends_on=row.ends_on, reason=row.reason) for row in agreed
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
    people, agencies = _estimators(idea)
    return tuple(
        _risk(
            risk,
            actions[risk.pk],
            late[risk.pk],
            estimators=len(people[risk.pk]),
            estimating_agencies=len(agencies[risk.pk]),
        )
        for risk in risks
    )


def _estimators(idea: Idea) -> tuple[defaultdict[int, set[int]], defaultdict[int, set[str]]]:
    """Who answered for each risk in rounds that are open to all, and for which agencies."""
    people: defaultdict[int, set[int]] = defaultdict(set)
    agencies: defaultdict[int, set[str]] = defaultdict(set)
    rows = Answer.objects.filter(
        question__risk__register=idea.register_id, question__round__revealed_at__isnull=False
    ).order_by()
    for risk, person, path in rows.values_list(
        "question__risk", "estimator__person", "estimator__agency__path"
    ):
        people[risk].add(person)
        agencies[risk].add(root_of(path))
    return people, agencies


def _risk(
    risk: Risk, actions: int, late: int, *, estimators: int, estimating_agencies: int
) -> RiskFact:
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
        estimators=estimators,
        estimating_agencies=estimating_agencies,
    )


def address_of(idea: Idea, place: str, *, may_write: bool) -> str:
    """The page on which a missing thing is put right; who only looks is led to where it is read."""
    kind, _colon, key = place.partition(":")
    if kind == "plan" and not may_write:
        return reverse("innovation:plan", args=[idea.pk])
    if kind in ("partners", "edit") and not may_write:
        return idea.get_absolute_url()
    if kind == "plan":
        return reverse("innovation:plan_part", args=[idea.pk, key])
    if kind == "risk":
        return reverse("risk:show", args=[int(key)])
    if kind == "coverage" and idea.register_id:
        return reverse("risk:coverage", args=[idea.register_id])
    if kind == "rounds":
        return reverse("risk:rounds")
    if kind == "register" and idea.register_id:
        return reverse("risk:register", args=[idea.register_id])
    if kind == "review":
        return (
            reverse("innovation:use_review", args=[idea.pk])
            if may_write
            else idea.get_absolute_url()
        )
    if kind == "contributions":
        return idea.get_absolute_url()
    if kind in ("partners", "privacy", "edit", "impact", "signatures", "evaluation"):
        return reverse(f"innovation:{kind}", args=[idea.pk])
    if kind == "pilot":
        pilot = idea.pilots.first()
        return pilot.get_absolute_url() if pilot else idea.get_absolute_url()
    return idea.get_absolute_url()
