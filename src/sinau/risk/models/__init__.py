"""The nouns of risk: frameworks, registers, risks, assessments, treatments, decisions, and estimates."""

from sinau.risk.models.causes import Cause, CauseKind, RiskCause
from sinau.risk.models.controls import Control, Serving, Status, Trial
from sinau.risk.models.decisions import Acceptance, Closure, Review, Verdict
from sinau.risk.models.estimates import (
    CoOwner,
    Estimate,
    Grade,
    Learning,
    Seen,
    Signal,
    TrainingAnswer,
    Way,
)
from sinau.risk.models.frameworks import Framework
from sinau.risk.models.registers import Involvement, Register
from sinau.risk.models.results import Result
from sinau.risk.models.risks import Assessment, Kind, Risk
from sinau.risk.models.rounds import Answer, Estimator, Question, Remark, Round, Turn
from sinau.risk.models.treatments import Completion, Treatment

__all__ = [
    "Acceptance",
    "Answer",
    "Assessment",
    "Cause",
    "CauseKind",
    "Closure",
    "CoOwner",
    "Completion",
    "Control",
    "Estimate",
    "Estimator",
    "Framework",
    "Grade",
    "Involvement",
    "Kind",
    "Learning",
    "Question",
    "Register",
    "Remark",
    "Result",
    "Review",
    "Risk",
    "RiskCause",
    "Round",
    "Seen",
    "Serving",
    "Signal",
    "Status",
    "TrainingAnswer",
    "Treatment",
    "Trial",
    "Turn",
    "Verdict",
    "Way",
]
