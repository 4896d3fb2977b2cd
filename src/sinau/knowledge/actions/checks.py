"""When a regulation changes, what rests on it must be looked at."""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.knowledge.events import ArticleNeedsCheck
from sinau.knowledge.models import (
    Article,
    Check,
    Regulation,
    RegulationStatus,
    Relation,
    RelationKind,
)
from sinau.people.models import Audience, Person

_PASAL = re.compile(r"\bPasal\s+(?P<pasal>\d+[A-Za-z]{0,2})\b")


def doubt_articles_resting_on(regulation: Regulation, *, because: str, by: Person | None) -> int:
    """Open a check on every article whose legal basis names what changed; gives how many are new.

    Where the amending regulation is here and says which Pasal it words anew, articles that cite
    only other Pasal are left alone.
    """
    touched = _touched_pasal(regulation)
    with translation.override("id"):  # Kept for everybody, whoever noted the change.
        reason = _reason(regulation, because)
    found = 0
    candidates = Article.objects.living().exclude(legal_basis=[])
    for article in candidates.iterator():
        basis = next(
            (b for b in article.legal_basis if is_touched(b, regulation.short_title, touched)), None
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


@transaction.atomic
def doubt_after_relation(regulation_id: int, *, by: Person | None) -> int:
    """The newest amendment or repeal of a regulation puts what rests on it in doubt, once each."""
    regulation = Regulation.objects.filter(pk=regulation_id).first()
    relation = _newest_change(regulation) if regulation is not None else None
    if regulation is None or relation is None:
        return 0
    if Check.objects.filter(regulation=regulation, raised_at__gte=relation.noted_at).exists():
        return 0
    hidden = relation.other is not None and relation.other.audience == Audience.AGENCY
    because = "" if hidden else relation.other_name
    return doubt_articles_resting_on(regulation, because=because, by=by)


def _newest_change(regulation: Regulation) -> Relation | None:
    kinds = (RelationKind.AMENDED_BY, RelationKind.REPEALED_BY)
    standing = Relation.objects.standing().filter(regulation=regulation, kind__in=kinds)
    return standing.select_related("other").order_by("-noted_at", "-pk").first()


def _touched_pasal(regulation: Regulation) -> frozenset[str] | None:
    """The Pasal that the newest amendment words anew; None where that is not known, or all is repealed."""
    relation = _newest_change(regulation)
    if (
        regulation.status == RegulationStatus.REPEALED
        or relation is None
        or relation.other is None
        or relation.kind != RelationKind.AMENDED_BY
    ):
        return None
    named = relation.other.passages.exclude(inner_pasal="").values_list("inner_pasal", flat=True)
    return frozenset(pasal.upper() for pasal in named) or None


def is_touched(basis: str, short_title: str, touched: frozenset[str] | None) -> bool:
    """Whether "PP 11/2017 Pasal 312 ayat (2)" rests on one of the Pasal that changed."""
    if not rests_on(basis, short_title):
        return False
    cited = _PASAL.search(basis)
    return touched is None or cited is None or cited["pasal"].upper() in touched


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
