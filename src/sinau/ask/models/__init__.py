"""The nouns of the answer desk."""

from sinau.ask.models.gaps import KEEPERS, Forward, Gap, GapMember, Want
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

__all__ = [
    "KEEPERS",
    "Answer",
    "Forward",
    "Gap",
    "GapMember",
    "HandOver",
    "LaterArticle",
    "Question",
    "Quote",
    "Rating",
    "Refusal",
    "Want",
    "Withheld",
]
