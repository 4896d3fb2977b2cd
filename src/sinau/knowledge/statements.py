"""What happens to knowledge, as xAPI statements.

The title of an article that is only for one agency stays in that agency: statements are read by the
personnel office of the whole city.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.knowledge.events import ArticleDrafted, ArticleRevised, ArticleVerified
from sinau.knowledge.models import Article
from sinau.people.models import Audience
from sinau.records.profiles import words
from sinau.records.stating import activity, actor, states

_VERBS = {
    ArticleDrafted: words.AUTHORED,
    ArticleRevised: words.UPDATED,
    ArticleVerified: words.VERIFIED,
}


@states(ArticleDrafted, ArticleRevised, ArticleVerified)
def write(
    fact: ArticleDrafted | ArticleRevised | ArticleVerified, entry: Entry
) -> dict[str, Any] | None:
    """Who wrote, revised or verified an article."""
    who = actor(entry.told_by)
    article = Article.objects.filter(pk=fact.article_id).first()
    if who is None or article is None:
        return None
    # What is not verified yet has no readers, so its title is nobody's business either.
    is_open = article.audience != Audience.AGENCY and article.verified_at is not None
    path = reverse("knowledge:article", args=[article.slug])
    return {
        "actor": who,
        "verb": _VERBS[type(fact)],
        "object": activity(path, words.ARTICLE, fact.title if is_open else ""),
    }
