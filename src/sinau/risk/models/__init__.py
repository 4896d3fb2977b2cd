"""The nouns of risk: frameworks, registers, risks, assessments, treatments and decisions."""

from sinau.risk.models.decisions import Acceptance, Closure, Review, Verdict
from sinau.risk.models.frameworks import Framework
from sinau.risk.models.registers import Involvement, Register
from sinau.risk.models.risks import Assessment, Kind, Risk
from sinau.risk.models.treatments import Completion, Treatment

__all__ = [
    "Acceptance",
    "Assessment",
    "Closure",
    "Completion",
    "Framework",
    "Involvement",
    "Kind",
    "Register",
    "Review",
    "Risk",
    "Treatment",
    "Verdict",
]
