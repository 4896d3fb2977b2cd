"""Have ledgers computed again in the background, and keep what differed."""

from __future__ import annotations

from django.db import transaction

from sinau.credit.events import LedgerRecomputed
from sinau.credit.models import Recomputation
from sinau.credit.recomputing import Outcome, people_of_scope, recompute
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Agency, Person

# So many differences are kept; the rest is counted.
SHOWN = 200


@transaction.atomic
def ask(agency: Agency, *, by: Person) -> Recomputation:
    """A recomputation waits for the worker; while one of the same scope runs, it is that one."""
    # Imported late: tasks registers itself with procrastinate, which needs all apps loaded.
    from sinau.credit.tasks import recompute_for

    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    waiting = Recomputation.objects.filter(finished_at=None, asked_by=by, agency=agency).first()
    if waiting is not None:
        return waiting
    asked = Recomputation.objects.create(
        asked_by=by, agency=agency, people=people_of_scope(agency=agency).count()
    )
    recompute_for.defer(recomputation_id=asked.pk)
    return asked


def run(recomputation_id: int) -> None:
    """The recomputation has its result; a second run of a finished one changes nothing."""
    asked = Recomputation.objects.select_related("agency", "asked_by").get(pk=recomputation_id)
    if asked.finished_at:
        return
    mine = Recomputation.objects.filter(pk=asked.pk, finished_at=None)
    mine.update(started_at=now())
    outcome = Outcome()
    for people, entries, differences in recompute(people_of_scope(agency=asked.agency)):
        outcome.people += people
        outcome.entries += entries
        outcome.differences += differences
        mine.update(people_done=outcome.people, entries=outcome.entries)
    _keep(asked, outcome)


@transaction.atomic
def _keep(asked: Recomputation, outcome: Outcome) -> None:
    done = Recomputation.objects.filter(pk=asked.pk, finished_at=None).update(
        finished_at=now(),
        people=outcome.people,
        differences=[[d.person_id, d.name, d.words] for d in outcome.differences[:SHOWN]],
        difference_count=len(outcome.differences),
    )
    if done:
        announce(
            LedgerRecomputed(
                recomputation_id=asked.pk,
                agency_id=asked.agency_id,
                people=outcome.people,
                entries=outcome.entries,
                differences=len(outcome.differences),
            ),
            by=asked.asked_by,
        )
