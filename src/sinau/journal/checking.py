"""Have the whole chain verified in the background, and keep what was found."""

from __future__ import annotations

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.journal.events import ChainChecked, EntriesExported
from sinau.journal.models import Check, Entry
from sinau.journal.verifying import verify
from sinau.kernel.clock import now
from sinau.people.models import Person

SHOWN = 100


@transaction.atomic
def ask_for_check(*, by: Person) -> Check:
    """A check waits for the worker; while one waits or runs, it is the same one."""
    # Imported late: tasks registers itself with procrastinate, which needs all apps loaded.
    from sinau.journal.tasks import check_chain

    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    waiting = Check.objects.filter(finished_at=None, asked_by=by).first()
    if waiting:
        return waiting
    check = Check.objects.create(asked_by=by, asked_at=now())
    check_chain.defer(check_id=check.pk)
    return check


def run_check(check_id: int) -> None:
    """The check has its result; a second run of a finished one changes nothing."""
    check = Check.objects.select_related("asked_by").get(pk=check_id)
    if check.finished_at:
        return
    Check.objects.filter(pk=check_id).update(started_at=now())
    with transaction.atomic():
        entries = Entry.objects.count()
        breaks = [[b.stream, b.position, b.reason] for b in verify()]
        done = Check.objects.filter(pk=check_id, finished_at=None).update(
            finished_at=now(), entries=entries, breaks=breaks[:SHOWN], break_count=len(breaks)
        )
        if done:
            announce(
                ChainChecked(check_id=check_id, entries=entries, breaks=len(breaks)),
                by=check.asked_by,
            )


@transaction.atomic
def note_export(*, by: Person, count: int, form: str, filters: str) -> None:
    """It is written that these entries were taken along."""
    announce(EntriesExported(count=count, form=form, filters=filters[:300]), by=by)
