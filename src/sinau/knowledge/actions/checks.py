"""When a regulation changes, what rests on it must be looked at."""

from __future__ import annotations

import re

from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.events import ArticleNeedsCheck
from sinau.knowledge.models import Article, ArticleStatus, Check, Regulation, RegulationStatus
from sinau.people.models import Person


def doubt_articles_resting_on(regulation: Regulation, *, because: str, by: Person) -> int:
    """Open a check on every article whose legal basis names the regulation; gives how many are new."""
    with translation.override("id"):  # Kept for everybody, whoever noted the change.
        reason = _reason(regulation, because)
    found = 0
    candidates = Article.objects.exclude(status=ArticleStatus.RETIRED).exclude(legal_basis=[])
    for article in candidates.iterator():
        basis = next((b for b in article.legal_basis if rests_on(b, regulation.short_title)), None)
        if basis is None:
            continue
        _check, is_new = Check.objects.get_or_create(
            article=article,
            regulation=regulation,
            settled_at=None,
            defaults={"basis": basis[:120], "reason": reason, "raised_at": now()},
        )
        if is_new:
            found += 1
            Article.objects.filter(pk=article.pk).update(open_checks=F("open_checks") + 1)
            announce(
                ArticleNeedsCheck(
                    article_id=article.pk,
                    title=article.title,
                    slug=article.slug,
                    owner_id=article.owner_id,
                    regulation_id=regulation.pk,
                    reason=reason,
                ),
                by=by,
            )
    return found


def rests_on(basis: str, short_title: str) -> bool:
    """Whether "PP 11/2017 Pasal 203 ayat (4)" names PP 11/2017, and not PP 11/20171."""
    return bool(re.match(rf"{re.escape(short_title)}(?![\w/])", basis.strip(), re.IGNORECASE))


def _reason(regulation: Regulation, because: str) -> str:
    if regulation.status == RegulationStatus.REPEALED:
        said = _("%(title)s telah dicabut") % {"title": regulation.short_title}
    else:
        said = _("%(title)s telah diubah") % {"title": regulation.short_title}
    return (
        _("%(said)s dengan %(because)s") % {"said": said, "because": because} if because else said
    )[:300]
