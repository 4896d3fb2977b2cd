"""Everything a person may see, packed for a program to fetch."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404

from sinau.kernel.api import ApiRequest, Field, Router, Schema, Status, answers, needs
from sinau.knowledge import actions
from sinau.knowledge.api.scopes import READ
from sinau.knowledge.models import Parcel

router = Router(tags=["pengetahuan"])
prefix = "knowledge/parcels"


class ParcelOut(Schema):
    """A parcel and how far it is."""

    id: int
    done: int
    total: int
    ready: bool
    size: int
    sha256: str
    asked_at: dt.datetime
    expires_at: dt.datetime | None = Field(description="Setelah ini berkasnya dihapus.")


@router.post("", auth=needs(READ), response=answers(202, ParcelOut))
def create_parcel(request: ApiRequest) -> Status[dict[str, Any]]:
    """Kemas semua yang boleh dilihat orang yang diwakili token; yang masih dikemas tetap satu."""
    return Status(202, _shown(actions.ask_for_parcel(by=request.user)))


@router.get("/{int:pk}", auth=needs(READ), response=answers(200, ParcelOut))
def show_parcel(request: ApiRequest, pk: int) -> dict[str, Any]:
    """Sampai di mana arsip dikemas; hanya milik sendiri."""
    return _shown(get_object_or_404(Parcel.objects.visible_to(request.user), pk=pk))


@router.get("/{int:pk}/file", auth=needs(READ), response=answers(200, None))
def show_file(request: ApiRequest, pk: int) -> HttpResponse:
    """Arsipnya (ZIP), selama masih berlaku; 409 bila belum siap atau izinnya berubah."""
    parcel = get_object_or_404(Parcel.objects.visible_to(request.user), pk=pk)
    actions.fetch_parcel(parcel, by=request.user)
    sent = FileResponse(parcel.file.open("rb"), content_type="application/zip")
    return cast(HttpResponse, sent)


def _shown(parcel: Parcel) -> dict[str, Any]:
    return {
        **{
            name: getattr(parcel, name)
            for name in ("done", "total", "size", "sha256", "asked_at", "expires_at")
        },
        "id": parcel.pk,
        "ready": parcel.is_ready,
    }
