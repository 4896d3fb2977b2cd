"""The verbs of learning by doing. All of its writing happens here."""

from sinau.practice.actions.assignments import remove_assignment, write_assignment
from sinau.practice.actions.cycles import (
    add_entry,
    add_evidence,
    agree,
    approve,
    complete,
    confirm_entry,
    decline,
    propose,
    reach_goal,
    report,
    return_plan,
    stop,
)
from sinau.practice.actions.follow_ups import answer_follow_up, ask_what_became
from sinau.practice.actions.judging import mark, review
from sinau.practice.actions.submitting import add_file, remove_file, save_work, submit

__all__ = [
    "add_entry",
    "add_evidence",
    "add_file",
    "agree",
    "answer_follow_up",
    "approve",
    "ask_what_became",
    "complete",
    "confirm_entry",
    "decline",
    "mark",
    "propose",
    "reach_goal",
    "remove_assignment",
    "remove_file",
    "report",
    "return_plan",
    "review",
    "save_work",
    "stop",
    "submit",
    "write_assignment",
]
