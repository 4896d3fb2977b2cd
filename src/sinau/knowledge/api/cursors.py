"""Lists that go on behind the last row seen, so that nothing is told twice or left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from sinau.kernel.api import Field, Problem, Schema

Item = TypeVar("Item")
_SALT = "sinau.knowledge.cursor"


class CursorQuery(Schema):
    """Where a list goes on."""

    limit: int = Field(50, ge=1, le=200, description="Paling banyak sekian butir.")
    cursor: str = Field(
        "", max_length=300, description="Dari `next` jawaban sebelumnya; kosong: dari awal."
    )


class Strand(Schema, Generic[Item]):
    """A part of a list; `next` is empty at its end."""

    items: list[Item]
    next: str = Field(description="Kirim sebagai `cursor` untuk bagian berikutnya.")


def strand_of(
    request: HttpRequest,
    response: HttpResponse,
    rows: QuerySet[Any],
    wanted: CursorQuery,
    show: Callable[[Any], Any],
) -> dict[str, Any]:
    """The rows behind the cursor, by `updated_at` and key; the answer gets its Link header."""
    if wanted.cursor:
        at, pk = _opened(wanted.cursor)
        rows = rows.filter(Q(updated_at__gt=at) | Q(updated_at=at, pk__gt=pk))
    part = list(rows.order_by("updated_at", "pk")[: wanted.limit + 1])
    more = len(part) > wanted.limit
    part = part[: wanted.limit]
    following = ""
    if more:
        last = part[-1]
        following = signing.dumps([last.updated_at.isoformat(), last.pk], salt=_SALT)
        query = request.GET.copy()
        query["cursor"] = following
        url = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        response["Link"] = f'<{url}>; rel="next"'
    return {"items": [show(row) for row in part], "next": following}


def _opened(cursor: str) -> tuple[dt.datetime, int]:
    try:
        at, pk = signing.loads(cursor, salt=_SALT)
        return dt.datetime.fromisoformat(at), int(pk)
    except (signing.BadSignature, ValueError, TypeError):
        raise Problem(
            422,
            errors=[
                {
                    "field": "cursor",
                    "place": "query",
                    "detail": str(
                        _("Kursor ini bukan dari jawaban Sinau. Mulai lagi tanpa kursor.")
                    ),
                    "code": "cursor",
                }
            ],
        ) from None
