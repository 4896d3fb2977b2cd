"""What the communities do when other apps tell them something."""

from __future__ import annotations

from sinau.communities.models import Conversation, KnowledgeLink
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.knowledge.events import ArticleDrafted, ArticleRetired, ArticleVerified

SOURCE = "communities.conversation:"


def forget_knowledge() -> None:
    """As if no article had ever been made of a conversation."""
    KnowledgeLink.objects.all().delete()


@hears(ArticleDrafted, ArticleVerified, ArticleRetired, forget=forget_knowledge)
def link_knowledge(fact: ArticleDrafted | ArticleVerified | ArticleRetired, entry: Entry) -> None:
    """The conversation an article was made of shows it: as a draft, with its address, or no more."""
    if isinstance(fact, ArticleRetired):
        KnowledgeLink.objects.filter(article_id=fact.article_id).update(retired_at=entry.told_at)
        return
    conversation = _source(fact.source, entry)
    if conversation is None:
        return
    link, _is_new = KnowledgeLink.objects.get_or_create(
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
    # Facts may arrive in any order.
    link.drafted_at = min(link.drafted_at, entry.told_at)
    link.save()


def _source(source: str, entry: Entry) -> Conversation | None:
    """The conversation, if who wrote or verified the article could read it: a source is only said."""
    number = source.removeprefix(SOURCE)
    if number == source or not number.isdecimal() or entry.told_by is None:
        return None
    return Conversation.objects.visible_to(entry.told_by).filter(pk=int(number)).first()
