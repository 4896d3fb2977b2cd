"""The JP of the agencies one answers for, month by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import ExtractMonth
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinau.credit.models import READERS, Entry, YearTotal
from sinau.credit.views.book import chosen_year, former_years
from sinau.kernel.words import MONTHS
from sinau.people.access import PersonRequest, needs, within
from sinau.ui.sheets import sheet_response

ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """An agency's JP in each month of a year."""

    code: str
    name: str
    months: list[Decimal]

    @property
    def total(self) -> Decimal:
        """The whole year."""
        return sum(self.months, ZERO)


@needs(*READERS)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """One row for each agency, one column for each month."""
    year = chosen_year(request)
    lines = _lines(request, year)
    context = {
        "year": year,
        "years": former_years(
            YearTotal.objects.filter(within("person__agency", request.user, *READERS))
        ),
        "lines": lines,
        "names": [name[:3] for name in MONTHS],
        "sums": [sum((line.months[at] for line in lines), ZERO) for at in range(12)],
        "total": sum((line.total for line in lines), ZERO),
        "query": request.GET.urlencode(),
    }
    return render(request, "credit/months.html", context)


@needs(*READERS)
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """The same table as a workbook."""
    year = chosen_year(request)
    headings = [_("Perangkat daerah"), *MONTHS, _("Setahun")]
    rows = [[line.name, *line.months, line.total] for line in _lines(request, year)]
    return sheet_response(f"jp-per-bulan-{year}", f"JP {year}", headings, rows)


def _lines(request: PersonRequest, year: int) -> list[Line]:
    """Counted in one query, by the month in which the learning ended."""
    counted = (
        Entry.objects.filter(within("person__agency", request.user, *READERS))
        .filter(earned_on__year=year, person__left_on=None)
        .order_by()
        .values("person__agency__code", "person__agency__name", month=ExtractMonth("earned_on"))
        .annotate(sum=Sum("jp"))
    )
    sums: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(lambda: [ZERO] * 12)
    for row in counted:
        key = (row["person__agency__code"], row["person__agency__name"])
        sums[key][row["month"] - 1] = row["sum"]
    lines = [Line(code, name, months) for (code, name), months in sums.items()]
    return sorted(lines, key=lambda line: line.name)
