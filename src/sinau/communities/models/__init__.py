"""The nouns of the communities."""

from sinau.communities.models.communities import Community, Lead, Member
from sinau.communities.models.conversations import (
    Acceptance,
    Conversation,
    Follow,
    HelpfulMark,
    Hiding,
    KnowledgeLink,
    Reply,
    Revision,
)

__all__ = [
    "Acceptance",
    "Community",
    "Conversation",
    "Follow",
    "HelpfulMark",
    "Hiding",
    "KnowledgeLink",
    "Lead",
    "Member",
    "Reply",
    "Revision",
]
