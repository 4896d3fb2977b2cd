"""What people type about learning by doing."""

from sinau.practice.forms.assignments import (
    AssignmentForm,
    FollowUpForm,
    PlanForm,
    RubricForm,
    WordsForm,
    WorkForm,
)
from sinau.practice.forms.cycles import CycleForm, EntryForm, ReasonForm

__all__ = [
    "AssignmentForm",
    "CycleForm",
    "EntryForm",
    "FollowUpForm",
    "PlanForm",
    "ReasonForm",
    "RubricForm",
    "WordsForm",
    "WorkForm",
]
