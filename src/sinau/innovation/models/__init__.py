"""The nouns of innovation: ideas, partners, plans, pilots and what became of them."""

from sinau.innovation.models.assessments import (
    ExceptionAgreement,
    GateException,
    ImpactAssessment,
    ImpactScore,
    Passage,
    Signature,
)
from sinau.innovation.models.calls import Answer, Call, CallClosing, Decision, Verdict
from sinau.innovation.models.contributions import Contribution, ContributionConfirmation, Gift
from sinau.innovation.models.entries import EntryDecision, EntryVersion, UseEntry
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
from sinau.innovation.models.evidence import Evidence, EvidenceCheck
from sinau.innovation.models.ideas import Idea, Partner, Proposal, Stage, Support
from sinau.innovation.models.merging import CarriedSupport, Merge, MergeAnswer, MergeRequest
from sinau.innovation.models.opinions import Opinion, Statement, StatementHiding, Vote
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
from sinau.innovation.models.suggestions import (
    Signal,
    Suggestion,
    SuggestionClosing,
    SuggestionVoice,
)
from sinau.innovation.models.talking import Comment, CommentHiding

__all__ = [
    "ATTACKS",
    "Answer",
    "AnswerRating",
    "Call",
    "CallClosing",
    "CarriedSupport",
    "CaseKind",
    "Comment",
    "CommentHiding",
    "Contribution",
    "ContributionConfirmation",
    "Decision",
    "EntryDecision",
    "EntryVersion",
    "Evaluation",
    "EvaluationAnswer",
    "EvaluationCase",
    "EvaluationRun",
    "EvaluationSet",
    "Evidence",
    "EvidenceCheck",
    "ExceptionAgreement",
    "GateClosure",
    "GateException",
    "Gift",
    "Idea",
    "ImpactAssessment",
    "ImpactScore",
    "Launch",
    "Mark",
    "Merge",
    "MergeAnswer",
    "MergeRequest",
    "Opinion",
    "Outcome",
    "Partner",
    "Passage",
    "Pilot",
    "Plan",
    "PrivacyAgreement",
    "Proposal",
    "Signal",
    "Signature",
    "Stage",
    "Statement",
    "StatementHiding",
    "Stop",
    "Suggestion",
    "SuggestionClosing",
    "SuggestionVoice",
    "Support",
    "Tongue",
    "UseEntry",
    "UseReview",
    "Verdict",
    "Vote",
]
