"""The nouns of innovation: ideas, partners, plans, pilots and what became of them."""

from sinau.innovation.models.assessments import (
    ExceptionAgreement,
    GateException,
    ImpactAssessment,
    ImpactScore,
    Passage,
    Signature,
)
from sinau.innovation.models.evaluations import (
    ATTACKS,
    AnswerRating,
    CaseKind,
    EvaluationAnswer,
    EvaluationCase,
    EvaluationRun,
    EvaluationSet,
    Mark,
    Tongue,
)
from sinau.innovation.models.ideas import Idea, Partner, Proposal, Stage, Support
from sinau.innovation.models.pilots import (
    Evaluation,
    GateClosure,
    Launch,
    Outcome,
    Pilot,
    Stop,
    UseReview,
)
from sinau.innovation.models.plans import Plan, PrivacyAgreement

__all__ = [
    "ATTACKS",
    "AnswerRating",
    "CaseKind",
    "EvaluationAnswer",
    "EvaluationCase",
    "EvaluationRun",
    "EvaluationSet",
    "ExceptionAgreement",
    "GateException",
    "ImpactAssessment",
    "ImpactScore",
    "Mark",
    "Passage",
    "Signature",
    "Tongue",
    "Evaluation",
    "GateClosure",
    "Idea",
    "Launch",
    "Outcome",
    "Partner",
    "Pilot",
    "Plan",
    "PrivacyAgreement",
    "Proposal",
    "Stage",
    "Stop",
    "Support",
    "UseReview",
]
