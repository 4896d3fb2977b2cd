"""The verbs of innovation. All of its writing happens here."""

from sinau.innovation.actions.assessing import answer_impact, finish_impact
from sinau.innovation.actions.evaluating import keep_cases, rate_answer, start_run
from sinau.innovation.actions.gates import GateShut, reconsider_gate, reopen_gate
from sinau.innovation.actions.ideas import (
    NotYetPossible,
    Sketch,
    draft_from_plan,
    draft_idea,
    edit_idea,
    propose_idea,
    set_partners,
    support_idea,
    withdraw_support,
)
from sinau.innovation.actions.pilots import (
    begin_monitoring,
    end_pilot,
    go_live,
    retire_use,
    review_use,
    start_pilot,
    stop_use,
)
from sinau.innovation.actions.plans import (
    BackDated,
    OwnPlan,
    PlanMovedOn,
    agree_privacy,
    begin_plan,
    change_plan,
)
from sinau.innovation.actions.signing import (
    agree_exception,
    ask_exception,
    sign_plan,
    withdraw_exception,
    withdraw_signature,
)

__all__ = [
    "BackDated",
    "GateShut",
    "NotYetPossible",
    "OwnPlan",
    "PlanMovedOn",
    "Sketch",
    "agree_exception",
    "agree_privacy",
    "answer_impact",
    "ask_exception",
    "begin_monitoring",
    "begin_plan",
    "change_plan",
    "draft_from_plan",
    "draft_idea",
    "edit_idea",
    "end_pilot",
    "finish_impact",
    "go_live",
    "keep_cases",
    "propose_idea",
    "rate_answer",
    "reconsider_gate",
    "reopen_gate",
    "retire_use",
    "review_use",
    "set_partners",
    "sign_plan",
    "start_pilot",
    "start_run",
    "stop_use",
    "support_idea",
    "withdraw_exception",
    "withdraw_signature",
    "withdraw_support",
]
