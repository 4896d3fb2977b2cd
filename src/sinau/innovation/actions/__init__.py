"""The verbs of innovation. All of its writing happens here."""

from sinau.innovation.actions.gates import GateShut, reconsider_gate
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
    end_pilot,
    go_live,
    review_use,
    start_pilot,
    stop_use,
)
from sinau.innovation.actions.plans import OwnPlan, agree_privacy, begin_plan, change_plan

__all__ = [
    "GateShut",
    "NotYetPossible",
    "OwnPlan",
    "Sketch",
    "agree_privacy",
    "begin_plan",
    "change_plan",
    "draft_from_plan",
    "draft_idea",
    "edit_idea",
    "end_pilot",
    "go_live",
    "propose_idea",
    "reconsider_gate",
    "review_use",
    "set_partners",
    "start_pilot",
    "stop_use",
    "support_idea",
    "withdraw_support",
]
