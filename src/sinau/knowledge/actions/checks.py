"""When a regulation changes, what rests on it must be looked at."""

from __future__ import annotations

import re
from collections.abc import Collection

from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.events import ArticleNeedsCheck
from sinau.knowledge.models import Article, Check, Regulation, RegulationStatus
from sinau.people.models import Person

_PASAL = re.compile(r"\bPasal\s+(?P<pasal>\d+[A-Za-z]{0,2})\b")


def doubt_articles_resting_on(
    regulation: Regulation, *, pasal: Collection[str] = (), because: str, by: Person | None
) -> int:
    """Open a check on every article whose legal basis names what changed; gives how many are new.

    With `pasal` articles that cite only other Pasal are left alone.
    """
    with translation.override("id"):  # Kept for everybody, whoever noted the change.
        reason = _reason(regulation, because)
    found = 0
    candidates = Article.objects.living().exclude(legal_basis=[])
    for article in candidates.iterator():
        basis = next(
            (b for b in article.legal_basis if is_touched(b, regulation.short_title, pasal)), None
        )
        if basis is not None:
            found += _doubt(article, regulation, basis, reason, by)
    return found


def _doubt(
    article: Article, regulation: Regulation, basis: str, reason: str, by: Person | None
) -> int:
    _check, is_new = Check.objects.get_or_create(
        article=article,
        regulation=regulation,
        settled_at=None,
        defaults={"basis": basis[:120], "reason": reason, "raised_at": now()},
    )
    if is_new:
        Article.objects.filter(pk=article.pk).update(open_checks=F("open_checks") + 1)
        announce(
            ArticleNeedsCheck(
                article_id=article.pk,
                title=article.told_title,
                slug=article.slug,
                owner_id=article.owner_id,
                regulation_id=regulation.pk,
                reason=reason,
            ),
            by=by,
        )
    return int(is_new)


def is_touched(basis: str, short_title: str, touched: Collection[str]) -> bool:
    """Whether "PP 11/2017 Pasal 312 ayat (2)" rests on one of the Pasal that changed (none: on any)."""
    if not rests_on(basis, short_title):
        return False
    cited = _PASAL.search(basis)
    return not touched or cited is None or cited["pasal"].upper() in touched


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
