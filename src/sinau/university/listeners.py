"""What the university does when the JP ledger speaks: certificates get their JP and their hash."""

from __future__ import annotations

import re

from sinau.credit.events import JpAdjusted, JpCredited, JpReversed
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.university.actions.certificates import credit, reverse_credit
from sinau.university.models import Certificate

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
