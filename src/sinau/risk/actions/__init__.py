"""The verbs of risk. All of its writing happens here."""

from sinau.risk.actions.deciding import (
    NotAbove,
    OwnWork,
    accept_risk,
    close_risk,
    reopen_risk,
    review_risk,
)
from sinau.risk.actions.frameworks import current_framework, load_framework
from sinau.risk.actions.registers import change_register, involve, open_register
from sinau.risk.actions.risks import assess_risk, edit_risk, identify_risk
from sinau.risk.actions.treating import complete_action, plan_action, treat_risk

__all__ = [
    "NotAbove",
    "OwnWork",
    "accept_risk",
    "assess_risk",
    "change_register",
    "close_risk",
    "complete_action",
    "current_framework",
    "edit_risk",
    "identify_risk",
    "involve",
    "load_framework",
    "open_register",
    "plan_action",
    "reopen_risk",
    "review_risk",
    "treat_risk",
]
