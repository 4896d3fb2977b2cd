"""What the communities do when other apps tell them something."""

from __future__ import annotations

from sinau.communities.models import Conversation, KnowledgeLink
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.knowledge.events import ArticleDrafted, ArticleVerified

SOURCE = "communities.conversation:"


def forget_knowledge() -> None:
    """As if no article had ever been made of a conversation."""
    KnowledgeLink.objects.all().delete()


@hears(ArticleDrafted, ArticleVerified, forget=forget_knowledge)
def link_knowledge(fact: ArticleDrafted | ArticleVerified, entry: Entry) -> None:
    """The conversation an article was made of shows it: as a draft, then with its address."""
    conversation = _source(fact.source)
    if conversation is None:
        return
    link, is_new = KnowledgeLink.objects.get_or_create(
        article_id=fact.article_id,
        defaults={
            "conversation": conversation,
            "title": fact.title,
            "drafted_at": entry.told_at,
        },
    )
    if isinstance(fact, ArticleVerified):
        link.title, link.slug = fact.title, fact.slug
        link.verified_at = link.verified_at or entry.told_at
    elif not is_new and entry.told_at < link.drafted_at:
        link.drafted_at = entry.told_at
    link.save()


def _source(source: str) -> Conversation | None:
    number = source.removeprefix(SOURCE)
    if number == source or not number.isdecimal():
        return None
    return Conversation.objects.filter(pk=int(number)).first()
