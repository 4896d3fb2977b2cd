"""Put an import of histories into the ledger in one transaction, and take it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from sinau.credit.actions import Learning, record, reverse
from sinau.credit.computing import HOUR, STATED, worth
from sinau.credit.events import (
    HistoryCommitted,
    HistoryCredited,
    HistoryReversed,
    HistoryUndone,
)
from sinau.credit.history.appending import append_many, lock
from sinau.credit.history.importing import RunIsClosed, refresh, waiting
from sinau.credit.models import (
    Entry,
    EvidenceAlias,
    HistoryKind,
    HistoryRow,
    HistoryRun,
    RuleVersion,
)
from sinau.credit.rows import reversing_row, row_beside, standing_row
from sinau.credit.settling import closed_years_of, open_year
from sinau.journal.announcing import announce, announce_many
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person

SOURCE = "credit.history:"


class NothingToCommit(Refused):
    """A run without a new line writes nothing."""


class PreviewIsStale(Refused):
    """The ledger changed after the preview; it is looked at again before it is applied."""


@transaction.atomic
def commit(run: HistoryRun, *, by: Person) -> HistoryRun:
    """The new lines stand in the ledger, all or none, and known ones beside their entries.

    A second time changes nothing. Refused with a fresh preview when the ledger changed since.
    """
    locked = HistoryRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.is_committed:
        return locked
    before = dict(locked.counts)
    run = waiting(run)
    people = lock(run.rows.exclude(person=None).values_list("person_id", flat=True))
    run = refresh(run, by=by)
    if run.counts != before:
        raise PreviewIsStale(
            _("Buku JP berubah sejak pratinjau ini dibuat. Periksa pratinjau yang baru."),
            back=run.get_absolute_url(),
        )
    rows = list(run.rows.filter(kind=HistoryKind.NEW).order_by("ended_on", "line"))
    if not rows:
        raise NothingToCommit(
            _("Tidak ada baris baru dari berkas ini."), back=run.get_absolute_url()
        )
    _write(rows, people, by)
    _put_beside(run, by)
    run.committed_by, run.committed_at = by, now()
    run.save(update_fields=["committed_by", "committed_at"])
    announce(
        HistoryCommitted(
            run_id=run.pk,
            file_name=run.file_name,
            entries=len(rows),
            jp=sum((row.entry.jp for row in rows if row.entry), Decimal(0)),
            person_ids=sorted({row.person_id for row in rows if row.person_id}),
        ),
        by=by,
    )
    return run


@transaction.atomic
def undo(run: HistoryRun, *, by: Person) -> HistoryRun:
    """Every entry the run made is reversed; a second time changes nothing.

    An entry on which another evidence rests by now stays, and its line says so.
    """
    run = HistoryRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.undone_at:
        return run
    if not run.is_committed:
        raise RunIsClosed(
            _("Impor ini belum diterapkan, jadi tidak ada yang dibatalkan."),
            back=run.get_absolute_url(),
        )
    people = lock(run.rows.exclude(person=None).values_list("person_id", flat=True))
    mine = Entry.objects.filter(history_row__run=run).standing()
    kept = mine.exclude(aliases=None).count()
    rows = list(mine.filter(aliases=None).select_related("rule", "cap_rule", "person__agency"))
    capped = _capped_forms()
    reason = str(_("Impor riwayat SIASN “%(name)s” dibatalkan.") % {"name": run.file_name})[:300]
    closed = closed_years_of(people.values())
    undoing = [
        reversing_row(
            row,
            jp=row.jp,
            counts_in=open_year(row.counts_in, closed.get(row.person_id, set())),
            reason=reason,
            by=by,
        )
        for row in rows
        if row.form not in capped
    ]
    append_many(undoing)
    _tell(HistoryReversed, run.pk, undoing, by)
    for row in rows:
        if row.form in capped:
            reverse(row, by=by, reason=reason)
    run.undone_by, run.undone_at = by, now()
    run.save(update_fields=["undone_by", "undone_at"])
    announce(
        HistoryUndone(
            run_id=run.pk,
            file_name=run.file_name,
            entries=len(rows),
            kept=kept,
            person_ids=sorted({row.person_id for row in rows}),
        ),
        by=by,
    )
    return run


def _write(rows: list[HistoryRow], people: dict[int, Person], by: Person) -> None:
    capped = _capped_forms()
    closed = closed_years_of(people.values())
    versions = {rule.pk: rule for rule in RuleVersion.objects.filter(in_use=True)}
    conversions = [rule.conversion() for rule in versions.values()]
    at_once = [row for row in rows if row.form not in capped]
    entries = []
    for row in at_once:
        assert row.person_id
        person = people[row.person_id]
        learning = learning_of(row)
        found = worth(learning.activity(person.emp_kind), conversions)
        counts_in = open_year(learning.ended_on.year, closed.get(person.pk, set()))
        entry = standing_row(learning, person, found, versions, by, counts_in=counts_in)
        row.entry = entry
        entries.append(entry)
    append_many(entries)
    _tell(HistoryCredited, rows[0].run_id, entries, by)
    for row in rows:
        if row.form in capped:
            assert row.person_id
            row.entry = record(learning_of(row), person=people[row.person_id], by=by)
    with connection.cursor() as cursor:
        # One statement; bulk_update would write a CASE with thousands of branches.
        cursor.execute(_NAME_THE_ENTRIES, [SOURCE, rows[0].run_id])


_NAME_THE_ENTRIES = """
    update credit_historyrow line set entry_id = entry.id from credit_entry entry
     where entry.evidence = %s || line.run_id || '-' || line.line and line.run_id = %s
"""


def learning_of(row: HistoryRow) -> Learning:
    """A good line in the ledger's words."""
    assert row.started_on and row.ended_on
    return Learning(
        evidence=row.evidence,
        form=row.form,
        title=row.title,
        organiser=row.organiser,
        started_on=row.started_on,
        ended_on=row.ended_on,
        minutes=0,
        stated_jp=row.jp if row.cells.get("hours", "").strip() not in ("", "0") else None,
        number=row.number,
        # An officer decided, also about an event whose entry was undone before.
        again=True,
    )


def _tell(
    kind: type[HistoryCredited] | type[HistoryReversed],
    run_id: int,
    entries: list[Entry],
    by: Person,
) -> None:
    """One fact for each person names every row, so that a recomputation finds them announced."""
    rows_of: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        rows_of[entry.person_id].append(entry)
    facts = [
        kind(
            person_id=person_id,
            run_id=run_id,
            count=len(rows),
            jp=abs(sum((row.jp for row in rows), Decimal(0))),
            rows=[
                {"id": row.pk, "title": row.title, "jp": str(row.jp), "hash": row.hash}
                for row in rows
            ],
        )
        for person_id, rows in sorted(rows_of.items())
    ]
    if facts:
        announce_many(facts, by=by)


def _put_beside(run: HistoryRun, by: Person) -> None:
    """A known line stands beside the entry that counts it, unless an import said so before."""
    rows = run.rows.filter(kind=HistoryKind.KNOWN).select_related("known_as")
    rows = rows.exclude(known_as__evidence__startswith=SOURCE)
    rows = rows.exclude(known_as__aliases__evidence__startswith=SOURCE)
    EvidenceAlias.objects.bulk_create(
        [row_beside(row.known_as, learning_of(row), by) for row in rows if row.known_as],
        batch_size=1000,
    )


def _capped_forms() -> set[str]:
    """Forms under a cap, whose rows share room and are written one by one."""
    rules: Iterable[RuleVersion] = RuleVersion.objects.all()
    return {rule.form for rule in rules if rule.has_caps and rule.form not in (STATED, HOUR)}
