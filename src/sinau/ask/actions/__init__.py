"""The verbs of the answer desk."""

from sinau.ask.actions.asking import ask, delete_question
from sinau.ask.actions.doubts import confirm_answer, doubt_answers, settle_doubts
from sinau.ask.actions.gaps import (
    AlreadyThere,
    LastOne,
    ask_about_gap,
    forward_gap,
    merge_gaps,
    split_gap,
    try_gap,
    try_gaps_about,
)
from sinau.ask.actions.language import (
    NotYetExamined,
    UseNotApproved,
    approve_language,
    end_language,
    propose_language,
    set_aside,
    want_cancelled,
)
from sinau.ask.actions.people import AnsweredAlready, hand_over, note_later_article, rate
from sinau.ask.actions.trials import (
    NotFinished,
    NothingToAsk,
    go_on_with,
    judge,
    keep_questions,
    name_desk,
    publish_trial,
    remove_question,
    set_public,
    start_trial,
)

__all__ = [
    "AlreadyThere",
    "AnsweredAlready",
    "LastOne",
    "NotFinished",
    "NotYetExamined",
    "NothingToAsk",
    "UseNotApproved",
    "approve_language",
    "ask",
    "ask_about_gap",
    "confirm_answer",
    "delete_question",
    "doubt_answers",
    "end_language",
    "forward_gap",
    "go_on_with",
    "hand_over",
    "judge",
    "keep_questions",
    "merge_gaps",
    "name_desk",
    "note_later_article",
    "propose_language",
    "publish_trial",
    "rate",
    "remove_question",
    "set_aside",
    "set_public",
    "settle_doubts",
    "split_gap",
    "start_trial",
    "try_gap",
    "try_gaps_about",
    "want_cancelled",
]
