"""Statements: the live list, and one of them as a sentence and as JSON."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from sinau.people.access import PersonRequest, signed_in
from sinau.records import attachments
from sinau.records.describing import Described, describe, history_of
from sinau.records.forms import FilterForm
from sinau.records.models import Client, Statement
from sinau.records.outcomes import outcomes_of
from sinau.records.telling import Told, systems_by_authority, told
from sinau.records.viewing import Page, one_visible_to, page_of, readers, reads_all
from sinau.records.wishes import Asked, asked

EVERY_SECONDS = 10


@readers
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """The newest statements first; asked by htmx only the list, or that nothing is new."""
    clients = list(Client.objects.all())
    form = FilterForm(request.GET, clients=clients)
    form.is_valid()
    found = asked(form.cleaned_data, request.GET, clients, request.user)
    page = page_of(found.wish)
    is_poll = request.headers.get("HX-Request") == "true"
    version = _version_of(page)
    if is_poll and request.headers.get("If-None-Match") == version:
        return HttpResponse(status=304)
    context = _context(request, found, page, told(page.statements, systems_by_authority(clients)))
    context["form"], context["version"] = form, json.dumps({"If-None-Match": version})
    name = "records/parts/live.html" if is_poll else "records/index.html"
    response = render(request, name, context)
    if is_poll:
        response["ETag"] = version
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["HX-Request"])
    return response


def _context(
    request: PersonRequest, found: Asked, page: Page, statements: list[Told]
) -> dict[str, Any]:
    query = request.GET.copy()
    query.pop("sebelum", None)
    is_newest = not found.wish.before
    is_paused = "jeda" in query
    here = query.urlencode()
    query.pop("jeda", None)
    running = query.urlencode()
    query["jeda"] = "1"
    older = request.GET.copy()
    older["sebelum"] = page.older
    return {
        "statements": statements,
        "in_force": found.in_force,
        "people": found.people,
        "is_nobody": found.is_nobody,
        "is_newest": is_newest,
        "is_paused": is_paused,
        "polls": is_newest and not is_paused,
        "every": EVERY_SECONDS,
        "here": here,
        "running": running,
        "paused": query.urlencode(),
        "older": older.urlencode() if page.older else "",
    }


def _version_of(page: Page) -> str:
    """Changes when what the page would show changes."""
    seen = f"{get_language()}|{page.older}|" + "|".join(
        f"{row.id}{row.voided}" for row in page.statements
    )
    return f'"{hashlib.blake2b(seen.encode(), digest_size=12).hexdigest()}"'


@signed_in
@require_safe
def show(request: PersonRequest, statement_id: UUID) -> HttpResponse:
    """One statement: the sentence, its parts, its JSON, and what it belongs to."""
    described = _described(request, statement_id)
    context = {
        "described": described,
        "history": history_of(described),
        "outcomes": outcomes_of(statement_id, request.user),
        "reads_all": reads_all(request.user),
    }
    return render(request, "records/statement.html", context)


def _described(request: PersonRequest, statement_id: UUID) -> Described:
    row = one_visible_to(request.user, statement_id)
    if row is None:
        raise Http404
    return describe(row, request.user)


@signed_in
@require_safe
def export(request: PersonRequest, statement_id: UUID) -> HttpResponse:
    """The statement as JSON, as the store gives it to systems."""
    described = _described(request, statement_id)
    response = HttpResponse(described.json, "application/json")
    response["Content-Disposition"] = f'attachment; filename="pernyataan-{statement_id}.json"'
    return response


@signed_in
@require_safe
def attachment(request: PersonRequest, statement_id: UUID, sha2: str) -> HttpResponse:
    """The content of an attachment; as bytes to be kept, never as a page of ours."""
    row = one_visible_to(request.user, statement_id)
    content = attachments.read(sha2) if row and sha2 in _sums(row) else None
    if content is None:
        raise Http404
    response = HttpResponse(content, "application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="lampiran-{sha2[:12]}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _sums(row: Statement) -> set[str]:
    listed = [row.data, row.data.get("object") or {}]
    return {
        str(one.get("sha2"))
        for part in listed
        for one in part.get("attachments") or ()
        if isinstance(one, dict)
    }
