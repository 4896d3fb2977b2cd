"""A page of risks, the same wherever it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from sinau.kernel.clock import today
from sinau.risk.models import Risk, Treatment
from sinau.risk.models.risks import RiskQuerySet
from sinau.risk.standing import State, state_of

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
