"""What time it is. Everybody asks here, so that tests and the demo city can set the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The date on the wall in the city (WIB, UTC+7 the whole year)."""
    return now().astimezone(WIB).date()


@contextmanager
def freeze(moment: datetime | date) -> Iterator[None]:
    """Let the clock stand at a moment; a plain date means 09.00 WIB of that day."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 9, tzinfo=WIB)
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
