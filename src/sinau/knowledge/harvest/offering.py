"""What is open to harvesters: kept as rows, so that what is no longer open is told as deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from sinau.kernel.clock import now
from sinau.knowledge.models import Article, ArticleStatus, Level, Offered, Regulation
from sinau.people.models import Audience


@transaction.atomic
def offer_article(pk: int) -> None:
    """The article is open to harvesters as it stands now, or told as deleted if it once was open."""
    article = Article.objects.select_related("agency").filter(pk=pk).first()
    name = f"artikel-{pk}"
    if article is None or not is_open(article):
        _touch(name)
        return
    sets = [f"jenis:{article.kind}", f"unit:{_spec(article.agency.code)}"]
    sets += [f"topik:{slug}" for topic in article.sectors if (slug := _spec(str(topic)))]
    _offer(name, sets, article=article)


@transaction.atomic
def offer_regulation(pk: int) -> None:
    """The same for a regulation."""
    regulation = Regulation.objects.select_related("agency").filter(pk=pk).first()
    name = f"peraturan-{pk}"
    if regulation is None or regulation.audience != Audience.PUBLIC:
        _touch(name)
        return
    sets = ["jenis:regulation", f"unit:{_spec(regulation.agency.code)}"]
    _offer(name, sets, regulation=regulation)


def is_open(article: Article) -> bool:
    """Whether anybody may read it."""
    return (
        article.audience == Audience.PUBLIC
        and article.level == Level.PUBLIC
        and article.status == ArticleStatus.VERIFIED
    )


def _offer(
    name: str,
    sets: list[str],
    *,
    article: Article | None = None,
    regulation: Regulation | None = None,
) -> None:
    Offered.objects.update_or_create(
        name=name,
        defaults={
            "article": article,
            "regulation": regulation,
            "sets": sets,
            "changed_at": now(),
        },
    )


def _touch(name: str) -> None:
    """If it was open once, harvesters hear that it is not any more."""
    Offered.objects.filter(name=name).update(changed_at=now())


def _spec(words: str) -> str:
    return slugify(words)[:50]


def settle() -> int:
    """Offer what is open and was never heard of; the number of rows that were missing."""
    articles, regulations = Article.objects.public(), Regulation.objects.public()
    articles = articles.exclude(pk__in=Offered.objects.exclude(article=None).values("article"))
    regulations = regulations.exclude(
        pk__in=Offered.objects.exclude(regulation=None).values("regulation")
    )
    missing = list(articles.values_list("pk", flat=True))
    laws = list(regulations.values_list("pk", flat=True))
    for pk in missing:
        offer_article(pk)
    for pk in laws:
        offer_regulation(pk)
    return len(missing) + len(laws)
