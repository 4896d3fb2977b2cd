"""One row of the ledger, with everything an auditor asks."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sinau.credit.claims.correcting import correction_of, is_correctable
from sinau.credit.models import WHOLE_YEAR, Closing, Entry, EvidenceAlias
from sinau.credit.summaries import explanation
from sinau.journal.models import Entry as Told
from sinau.kernel.words import moment_id, number_id
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Person, Role

_WITH = (
    *("rule", "cap_rule", "person__agency", "reverses", "adjusts", "recorded_by"),
    "reversal__recorded_by",
)


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The row, the rule it was computed by, and whether it is as it was written."""
    visible = Entry.objects.visible_to(request.user)
    entry = get_object_or_404(visible.select_related(*_WITH), pk=pk)
    undone = getattr(entry, "reversal", None)
    others = _others(entry)
    adjustments = list(entry.adjustments.order_by("position"))
    context = {
        "entry": entry,
        "others": others,
        "correction": correction_of(entry) if entry.person == request.user else None,
        "may_correct": is_correctable(entry, request.user),
        "counted": entry.jp + sum((row.jp for row in adjustments), Decimal(0)),
        "adjustments": adjustments,
        "closed": _closing_of(entry) if entry.is_late else None,
        "explanation": explanation(entry),
        "undone": undone,
        "history": _history(entry, undone, others, adjustments),
        "is_whole": entry.hash == entry.computed_hash(),
        "may_reverse": (
            undone is None
            and not entry.is_reversal
            and not entry.is_adjustment
            and entry.person != request.user
            and request.user.has_role(Role.OFFICER, over=entry.person.agency)
        ),
    }
    return render(request, "credit/entry.html", context)


def _closing_of(entry: Entry) -> Closing | None:
    """The closing of the year in which it was learnt, for which it came too late."""
    closings = Closing.objects.filter(year=entry.earned_on.year, month=WHOLE_YEAR)
    return closings.filter(totals__person=entry.person).order_by("-agency__path").first()


def _others(entry: Entry) -> list[EvidenceAlias]:
    """The evidences of the same event that came in by other doors."""
    beside = Q(entry=entry)
    if entry.event:
        beside |= Q(person=entry.person, entry__event=entry.event)
    return list(EvidenceAlias.objects.filter(beside).select_related("recorded_by"))


def _history(
    entry: Entry, undone: Entry | None, others: list[EvidenceAlias], adjustments: list[Entry]
) -> list[dict[str, str]]:
    """How the learning became a row and what became of the row, newest first."""
    found = Told.objects.select_related("told_by").filter(pk__in=[entry.fact_entry or 0])
    told = found.first()
    steps = []
    if told is not None:
        steps.append(_step(told.sentence(), told.told_by, told.told_at, "graduation-cap"))
    if entry.is_adjustment:
        steps.append(_step(_("menyesuaikan"), None, entry.recorded_at, "scale"))
    elif entry.is_reversal:
        words = _("membatalkan catatan: %(reason)s") % {"reason": entry.reason}
        steps.append(_step(words, entry.recorded_by, entry.recorded_at, "undo-2"))
    else:
        words = _("mencatatnya di buku JP sebagai baris ke-%(number)s") % {"number": entry.position}
        steps.append(_step(words, entry.recorded_by, entry.recorded_at, "book-check"))
    for other in others:
        words = _("menyandingkan bukti %(evidence)s") % {"evidence": other.evidence}
        steps.append(_step(words, other.recorded_by, other.recorded_at, "copy-check"))
    for row in adjustments:
        words = _("menyesuaikannya sebesar %(jp)s JP") % {"jp": number_id(row.jp)}
        steps.append(_step(words, None, row.recorded_at, "scale"))
    if undone is not None:
        words = _("membatalkan catatan: %(reason)s") % {"reason": undone.reason}
        steps.append(_step(words, undone.recorded_by, undone.recorded_at, "undo-2"))
    return steps[::-1]


def _step(words: str, who: Person | None, when: datetime, icon: str) -> dict[str, str]:
    name = who.name if who else "Sinau"
    return {"title": words, "who": name, "when": moment_id(when), "icon": icon}
