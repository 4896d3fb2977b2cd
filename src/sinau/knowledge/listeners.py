"""What knowledge does about facts: keep true what harvesters of other houses are offered."""

from __future__ import annotations

from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.knowledge.events import (
    ArticleAudienceChanged,
    ArticleRenewed,
    ArticleRetired,
    ArticleSuperseded,
    ArticleVerified,
    RegulationDetailsChanged,
    RegulationPublished,
    RegulationStatusChanged,
)
from sinau.knowledge.harvest.offering import offer_article, offer_regulation

AboutOpenness = (
    ArticleVerified | ArticleRenewed | ArticleRetired | ArticleSuperseded | ArticleAudienceChanged
)


@hears(ArticleVerified, ArticleRenewed, ArticleRetired, ArticleSuperseded, ArticleAudienceChanged)
def offer_changed_article(fact: AboutOpenness, entry: Entry) -> None:
    """Harvesters hear of the article as it stands; told twice, only its datestamp moves."""
    offer_article(fact.article_id)


@hears(RegulationPublished, RegulationStatusChanged, RegulationDetailsChanged)
def offer_changed_regulation(
    fact: RegulationPublished | RegulationStatusChanged | RegulationDetailsChanged, entry: Entry
) -> None:
    """The same for a regulation."""
    offer_regulation(fact.regulation_id)
