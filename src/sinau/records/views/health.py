"""How the record store is."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinau.kernel.clock import WIB
from sinau.people.access import PersonRequest
from sinau.records.lagging import lags
from sinau.records.measuring import flow, has_next_month, partitions, size_in_words
from sinau.records.models import Refusal
from sinau.records.telling import systems_by_authority
from sinau.records.viewing import readers
from sinau.records.views.clients import day_label
from sinau.ui.charts import Point

REFUSALS_SHOWN = 50


@readers
@require_safe
def show(request: PersonRequest) -> HttpResponse:
    """What comes in, what is refused and why, how large the store is, and who lags behind."""
    came = flow(systems_by_authority())
    months = partitions()
    refusals = list(Refusal.objects.select_related("client"))
    chosen = request.GET.get("sebab", "")
    shown = [one for one in refusals if not chosen or str(one.status) == chosen]
    context = {
        "flow": came,
        "points": [
            Point(label=f"{at.astimezone(WIB):%H.%M}", value=count) for at, count in came.by_minute
        ],
        "days": [Point(label=day_label(day), value=count) for day, count in came.by_day],
        "fortnight": sum(count for _day, count in came.by_day),
        "systems": came.by_system_today,
        "refusals": shown[:REFUSALS_SHOWN],
        "refused": sum(one.times for one in refusals),
        "reasons": _reasons(refusals),
        "partitions": [(month, size_in_words(month.bytes)) for month in months],
        "size": size_in_words(sum(month.bytes for month in months)),
        "has_next": has_next_month(months),
        "lags": lags(),
    }
    return render(request, "records/health.html", context)


def _reasons(refusals: list[Refusal]) -> list[tuple[str, str, int]]:
    """Each kind of refusal with how often it came among those kept, the most frequent first."""
    words = {
        400: _("400 isi tidak sah"),
        401: _("401 kunci tidak dikenal"),
        403: _("403 tidak berhak"),
        404: _("404 tidak ada"),
        409: _("409 berbenturan"),
        412: _("412 sudah berubah"),
        413: _("413 terlalu besar"),
        429: _("429 terlalu sering"),
    }
    counts: Counter[int] = Counter()
    for one in refusals:
        counts[one.status] += one.times
    return [
        (str(status), words.get(status, str(status)), count)
        for status, count in counts.most_common()
    ]
