"""How long something has waited, in working days."""

from __future__ import annotations

from datetime import date, timedelta

FRIDAY = 4


def working_days(since: date, until: date) -> int:
    """Mondays to Fridays after the first day up to the last; public holidays are not known here."""
    if until <= since:
        return 0
    weeks, rest = divmod((until - since).days, 7)
    extra = sum((since + timedelta(days=n)).weekday() <= FRIDAY for n in range(1, rest + 1))
    return weeks * 5 + extra
