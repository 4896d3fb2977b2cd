"""Regulations for programs: list, one, and any Pasal or ayat by its address."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from sinau.kernel.api import ApiRequest, Field, Query, Router, Schema, answers, needs
from sinau.knowledge.api.cursors import CursorQuery, Strand, strand_of
from sinau.knowledge.api.scopes import READ
from sinau.knowledge.models import Passage, Regulation, Relation

router = Router(tags=["pengetahuan"])
prefix = "knowledge"
_MOST = 500


class RegulationOut(Schema):
    """A regulation as lists show it."""

    slug: str
    short_title: str
    title: str
    kind: str
    number: str
    year: int | None
    issuer: str
    status: str = Field(description="in_force, amended, atau repealed.")
    agency: str
    audience: str
    pasal_count: int
    updated_at: dt.datetime
    url: str


class RelationOut(Schema):
    """How it bears on another one."""

    kind: str
    other: str
    slug: str = Field(description="Kosong bila yang lain tidak ada di sini.")


class StatusOut(Schema):
    """When somebody noted a status."""

    status: str
    because: str
    noted_at: dt.datetime


class RegulationWhole(RegulationOut):
    """A regulation with its relations and the history of its status."""

    notice: str
    relations: list[RelationOut]
    statuses: list[StatusOut]


class PassageOut(Schema):
    """An ayat, or a Pasal without ayat."""

    citation: str
    locator: str
    section: str
    bab: str
    pasal: str
    ayat: str
    heading: str
    text: str
    page: int | None
    url: str


class PassagesOut(Schema):
    """Passages of one regulation, with its status as it was noted on the day asked for."""

    regulation: str
    status: str
    as_of: dt.date | None
    is_repealed: bool
    items: list[PassageOut]


class RegulationQuery(CursorQuery):
    """Which regulations are wanted."""

    kind: str = Field("", max_length=60)
    year: int | None = Field(None, ge=1900, le=2199)
    status: str = Field("", max_length=12)
    number: str = Field("", max_length=40)


class PassageQuery(Schema):
    """Which passages are wanted."""

    pasal: str = Field("", max_length=12, description="Seperti 312 atau 14A; kosong: semua.")
    ayat: str = Field("", max_length=8)
    as_of: dt.date | None = Field(
        None, description="Keadaan peraturan pada hari ini; kosong: sekarang."
    )
    offset: int = Field(0, ge=0, le=100_000)
    limit: int = Field(100, ge=1, le=_MOST)


@router.get("/regulations", auth=needs(READ), response=answers(200, Strand[RegulationOut]))
def list_regulations(
    request: ApiRequest, response: HttpResponse, wanted: Query[RegulationQuery]
) -> dict[str, Any]:
    """Peraturan yang boleh dibaca orang yang diwakili token, menurut waktu berubahnya."""
    rows = Regulation.objects.visible_to(request.user).select_related("agency")
    for name in ("kind", "year", "status", "number"):
        if value := getattr(wanted, name):
            rows = rows.filter(**{name: value})
    return strand_of(request, response, rows, wanted, lambda row: _shown(request, row))


@router.get("/regulations/{slug:slug}", auth=needs(READ), response=answers(200, RegulationWhole))
def show_regulation(request: ApiRequest, slug: str) -> dict[str, Any]:
    """Satu peraturan dengan hubungan dan riwayat keadaannya."""
    regulation = _regulation(request, slug)
    relations = Relation.objects.standing().visible_to(request.user).filter(regulation=regulation)
    return {
        **_shown(request, regulation),
        "notice": regulation.notice,
        "relations": [
            {
                "kind": each.kind,
                "other": each.other_name,
                "slug": each.other.slug if each.other else "",
            }
            for each in relations.select_related("other")
        ],
        "statuses": list(regulation.changes.order_by("noted_at", "pk")),
    }


@router.get(
    "/regulations/{slug:slug}/passages", auth=needs(READ), response=answers(200, PassagesOut)
)
def list_passages(request: ApiRequest, slug: str, wanted: Query[PassageQuery]) -> dict[str, Any]:
    """Bunyi peraturan, atau satu Pasal atau ayat menurut alamatnya."""
    regulation = _regulation(request, slug)
    rows = Passage.objects.visible_to(request.user).filter(regulation=regulation)
    if wanted.pasal:
        rows = rows.filter(pasal__iexact=wanted.pasal)
    if wanted.ayat:
        rows = rows.filter(ayat__iexact=wanted.ayat)
    status = _status_on(regulation, wanted.as_of)
    part = rows.order_by("position")[wanted.offset : wanted.offset + wanted.limit]
    return {
        "regulation": regulation.short_title,
        "status": status,
        "as_of": wanted.as_of,
        "is_repealed": status == "repealed",
        "items": [_passage(request, regulation, passage) for passage in part],
    }


def _regulation(request: ApiRequest, slug: str) -> Regulation:
    rows = Regulation.objects.visible_to(request.user).select_related("agency")
    return get_object_or_404(rows, slug=slug)


def _status_on(regulation: Regulation, day: dt.date | None) -> str:
    """What was noted of it until the end of that day; the first note where there is none earlier."""
    if day is None:
        return regulation.status
    notes = regulation.changes.order_by("-noted_at", "-pk")
    known = notes.filter(noted_at__date__lte=day).first() or notes.last()
    return known.status if known else regulation.status


def _shown(request: ApiRequest, regulation: Regulation) -> dict[str, Any]:
    return {
        **{
            name: getattr(regulation, name)
            for name in (
                *("slug", "short_title", "title", "kind", "number", "year", "issuer", "status"),
                *("audience", "pasal_count", "updated_at"),
            )
        },
        "agency": regulation.agency.code,
        "url": request.build_absolute_uri(regulation.get_absolute_url()),
    }


def _passage(request: ApiRequest, regulation: Regulation, passage: Passage) -> dict[str, Any]:
    passage.regulation = regulation
    return {
        "citation": passage.citation(),
        "locator": passage.locator(),
        **{
            name: getattr(passage, name)
            for name in ("section", "bab", "pasal", "ayat", "heading", "text", "page")
        },
        "url": request.build_absolute_uri(passage.get_absolute_url()),
    }
