"""The verbs of the corporate university. All of its writing happens here."""

from sinau.university.actions.activities import (
    add_activity,
    do_activity,
    remove_activity,
)
from sinau.university.actions.attendance import (
    mark_by_hand,
    note_wrong_digits,
    record_attendance,
    session_of_digits,
    unmark,
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
from sinau.university.actions.certificates import (
    credit,
    issue,
    reverse_credit,
    revoke,
)
from sinau.university.actions.checks import (
    answer_check,
    arrive,
    read_lesson,
)
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
from sinau.university.actions.closing import (
    Outlook,
    close_class,
    outlook_of,
    reopen_class,
)
from sinau.university.actions.courses import (
    publish_course,
    withdraw_course,
    write_course,
)
from sinau.university.actions.doubts import doubt_what_cites, settle_doubt
from sinau.university.actions.essays import (
    mark_essay,
)
from sinau.university.actions.importing import (
    import_questions,
    keep_import,
    read_in,
    take_import_back,
)
from sinau.university.actions.inviting import (
    invite,
)
from sinau.university.actions.learning import (
    enrol,
    go_on,
)
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
from sinau.university.actions.papers import (
    begin_run,
    content_of,
    freeze,
    go_on_with,
    name_credential,
    press_file,
    retry_run,
)
from sinau.university.actions.permissions import (
    permit,
    refuse_permission,
)
from sinau.university.actions.quizzes import (
    add_draw,
    add_question,
    category_of,
    change_slot,
    draft_of,
    move_slot,
    publish_quiz,
    remove_question,
    set_class_rules,
    set_rules,
    write_question,
    write_questions,
)
from sinau.university.actions.registrations import (
    Seats,
    cancel,
    register,
)
from sinau.university.actions.reserving import (
    release,
    release_due,
    reserve,
)
from sinau.university.actions.rosters import (
    add_roster,
    undo_roster,
)
from sinau.university.actions.templates import (
    template_of,
    write_template,
)
from sinau.university.actions.trying import (
    Saved,
    check_answer,
    hand_in_expired,
    save_answer,
    start_attempt,
    start_quiz,
    submit_attempt,
)

__all__ = [
    "Guest",
    "Outlook",
    "Saved",
    "Seats",
    "add_activity",
    "add_draw",
    "add_material",
    "add_question",
    "add_roster",
    "answer_check",
    "arrive",
    "begin_run",
    "cancel",
    "category_of",
    "change_slot",
    "check_answer",
    "close_class",
    "close_room",
    "content_of",
    "credit",
    "do_activity",
    "doubt_what_cites",
    "draft_of",
    "draft_of_lesson",
    "enrol",
    "file_sheet",
    "freeze",
    "go_on",
    "go_on_with",
    "hand_in_expired",
    "import_questions",
    "invite",
    "issue",
    "keep_category",
    "keep_import",
    "mark_by_hand",
    "mark_essay",
    "move_lesson",
    "move_question",
    "move_slot",
    "name_credential",
    "new_lesson",
    "note_wrong_digits",
    "outlook_of",
    "permit",
    "press_file",
    "publish_class",
    "publish_course",
    "publish_lesson",
    "publish_quiz",
    "read_in",
    "read_lesson",
    "record_attendance",
    "refuse_permission",
    "register",
    "release",
    "release_due",
    "remove_activity",
    "remove_draft",
    "remove_lesson",
    "remove_material",
    "remove_question",
    "remove_session",
    "rename_category",
    "reopen_class",
    "reserve",
    "restore_question",
    "restore_version",
    "retire_question",
    "retry_run",
    "reverse_credit",
    "revoke",
    "rewrite_question",
    "save_answer",
    "session_of_digits",
    "set_class_rules",
    "set_rules",
    "settle_doubt",
    "start_attempt",
    "start_quiz",
    "submit_attempt",
    "take_import_back",
    "template_of",
    "undo_roster",
    "unmark",
    "withdraw_class",
    "withdraw_course",
    "write_blocks",
    "write_class",
    "write_course",
    "write_lesson",
    "write_lessons",
    "write_many_to_bank",
    "write_minutes",
    "write_question",
    "write_questions",
    "write_room",
    "write_session",
    "write_template",
    "write_to_bank",
]
