"""Taking something out of sight, with a reason, and showing it again; the text is kept."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.communities.actions.refusals import AnswerIsAccepted
from sinau.communities.counting import count_conversations, count_replies, lock
from sinau.communities.events import (
    ConversationHidden,
    ConversationShown,
    ReplyHidden,
    ReplyShown,
)
from sinau.communities.models import Conversation, Hiding, Reply
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person


@transaction.atomic
def hide_conversation(conversation: Conversation, *, reason: str, by: Person) -> None:
    """Only its author and the leads still see the conversation; a second time changes nothing."""
    lock(conversation.community)
    if not _set_hidden(conversation, reason=reason, by=by):
        return
    count_conversations(conversation.community)
    announce(
        ConversationHidden(
            conversation_id=conversation.pk, author_id=conversation.author_id, reason=reason
        ),
        by=by,
    )


@transaction.atomic
def show_conversation(conversation: Conversation, *, by: Person) -> None:
    """The conversation can be read again; a second time changes nothing."""
    lock(conversation.community)
    if _set_shown(conversation, by=by):
        count_conversations(conversation.community)
        announce(
            ConversationShown(conversation_id=conversation.pk, author_id=conversation.author_id),
            by=by,
        )


@transaction.atomic
def hide_reply(reply: Reply, *, reason: str, by: Person) -> None:
    """Only its author and the leads still see the reply; a second time changes nothing."""
    conversation = reply.conversation
    lock(conversation.community)
    if Conversation.objects.filter(pk=conversation.pk, accepted=reply).exists():
        raise AnswerIsAccepted(
            _("Balasan ini jawaban yang diterima. Batalkan penerimaannya lebih dulu.")
        )
    if _set_hidden(reply, reason=reason, by=by):
        count_replies(conversation)
        count_conversations(conversation.community)
        announce(ReplyHidden(**_reply(reply), reason=reason), by=by)


@transaction.atomic
def show_reply(reply: Reply, *, by: Person) -> None:
    """The reply can be read again; a second time changes nothing."""
    conversation = reply.conversation
    lock(conversation.community)
    if _set_shown(reply, by=by):
        count_replies(conversation)
        count_conversations(conversation.community)
        announce(ReplyShown(**_reply(reply)), by=by)


def _reply(reply: Reply) -> dict[str, int]:
    return {
        "conversation_id": reply.conversation_id,
        "reply_id": reply.pk,
        "author_id": reply.author_id,
    }


def _set_hidden(thing: Conversation | Reply, *, reason: str, by: Person) -> bool:
    hid = type(thing)._default_manager.filter(pk=thing.pk, hidden_at=None).update(hidden_at=now())
    if hid:
        thing.hidden_at = now()
        Hiding.objects.create(**_of(thing), reason=reason, by=by, at=now())
    return bool(hid)


def _set_shown(thing: Conversation | Reply, *, by: Person) -> bool:
    hidden = type(thing)._default_manager.filter(pk=thing.pk).exclude(hidden_at=None)
    shown = hidden.update(hidden_at=None)
    if shown:
        thing.hidden_at = None
        open_ones = Hiding.objects.filter(**_of(thing), lifted_at=None)
        open_ones.update(lifted_by=by, lifted_at=now())
    return bool(shown)


def _of(thing: Conversation | Reply) -> dict[str, Conversation | Reply | None]:
    if isinstance(thing, Reply):
        return {"conversation": thing.conversation, "reply": thing}
    return {"conversation": thing, "reply": None}
