"""Confidential texts: in no index, and found all the same by those who may read them."""

from __future__ import annotations

from django.db.models import Q

from sinau.knowledge.models import Article
from sinau.people.models import Person
from sinau.search.engine.analysis import analyser
from sinau.search.wishes import Wish

MOST_WORDS = 8
MOST = 10


def confidential(person: Person, wish: Wish) -> list[Article]:
    """Those this person may read at this moment that hold every word, the newest first."""
    tokens = [token for token in analyser().tokens(wish.words) if token.term][:MOST_WORDS]
    if not tokens or wish.is_narrowed or wish.kind:
        return []
    found = Article.objects.visible_to(person).verified().confidential()
    for token in tokens:
        word = token.term if token.term in token.word else token.word
        found = found.filter(
            Q(title__icontains=word) | Q(summary__icontains=word) | Q(body__icontains=word)
        )
    return list(found.select_related("agency").order_by("-verified_at", "-pk")[:MOST])
