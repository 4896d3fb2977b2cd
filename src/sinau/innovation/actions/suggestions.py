"""Keep signals from elsewhere, and make ideas of them or say why not."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sinau.innovation.actions.ideas import Sketch, draft_idea
from sinau.innovation.events import SuggestionPutAside, SuggestionTakenUp
from sinau.innovation.models import Idea, Signal, Suggestion, SuggestionClosing, SuggestionVoice
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person


class AlreadyTaken(Refused):
    """Somebody made an idea of this signal, or put it aside."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a fact of another app tells about a signal."""

    source: str
    kind: Signal
    title: str
    url: str
    agency_id: int | None
    enough: int


@transaction.atomic
def keep_suggestion(heard: Heard, *, entry: str) -> Suggestion:
    """The signal weighs one more; the same entry a second time changes nothing."""
    suggestion, _is_new = Suggestion.objects.get_or_create(
        source=heard.source,
        defaults={
            "kind": heard.kind,
            "title": heard.title,
            "url": heard.url,
            "agency_id": heard.agency_id,
            "enough": heard.enough,
            "weight": 0,
            "first_told_at": now(),
            "last_told_at": now(),
        },
    )
    _voice, is_new = SuggestionVoice.objects.get_or_create(
        entry=entry, defaults={"suggestion": suggestion}
    )
    if is_new:
        Suggestion.objects.filter(pk=suggestion.pk).update(
            weight=F("weight") + 1, last_told_at=now()
        )
    return suggestion


@transaction.atomic
def settle_suggestion(source: str) -> None:
    """The signal was answered elsewhere and asks nobody any more; a second time changes nothing."""
    suggestion = Suggestion.objects.filter(source=source, closing=None).first()
    if suggestion is not None:
        SuggestionClosing.objects.create(
            suggestion=suggestion, reason=_("Sudah terselesaikan."), closed_by=None, closed_at=now()
        )


@transaction.atomic
def take_up_suggestion(
    suggestion: Suggestion,
    sketch: Sketch,
    *,
    agency: Agency,
    partners: list[Agency],
    by: Person,
) -> Idea:
    """There is a draft that names the signal it came from; each signal becomes one idea."""
    _refuse_when_closed(suggestion)
    idea = draft_idea(sketch, owner=by, agency=agency, partners=partners, by=by)
    SuggestionClosing.objects.create(
        suggestion=suggestion, idea=idea, closed_by=by, closed_at=now()
    )
    announce(
        SuggestionTakenUp(
            idea_id=idea.pk,
            title=idea.title,
            suggestion_id=suggestion.pk,
            source=suggestion.source,
            signal=suggestion.title,
            owner_id=idea.owner_id,
        ),
        by=by,
    )
    return idea


@transaction.atomic
def put_aside(suggestion: Suggestion, *, reason: str, by: Person) -> SuggestionClosing:
    """No idea is made of the signal, and the reason stands with it."""
    _refuse_when_closed(suggestion)
    closing = SuggestionClosing.objects.create(
        suggestion=suggestion, reason=reason, closed_by=by, closed_at=now()
    )
    announce(
        SuggestionPutAside(suggestion_id=suggestion.pk, source=suggestion.source, reason=reason),
        by=by,
    )
    return closing


def _refuse_when_closed(suggestion: Suggestion) -> None:
    Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if SuggestionClosing.objects.filter(suggestion=suggestion).exists():
        raise AlreadyTaken(_("Isyarat ini sudah diambil atau disisihkan orang lain."))
