"""Rows of the ledger before they are written: one way to fill each, for one row and for thousands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sinau.credit.computing import Worth
from sinau.credit.learning import Learning
from sinau.credit.models import Entry, EvidenceAlias, RuleVersion
from sinau.kernel.clock import now
from sinau.people.models import Person


def standing_row(
    learning: Learning,
    person: Person,
    found: Worth,
    versions: Mapping[int, RuleVersion],
    by: Person | None,
    *,
    counts_in: int,
) -> Entry:
    """The row that stands for an event, with what its rule makes of it."""
    assert found.rule.rule_id is not None
    return Entry(
        person=person,
        form=learning.form,
        basis=found.basis,
        rule=versions[found.rule.rule_id],
        cap_rule=versions[found.capped_by.rule_id or found.rule.rule_id],
        emp_kind=person.emp_kind,
        counts_in=counts_in,
        jp=found.jp,
        cut=found.cut,
        recorded_by=by,
        **_told(learning),
    )


def row_beside(entry: Entry, learning: Learning, by: Person | None) -> EvidenceAlias:
    """Another evidence of the event that this entry counts; it adds no JP."""
    return EvidenceAlias(
        entry=entry,
        person_id=entry.person_id,
        form=learning.form,
        recorded_by=by,
        recorded_at=now(),
        **_told(learning),
    )


def reversing_row(
    entry: Entry, *, jp: Decimal, counts_in: int, reason: str, by: Person | None
) -> Entry:
    """The row that takes this much of the entry back."""
    return _row_about(
        entry,
        evidence=f"credit.reversal:{entry.pk}",
        jp=-jp,
        counts_in=counts_in,
        reverses=entry,
        reason=reason,
        recorded_by=by,
    )


def adjusting_row(entry: Entry, number: int, difference: Decimal) -> Entry:
    """The row by which the entry counts more or less than before under its caps."""
    return _row_about(
        entry,
        evidence=f"credit.adjustment:{entry.pk}-{number}",
        jp=difference,
        counts_in=entry.counts_in,
        adjusts=entry,
    )


def _told(learning: Learning) -> dict[str, Any]:
    return {
        "evidence": learning.evidence,
        "evidence_url": learning.evidence_url,
        "title": learning.title[:300],
        "organiser": learning.organiser[:200],
        "minutes": learning.minutes,
        "stated_jp": learning.stated_jp,
        "international": learning.international,
        "sessions": learning.sessions,
        "number": learning.number[:100],
        "event": learning.identity,
        "started_on": learning.started_on,
        "earned_on": learning.ended_on,
        "fact_entry": learning.fact_entry,
    }


def _row_about(entry: Entry, **said: Any) -> Entry:
    return Entry(
        person_id=entry.person_id,
        title=entry.title,
        organiser=entry.organiser,
        form=entry.form,
        basis=entry.basis,
        rule=entry.rule,
        cap_rule=entry.cap_rule,
        minutes=entry.minutes,
        emp_kind=entry.emp_kind,
        started_on=entry.started_on,
        earned_on=entry.earned_on,
        **said,
    )
