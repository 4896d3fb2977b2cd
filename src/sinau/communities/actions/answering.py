"""Saying which reply answers a question, and taking that back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.communities.actions.refusals import NotAQuestion, ReplyIsHidden
from sinau.communities.counting import count_conversations, lock
from sinau.communities.events import AnswerAccepted, AnswerWithdrawn
from sinau.communities.models import Acceptance, Conversation, Reply
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person


@transaction.atomic
def accept_answer(reply: Reply, *, by: Person) -> Conversation:
    """The reply answers its question, instead of any other; a second time changes nothing."""
    conversation = _locked(reply.conversation)
    if not conversation.is_question:
        raise NotAQuestion(_("Percakapan ini bukan pertanyaan, jadi tidak ada jawaban diterima."))
    if reply.hidden_at is not None:
        raise ReplyIsHidden(_("Balasan ini sedang disembunyikan pemandu komunitas."))
    if conversation.accepted_id != reply.pk:
        _settle(conversation, reply, by)
        announce(AnswerAccepted(**_answer(conversation, reply)), by=by)
    return conversation


@transaction.atomic
def withdraw_answer(conversation: Conversation, *, by: Person) -> Conversation:
    """The question is open again; a second time changes nothing."""
    conversation = _locked(conversation)
    reply = conversation.accepted
    if reply is not None:
        _settle(conversation, None, by)
        announce(AnswerWithdrawn(**_answer(conversation, reply)), by=by)
    return conversation


def _locked(conversation: Conversation) -> Conversation:
    lock(conversation.community)
    return Conversation.objects.select_related("community", "accepted").get(pk=conversation.pk)


def _settle(conversation: Conversation, reply: Reply | None, by: Person) -> None:
    Acceptance.objects.create(conversation=conversation, reply=reply, by=by, at=now())
    conversation.accepted = reply
    conversation.save(update_fields=["accepted"])
    count_conversations(conversation.community)


def _answer(conversation: Conversation, reply: Reply) -> dict[str, Any]:
    return {
        "conversation_id": conversation.pk,
        "reply_id": reply.pk,
        "title": conversation.title,
        "asker_id": conversation.author_id,
        "author_id": reply.author_id,
        "agency_id": conversation.community.agency_id,
    }
