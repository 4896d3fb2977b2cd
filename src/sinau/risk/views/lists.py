"""A page of risks, the same wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, F, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.risk.filtering import STATES, Filters
from sinau.risk.models import Framework, Nature, Risk, Treatment
from sinau.risk.models.risks import RiskQuerySet
from sinau.risk.standing import State, state_of
from sinau.risk.views.maps import before_and_after

PER_PAGE = 25
SORTS = {
    "kode": ("code", "pk"),
    "-kode": ("-code", "pk"),
    "sebelum": ("inherent__score", "code"),
    "-sebelum": ("-inherent__score", "code"),
    "sesudah": ("standing__score", "code"),
    "-sesudah": ("-standing__score", "code"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One risk of a list, with its state in words."""

    risk: Risk
    state: State


def with_lateness(risks: RiskQuerySet) -> RiskQuerySet:
    """Each risk knows `is_late`."""
    late = Treatment.objects.late(today()).filter(risk=OuterRef("pk"))
    return risks.annotate(is_late=Exists(late))


def page_of(risks: RiskQuerySet, request: HttpRequest) -> tuple[Page[Risk], list[Row]]:
    """The page asked for, worst first unless sorted otherwise; always the same number of queries."""
    order = SORTS.get(request.GET.get("urut", ""), SORTS["-sesudah"])
    wanted = with_lateness(risks).for_list().select_related("acceptance__assessment")
    page = Paginator(wanted.order_by(*order), PER_PAGE).get_page(request.GET.get("halaman"))
    rows = [
        Row(risk=risk, state=state_of(risk, is_late=getattr(risk, "is_late", False)))
        for risk in page
    ]
    return page, rows


def list_context(
    risks: RiskQuerySet, framework: Framework, request: HttpRequest, *, register: int | None = None
) -> dict[str, Any]:
    """Map, figures and list of these risks, as the page and the register both show them."""
    filters = Filters.read(request.GET)
    page, rows = page_of(filters.apply(risks, framework), request)
    scale = framework.scale
    query = request.GET.copy()
    query.pop("halaman", None)
    if register is not None:
        query["register"] = str(register)
    return {
        "framework": framework,
        "scale_names": {
            "likelihoods": [step.name for step in scale.likelihoods],
            "impacts": [step.name for step in scale.impacts],
        },
        "edge": scale.treat_from(""),
        "maps": before_and_after(risks.open_now(), framework, address="?"),
        "figures": figures_of(risks),
        "page": page,
        "rows": rows,
        "filters": filters,
        "cell_words": _cell_words(filters, framework),
        "states": STATES,
        "levels": [(level.number, level.name) for level in reversed(scale.levels)],
        "export_url": f"{reverse('risk:export')}?{query.urlencode()}",
    }


def figures_of(risks: RiskQuerySet) -> dict[str, int]:
    """The four numbers above the map; each opens to its rows."""
    counts: dict[str, int] = risks.open_now().aggregate(
        open=Count("pk"),
        above=Count(
            "pk", filter=Q(nature=Nature.NEGATIVE, standing__score__gte=F("standing__treat_from"))
        ),
        unreviewed=Count("pk", filter=Q(review=None)),
    )
    return {**counts, "late": risks.overdue(today()).count()}


def _cell_words(filters: Filters, framework: Framework) -> str:
    """Which field of the map the list is narrowed to."""
    if filters.cell is None:
        return ""
    row, column = filters.cell
    scale = framework.scale
    if row > len(scale.likelihoods) or column > len(scale.impacts):
        return ""
    words = {
        "likelihood": scale.likelihoods[row - 1].name,
        "impact": scale.impacts[column - 1].name,
    }
    if filters.side == "sebelum":
        return (
            _("Hanya risiko yang sebelum penanganan berada pada %(likelihood)s, %(impact)s.")
            % words
        )
    return _("Hanya risiko yang kini berada pada %(likelihood)s, %(impact)s.") % words
