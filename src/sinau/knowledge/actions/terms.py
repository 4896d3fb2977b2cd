"""What the calendar does to verified texts: they come due, and they expire."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from sinau.journal.announcing import announce
from sinau.knowledge import events
from sinau.knowledge.actions.reviewing import take_step
from sinau.knowledge.models import Article, ReviewVerb, Term


def turn_terms() -> tuple[int, int]:
    """Each verified text that came near its day, or went long past it, says so once; (due, expired)."""
    due = _turn(Article.objects.due_soon().filter(term=Term.CURRENT), Term.DUE)
    expired = _turn(Article.objects.expired().exclude(term=Term.EXPIRED), Term.EXPIRED)
    return due, expired


def _turn(articles: QuerySet[Article], term: Term) -> int:
    turned = 0
    for pk in list(articles.values_list("pk", flat=True)):
        with transaction.atomic():
            article = articles.select_for_update(of=("self",)).filter(pk=pk).first()
            if article is not None:
                _turn_one(article, term)
                turned += 1
    return turned


def _turn_one(article: Article, term: Term) -> None:
    article.term = term
    article.save(update_fields=["term"])
    kind = events.ArticleDue if term == Term.DUE else events.ArticleExpired
    assert article.review_due is not None and article.verified_revision is not None
    verb = ReviewVerb.DUE if term == Term.DUE else ReviewVerb.EXPIRED
    take_step(article, article.verified_revision, verb, by=None)
    announce(
        kind(
            article_id=article.pk,
            title=article.told_title,
            slug=article.slug,
            owner_id=article.owner_id,
            review_due=article.review_due,
        ),
        by=None,
    )
