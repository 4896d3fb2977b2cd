"""Health of the collection: how much is verified and current, what is used, by agency and month."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sinau.kernel.clock import today
from sinau.kernel.words import number_id
from sinau.knowledge.models import Article, HealthMonth
from sinau.knowledge.rulebook import life_rules
from sinau.people.access import PersonRequest, needs, within
from sinau.people.models import Agency, Person, Role
from sinau.ui.charts import Bar, Point
from sinau.ui.sheets import sheet_response

READERS = (Role.CURATOR, Role.HEAD, Role.AUDITOR)
NAMES = ("articles", "verified", "current", "expired", "doubted", "opened", "used", "refused")


def _months(person: Person) -> QuerySet[HealthMonth]:
    """The stored numbers of agencies over which this person curates, heads or audits."""
    return HealthMonth.objects.filter(within("agency", person, *READERS))


@needs(*READERS)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The newest numbers, their history, and the articles most and never opened."""
    rows = list(_months(request.user).select_related("agency").order_by("month", "agency__path"))
    by_month: dict[date, dict[str, int]] = defaultdict(lambda: dict.fromkeys(NAMES, 0))
    for row in rows:
        for name in NAMES:
            by_month[row.month][name] += getattr(row, name)
    months = sorted(by_month)[-13:]
    last = by_month[months[-1]] if months else dict.fromkeys(NAMES, 0)
    newest = [row for row in rows if months and row.month == months[-1]]
    context = {
        "last": last,
        "share": _share(last),
        "counted_at": max((row.counted_at for row in newest), default=None),
        "history": [Point(date_format(month, "M Y"), _share(by_month[month])) for month in months],
        "headline": _headline(last),
        "bars": _bars(newest),
        "agencies": [{"row": row, "share": _share_of(row)} for row in newest],
        **_used(request.user),
        "rules": life_rules(),
    }
    return render(request, "knowledge/health.html", context)


def _share(counts: dict[str, int]) -> int:
    """Of all living articles, how many in a hundred are verified, in time and undoubted."""
    return round(100 * counts["current"] / counts["articles"]) if counts["articles"] else 0


def _share_of(row: HealthMonth) -> int:
    return _share({name: getattr(row, name) for name in NAMES})


def _headline(last: dict[str, int]) -> str:
    if not last["articles"]:
        return _("Belum ada pengetahuan yang dihitung")
    return _("%(current)s dari %(articles)s pengetahuan terverifikasi dan terkini") % {
        "current": number_id(last["current"]),
        "articles": number_id(last["articles"]),
    }


def _bars(newest: list[HealthMonth]) -> list[Bar]:
    found = [Bar(row.agency.short_name, _share_of(row)) for row in newest if row.articles]
    return sorted(found, key=lambda bar: (bar.value, bar.label))[:12]


def _used(person: Person) -> dict[str, Any]:
    """Most opened and never opened among verified articles in scope; two queries."""
    since = today().replace(month=1, day=1)
    agencies = Agency.objects.filter(within("", person, *READERS)).values("pk")
    mine = (
        Article.objects.visible_to(person)
        .verified()
        .filter(agency__in=agencies)
        .select_related("agency")
        .annotate(
            opened=Coalesce(Sum("openings__count", filter=Q(openings__day__gte=since)), Value(0))
        )
    )
    return {
        "most": mine.filter(opened__gt=0).order_by("-opened", "title")[:8],
        "never": mine.filter(opened=0, use_count=0).order_by("verified_at", "title")[:8],
        "since": since,
    }


@needs(*READERS)
@require_safe
def export(request: PersonRequest) -> HttpResponse:
    """Every month and agency as a workbook."""
    rows = _months(request.user).order_by("-month", "agency__path")
    headings = [
        *(_("Bulan"), _("Perangkat daerah"), _("Pengetahuan"), _("Terverifikasi"), _("Terkini")),
        *(_("Lewat masa berlaku"), _("Dasar hukum berubah"), _("Dibuka"), _("Dipakai")),
        _("Pertanyaan tanpa sumber"),
    ]
    told = [
        [row.month, row.agency.name, *(getattr(row, name) for name in NAMES)]
        for row in rows.select_related("agency")
    ]
    return sheet_response("kesehatan-pengetahuan", _("Kesehatan pengetahuan"), headings, told)
