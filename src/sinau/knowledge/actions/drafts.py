"""Words in a form are kept before they are saved."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from sinau.kernel.clock import now
from sinau.knowledge.models import Article, KeptDraft
from sinau.people.models import Person

LONGEST = 300_000


@transaction.atomic
def keep_draft(
    words: dict[str, Any],
    *,
    kind: str,
    by: Person,
    article: Article | None = None,
    base: int = 0,
    draft: KeptDraft | None = None,
) -> KeptDraft | None:
    """What was typed is kept, one row for an article or a new text; nothing typed keeps nothing."""
    kept = {name: str(value)[:LONGEST] for name, value in words.items()}
    if not any(value.strip() for name, value in kept.items() if name in ("title", "body")):
        return draft
    if article is not None:
        row, _is_new = KeptDraft.objects.update_or_create(
            person=by,
            article=article,
            defaults={"kind": kind, "words": kept, "base": base, "kept_at": now()},
        )
        return row
    draft = draft or KeptDraft(person=by)
    draft.kind, draft.words, draft.kept_at = kind, kept, now()
    draft.save()
    return draft


@transaction.atomic
def drop_draft(draft: KeptDraft) -> None:
    """The words are thrown away, because they were saved or are not wanted."""
    KeptDraft.objects.filter(pk=draft.pk).delete()
