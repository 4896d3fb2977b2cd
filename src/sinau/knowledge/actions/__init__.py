"""The verbs of knowledge; the only code that writes its tables."""

from sinau.knowledge.actions.articles import (
    draft_article,
    give_feedback,
    rehouse_article,
    renew_article,
    restore_revision,
    retire_article,
    return_article,
    revise_article,
    settle_check,
    submit_article,
    verify_article,
)
from sinau.knowledge.actions.bringing import (
    choose_items,
    drop_bundle,
    receive_bundle,
    take_bundle,
    undo_bundle,
)
from sinau.knowledge.actions.documents import (
    ask_for_reading,
    put_aside,
    read_document,
    receive_document,
)
from sinau.knowledge.actions.giving import ask_for_parcel, fetch_parcel
from sinau.knowledge.actions.regulations import (
    change_status,
    correct_regulation,
    publish_regulation,
    relate,
    unrelate,
)

__all__ = [
    "ask_for_parcel",
    "ask_for_reading",
    "change_status",
    "choose_items",
    "correct_regulation",
    "draft_article",
    "drop_bundle",
    "fetch_parcel",
    "give_feedback",
    "publish_regulation",
    "put_aside",
    "read_document",
    "receive_bundle",
    "receive_document",
    "rehouse_article",
    "relate",
    "renew_article",
    "restore_revision",
    "retire_article",
    "return_article",
    "revise_article",
    "settle_check",
    "submit_article",
    "take_bundle",
    "undo_bundle",
    "unrelate",
    "verify_article",
]
