"""What the communities tell the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ConversationStarted(Fact):
    """Somebody asked or told something in a community; `question` links back to the answer desk."""

    kind = "communities.conversation.started"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("memulai “{title}”")

    conversation_id: int
    community_id: int
    title: str
    is_question: bool
    asker_id: int
    question: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerAccepted(Fact):
    """The asker, or who leads the community, said: this reply answers the question."""

    kind = "communities.answer.accepted"
    about = "communities.conversation:{conversation_id}"
    told = gettext_noop("menerima jawaban untuk “{title}”")

    conversation_id: int
    reply_id: int
    title: str
    asker_id: int
    author_id: int
