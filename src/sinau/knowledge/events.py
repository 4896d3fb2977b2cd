"""What knowledge tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ArticleDrafted(Fact):
    """Somebody began an article; `source` says from what, for example "communities.conversation:7"."""

    kind = "knowledge.article.drafted"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("menyusun draf “{title}”")

    article_id: int
    title: str
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class ArticleVerified(Fact):
    """A curator confirmed that an article is true and current until its review date."""

    kind = "knowledge.article.verified"
    about = "knowledge.article:{article_id}"
    told = gettext_noop("memverifikasi “{title}”")

    article_id: int
    title: str
    slug: str
    owner_id: int
    source: str = ""
