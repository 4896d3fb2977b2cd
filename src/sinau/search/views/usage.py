"""How people search, in counts without persons, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role
from sinau.search.models import Asked
from sinau.search.nouns import KEEPERS, KEPT_DAYS

PER_PAGE = 30
OFTEN = 2
"""Words count as looked for in vain only when it happened so often."""
GOOD = 0.25
"""Of so many searches one should end with a result among the first five being opened."""


@dataclass(frozen=True)
class Row:
    """Words, how often they were looked for, and what became of it."""

    words: str
    times: int
    opened: int
    opened_high: int

    @property
    def share(self) -> int:
        """Of a hundred searches, how many ended with a good opening."""
        return min(100, round(100 * self.opened_high / self.times)) if self.times else 0


@needs(*KEEPERS)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """What was looked for in vain, or everything; in the agencies the person keeps only."""
    everything = request.GET.get("lihat") == "semua"
    counted = (
        Asked.objects.visible_to(request.user)
        .recent()
        .values("words")
        .annotate(number=Sum("times"), seen=Sum("opened"), high=Sum("opened_high"))
        .filter(number__gte=OFTEN)
        .order_by("-number", "words")
    )
    rows = [Row(one["words"], one["number"], one["seen"], one["high"]) for one in counted]
    shown = rows if everything else [row for row in rows if row.share < 100 * GOOD]
    context: dict[str, Any] = {
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("halaman")),
        "searches": sum(row.times for row in rows),
        "share": _share(rows),
        "days": KEPT_DAYS,
        "may_edit": request.user.has_role(Role.CURATOR, Role.ADMINISTRATOR),
        "everything": everything,
    }
    return render(request, "search/usage.html", context)


def _share(rows: list[Row]) -> int:
    times = sum(row.times for row in rows)
    return min(100, round(100 * sum(row.opened_high for row in rows) / times)) if times else 0


@signed_in
@require_safe
def about(request: PersonRequest) -> HttpResponse:
    """What is kept of searches, for how long, and who sees it."""
    return render(request, "search/about.html", {"days": KEPT_DAYS})
