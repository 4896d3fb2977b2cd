"""Wake those who read the store, at most every five seconds and process; a job each minute does the rest."""

from __future__ import annotations

import time
from contextlib import suppress

from django.db import DatabaseError, transaction
from procrastinate.exceptions import AlreadyEnqueued

EVERY_SECONDS = 5.0
_woken_at = -EVERY_SECONDS


def wake_followers() -> None:
    """New statements came in; called after they are committed, so that nothing can undo them."""
    global _woken_at
    at = time.monotonic()
    if at - _woken_at < EVERY_SECONDS:
        return
    _woken_at = at
    # Imported late: a job registers itself with procrastinate, which needs all apps loaded.
    from sinau.records.tasks import follow

    with suppress(AlreadyEnqueued, DatabaseError), transaction.atomic():
        follow.defer()
