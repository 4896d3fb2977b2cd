"""Needs and yearly plans for programs, to be read only: what is planned here is decided by people."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Literal

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from sinau.kernel.api import (
    ApiRequest,
    Field,
    Page,
    PageQuery,
    Query,
    Router,
    Schema,
    add_scope,
    answers,
    needs,
    page_of,
)
from sinau.people.models import Agency
from sinau.planning.models import Need, PlanItem, YearPlan

READ = add_scope("planning:read", _("Membaca kebutuhan belajar dan rencana tahunan"))

router = Router(tags=["perencanaan"])
prefix = "planning"


class PlanOut(Schema):
    """The city's plan of competence development for a year."""

    year: int
    state: str = Field(description="draft, submitted, approved, atau in_force.")
    words: str
    ceiling: int = Field(description="Pagu dalam rupiah.")
    budget: int
    spent: int
    item_count: int
    participants: int
    url: str
    updated_at: dt.datetime


class ItemOut(Schema):
    """One thing the city will learn in that year."""

    id: int
    programme: str
    title: str
    form: str
    agency: str | None = Field(
        description="Kode perangkat daerah sasaran; kosong bila seluruh kota."
    )
    job_kind: str
    participants: int
    jp: Decimal
    month: int
    unit_cost: int
    budget: int
    fund: str
    spent: int
    need_count: int
    url: str


class NeedOut(Schema):
    """That a person has to learn something in a year, from a level to a level."""

    id: int
    year: int
    nip: str
    name: str
    agency: str
    competency: str = Field(description="Kunci kompetensi dalam kamus.")
    from_level: int
    to_level: int
    points: int = Field(description="Prioritas menurut rumus kota.")
    fact_count: int
    state: str
    item: int | None = Field(description="Butir rencana yang menjawabnya, bila ada.")
    proposed_at: dt.datetime


class NeedQuery(PageQuery):
    """Which needs are wanted."""

    year: int | None = Field(None, ge=2000, le=2100, description="Tahun rencana.")
    agency: str = Field(
        "", max_length=50, description="Kode perangkat daerah, beserta di bawahnya."
    )
    competency: str = Field("", max_length=40, description="Kunci kompetensi.")
    state: Literal["", "proposed", "confirmed", "planned", "met", "returned"] = ""


@router.get("/plans", auth=needs(READ), response=answers(200, Page[PlanOut]))
def list_plans(
    request: ApiRequest, response: HttpResponse, wanted: Query[PageQuery]
) -> dict[str, Any]:
    """Rencana tahunan yang boleh dibaca, tahun terbaru lebih dahulu."""
    rows = YearPlan.objects.visible_to(request.user).order_by("-year")
    return page_of(request, response, rows, wanted, _plan)


@router.get("/plans/{int:year}/items", auth=needs(READ), response=answers(200, Page[ItemOut]))
def list_items(
    request: ApiRequest, response: HttpResponse, year: int, wanted: Query[PageQuery]
) -> dict[str, Any]:
    """Butir rencana tahun itu menurut bulan."""
    plan = get_object_or_404(YearPlan.objects.visible_to(request.user), year=year)
    rows = PlanItem.objects.visible_to(request.user).standing().filter(plan=plan)
    rows = rows.select_related("programme", "agency").order_by("month", "title", "pk")
    return page_of(request, response, rows, wanted, _item)


@router.get("/needs", auth=needs(READ), response=answers(200, Page[NeedOut]))
def list_needs(
    request: ApiRequest, response: HttpResponse, wanted: Query[NeedQuery]
) -> dict[str, Any]:
    """Kebutuhan belajar yang boleh dibaca, yang paling mendesak lebih dahulu."""
    rows: QuerySet[Need] = Need.objects.visible_to(request.user)
    if wanted.year:
        rows = rows.filter(year=wanted.year)
    if wanted.agency:
        rows = rows.filter(agency__in=_below(wanted.agency))
    if wanted.competency:
        rows = rows.filter(competency__key=wanted.competency)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    rows = rows.select_related("person", "agency", "competency").order_by("-points", "pk")
    return page_of(request, response, rows, wanted, _need)


def _below(code: str) -> QuerySet[Agency]:
    top = Agency.objects.filter(code=code.replace("\0", "")).first()
    return Agency.objects.filter(path__startswith=top.path) if top else Agency.objects.none()


def _address(url: str) -> str:
    return f"{settings.PUBLIC_URL}{url}"


def _plan(plan: YearPlan) -> dict[str, Any]:
    names = ("year", "state", "words", "ceiling", "budget", "spent", "item_count", "participants")
    said = {name: getattr(plan, name) for name in names}
    return {**said, "url": _address(plan.get_absolute_url()), "updated_at": plan.updated_at}


def _item(item: PlanItem) -> dict[str, Any]:
    names = (
        *("title", "form", "job_kind", "participants", "jp", "month", "unit_cost"),
        *("budget", "fund", "spent", "need_count"),
    )
    return {
        "id": item.pk,
        "programme": item.programme.title,
        "agency": item.agency.code if item.agency else None,
        "url": _address(item.get_absolute_url()),
        **{name: getattr(item, name) for name in names},
    }


def _need(need: Need) -> dict[str, Any]:
    names = ("year", "from_level", "to_level", "points", "fact_count", "state", "proposed_at")
    return {
        "id": need.pk,
        "nip": need.person.nip,
        "name": need.person.full_name,
        "agency": need.agency.code,
        "competency": need.competency.key,
        "item": need.item_id,
        **{name: getattr(need, name) for name in names},
    }
