"""The verbs of the communities. All of their writing happens here."""

from sinau.communities.actions.answering import accept_answer, withdraw_answer
from sinau.communities.actions.belonging import (
    appoint_lead,
    follow,
    join,
    leave,
    mark_helpful,
    release_lead,
    unfollow,
    unmark_helpful,
)
from sinau.communities.actions.founding import (
    edit_community,
    found_community,
    open_agency_communities,
)
from sinau.communities.actions.hiding import (
    hide_conversation,
    hide_reply,
    show_conversation,
    show_reply,
)
from sinau.communities.actions.talking import (
    edit_conversation,
    edit_reply,
    reply_to,
    start_conversation,
)

__all__ = [
    "accept_answer",
    "appoint_lead",
    "edit_community",
    "edit_conversation",
    "edit_reply",
    "follow",
    "found_community",
    "hide_conversation",
    "hide_reply",
    "join",
    "leave",
    "mark_helpful",
    "open_agency_communities",
    "release_lead",
    "reply_to",
    "show_conversation",
    "show_reply",
    "start_conversation",
    "unfollow",
    "unmark_helpful",
    "withdraw_answer",
]
