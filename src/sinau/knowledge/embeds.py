"""Articles and passages of regulations as other rooms show them, always as they stand now."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext as _

from sinau.kernel.clock import WIB
from sinau.kernel.embedding import Embed, embeds, offers
from sinau.knowledge.models import Article, ArticleStatus, Passage, RegulationStatus
from sinau.people.models import Person
from sinau.ui import markdown

MOST_OFFERED = 8


@embeds("knowledge.article")
def article_for(person: Person, key: str) -> Embed | None:
    """The article as this person reads it; one that is due or expired says so."""
    if not key.isdigit():
        return None
    article = Article.objects.visible_to(person).filter(pk=key).first()
    return _article(article, whole=True) if article else None


def _article(article: Article, *, whole: bool) -> Embed:
    verified = article.status == ArticleStatus.VERIFIED
    state = str(article.get_status_display())
    if article.is_due:
        state = _("Perlu diperiksa lagi")
    return Embed(
        address=article.subject,
        kind=_("Artikel pengetahuan"),
        title=article.title,
        url=article.get_absolute_url(),
        state=state,
        html=_html(article.body, f"artikel-{article.pk}-") if whole else "",
        updated_on=(article.verified_at or article.updated_at).astimezone(WIB).date(),
        minutes=max(1, round(len(article.body.split()) / 200)),
        is_current=verified and not article.is_due,
    )


def _html(text: str, prefix: str) -> str:
    """The text below a heading of the second level: its own begin at the third."""
    first = min((level for level, *_rest in markdown.headings(text, shift=0)), default=2)
    return markdown.render(text, shift=max(0, 3 - first), prefix=prefix)


@offers("knowledge.article")
def offer_articles(person: Person, words: str) -> list[Embed]:
    """Verified articles whose title or summary holds the words."""
    found = Article.objects.visible_to(person).verified().open_ones()
    for word in words.split()[:6]:
        found = found.filter(Q(title__icontains=word) | Q(summary__icontains=word))
    return [_article(article, whole=False) for article in found.order_by("title")[:MOST_OFFERED]]


@embeds("knowledge.unit")
def passage_for(person: Person, key: str) -> Embed | None:
    """A Pasal or ayat in its own words; one of a revoked regulation says so."""
    if not key.isdigit():
        return None
    passages = Passage.objects.visible_to(person).current()
    passage = passages.select_related("regulation", "article").filter(pk=key).first()
    return _passage(passage, whole=True) if passage else None


def _passage(passage: Passage, *, whole: bool) -> Embed:
    regulation = passage.regulation
    return Embed(
        address=f"knowledge.unit:{passage.pk}",
        kind=_("Kutipan peraturan") if regulation else _("Bagian artikel"),
        title=passage.citation(),
        url=passage.get_absolute_url(),
        state=str(regulation.get_status_display()) if regulation else "",
        html=_html(passage.text, f"unit-{passage.pk}-") if whole else "",
        minutes=max(1, round(len(passage.text.split()) / 200)),
        is_current=regulation is None or regulation.status == RegulationStatus.IN_FORCE,
    )


@offers("knowledge.unit")
def offer_passages(person: Person, words: str) -> list[Embed]:
    """Passages that hold the words; "Pasal 5" or a number of a regulation narrows them."""
    found = Passage.objects.visible_to(person).current().exclude(regulation=None)
    for word in words.split()[:6]:
        bare = word.strip("().,")
        found = found.filter(
            Q(text__icontains=bare)
            | Q(heading__icontains=bare)
            | Q(pasal__iexact=bare)
            | Q(regulation__short_title__icontains=bare)
            | (Q(pasal__gt="") if bare.casefold() == "pasal" else Q(pk__in=[]))
        )
    near = found.select_related("regulation").order_by("regulation_id", "position")
    return [_passage(passage, whole=False) for passage in near[:MOST_OFFERED]]
