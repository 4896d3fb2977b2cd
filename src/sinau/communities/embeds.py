"""Conversations as other rooms show them: the question, and its accepted answer."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sinau.communities.models import Conversation
from sinau.kernel.clock import WIB
from sinau.kernel.embedding import Embed, embeds, offers
from sinau.people.models import Person
from sinau.ui import markdown

MOST_OFFERED = 8


@embeds("communities.conversation")
def conversation_for(person: Person, key: str) -> Embed | None:
    """The conversation as this person may read it; not current while a question has no answer."""
    if not key.isdigit():
        return None
    found = Conversation.objects.visible_to(person).shown().select_related("accepted")
    conversation = found.filter(pk=key).first()
    return _conversation(conversation, whole=True) if conversation else None


def _conversation(conversation: Conversation, *, whole: bool) -> Embed:
    accepted = conversation.accepted
    answered = accepted is not None and accepted.hidden_at is None
    state = ""
    if conversation.is_question:
        state = _("Terjawab") if answered else _("Belum terjawab")
    text = accepted.body if accepted is not None and answered else conversation.body
    return Embed(
        address=conversation.subject,
        kind=_("Percakapan komunitas"),
        title=conversation.title,
        url=conversation.get_absolute_url(),
        state=state,
        html=markdown.render(text, shift=1, prefix=f"percakapan-{conversation.pk}-")
        if whole
        else "",
        updated_on=conversation.last_activity_at.astimezone(WIB).date(),
        is_current=answered or not conversation.is_question,
    )


@offers("communities.conversation")
def offer_conversations(person: Person, words: str) -> list[Embed]:
    """Conversations whose title holds the words, the liveliest first."""
    found = Conversation.objects.visible_to(person).shown().select_related("accepted")
    for word in words.split()[:6]:
        found = found.filter(title__icontains=word)
    return [_conversation(conversation, whole=False) for conversation in found[:MOST_OFFERED]]
