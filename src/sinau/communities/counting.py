"""The stored counters of a community and a conversation, kept equal to their rows."""

from __future__ import annotations

from django.db.models import Max

from sinau.communities.models import Community, Conversation, Member, Reply


def lock(community: Community) -> None:
    """Let the verbs of one community wait for each other, so that counts see all of its rows."""
    Community.objects.select_for_update(of=("self",)).order_by("pk").get(pk=community.pk)


def count_members(community: Community) -> None:
    """Count who belongs to it; the community is locked."""
    community.members_count = Member.objects.active().filter(community=community).count()
    community.save(update_fields=["members_count"])


def count_conversations(community: Community) -> None:
    """Count what is said and what waits for an answer in it; the community is locked."""
    said = Conversation.objects.shown().filter(community=community)
    community.conversations_count = said.count()
    community.unanswered_count = said.unanswered().count()
    community.last_activity_at = said.aggregate(last=Max("last_activity_at"))["last"]
    community.save(update_fields=["conversations_count", "unanswered_count", "last_activity_at"])


def count_replies(conversation: Conversation) -> None:
    """Count the replies one can read, and when something was last said."""
    shown = Reply.objects.filter(conversation=conversation, hidden_at=None)
    conversation.replies_count = shown.count()
    last = shown.aggregate(last=Max("written_at"))["last"]
    conversation.last_activity_at = max(filter(None, (conversation.started_at, last)))
    conversation.save(update_fields=["replies_count", "last_activity_at"])
