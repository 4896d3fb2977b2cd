"""Who looks for certificates in vain too often waits: counted in rows, for all processes alike."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db import connection
from django.utils.translation import gettext_lazy as _

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.university.models import CheckWindow

# A hall of people behind one address may each mistype once; nobody guesses twelve letters in thirty.
MOST = 30
WINDOW = dt.timedelta(minutes=15)
_KEPT = dt.timedelta(days=1)
_COUNT = """
insert into university_checkwindow as w (address, begins_at, used) values (%s, %s, 1)
on conflict (address, begins_at) do update set used = w.used + 1
returning used
"""


class CheckedTooOften(Refused):
    """This network address has to wait."""

    status = 429


def refuse_who_probes(address: str) -> None:
    """Whoever has looked in vain too often in this quarter of an hour is asked to wait."""
    window = CheckWindow.objects.filter(address=_hash(address), begins_at=_begin(), used__gte=MOST)
    if window.exists():
        raise CheckedTooOften(
            _("Terlalu banyak pemeriksaan dari jaringan ini. Coba lagi sesudah 15 menit.")
        )


def count_in_vain(address: str) -> None:
    """One more look that found nothing; the first of a window sweeps the rows of yesterday."""
    with connection.cursor() as rows:
        rows.execute(_COUNT, [_hash(address), _begin()])
        found = rows.fetchone()
    if found == (1,):
        CheckWindow.objects.filter(begins_at__lt=now() - _KEPT).delete()


def _begin() -> dt.datetime:
    at = now()
    return at.replace(minute=at.minute - at.minute % 15, second=0, microsecond=0)


def _hash(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
