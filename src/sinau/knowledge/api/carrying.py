"""Knowledge in and out in bulk, for programs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from sinau.kernel.api import (
    ApiRequest,
    Field,
    File,
    Form,
    Page,
    PageQuery,
    Query,
    Router,
    Schema,
    Status,
    UploadedFile,
    answers,
    needs,
    page_of,
)
from sinau.knowledge import actions
from sinau.knowledge.api.scopes import READ, WRITE
from sinau.knowledge.bringing_words import said as sentence
from sinau.knowledge.forms_carrying import agencies_kept_by
from sinau.knowledge.models import Bringing, BroughtItem, Verdict
from sinau.people.models import Audience, Role

router = Router(tags=["pengetahuan"])
prefix = "knowledge/imports"
largest_body = settings.PACKAGE_MAX_BYTES
_AUDIENCES = "|".join(Audience.values)


class ImportIn(Schema):
    """For whom the file comes in."""

    agency: str = Field(
        "", max_length=40, description="Kode perangkat daerah; kosong: tempat orang ini bekerja."
    )
    audience: str = Field(Audience.AGENCY, pattern=f"^({_AUDIENCES})$")
    origin: str = Field("", max_length=60, description="Nama asal; sama untuk ekspor berikutnya.")


class ImportOut(Schema):
    """A file on its way in."""

    id: int
    name: str
    kind: str
    origin: str
    state: str = Field(
        description="reading, waiting, taking, taken, refused, undoing, undone, dropped."
    )
    problem: str
    done: int
    total: int
    counts: dict[str, int] = Field(description="Butir menurut new, changed, same, dan left.")
    uploaded_at: dt.datetime
    url: str


class ItemOut(Schema):
    """One thing in it."""

    number: int
    path: str
    title: str
    kind: str
    verdict: str
    state: str
    chosen: bool
    reason: str
    remarks: list[str]
    url: str


@router.post("", auth=needs(WRITE), response=answers(202, ImportOut))
def create_import(
    request: ApiRequest, said: Form[ImportIn], file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """Unggah berkas; pembacaannya berjalan di belakang. Berkas yang sama tetap satu bawa masuk."""
    kept = agencies_kept_by(request.user)
    wanted = {"code": said.agency} if said.agency else {"pk": request.user.agency_id}
    bringing = actions.receive_bundle(
        file,
        name=file.name or "berkas",
        agency=get_object_or_404(kept, **wanted),
        audience=said.audience,
        origin=said.origin,
        by=request.user,
    )
    return Status(202, _shown(request, _mine(request).get(pk=bringing.pk)))


@router.get("", auth=needs(READ), response=answers(200, Page[ImportOut]))
def list_imports(
    request: ApiRequest, response: HttpResponse, wanted: Query[PageQuery]
) -> dict[str, Any]:
    """Bawa masuk yang boleh dilihat orang yang diwakili token, yang terakhir lebih dahulu."""
    return page_of(request, response, _mine(request), wanted, lambda row: _shown(request, row))


@router.get("/{int:pk}", auth=needs(READ), response=answers(200, ImportOut))
def show_import(request: ApiRequest, pk: int) -> dict[str, Any]:
    """Sampai di mana satu bawa masuk."""
    return _shown(request, get_object_or_404(_mine(request), pk=pk))


@router.get("/{int:pk}/items", auth=needs(READ), response=answers(200, Page[ItemOut]))
def list_items(
    request: ApiRequest, response: HttpResponse, pk: int, wanted: Query[PageQuery]
) -> dict[str, Any]:
    """Setiap butir berkas: menjadi apa, atau mengapa tidak dibawa."""
    bringing = get_object_or_404(_mine(request), pk=pk)
    rows = bringing.items.defer("body").select_related("article", "document", "regulation")
    return page_of(request, response, rows, wanted, lambda row: _item(request, row))


@router.post("/{int:pk}/commit", auth=needs(WRITE), response=answers(202, ImportOut))
def commit_import(request: ApiRequest, pk: int) -> Status[dict[str, Any]]:
    """Terapkan butir yang terpilih (bawaan: yang baru dan yang berubah); diulang, tetap sekali."""
    bringing = actions.take_bundle(get_object_or_404(_mine(request), pk=pk), by=request.user)
    return Status(202, _shown(request, _mine(request).get(pk=bringing.pk)))


@router.post("/{int:pk}/undo", auth=needs(WRITE), response=answers(202, ImportOut))
def undo_import(request: ApiRequest, pk: int) -> Status[dict[str, Any]]:
    """Tarik kembali yang dibawanya, kecuali yang sudah dikerjakan orang; diulang, tetap sekali."""
    bringing = actions.undo_bundle(get_object_or_404(_mine(request), pk=pk), by=request.user)
    return Status(202, _shown(request, _mine(request).get(pk=bringing.pk)))


def _mine(request: ApiRequest) -> Any:
    if not request.user.has_role(Role.CURATOR, Role.OFFICER):
        return Bringing.objects.none()
    numbers: dict[str, Any] = {
        f"{verdict}_count": Count("items", filter=Q(items__verdict=verdict))
        for verdict in Verdict.values
    }
    return Bringing.objects.visible_to(request.user).annotate(**numbers)


def _shown(request: ApiRequest, bringing: Bringing) -> dict[str, Any]:
    return {
        **{
            name: getattr(bringing, name)
            for name in ("name", "kind", "origin", "done", "total", "uploaded_at")
        },
        "id": bringing.pk,
        "state": str(bringing.state),
        "problem": sentence(bringing.problem),
        "counts": {verdict: getattr(bringing, f"{verdict}_count") for verdict in Verdict.values},
        "url": request.build_absolute_uri(bringing.get_absolute_url()),
    }


def _item(request: ApiRequest, item: BroughtItem) -> dict[str, Any]:
    became = item.article or item.document or item.regulation
    return {
        **{
            name: getattr(item, name)
            for name in ("number", "path", "title", "kind", "verdict", "state")
        },
        "chosen": item.is_chosen,
        "reason": sentence(item.reason),
        "remarks": [sentence(remark) for remark in item.remarks],
        "url": request.build_absolute_uri(became.get_absolute_url()) if became else "",
    }
