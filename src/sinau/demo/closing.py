"""The past of the demo city's JP ledger: last year and this year's months up to September are closed."""

from __future__ import annotations

from datetime import timedelta

from sinau.credit.closing import accept, close
from sinau.credit.findings import findings_of, scope_of
from sinau.credit.models import WHOLE_YEAR, last_day
from sinau.demo.city import City
from sinau.kernel.clock import freeze

# The months of this year that are closed, when they are over.
CLOSED = 9
PAPERS = "Sertifikat kertasnya ada di berkas kepegawaian dan sudah dicocokkan."


def seed(city: City) -> None:
    """After everything that was learnt: what is closed takes no more rows."""
    this = city.today.year
    _close(city, this - 1, [*range(1, 13), WHOLE_YEAR])
    _close(city, this, list(range(1, CLOSED + 1)))


def _close(city: City, year: int, months: list[int]) -> None:
    """Wulan lets stand what the checks find and closes the whole city, a few days after each month."""
    wulan, root = city.cast["wulan"], city.agencies["kota"]
    for month in months:
        day = last_day(year, month) + timedelta(days=12 if month == WHOLE_YEAR else 5)
        if day >= city.today:
            return
        with freeze(day):
            scope = scope_of(root, year, month)
            accept(scope, findings_of(scope), reason=PAPERS, by=wulan)
            close(root, year, month, by=wulan, sign_later=False)
