"""The verbs of the corporate university. All of its writing happens here."""

from sinau.university.actions.activities import add_activity, do_activity, remove_activity
from sinau.university.actions.attendance import (
    mark_by_hand,
    note_wrong_digits,
    record_attendance,
    session_of_digits,
)
from sinau.university.actions.certificates import credit, issue, press_file, reverse_credit, revoke
from sinau.university.actions.checks import answer_check, arrive, read_lesson
from sinau.university.actions.classes import (
    publish_class,
    remove_session,
    withdraw_class,
    write_class,
    write_session,
)
from sinau.university.actions.closing import Outlook, close_class, outlook_of
from sinau.university.actions.courses import publish_course, withdraw_course, write_course
from sinau.university.actions.learning import enrol, go_on
from sinau.university.actions.lessons import (
    draft_of_lesson,
    move_lesson,
    new_lesson,
    publish_lesson,
    remove_draft,
    remove_lesson,
    restore_version,
    write_blocks,
    write_lesson,
    write_lessons,
)
from sinau.university.actions.quizzes import (
    draft_of,
    publish_quiz,
    remove_question,
    set_rules,
    write_question,
)
from sinau.university.actions.registrations import cancel, register
from sinau.university.actions.trying import save_answer, start_attempt, submit_attempt

__all__ = [
    "Outlook",
    "add_activity",
    "answer_check",
    "arrive",
    "cancel",
    "close_class",
    "credit",
    "do_activity",
    "draft_of",
    "draft_of_lesson",
    "enrol",
    "go_on",
    "issue",
    "mark_by_hand",
    "move_lesson",
    "new_lesson",
    "note_wrong_digits",
    "outlook_of",
    "press_file",
    "publish_class",
    "publish_course",
    "publish_lesson",
    "publish_quiz",
    "read_lesson",
    "record_attendance",
    "register",
    "remove_activity",
    "remove_draft",
    "remove_lesson",
    "remove_question",
    "remove_session",
    "restore_version",
    "reverse_credit",
    "revoke",
    "save_answer",
    "session_of_digits",
    "set_rules",
    "start_attempt",
    "submit_attempt",
    "withdraw_class",
    "withdraw_course",
    "write_blocks",
    "write_class",
    "write_course",
    "write_lesson",
    "write_lessons",
    "write_question",
    "write_session",
]
