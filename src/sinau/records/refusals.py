"""The last refused requests, so that who connects a system sees what it does wrong."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction

from sinau.kernel.clock import now
from sinau.records.models import Refusal

KEPT = 200
# One process writes the same refusal of the same caller once in so many seconds, and any at most so
# many times a minute: a client that fails in a loop must not cost more than one that does not.
SAME_AGAIN_SECONDS = 60.0
PER_MINUTE = 30

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Written:
    """When a refusal was last written, and how often it came since."""

    at: float
    unwritten: int = 0


_written: dict[tuple[int | None, int, str, str], _Written] = {}
_minute = 0
_this_minute = 0
_lock = threading.Lock()


def note(
    *,
    status: int,
    sentence: str,
    field: str = "",
    section: str = "",
    client_id: int | None = None,
    method: str = "",
    path: str = "",
) -> None:
    """A request was refused; kept unless the same was just kept. Never raises, never keeps bodies."""
    times = _turn((client_id, status, method, field))
    if not times or connection.needs_rollback:
        return
    try:
        with transaction.atomic():
            Refusal.objects.create(
                at=now(),
                client_id=client_id,
                method=_plain(method, 10),
                path=_plain(path, 200),
                status=status,
                sentence=_plain(sentence, 500),
                field=_plain(field, 200),
                section=_plain(section, 100),
                times=times,
            )
    except DatabaseError:
        log.exception("a refusal could not be noted")


def forget_old() -> int:
    """Only the last are kept; says how many were deleted."""
    last = Refusal.objects.order_by("-pk").values_list("pk", flat=True)[KEPT - 1 : KEPT].first()
    return Refusal.objects.filter(pk__lt=last).delete()[0] if last else 0


def forget_turns() -> None:
    """The next refusal is written, whatever came before; for tests."""
    global _this_minute
    _written.clear()
    _this_minute = 0


def _turn(key: tuple[int | None, int, str, str]) -> int:
    """How often it happened since it was last written; 0 when it is not to be written now."""
    global _minute, _this_minute
    at = time.monotonic()
    with _lock:
        minute = int(at // 60)
        if minute != _minute:
            _minute, _this_minute = minute, 0
        known = _written.get(key)
        if known is not None and at - known.at < SAME_AGAIN_SECONDS:
            known.unwritten += 1
            return 0
        if _this_minute >= PER_MINUTE:
            return 0
        _this_minute += 1
        if len(_written) > 1_000:
            _written.clear()
        _written[key] = _Written(at)
        return 1 + (known.unwritten if known else 0)


def _plain(text: str, length: int) -> str:
    """What PostgreSQL and a page can hold."""
    return text.replace("\0", "\ufffd")[:length]
