"""How much a client may ask of us in a minute."""

from __future__ import annotations

from django.db import connection

from sinau.kernel.clock import now
from sinau.records.callers import Caller
from sinau.records.exchange import Problem

# One row for each client. The first request of a minute always fits, however large its batch is:
# a client whose batches are larger than its limit would else never be heard.
_SPEND = """
insert into records_tally as t (client_id, minute, used) values (%s, %s, %s)
on conflict (client_id) do update set
    minute = excluded.minute,
    used = excluded.used + case when t.minute = excluded.minute then t.used else 0 end
where t.minute <> excluded.minute or t.used + excluded.used <= %s
returning used
"""


def spend(caller: Caller, amount: int = 1) -> None:
    """So many statements or requests are counted; over the limit nothing is, and the answer is 429."""
    limit = caller.limit_per_minute
    if not limit or caller.client_id is None or not amount:
        return
    at = now()
    minute = at.replace(second=0, microsecond=0)
    with connection.cursor() as rows:
        rows.execute(_SPEND, [caller.client_id, minute, amount, limit])
        if rows.fetchone() is not None:
            return
    seconds = 60 - at.second
    raise Problem(
        429,
        f"Kunci ini dibatasi {limit} pernyataan atau permintaan tiap menit. "
        f"Kirim lagi setelah {seconds} detik.",
        section="1.0.3 Communication 3.2",
        headers=(("Retry-After", str(seconds)),),
    )
