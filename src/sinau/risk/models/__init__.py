"""The nouns of risk: frameworks, registers, contexts, risks, treatments, decisions, incidents."""

from sinau.risk.models.causes import (
    Cause,
    CauseKind,
    RiskCause,
)
from sinau.risk.models.contexts import (
    Context,
    ContextLine,
    CycleReview,
    FormSignature,
    ImpactCriterion,
    LikelihoodCriterion,
    LineKind,
    Monitoring,
    Reminder,
)
from sinau.risk.models.controls import (
    Control,
    Serving,
    Status,
    Trial,
)
from sinau.risk.models.decisions import (
    Acceptance,
    Closure,
    Review,
    Verdict,
)
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
from sinau.risk.models.frameworks import (
    Framework,
)
from sinau.risk.models.incidents import (
    BreachNotice,
    Found,
    Harm,
    Incident,
    Receiver,
)
from sinau.risk.models.registers import (
    Basis,
    Involvement,
    Part,
    Register,
    Steward,
)
from sinau.risk.models.results import (
    Result,
)
from sinau.risk.models.risks import (
    Assessment,
    Kind,
    Nature,
    Risk,
)
from sinau.risk.models.rounds import (
    Answer,
    Estimator,
    Question,
    Remark,
    Round,
    Turn,
)
from sinau.risk.models.taxonomies import (
    Classification,
    Exclusion,
    FinishedList,
    Naming,
)
from sinau.risk.models.treatments import (
    Completion,
    Treatment,
)

__all__ = [
    "Acceptance",
    "Answer",
    "Assessment",
    "Basis",
    "BreachNotice",
    "Cause",
    "CauseKind",
    "Classification",
    "Closure",
    "CoOwner",
    "Completion",
    "Context",
    "ContextLine",
    "Control",
    "CycleReview",
    "Estimate",
    "Estimator",
    "Exclusion",
    "FinishedList",
    "FormSignature",
    "Found",
    "Framework",
    "Grade",
    "Harm",
    "ImpactCriterion",
    "Incident",
    "Involvement",
    "Kind",
    "Learning",
    "LikelihoodCriterion",
    "LineKind",
    "Monitoring",
    "Naming",
    "Nature",
    "Part",
    "Question",
    "Receiver",
    "Register",
    "Remark",
    "Reminder",
    "Result",
    "Review",
    "Risk",
    "RiskCause",
    "Round",
    "Seen",
    "Serving",
    "Signal",
    "Status",
    "Steward",
    "TrainingAnswer",
    "Treatment",
    "Trial",
    "Turn",
    "Verdict",
    "Way",
]
