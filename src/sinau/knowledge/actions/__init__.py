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
from sinau.knowledge.actions.mending import mend, unmend
from sinau.knowledge.actions.regulations import (
    change_status,
    correct_regulation,
    publish_regulation,
)
from sinau.knowledge.actions.relations import relate, unrelate
from sinau.knowledge.actions.scanning import ask_for_scan
from sinau.knowledge.actions.twins import choose_twin

__all__ = [
    "ask_for_reading",
    "ask_for_scan",
    "change_status",
    "choose_twin",
    "correct_regulation",
    "draft_article",
    "give_feedback",
    "mend",
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
    "unmend",
    "unrelate",
    "verify_article",
]
