"""The nouns of the answer desk."""

from sinau.ask.models.doubts import AnswerDoubt
from sinau.ask.models.gaps import KEEPERS, Forward, Gap, GapMember, Want
from sinau.ask.models.language import Breaker, Call, Language, Outcome, Summary
from sinau.ask.models.questions import (
    Answer,
    HandOver,
    LaterArticle,
    Question,
    Quote,
    Rating,
    Refusal,
    Withheld,
)
from sinau.ask.models.trials import (
    DeskUse,
    Judgement,
    Mark,
    PublicDesk,
    PublicTurn,
    Tongue,
    TrialKind,
    TrialOutcome,
    TrialQuestion,
    TrialRun,
)

__all__ = [
    "KEEPERS",
    "Answer",
    "AnswerDoubt",
    "Breaker",
    "Call",
    "DeskUse",
    "Forward",
    "Gap",
    "GapMember",
    "HandOver",
    "Judgement",
    "Language",
    "LaterArticle",
    "Mark",
    "Outcome",
    "PublicDesk",
    "PublicTurn",
    "Question",
    "Quote",
    "Rating",
    "Refusal",
    "Summary",
    "Tongue",
    "TrialKind",
    "TrialOutcome",
    "TrialQuestion",
    "TrialRun",
    "Want",
    "Withheld",
]
