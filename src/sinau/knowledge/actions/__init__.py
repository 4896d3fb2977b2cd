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
from sinau.knowledge.actions.documents import (
    ask_for_reading,
    put_aside,
    read_document,
    receive_document,
)
from sinau.knowledge.actions.regulations import (
    change_status,
    correct_regulation,
    publish_regulation,
    relate,
    unrelate,
)

__all__ = [
    "ask_for_reading",
    "change_status",
    "correct_regulation",
    "draft_article",
    "give_feedback",
    "publish_regulation",
    "put_aside",
    "read_document",
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
    "unrelate",
    "verify_article",
]
