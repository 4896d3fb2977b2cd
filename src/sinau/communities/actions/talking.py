"""Asking, telling, replying and putting one's own words right."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.communities.actions.belonging import follow, join
from sinau.communities.actions.refusals import (
    AnswerIsAccepted,
    CommunityIsClosed,
    ConversationIsHidden,
    NotForYou,
    TooLateToEdit,
)
from sinau.communities.counting import count_conversations, count_replies, lock
from sinau.communities.events import (
    ConversationEdited,
    ConversationStarted,
    ReplyEdited,
    ReplyWritten,
)
from sinau.communities.models import Community, Conversation, Follow, Reply, Revision
from sinau.communities.models.conversations import TITLE_LENGTH
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person

# The same words by the same person within this time are one: a button pressed twice.
SAME_WITHIN = timedelta(minutes=10)
EDITABLE_FOR = timedelta(days=30)


@transaction.atomic
def start_conversation(
    *,
    community: Community,
    by: Person,
    title: str,
    body: str,
    is_question: bool,
    question: str = "",
) -> Conversation:
    """Something is asked or told in the community, followed by who began it.

    The same question of the answer desk, or the same words sent twice, give the conversation
    that is already there.
    """
    refuse_unless_writable(community, by)
    lock(community)
    title = _short(title)
    known = _the_same(community, by, title, body, question)
    if known is not None:
        return known
    conversation = Conversation.objects.create(
        community=community,
        author=by,
        title=title,
        body=body,
        is_question=is_question,
        question=question,
        started_at=now(),
        last_activity_at=now(),
    )
    join(community, by=by)
    Follow.objects.create(conversation=conversation, person=by, followed_at=now())
    count_conversations(community)
    announce(
        ConversationStarted(
            conversation_id=conversation.pk,
            community_id=community.pk,
            title=title,
            is_question=is_question,
            asker_id=by.pk,
            question=question,
        ),
        by=by,
    )
    return conversation


def _short(title: str) -> str:
    """A long question of the answer desk still has a title that fits in a line or two."""
    return title if len(title) <= TITLE_LENGTH else f"{title[: TITLE_LENGTH - 1]}…"


def refuse_unless_writable(community: Community, by: Person) -> None:
    """Raise when the community has ended, or when the person only reads it."""
    if not community.is_open:
        raise CommunityIsClosed(
            _("Perangkat daerah komunitas ini sudah berakhir. Isinya dapat dibaca, tidak ditambah.")
        )
    if not Community.objects.joinable_by(by).filter(pk=community.pk).exists():
        raise NotForYou(_("Anda dapat membaca komunitas ini, tetapi tidak menulis di dalamnya."))


def _the_same(
    community: Community, by: Person, title: str, body: str, question: str
) -> Conversation | None:
    if question:
        return Conversation.objects.filter(question=question).first()
    lately = Conversation.objects.filter(
        community=community, author=by, started_at__gt=now() - SAME_WITHIN
    )
    return lately.filter(title=title, body=body).first()


@transaction.atomic
def reply_to(conversation: Conversation, *, body: str, by: Person) -> Reply:
    """The reply stands in the conversation; the same words sent twice stand there once."""
    community = conversation.community
    refuse_unless_writable(community, by)
    if conversation.hidden_at is not None:
        raise ConversationIsHidden(_("Percakapan ini sedang disembunyikan pemandu komunitas."))
    lock(community)
    lately = Reply.objects.filter(
        conversation=conversation, author=by, body=body, written_at__gt=now() - SAME_WITHIN
    )
    if known := lately.first():
        return known
    reply = Reply.objects.create(conversation=conversation, author=by, body=body, written_at=now())
    join(community, by=by)
    follow(conversation, by=by, again=False)
    count_replies(conversation)
    count_conversations(community)
    announce(
        ReplyWritten(
            conversation_id=conversation.pk,
            community_id=community.pk,
            reply_id=reply.pk,
            title=conversation.title,
            author_id=by.pk,
            asker_id=conversation.author_id,
        ),
        by=by,
    )
    return reply


@transaction.atomic
def edit_conversation(
    conversation: Conversation, *, title: str, body: str, by: Person
) -> Conversation:
    """The conversation reads anew, with its former words kept; the same words change nothing."""
    if (title, body) == (conversation.title, conversation.body):
        return conversation
    if now() - conversation.started_at > EDITABLE_FOR:
        raise TooLateToEdit(_("Setelah 30 hari percakapan tidak disunting. Tulis balasan baru."))
    Revision.objects.create(
        conversation=conversation,
        title=conversation.title,
        body=conversation.body,
        replaced_by=by,
        replaced_at=now(),
    )
    conversation.title, conversation.body, conversation.edited_at = title, body, now()
    conversation.save(update_fields=["title", "body", "edited_at"])
    announce(ConversationEdited(conversation_id=conversation.pk, title=title), by=by)
    return conversation


@transaction.atomic
def edit_reply(reply: Reply, *, body: str, by: Person) -> Reply:
    """The reply reads anew, with its former words kept; the same words change nothing."""
    if body == reply.body:
        return reply
    if reply.conversation.accepted_id == reply.pk:
        raise AnswerIsAccepted(
            _(
                "Jawaban yang sudah diterima tidak disunting. Tulis balasan baru untuk melengkapinya."
            )
        )
    if now() - reply.written_at > EDITABLE_FOR:
        raise TooLateToEdit(_("Setelah 30 hari balasan tidak disunting. Tulis balasan baru."))
    Revision.objects.create(
        conversation=reply.conversation,
        reply=reply,
        body=reply.body,
        replaced_by=by,
        replaced_at=now(),
    )
    reply.body, reply.edited_at = body, now()
    reply.save(update_fields=["body", "edited_at"])
    announce(ReplyEdited(conversation_id=reply.conversation_id, reply_id=reply.pk), by=by)
    return reply
