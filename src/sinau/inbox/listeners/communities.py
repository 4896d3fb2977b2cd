"""What people are told of conversations: replies, accepted answers, questions, hidden words."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.communities.events import (
    AnswerAccepted,
    ConversationHidden,
    ConversationStarted,
    ReplyHidden,
    ReplyWritten,
)
from sinau.communities.models import Conversation, Follow, Reply
from sinau.inbox.actions import Letter, take_back
from sinau.inbox.telling import tells
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.people.models import Person

CONVERSATION = "communities.conversation:"


def conversation_shown(pk: int) -> Conversation | None:
    """The conversation, unless it is out of sight."""
    shown = Conversation.objects.shown().select_related("community__agency", "accepted")
    return shown.filter(pk=pk).first()


def _may_read(conversation: Conversation, person: Person) -> bool:
    return Conversation.objects.visible_to(person).filter(pk=conversation.pk).exists()


@tells(
    ReplyWritten,
    kind="reply",
    label=_("Balasan di percakapan yang saya mulai atau ikuti"),
    short=_("Balasan"),
    icon="message-circle",
)
def tell_reply(fact: ReplyWritten, entry: Entry) -> Iterator[Letter]:
    """Those who follow the conversation hear of the reply, if they may still read it."""
    conversation = conversation_shown(fact.conversation_id)
    reply = Reply.objects.filter(pk=fact.reply_id, hidden_at=None).select_related("author").first()
    if conversation is None or reply is None:
        return
    # As it was then: a second telling must tell the same people.
    then = Q(ended_at=None) | Q(ended_at__gt=entry.told_at)
    follows = Follow.objects.filter(then, conversation=conversation, followed_at__lte=entry.told_at)
    followers = follows.exclude(person=reply.author)
    for follow in followers.select_related("person__agency").order_by("pk"):
        if _may_read(conversation, follow.person):
            mine = follow.person_id == conversation.author_id
            yield Letter(
                person_id=follow.person_id,
                sentence=gettext_noop("{name} membalas percakapan Anda “{title}”")
                if mine
                else gettext_noop("{name} membalas “{title}”, yang Anda ikuti"),
                words={"name": reply.author.name, "title": conversation.title},
                url=reply.get_absolute_url(),
            )


@tells(
    AnswerAccepted,
    kind="accepted",
    label=_("Jawaban saya diterima"),
    short=_("Jawaban diterima"),
    icon="circle-check",
)
def tell_accepted(fact: AnswerAccepted, entry: Entry) -> Iterator[Letter]:
    """Who gave the answer hears that it was accepted."""
    conversation = conversation_shown(fact.conversation_id)
    author = Person.objects.filter(pk=fact.author_id).select_related("agency").first()
    if conversation is None or author is None or not _may_read(conversation, author):
        return
    yield Letter(
        person_id=fact.author_id,
        sentence=gettext_noop("Jawaban Anda diterima untuk “{title}”"),
        words={"title": conversation.title},
        url=f"{conversation.get_absolute_url()}#balasan-{fact.reply_id}",
    )


@tells(
    ConversationStarted,
    kind="question",
    label=_("Pertanyaan baru di komunitas yang saya pandu"),
    short=_("Pertanyaan baru"),
    icon="circle-question-mark",
)
def tell_question(fact: ConversationStarted, entry: Entry) -> Iterator[Letter]:
    """Those who lead the community hear of a new question."""
    conversation = conversation_shown(fact.conversation_id)
    if not fact.is_question or conversation is None:
        return
    for leader in conversation.community.leaders().order_by("pk"):
        yield Letter(
            person_id=leader.pk,
            sentence=gettext_noop("Pertanyaan baru di {community}: “{title}”"),
            words={"community": conversation.community.name, "title": conversation.title},
            url=conversation.get_absolute_url(),
        )


@tells(
    ConversationHidden,
    ReplyHidden,
    kind="hidden",
    label=_("Tulisan saya disembunyikan pemandu"),
    short=_("Disembunyikan"),
    icon="eye-off",
)
def tell_hidden(fact: ConversationHidden | ReplyHidden, entry: Entry) -> Iterator[Letter]:
    """The author hears why what they wrote is out of sight."""
    yield Letter(
        person_id=fact.author_id,
        sentence=gettext_noop("Pemandu menyembunyikan tulisan Anda: {reason}"),
        words={"reason": fact.reason},
        url=f"/komunitas/percakapan/{fact.conversation_id}/",
    )


@hears(ConversationHidden)
def take_back_hidden(fact: ConversationHidden, entry: Entry) -> None:
    """Nobody keeps a notice with the title of a conversation that is out of sight."""
    take_back(f"{CONVERSATION}{fact.conversation_id}", "reply", "accepted", "question")
