"""The verbs of knowledge; the only code that writes its tables."""

from sinau.knowledge.actions.appointing import (
    answer_appointment,
    appoint_reviewer,
    pass_on_late_reviews,
)
from sinau.knowledge.actions.articles import (
    draft_article,
    rehouse_article,
    restore_revision,
    revise_article,
)
from sinau.knowledge.actions.attaching import (
    keep_attachment,
)
from sinau.knowledge.actions.bringing import (
    choose_items,
    drop_bundle,
    receive_bundle,
    take_bundle,
    undo_bundle,
)
from sinau.knowledge.actions.curating import (
    assign_articles,
    count_health,
)
from sinau.knowledge.actions.documents import (
    ask_for_reading,
    put_aside,
    read_document,
    receive_document,
)
from sinau.knowledge.actions.drafts import (
    drop_draft,
    keep_draft,
)
from sinau.knowledge.actions.experts import (
    ask_expert,
    close_expert_requests,
    let_go,
    settle_profile,
)
from sinau.knowledge.actions.giving import (
    ask_for_parcel,
    fetch_parcel,
)
from sinau.knowledge.actions.mending import (
    mend,
    unmend,
)
from sinau.knowledge.actions.regulations import (
    change_status,
    correct_regulation,
    publish_regulation,
)
from sinau.knowledge.actions.relations import (
    relate,
    unrelate,
)
from sinau.knowledge.actions.reviewing import (
    renew_article,
    retire_article,
    return_article,
    settle_check,
    submit_article,
    supersede_article,
    verify_article,
)
from sinau.knowledge.actions.scanning import (
    ask_for_scan,
)
from sinau.knowledge.actions.terms import (
    turn_terms,
)
from sinau.knowledge.actions.twins import (
    choose_twin,
)
from sinau.knowledge.actions.voices import (
    comment,
    count_opening,
    give_feedback,
    link_articles,
    record_use,
    settle_comment,
    unlink_articles,
)

__all__ = [
    "answer_appointment",
    "appoint_reviewer",
    "ask_expert",
    "ask_for_parcel",
    "ask_for_reading",
    "ask_for_scan",
    "assign_articles",
    "change_status",
    "choose_items",
    "choose_twin",
    "close_expert_requests",
    "comment",
    "correct_regulation",
    "count_health",
    "count_opening",
    "draft_article",
    "drop_bundle",
    "drop_draft",
    "fetch_parcel",
    "give_feedback",
    "keep_attachment",
    "keep_draft",
    "let_go",
    "link_articles",
    "mend",
    "pass_on_late_reviews",
    "publish_regulation",
    "put_aside",
    "read_document",
    "receive_bundle",
    "receive_document",
    "record_use",
    "rehouse_article",
    "relate",
    "renew_article",
    "restore_revision",
    "retire_article",
    "return_article",
    "revise_article",
    "settle_check",
    "settle_comment",
    "settle_profile",
    "submit_article",
    "supersede_article",
    "take_bundle",
    "turn_terms",
    "undo_bundle",
    "unlink_articles",
    "unmend",
    "unrelate",
    "verify_article",
]
