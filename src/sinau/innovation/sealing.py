"""What a signature stands under: the content as plain values, and the hash that names it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sinau.innovation import planning
from sinau.innovation.models import Idea, ImpactScore, Plan, Stage
from sinau.innovation.models.ideas import OPEN_TO_ALL
from sinau.risk.models import Risk

PILOT, LIVE = "pilot", "live"
_RISK = ("code", "event", "cause", "impact_text", "category", "impact_area", "option", "control")


def seal(content: object) -> str:
    """The same content has the same hash, whatever order it is written in."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def plan_seal(plan: Plan) -> str:
    """The hash of what a plan says; what is found out while trying does not change it."""
    return seal({name: getattr(plan, name) for name in planning.CONTENT})


def latest_score(plan: Plan | None) -> ImpactScore | None:
    """The impact assessment that was finished last."""
    if plan is None:
        return None
    scores = ImpactScore.objects.filter(assessment__plan=plan)
    return scores.select_related("assessment", "finished_by").first()


def round_of(idea: Idea, gate: str) -> str:
    """Under which gate's signatures an idea stands: once it is open to all, under those of the launch."""
    return LIVE if gate != PILOT or idea.stage in OPEN_TO_ALL else PILOT


def round_now(idea: Idea) -> str:
    """Which signatures an idea needs now: a running trial keeps those under which it began."""
    return LIVE if idea.stage in (Stage.ENDED, *OPEN_TO_ALL) else PILOT


def content_of(
    idea: Idea, gate: str, plan: Plan | None, score: ImpactScore | None
) -> dict[str, Any]:
    """All that a signature for this gate covers: who takes part, plan, assessment and open risks."""
    content: dict[str, Any] = {
        "idea": idea.pk,
        "gate": gate,
        "owner": idea.owner_id,
        "agencies": sorted(idea.partners.values_list("agency", flat=True)),
        "plan": {name: getattr(plan, name) for name in planning.CONTENT} if plan else None,
        "impact": [score.answers, score.level, score.rules] if score else None,
        "risks": _risks(idea),
    }
    if gate == LIVE and plan is not None:
        content["tried"] = [getattr(plan, name) for name in planning.TRIED]
        pilot = idea.pilots.select_related("evaluation").first()
        result = getattr(pilot, "evaluation", None)
        content["result"] = [result.outcome, result.measured, result.lesson] if result else None
    return content


def _risks(idea: Idea) -> list[list[str]]:
    if idea.register_id is None:
        return []
    rows = Risk.objects.open_now().filter(register=idea.register_id).order_by("code")
    return [list(row) for row in rows.values_list(*_RISK)]
