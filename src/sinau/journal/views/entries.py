"""What was written: found, read, verified and taken along by auditors and administrators."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sinau.journal.checking import ask_for_check, note_export
from sinau.journal.forms import FilterForm
from sinau.journal.models import READERS, Check, Entry, JournalQuerySet
from sinau.journal.verifying import verify
from sinau.kernel.clock import WIB, today
from sinau.people import nip as nips
from sinau.people.access import PersonRequest, needs
from sinau.people.models import Agency, Role
from sinau.ui.sheets import sheet_response

PER_PAGE = 50
EXPORT_LIMIT = 20_000


@needs(*READERS)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Entries, newest first, page by page without counting them."""
    form = FilterForm(request.GET)
    entries = _found(request, form).select_related("told_by", "stream").order_by("-pk")
    before = request.GET.get("sebelum", "")
    if before.isascii() and before.isdigit() and len(before) < 19:
        entries = entries.filter(pk__lt=int(before))
    found = list(entries[: PER_PAGE + 1])
    query = request.GET.copy()
    query.pop("sebelum", None)
    filters = query.urlencode()
    if len(found) > PER_PAGE:
        query["sebelum"] = str(found[PER_PAGE - 1].pk)
    context = {
        "form": form,
        "entries": found[:PER_PAGE],
        "older": query.urlencode() if len(found) > PER_PAGE else "",
        "is_older": bool(before),
        "filters": filters,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "check": Check.objects.select_related("asked_by").first(),
        "is_administrator": request.user.has_role(Role.ADMINISTRATOR),
    }
    return render(request, "journal/index.html", context)


def _found(request: PersonRequest, form: FilterForm) -> JournalQuerySet:
    """The entries asked for among those the person may read."""
    entries = Entry.objects.visible_to(request.user)
    form.is_valid()
    said = form.cleaned_data
    if said.get("jenis"):
        entries = entries.filter(kind=said["jenis"])
    if words := said.get("oleh"):
        digits = nips.clean(words)
        named = Q(told_by__nip=digits) if digits.isdigit() else Q(told_by__name__icontains=words)
        entries = entries.filter(named)
    if said.get("tentang"):
        entries = entries.filter(stream__name__startswith=said["tentang"])
    if said.get("dari"):
        entries = entries.filter(told_at__gte=datetime.combine(said["dari"], time(), WIB))
    if said.get("sampai"):
        end = said["sampai"] + timedelta(days=1)
        entries = entries.filter(told_at__lt=datetime.combine(end, time(), WIB))
    return entries


@needs(*READERS)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One entry with its data and hashes, and whether its stream holds."""
    seen = Entry.objects.visible_to(request.user).select_related("told_by", "stream")
    entry = get_object_or_404(seen, pk=pk)
    breaks = list(verify(stream=entry.stream.name))
    context = {
        "entry": entry,
        "data": json.dumps(entry.data, indent=2, ensure_ascii=False),
        "breaks": breaks,
        "is_broken_here": any(found.position == entry.position for found in breaks),
        "others": Entry.objects.visible_to(request.user)
        .filter(stream=entry.stream)
        .select_related("told_by", "stream")
        .order_by("-position")[:PER_PAGE],
    }
    return render(request, "journal/show.html", context)


@needs(*READERS)
@require_safe
def export(request: PersonRequest, form: str) -> HttpResponse:
    """The entries asked for as a workbook or as one JSON object a line; this is written, too."""
    found = _found(request, FilterForm(request.GET)).select_related("told_by", "stream")
    entries = list(found.order_by("pk")[:EXPORT_LIMIT])
    note_export(by=request.user, count=len(entries), form=form, filters=request.GET.urlencode())
    name = f"jejak-{today():%Y-%m-%d}"
    if form == "xlsx":
        return sheet_response(
            name, "Data", _headings(), (list(_record(entry).values()) for entry in entries)
        )
    lines = (json.dumps(_record(entry), ensure_ascii=False, default=str) for entry in entries)
    response = HttpResponse("".join(f"{line}\n" for line in lines), "application/x-ndjson")
    response["Content-Disposition"] = f'attachment; filename="{name}.ndjson"'
    return response


def _headings() -> list[str]:
    return [
        _("Nomor"),
        _("Rantai"),
        _("Posisi"),
        _("Jenis"),
        _("NIP pelaku"),
        _("Nama pelaku"),
        _("Nomor pelaku"),
        _("Waktu (UTC)"),
        _("Data"),
        _("Hash sebelumnya"),
        _("Hash"),
    ]


def _record(entry: Entry) -> dict[str, Any]:
    """What somebody needs to compute the hash again without us."""
    return {
        "id": entry.pk,
        "stream": entry.stream.name,
        "position": entry.position,
        "kind": entry.kind,
        "told_by_nip": entry.told_by.nip if entry.told_by else "",
        "told_by_name": entry.told_by.name if entry.told_by else "Sinau",
        "told_by": entry.told_by_id,
        "told_at": entry.told_at.isoformat(),
        "data": json.dumps(entry.data, ensure_ascii=False, sort_keys=True),
        "previous_hash": entry.previous_hash,
        "hash": entry.hash,
    }


@needs(*READERS)
@require_POST
def check(request: PersonRequest) -> HttpResponse:
    """Have the whole journal verified by the worker."""
    row = ask_for_check(by=request.user)
    messages.success(
        request, _("Pemeriksaan berjalan di latar belakang. Anda boleh menutup halaman ini.")
    )
    return redirect("journal:check", pk=row.pk)


@needs(*READERS)
@require_safe
def show_check(request: PersonRequest, pk: int) -> HttpResponse:
    """How far a check is and what it found."""
    row = get_object_or_404(Check.objects.select_related("asked_by"), pk=pk)
    root = Agency.objects.filter(parent=None).first()
    # Names of streams outside one's agencies are not for an auditor of one agency.
    context = {"check": row, "shows_places": request.user.has_role(*READERS, over=root)}
    return render(request, "journal/check.html", context)
