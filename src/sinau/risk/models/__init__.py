"""The nouns of risk: frameworks, registers, contexts, risks, treatments, decisions, incidents."""

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
from sinau.risk.models.decisions import Acceptance, Closure, Review, Verdict
from sinau.risk.models.frameworks import Framework
from sinau.risk.models.incidents import BreachNotice, Found, Harm, Incident, Receiver
from sinau.risk.models.registers import Basis, Involvement, Part, Register, Steward
from sinau.risk.models.risks import Assessment, Kind, Nature, Risk
from sinau.risk.models.taxonomies import Classification, Exclusion, FinishedList, Naming
from sinau.risk.models.treatments import Completion, Treatment

__all__ = [
    "Acceptance",
    "Assessment",
    "Basis",
    "BreachNotice",
    "Classification",
    "Closure",
    "Completion",
    "Context",
    "ContextLine",
    "CycleReview",
    "Exclusion",
    "FinishedList",
    "FormSignature",
    "Found",
    "Framework",
    "Harm",
    "ImpactCriterion",
    "Incident",
    "Involvement",
    "Kind",
    "LikelihoodCriterion",
    "LineKind",
    "Monitoring",
    "Naming",
    "Nature",
    "Part",
    "Receiver",
    "Register",
    "Reminder",
    "Review",
    "Risk",
    "Steward",
    "Treatment",
    "Verdict",
]
