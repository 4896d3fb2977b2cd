"""The verbs of evaluation. All of its writing happens here."""

from sinau.evaluation.actions.answering import answer
from sinau.evaluation.actions.asking import ask_behaviour, ask_reaction, ask_what_is_due, remind
from sinau.evaluation.actions.indicators import (
    choose_indicator,
    enter_values,
    write_indicator,
)
from sinau.evaluation.actions.planning import (
    plan_class,
    plan_course,
    record_score,
    write_questionnaire,
)

__all__ = [
    "answer",
    "ask_behaviour",
    "ask_reaction",
    "ask_what_is_due",
    "choose_indicator",
    "enter_values",
    "plan_class",
    "plan_course",
    "record_score",
    "remind",
    "write_indicator",
    "write_questionnaire",
]
