"""What happens in the communities, as xAPI statements.

Titles of talks that are only for one agency stay in that agency: statements are read by the
personnel office of the whole city. What people wrote is in no statement at all.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sinau.communities.events import (
    AnswerAccepted,
    ConversationStarted,
    MemberJoined,
    ReplyWritten,
)
from sinau.communities.models import Community, Conversation
from sinau.journal.models import Entry
from sinau.people.models import Audience
from sinau.records.profiles import words
from sinau.records.stating import activity, actor, states

Statement = dict[str, Any]


def _talk(conversation_id: int) -> tuple[Statement, Conversation] | None:
    rows = Conversation.objects.select_related("community")
    talk = rows.filter(pk=conversation_id, hidden_at=None).first()
    if talk is None:
        return None
    is_open = talk.community.audience != Audience.AGENCY
    kind = words.QUESTION if talk.is_question else words.DISCUSSION
    path = reverse("communities:conversation", args=[talk.pk])
    return activity(path, kind, talk.title if is_open else ""), talk


@states(ConversationStarted)
def start(fact: ConversationStarted, entry: Entry) -> Statement | None:
    """Who asked something, or began to tell something."""
    who, found = actor(fact.asker_id), _talk(fact.conversation_id)
    if who is None or found is None:
        return None
    verb = words.ASKED if found[1].is_question else words.SHARED
    return {"actor": who, "verb": verb, "object": found[0]}


@states(ReplyWritten)
def reply(fact: ReplyWritten, entry: Entry) -> Statement | None:
    """Who answered a question or replied in a talk."""
    who, found = actor(fact.author_id), _talk(fact.conversation_id)
    if who is None or found is None:
        return None
    verb = words.ANSWERED if found[1].is_question else words.COMMENTED
    return {"actor": who, "verb": verb, "object": found[0]}


@states(AnswerAccepted)
def accept(fact: AnswerAccepted, entry: Entry) -> Statement | None:
    """Who said that a reply answers the question."""
    who, found = actor(entry.told_by), _talk(fact.conversation_id)
    if who is None or found is None or not found[1].is_question:
        return None
    path = reverse("communities:conversation", args=[fact.conversation_id])
    return {
        "actor": who,
        "verb": words.ACCEPTED,
        "object": activity(f"{path}#balasan-{fact.reply_id}", words.REPLY),
        "context": {"contextActivities": {"parent": [found[0]]}},
    }


@states(MemberJoined)
def join(fact: MemberJoined, entry: Entry) -> Statement | None:
    """Who belongs to a community from now on."""
    who = actor(fact.person_id)
    community = Community.objects.filter(pk=fact.community_id).first()
    if who is None or community is None:
        return None
    path = reverse("communities:show", args=[community.pk])
    is_open = community.audience != Audience.AGENCY
    return {
        "actor": who,
        "verb": words.JOINED,
        "object": activity(path, words.GROUP, community.name if is_open else ""),
    }
