"""Long lists page by page, with the addresses of the other pages in the Link header (RFC 8288)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Field, Schema

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Any)
MOST = 200


class PageQuery(Schema):
    """Which part of a list is wanted."""

    limit: int = Field(50, ge=1, le=MOST, description="Paling banyak sekian butir.")
    offset: int = Field(0, ge=0, le=1_000_000, description="Lewati sekian butir pertama.")


class Page(Schema, Generic[Item]):
    """A part of a list; `count` is the length of all of it."""

    items: list[Item]
    count: int
    limit: int
    offset: int


def page_of(
    request: HttpRequest,
    response: HttpResponse,
    rows: QuerySet[Row],
    wanted: PageQuery,
    show: Callable[[Row], Any],
) -> dict[str, Any]:
    """The wanted part of these rows, each as `show` makes it; the answer gets its Link header."""
    count = rows.count()
    part = rows[wanted.offset : wanted.offset + wanted.limit]
    links = _links(request, wanted, count)
    if links:
        response["Link"] = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in links)
    return {
        "items": [show(row) for row in part],
        "count": count,
        "limit": wanted.limit,
        "offset": wanted.offset,
    }


def _links(request: HttpRequest, wanted: PageQuery, count: int) -> list[tuple[str, str]]:
    """First, prev, next and last, as far as there are any."""
    limit, offset = wanted.limit, wanted.offset
    last = max(0, (count - 1) // limit * limit)
    at = {"first": 0, "last": last}
    if offset > 0:
        at["prev"] = min(max(0, offset - limit), last)
    if offset + limit < count:
        at["next"] = offset + limit
    return [(rel, _url(request, limit, start)) for rel, start in at.items()] if count else []


def _url(request: HttpRequest, limit: int, offset: int) -> str:
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
