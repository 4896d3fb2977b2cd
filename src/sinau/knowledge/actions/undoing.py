"""Take back what a bundle brought in, unless somebody has worked on it since."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.knowledge.actions.articles import restore_revision
from sinau.knowledge.actions.documents import put_aside
from sinau.knowledge.actions.reviewing import retire_article
from sinau.knowledge.models import (
    ArticleStatus,
    Bringing,
    BroughtItem,
    ItemState,
    RevisionState,
)
from sinau.people.models import Person


def undo_items(bringing: Bringing) -> None:
    """Go on where it was left; when nothing is left the bundle is undone."""
    pks = list(
        bringing.items.filter(state=ItemState.DONE).order_by("-number").values_list("pk", flat=True)
    )
    for pk in pks:
        _undo_one(pk, bringing)
    Bringing.objects.filter(pk=bringing.pk, undone_at=None).update(undone_at=now(), moved_at=now())


def _undo_one(pk: int, bringing: Bringing) -> None:
    assert bringing.undo_asked_by is not None
    kept: list[Any] = []
    try:
        with transaction.atomic():
            found = BroughtItem.objects.select_for_update(skip_locked=True, of=("self",)).filter(
                pk=pk, state=ItemState.DONE
            )
            item = found.select_related(
                "article__working", "article__agency", "document__regulation", "before", "revision"
            ).first()
            if item is None:
                return
            kept = _undo(item, by=bringing.undo_asked_by)
            _settle(pk, kept, bringing)
            return
    except Refused as refusal:
        kept = ["refused", {"words": str(refusal.message)}]
    _settle(pk, kept, bringing)


def _settle(pk: int, kept: list[Any], bringing: Bringing) -> None:
    state = ItemState.KEPT if kept else ItemState.UNDONE
    BroughtItem.objects.filter(pk=pk).update(state=state, reason=kept, done_at=now())
    Bringing.objects.filter(pk=bringing.pk).update(done=F("done") + 1, moved_at=now())


def _undo(item: BroughtItem, *, by: Person) -> list[Any]:
    """Nothing when it is gone again, otherwise why it stays."""
    if item.regulation_id is not None:
        return ["kept-regulation", {}]
    if item.document is not None:
        if hasattr(item.document, "regulation"):
            return ["kept-published", {}]
        put_aside(item.document, why=_("Bawa masuk dibatalkan"), by=by)
        return []
    article = item.article
    if article is None or article.status == ArticleStatus.RETIRED:
        return []
    working = article.working
    if working is None or working.pk != item.revision_id or working.state != RevisionState.DRAFT:
        return ["kept-edited", {}]
    if item.before is None:
        retire_article(article, reason=_("Bawa masuk dibatalkan"), by=by)
    elif item.before_id != item.revision_id:
        restore_revision(article, item.before, by=by)
    return []
