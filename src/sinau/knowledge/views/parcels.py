"""Bawa keluar: pack what one may see, fetch it, list it; and pictures inside texts."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from sinau.kernel.clock import today
from sinau.knowledge import actions
from sinau.knowledge.giving import HEADINGS, rows_of
from sinau.knowledge.giving.parcels import articles_of
from sinau.knowledge.models import Parcel, Regulation
from sinau.knowledge.strangers import open_to_strangers, pictures_for
from sinau.people.access import PersonRequest, signed_in
from sinau.people.models import Role
from sinau.ui.sheets import sheet_response

SHOWN = 10


@signed_in
@require_http_methods(["GET", "POST"])
def index(request: PersonRequest) -> HttpResponse:
    """One's own parcels, and the button for a new one."""
    if request.method == "POST":
        actions.ask_for_parcel(by=request.user)
        messages.success(request, _("Arsip sedang dikemas. Anda boleh menutup halaman ini."))
        return redirect("knowledge:parcels")
    parcels = list(Parcel.objects.visible_to(request.user)[:SHOWN])
    context = {
        "parcels": parcels,
        "busy": next((parcel for parcel in parcels if parcel.is_busy), None),
        "article_count": articles_of(request.user).count(),
        "regulation_count": Regulation.objects.visible_to(request.user).count(),
        "oai_url": f"{settings.PUBLIC_URL}{reverse('knowledge:oai')}",
        "may_bring": request.user.has_role(Role.CURATOR, Role.OFFICER),
    }
    return render(request, "knowledge/parcels.html", context)


@signed_in
@require_GET
def file_show(request: PersonRequest, pk: int) -> HttpResponse:
    """The packed file, for its owner alone and while it stands."""
    parcel = get_object_or_404(Parcel.objects.visible_to(request.user), pk=pk)
    actions.fetch_parcel(parcel, by=request.user)
    name = f"pengetahuan-{parcel.asked_at:%Y%m%d}.zip"
    sent = FileResponse(parcel.file.open("rb"), as_attachment=True, filename=name)
    sent["Cache-Control"] = "private, no-store"
    return cast(HttpResponse, sent)


@signed_in
@require_safe
def sheet_show(request: PersonRequest) -> HttpResponse:
    """Everything one may see, as a list for Excel."""
    return sheet_response(
        f"pengetahuan-{today():%Y%m%d}",
        _("Pengetahuan"),
        HEADINGS,
        rows_of(request.user),
        widths=[18, 60, 16, 34, 18, 26, 18, 18, 16, 40, 30, 10, 14, 40, 60],
        frozen_columns=2,
    )


@open_to_strangers
@require_safe
def picture_show(request: PersonRequest, sha256: str) -> HttpResponse:
    """A picture of a text that this person may read."""
    picture = get_object_or_404(pictures_for(request), sha256=sha256)
    try:
        file = picture.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    sent = FileResponse(file, content_type=picture.media_type)
    # It is known by its content, so it never changes; but whether one may see it can.
    sent["Cache-Control"] = "private, max-age=600"
    sent["X-Content-Type-Options"] = "nosniff"
    return cast(HttpResponse, sent)
