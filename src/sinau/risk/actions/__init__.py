"""The verbs of risk. All of its writing happens here."""

from sinau.risk.actions.controlling import (
    Measure,
    WorksWithoutEvidence,
    describe_control,
    serve_only,
    try_control,
)
from sinau.risk.actions.deciding import (
    NotAbove,
    OwnWork,
    accept_risk,
    close_risk,
    reopen_risk,
    review_risk,
)
from sinau.risk.actions.estimating import (
    Guess,
    NotAnEstimate,
    describe_cause,
    estimate_risk,
    hang_on,
    own_together,
)
from sinau.risk.actions.frameworks import current_framework, load_framework
from sinau.risk.actions.registers import change_register, involve, open_register
from sinau.risk.actions.risks import assess_risk, edit_risk, identify_risk
from sinau.risk.actions.treating import complete_action, plan_action, treat_risk

__all__ = [
    "Guess",
    "Measure",
    "NotAbove",
    "NotAnEstimate",
    "OwnWork",
    "WorksWithoutEvidence",
    "accept_risk",
    "assess_risk",
    "change_register",
    "close_risk",
    "complete_action",
    "current_framework",
    "describe_cause",
    "describe_control",
    "edit_risk",
    "estimate_risk",
    "hang_on",
    "identify_risk",
    "involve",
    "load_framework",
    "open_register",
    "own_together",
    "plan_action",
    "reopen_risk",
    "review_risk",
    "serve_only",
    "treat_risk",
    "try_control",
]
