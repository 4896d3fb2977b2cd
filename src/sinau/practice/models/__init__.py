"""The nouns of learning by doing."""

from sinau.practice.models.assignments import (
    Assignment,
    Criterion,
    FollowUp,
    Mark,
    PeerReview,
    Submission,
    SubmissionFile,
)
from sinau.practice.models.cycles import Cycle, CycleKind, Evidence, Goal, LogEntry, Step, StepKind

__all__ = [
    "Assignment",
    "Criterion",
    "Cycle",
    "CycleKind",
    "Evidence",
    "FollowUp",
    "Goal",
    "LogEntry",
    "Mark",
    "PeerReview",
    "Step",
    "StepKind",
    "Submission",
    "SubmissionFile",
]
