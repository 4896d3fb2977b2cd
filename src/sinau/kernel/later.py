"""What was done without a network and is sent afterwards: under the client's own id, at its own time.

`static/ui/js/later.js` keeps such a form on the device and sends it with two fields more:
`later_id`, made once on the device, and `later_at`, the moment it was done. The clock of a device
is believed within limits; beyond them the time of arrival counts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from sinau.kernel.clock import now

OLDEST = dt.timedelta(days=30)
AHEAD = dt.timedelta(minutes=5)
_ID = re.compile(r"[A-Za-z0-9-]{8,40}")


@dataclass(frozen=True, kw_only=True)
class Later:
    """Which act of the device this is, and when it was done; never later than now."""

    id: str
    at: dt.datetime
    is_believed: bool = True


def read_later(said: Mapping[str, str]) -> Later | None:
    """What a form says of itself when it comes late; None when it was sent at once."""
    client_id = said.get("later_id", "")
    if not _ID.fullmatch(client_id):
        return None
    here = now()
    try:
        at = dt.datetime.fromisoformat(said.get("later_at", ""))
    except ValueError:
        return Later(id=client_id, at=here, is_believed=False)
    if at.tzinfo is None or not here - OLDEST <= at <= here + AHEAD:
        return Later(id=client_id, at=here, is_believed=False)
    return Later(id=client_id, at=min(at, here))
