"""The verbs of the corporate university. All of its writing happens here."""

from sinau.university.actions.activities import add_activity, do_activity, remove_activity
from sinau.university.actions.attendance import (
    mark_by_hand,
    note_wrong_digits,
    record_attendance,
    session_of_digits,
    unmark,
)
from sinau.university.actions.certificates import credit, issue, press_file, reverse_credit, revoke
from sinau.university.actions.class_papers import (
    add_material,
    close_room,
    file_sheet,
    remove_material,
    write_minutes,
    write_room,
)
from sinau.university.actions.classes import (
    Guest,
    publish_class,
    remove_session,
    withdraw_class,
    write_class,
    write_session,
)
from sinau.university.actions.closing import Outlook, close_class, outlook_of, reopen_class
from sinau.university.actions.courses import (
    move_lesson,
    publish_course,
    remove_lesson,
    withdraw_course,
    write_course,
    write_lesson,
)
from sinau.university.actions.inviting import invite
from sinau.university.actions.learning import enrol, go_on
from sinau.university.actions.permissions import permit, refuse_permission
from sinau.university.actions.quizzes import (
    draft_of,
    publish_quiz,
    remove_question,
    set_rules,
    write_question,
)
from sinau.university.actions.registrations import Seats, cancel, register
from sinau.university.actions.reserving import release, release_due, reserve
from sinau.university.actions.rosters import add_roster, undo_roster
from sinau.university.actions.trying import save_answer, start_attempt, submit_attempt

__all__ = [
    "Guest",
    "Outlook",
    "Seats",
    "add_activity",
    "add_material",
    "add_roster",
    "cancel",
    "close_class",
    "close_room",
    "credit",
    "do_activity",
    "draft_of",
    "enrol",
    "file_sheet",
    "go_on",
    "invite",
    "issue",
    "mark_by_hand",
    "move_lesson",
    "note_wrong_digits",
    "outlook_of",
    "permit",
    "press_file",
    "publish_class",
    "publish_course",
    "publish_quiz",
    "record_attendance",
    "refuse_permission",
    "register",
    "release",
    "release_due",
    "remove_activity",
    "remove_lesson",
    "remove_material",
    "remove_question",
    "remove_session",
    "reopen_class",
    "reserve",
    "reverse_credit",
    "revoke",
    "save_answer",
    "session_of_digits",
    "set_rules",
    "start_attempt",
    "submit_attempt",
    "undo_roster",
    "unmark",
    "withdraw_class",
    "withdraw_course",
    "write_class",
    "write_course",
    "write_lesson",
    "write_minutes",
    "write_question",
    "write_room",
    "write_session",
]
