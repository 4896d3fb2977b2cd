"""The verbs of the answer desk."""

from sinau.ask.actions.asking import ask, delete_question
from sinau.ask.actions.gaps import (
    AlreadyThere,
    LastOne,
    forward_gap,
    merge_gaps,
    split_gap,
    try_gap,
    try_gaps_about,
)
from sinau.ask.actions.people import AnsweredAlready, hand_over, note_later_article, rate

__all__ = [
    "AlreadyThere",
    "AnsweredAlready",
    "LastOne",
    "ask",
    "delete_question",
    "forward_gap",
    "hand_over",
    "merge_gaps",
    "note_later_article",
    "rate",
    "split_gap",
    "try_gap",
    "try_gaps_about",
]
