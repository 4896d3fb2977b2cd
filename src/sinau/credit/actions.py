"""The verbs of the JP ledger. All of its writing happens here.

Every verb leaves the ledger shared out under its caps and its totals right, so both hold at every
moment and do not depend on the order in which facts arrive.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.credit.computing import HOUR, STATED, Standing, Worth, worth
from sinau.credit.events import EvidenceMerged, JpAdjusted, JpCredited, JpReversed
from sinau.credit.learning import Learning
from sinau.credit.models import Entry, EvidenceAlias, RuleVersion, YearTotal
from sinau.credit.recognising import is_stronger, is_undone, newest_of_event, row_of
from sinau.credit.rows import adjusting_row, reversing_row, row_beside, standing_row
from sinau.credit.settling import closed_years, current, open_year, shares_with
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person, Role

__all__ = [
    "AlreadyReversed",
    "Learning",
    "NotTheirOfficer",
    "ReasonMissing",
    "ReversalCannotBeReversed",
    "attach",
    "correct",
    "record",
    "reverse",
    "take_back",
]

NOTHING = Decimal(0)


class AlreadyReversed(Refused):
    """An entry is undone once; its reversing row stands in the ledger."""


class ReversalCannotBeReversed(Refused):
    """Only a row that stands for learning is undone, not one that undoes or adjusts another."""


class ReasonMissing(Refused):
    """A reversal says why, for the person and for the auditor."""


class NotTheirOfficer(Refused):
    """Only an officer over the person's agency reverses an entry, and never their own."""


@transaction.atomic
def record(learning: Learning, *, person: Person, by: Person | None = None) -> Entry:
    """The learning stands in the person's ledger, once per evidence and once per event.

    A second time changes nothing. A second evidence of an event is put beside the first row.
    """
    person = _locked(person)
    if known := row_of(learning.evidence):
        return known
    first = newest_of_event(person, learning.identity)
    if first is None or (learning.again and is_undone(first)):
        return _credit(learning, person, by)
    if is_undone(first) or not is_stronger(learning, first) or _is_frozen(first, person):
        return _put_beside(first, learning, by)
    # The stronger telling counts, so that the result does not depend on which came first.
    _undo(first, by=by, reason=str(_("Digantikan bukti yang lebih kuat untuk kegiatan yang sama.")))
    return _credit(learning, person, by)


@transaction.atomic
def attach(entry: Entry, learning: Learning, *, by: Person | None = None) -> EvidenceAlias | None:
    """The evidence stands beside the entry of the same event, without JP; None if it was known."""
    _locked(entry.person)
    if row_of(learning.evidence):
        return EvidenceAlias.objects.filter(evidence=learning.evidence).first()
    _put_beside(entry, learning, by)
    return EvidenceAlias.objects.get(evidence=learning.evidence)


@transaction.atomic
def reverse(entry: Entry, *, by: Person, reason: str) -> Entry:
    """The entry is undone by a reversing row with a reason; the entry itself stays as it is.

    What its caps took from other entries comes back to them. In a closed year nothing changes: the
    reversing row counts in the open one.
    """
    if not reason.strip():
        raise ReasonMissing(_("Tuliskan alasan pembatalan supaya pegawai dan auditor memahaminya."))
    person = _locked(entry.person)
    if person.pk == by.pk or not by.has_role(Role.OFFICER, over=person.agency):
        raise NotTheirOfficer(
            _(
                "Catatan JP dibatalkan oleh pejabat kepegawaian perangkat daerahnya, bukan diri sendiri."
            )
        )
    if entry.is_reversal or entry.is_adjustment:
        raise ReversalCannotBeReversed(
            _("Baris pembatalan atau penyesuaian tidak dapat dibatalkan.")
        )
    if Entry.objects.filter(reverses=entry).exists():
        raise AlreadyReversed(_("Catatan ini sudah dibatalkan sebelumnya."))
    return _undo(entry, by=by, reason=reason.strip()[:300])


@transaction.atomic
def correct(
    entry: Entry, right: Learning | None, *, by: Person, reason: str
) -> tuple[Entry, Entry | None]:
    """The entry is undone and, where there is something right, that stands in its place.

    Whoever calls has seen to it that this was decided. Gives the reversing row and the new one.
    """
    person = _locked(entry.person)
    undone = _undo(entry, by=by, reason=reason.strip()[:300])
    return undone, None if right is None else _credit(right, person, by)


@transaction.atomic
def take_back(evidence: str, *, reason: str) -> Entry | None:
    """What its own source withdrew is undone without an officer; a second time changes nothing.

    Where another evidence of the same event stands beside it, the event still counts: None.
    """
    entry = row_of(evidence)
    if entry is None:
        raise LookupError(f"{evidence} is not in the ledger yet")
    _locked(entry.person)
    if entry.evidence != evidence or EvidenceAlias.objects.filter(entry=entry).exists():
        return Entry.objects.filter(reverses=entry).first()
    # What was put right since counts no longer either.
    while (known := Entry.objects.filter(reverses=entry).first()) is not None:
        right = Entry.objects.filter(claim__corrects=entry).first()
        if right is None:
            return known
        entry = right
    return _undo(entry, by=None, reason=reason[:300])


# ── What the verbs do ───────────────────────────────────────────────────────


def _credit(learning: Learning, person: Person, by: Person | None) -> Entry:
    """A new row that stands for the event, with what its caps leave to it."""
    versions = _versions(learning.form)
    found = _worth(learning, person, versions)
    closed = closed_years(person)
    counts_in = open_year(learning.ended_on.year, closed)
    before = found.jp + found.cut
    entry = standing_row(learning, person, found, versions, by, counts_in=counts_in)
    entry.jp, entry.cut = before, NOTHING
    if any(version.has_caps for version in versions.values()):
        newcomer = Standing(
            key=learning.evidence,
            name=learning.identity or learning.evidence,
            before=before,
            cap=found.capped_by,
            earned_on=learning.ended_on,
            started_on=learning.started_on,
            counts_in=counts_in,
        )
        shares, known = shares_with(person, learning.form, newcomer, closed)
        entry.jp, entry.cut = shares[entry.evidence], before - shares[entry.evidence]
        _append(entry)
        _tell_credited(entry, by)
        _adjust(shares, known)
    else:
        _append(entry)
        _tell_credited(entry, by)
    return entry


def _put_beside(entry: Entry, learning: Learning, by: Person | None) -> Entry:
    row_beside(entry, learning, by).save(force_insert=True)
    announce(
        EvidenceMerged(
            entry_id=entry.pk,
            person_id=entry.person_id,
            evidence=learning.evidence,
            title=entry.title,
        ),
        by=by,
    )
    return entry


def _undo(entry: Entry, *, by: Person | None, reason: str) -> Entry:
    """A row that takes back all that the event counts by now, and what follows under its caps."""
    person: Person = entry.person
    closed = closed_years(person)
    rows = Entry.objects.filter(person=person, form=entry.form, reverses=None)
    _entry, counted = current(rows.select_related("reversal"))[entry.evidence]
    counts_in = open_year(entry.counts_in, closed)
    undone = _append(reversing_row(entry, jp=counted, counts_in=counts_in, reason=reason, by=by))
    announce(
        JpReversed(
            entry_id=undone.pk,
            reversed_entry_id=entry.pk,
            person_id=person.pk,
            evidence=entry.evidence,
            title=entry.title,
            jp=counted,
            reason=undone.reason,
            hash=undone.hash,
        ),
        by=by,
    )
    if any(version.has_caps for version in _versions(entry.form).values()):
        _adjust(*shares_with(person, entry.form, None, closed))
    return undone


def _adjust(shares: dict[str, Decimal], known: dict[str, tuple[Entry, Decimal]]) -> None:
    """Rows that give or take the difference wherever the share is another one than before."""
    for evidence, (entry, counted) in known.items():
        difference = shares[evidence] - counted
        if not difference:
            continue
        earlier = Entry.objects.filter(adjusts=entry).count()
        row = _append(adjusting_row(entry, earlier + 1, difference))
        announce(
            JpAdjusted(
                entry_id=row.pk,
                adjusted_entry_id=entry.pk,
                person_id=entry.person_id,
                evidence=evidence,
                title=entry.title,
                jp=difference,
                jp_now=shares[evidence],
                hash=row.hash,
            ),
            by=None,
        )


def _tell_credited(entry: Entry, by: Person | None) -> None:
    announce(
        JpCredited(
            entry_id=entry.pk,
            person_id=entry.person_id,
            evidence=entry.evidence,
            title=entry.title,
            jp=entry.jp,
            earned_on=entry.earned_on,
            hash=entry.hash,
        ),
        by=by,
    )


# ── What they look up ───────────────────────────────────────────────────────


def _locked(person: Person) -> Person:
    """The person's row is the lock of the ledger: two deliveries never write one position."""
    found: Person = (
        Person.objects.select_for_update(no_key=True, of=("self",))
        .select_related("agency")
        .get(pk=person.pk)
    )
    return found


def _is_frozen(entry: Entry, person: Person) -> bool:
    return entry.counts_in in closed_years(person)


def _versions(form: str) -> dict[int, RuleVersion]:
    """The versions that may say what this form is worth, former ones among them."""
    return {rule.pk: rule for rule in RuleVersion.objects.filter(form__in=(form, STATED, HOUR))}


def _worth(learning: Learning, person: Person, versions: dict[int, RuleVersion]) -> Worth:
    conversions = [rule.conversion() for rule in versions.values() if rule.in_use]
    return worth(learning.activity(person.emp_kind), conversions)


def _append(entry: Entry) -> Entry:
    """Put the row at the end of the person's chain and add it to the year's total."""
    last = Entry.objects.filter(person=entry.person_id).order_by("-position").first()
    entry.position = last.position + 1 if last else 1
    entry.previous_hash = last.hash if last else ""
    entry.recorded_at = now()
    entry.hash = entry.computed_hash()
    entry.save(force_insert=True)
    total, _is_new = YearTotal.objects.get_or_create(
        person_id=entry.person_id, year=entry.counts_in
    )
    total.jp += entry.jp
    total.entries += 1
    total.save(update_fields=["jp", "entries"])
    return entry
