"""The rows behind a figure, on a page and as a workbook."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render

from sinau.insight.figures import FIGURES, Figure
from sinau.insight.scopes import READERS
from sinau.insight.views.summaries import chosen_scope
from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, needs
from sinau.ui.sheets import sheet_response

A_PAGE = 40


def _named(figure: str) -> Figure:
    if figure not in FIGURES:
        raise Http404
    return FIGURES[figure]


@needs(*READERS)
def show(request: PersonRequest, figure: str) -> HttpResponse:
    """Every row that was counted, oldest or worst first."""
    chosen = _named(figure)
    scope, _agencies = chosen_scope(request)
    rows = [
        {
            "title": row.title,
            "url": row.url,
            "labelled": list(zip(chosen.headings, row.cells, strict=True)),
        }
        for row in chosen.rows(scope)
    ]
    context = {
        "figure": chosen,
        "shown": chosen.count(scope),
        "scope": scope,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("halaman")),
        "counted_at": now(),
    }
    return render(request, "insight/rows.html", context)


@needs(*READERS)
def export(request: PersonRequest, figure: str) -> HttpResponse:
    """The same rows as a workbook."""
    chosen = _named(figure)
    scope, _agencies = chosen_scope(request)
    return sheet_response(
        f"{chosen.slug}-{scope.agency.code}-{scope.year}",
        str(chosen.rows_title),
        [str(chosen.rows_title), *map(str, chosen.headings)],
        ([row.title, *row.cells] for row in chosen.rows(scope)),
    )
