"""What the university does when the JP ledger speaks, and when a class of its own is closed."""

from __future__ import annotations

import re

from sinau.credit.events import JpAdjusted, JpCredited, JpReversed
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.university.actions.certificates import credit, reverse_credit
from sinau.university.actions.papers import begin_run
from sinau.university.events import ClassClosed
from sinau.university.models import Certificate, TrainingClass

_OURS = re.compile(r"university\.(?:completion|attendance):(\d+)")


def _forget() -> None:
    Certificate.objects.update(
        jp=None, ledger_entry=None, ledger_hash="", reversed_at=None, reversal_reason=""
    )


@hears(JpCredited, JpReversed, JpAdjusted, forget=_forget)
def keep_what_the_ledger_says(fact: JpCredited | JpReversed | JpAdjusted, entry: Entry) -> None:
    """The certificate of the learning shows what stands in the ledger now."""
    ours = _OURS.fullmatch(fact.evidence)
    if ours is None:
        return
    completion = int(ours[1])
    if isinstance(fact, JpReversed):
        reverse_credit(completion, entry_id=fact.entry_id, at=entry.told_at, reason=fact.reason)
    elif isinstance(fact, JpAdjusted):
        credit(completion, entry_id=fact.entry_id, jp=fact.jp_now, ledger_hash=fact.hash)
    else:
        credit(completion, entry_id=fact.entry_id, jp=fact.jp, ledger_hash=fact.hash)


@hears(ClassClosed)
def print_certificates(fact: ClassClosed, entry: Entry) -> None:
    """The worker prints what the closing has issued; a class without certificates needs none."""
    issued = Certificate.objects.filter(completion__training_class=fact.class_id)
    if issued.exists():
        begin_run(TrainingClass.objects.get(pk=fact.class_id), by=entry.told_by)
