"""The verbs of the corporate university. All of its writing happens here."""

from sinau.university.actions.activities import add_activity, do_activity, remove_activity
from sinau.university.actions.attendance import (
    mark_by_hand,
    note_wrong_digits,
    record_attendance,
    session_of_digits,
)
from sinau.university.actions.bank import (
    keep_category,
    move_question,
    rename_category,
    restore_question,
    retire_question,
    rewrite_question,
    write_many_to_bank,
    write_to_bank,
)
from sinau.university.actions.certificates import credit, issue, press_file, reverse_credit, revoke
from sinau.university.actions.classes import (
    publish_class,
    remove_session,
    withdraw_class,
    write_class,
    write_session,
)
from sinau.university.actions.closing import Outlook, close_class, outlook_of
from sinau.university.actions.courses import (
    move_lesson,
    publish_course,
    remove_lesson,
    withdraw_course,
    write_course,
    write_lesson,
)
from sinau.university.actions.importing import (
    import_questions,
    keep_import,
    read_in,
    take_import_back,
)
from sinau.university.actions.learning import enrol, go_on
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
    "cancel",
    "close_class",
    "credit",
    "do_activity",
    "draft_of",
    "enrol",
    "go_on",
    "import_questions",
    "issue",
    "keep_category",
    "keep_import",
    "mark_by_hand",
    "move_lesson",
    "move_question",
    "note_wrong_digits",
    "outlook_of",
    "press_file",
    "publish_class",
    "publish_course",
    "publish_quiz",
    "read_in",
    "record_attendance",
    "register",
    "remove_activity",
    "remove_lesson",
    "remove_question",
    "remove_session",
    "rename_category",
    "restore_question",
    "retire_question",
    "reverse_credit",
    "revoke",
    "rewrite_question",
    "save_answer",
    "session_of_digits",
    "set_rules",
    "start_attempt",
    "submit_attempt",
    "take_import_back",
    "withdraw_class",
    "withdraw_course",
    "write_class",
    "write_course",
    "write_lesson",
    "write_many_to_bank",
    "write_question",
    "write_session",
    "write_to_bank",
]
