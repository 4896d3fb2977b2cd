"""The verbs of the JP ledger. All of its writing happens here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from sinau.credit.computing import Activity, Usage, worth
from sinau.credit.events import JpCredited, JpReversed
from sinau.credit.models import Entry, RuleVersion, YearTotal
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person, Role

NOTHING = Decimal(0)


class AlreadyReversed(Refused):
    """An entry is undone once; its reversing row stands in the ledger."""


class ReversalCannotBeReversed(Refused):
    """A reversing row is not undone; the learning is recorded again with its own evidence."""


class ReasonMissing(Refused):
    """A reversal says why, for the person and for the auditor."""


class NotTheirOfficer(Refused):
    """Only an officer over the person's agency reverses an entry, and never their own."""


@dataclass(frozen=True, kw_only=True)
class Learning:
    """What was learnt, as the fact told it."""

    evidence: str
    form: str
    title: str
    organiser: str
    started_on: date
    ended_on: date
    minutes: int
    stated_jp: Decimal | None = None
    evidence_url: str = ""
    fact_entry: int | None = None
    international: bool = False
    sessions: int = 1


@transaction.atomic
def record(learning: Learning, *, person: Person, by: Person | None = None) -> Entry:
    """The learning stands in the person's ledger, once per evidence; a second time changes nothing."""
    # The person's row is the lock of the ledger: two deliveries never write one position.
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if known := Entry.objects.filter(evidence=learning.evidence).first():
        return known
    rules = {rule.pk: rule for rule in RuleVersion.objects.filter(in_use=True)}
    value = worth(
        Activity(
            form=learning.form,
            ended_on=learning.ended_on,
            stated_jp=learning.stated_jp,
            minutes=learning.minutes,
            days=(learning.ended_on - learning.started_on).days + 1,
            sessions=learning.sessions,
            international=learning.international,
            emp_kind=person.emp_kind,
        ),
        [rule.conversion() for rule in rules.values()],
        _used(person, learning),
    )
    assert value.rule.rule_id is not None
    entry = _append(
        Entry(
            person=person,
            evidence=learning.evidence,
            evidence_url=learning.evidence_url,
            title=learning.title[:300],
            organiser=learning.organiser[:200],
            form=learning.form,
            basis=value.basis,
            rule=rules[value.rule.rule_id],
            minutes=learning.minutes,
            started_on=learning.started_on,
            earned_on=learning.ended_on,
            jp=value.jp,
            cut=value.cut,
            fact_entry=learning.fact_entry,
            recorded_by=by,
        )
    )
    announce(
        JpCredited(
            entry_id=entry.pk,
            person_id=person.pk,
            evidence=entry.evidence,
            title=entry.title,
            jp=entry.jp,
            earned_on=entry.earned_on,
            hash=entry.hash,
        ),
        by=by,
    )
    return entry


@transaction.atomic
def reverse(entry: Entry, *, by: Person, reason: str) -> Entry:
    """The entry is undone by a reversing row with a reason; the entry itself stays as it is."""
    if not reason.strip():
        raise ReasonMissing(_("Tuliskan alasan pembatalan supaya pegawai dan auditor memahaminya."))
    person = Person.objects.select_for_update(no_key=True).get(pk=entry.person_id)
    if person.pk == by.pk or not by.has_role(Role.OFFICER, over=person.agency):
        raise NotTheirOfficer(
            _(
                "Catatan JP dibatalkan oleh pejabat kepegawaian perangkat daerahnya, bukan diri sendiri."
            )
        )
    if entry.is_reversal:
        raise ReversalCannotBeReversed(_("Baris pembatalan tidak dapat dibatalkan."))
    if Entry.objects.filter(reverses=entry).exists():
        raise AlreadyReversed(_("Catatan ini sudah dibatalkan sebelumnya."))
    undone = _append(
        Entry(
            person=person,
            evidence=f"credit.reversal:{entry.pk}",
            title=entry.title,
            organiser=entry.organiser,
            form=entry.form,
            basis=entry.basis,
            rule=entry.rule,
            minutes=entry.minutes,
            started_on=entry.started_on,
            earned_on=entry.earned_on,
            jp=-entry.jp,
            cut=NOTHING,
            reverses=entry,
            reason=reason.strip()[:300],
            recorded_by=by,
        )
    )
    announce(
        JpReversed(
            entry_id=undone.pk,
            reversed_entry_id=entry.pk,
            person_id=person.pk,
            evidence=entry.evidence,
            title=entry.title,
            jp=entry.jp,
            reason=undone.reason,
        ),
        by=by,
    )
    return undone


def _used(person: Person, learning: Learning) -> Usage:
    """What the same form already earned this person, for the caps of its rule."""
    day = learning.ended_on
    same = Entry.objects.filter(person=person, form=learning.form).of_year(day.year)
    earned = same.aggregate(
        day=Sum("jp", filter=Q(earned_on=day)),
        month=Sum("jp", filter=Q(earned_on__month=day.month)),
        year=Sum("jp"),
    )
    return Usage(**{span: jp or NOTHING for span, jp in earned.items()})


def _append(entry: Entry) -> Entry:
    """Put the row at the end of the person's chain and add it to the year's total."""
    last = Entry.objects.filter(person=entry.person).order_by("-position").first()
    entry.position = last.position + 1 if last else 1
    entry.previous_hash = last.hash if last else ""
    entry.recorded_at = now()
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    total, _is_new = YearTotal.objects.get_or_create(person=entry.person, year=entry.earned_on.year)
    total.jp += entry.jp
    total.entries += 1
    total.save(update_fields=["jp", "entries"])
    return entry
