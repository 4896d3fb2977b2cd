"""The nouns of innovation: ideas, partners, plans, pilots and what became of them."""

from sinau.innovation.models.calls import Answer, Call, CallClosing, Decision, Verdict
from sinau.innovation.models.contributions import Contribution, ContributionConfirmation, Gift
from sinau.innovation.models.entries import EntryDecision, EntryVersion, UseEntry
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
    "Answer",
    "Call",
    "CallClosing",
    "CarriedSupport",
    "Comment",
    "CommentHiding",
    "Contribution",
    "ContributionConfirmation",
    "Decision",
    "EntryDecision",
    "EntryVersion",
    "Evaluation",
    "Evidence",
    "EvidenceCheck",
    "GateClosure",
    "Gift",
    "Idea",
    "Launch",
    "Merge",
    "MergeAnswer",
    "MergeRequest",
    "Opinion",
    "Outcome",
    "Partner",
    "Pilot",
    "Plan",
    "PrivacyAgreement",
    "Proposal",
    "Signal",
    "Stage",
    "Statement",
    "StatementHiding",
    "Stop",
    "Suggestion",
    "SuggestionClosing",
    "SuggestionVoice",
    "Support",
    "UseEntry",
    "UseReview",
    "Verdict",
    "Vote",
]
