"""A tool registers itself: the officer's two pages, and the two addresses that the tool calls."""

from __future__ import annotations

import json

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinau.packages.actions.registering import (
    address_of,
    begin_registration,
    confirm_registration,
    hear_registration,
    is_waiting,
    tool_said,
)
from sinau.packages.lti import registering
from sinau.packages.lti.broken import Broken
from sinau.packages.models import ToolRegistration
from sinau.packages.tool_forms import RegistrationForm, ToolForm, agencies_of
from sinau.packages.views.services import refusal
from sinau.people.access import PersonRequest, needs, signed_in
from sinau.people.models import Role

_BODY_BYTES = 50_000
_ENDPOINTS = {
    "auth": "packages:lti_auth",
    "token": "packages:lti_token",
    "keys": "packages:lti_keys",
    "registration": "packages:lti_registration",
}


@needs(Role.OFFICER)
@require_http_methods(["GET", "POST"])
def new(request: PersonRequest) -> HttpResponse:
    """Say where the tool registers itself."""
    form = RegistrationForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return redirect(begin_registration(said["url"], said["agency"], by=request.user))
    status = 422 if form.errors else 200
    return render(request, "packages/tool_registration_new.html", {"form": form}, status=status)


@signed_in
@require_http_methods(["GET", "POST"])
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """Go to the tool; once it has described itself, look at that and let it in."""
    rows = ToolRegistration.objects.filter(agency__in=agencies_of(request.user))
    row = get_object_or_404(rows.select_related("agency", "tool"), pk=pk)
    if row.tool is not None:
        return redirect(row.tool)
    context = {"row": row, "is_waiting": is_waiting(row), "there": address_of(row)}
    if row.said_at is None:
        return render(request, "packages/tool_registration.html", context)
    said = request.POST if request.method == "POST" else None
    form = ToolForm(said, instance=tool_said(row), person=request.user)
    if request.method == "POST" and form.is_valid():
        tool = confirm_registration(row, form.save(commit=False), by=request.user)
        messages.success(request, _("Alat tersimpan dan dapat dibuka dari kursus."))
        return redirect(tool)
    status = 422 if form.errors else 200
    context |= {"form": form, "said": row.said}
    return render(request, "packages/tool_registration.html", context, status=status)


@require_GET
def configuration(_request: HttpRequest) -> HttpResponse:
    """What this platform can do (Dynamic Registration 1.0, 3.4)."""
    here = settings.PUBLIC_URL
    said = registering.configuration(
        here,
        name=f"Sinau {settings.CITY_NAME}",
        addresses={key: here + reverse(name) for key, name in _ENDPOINTS.items()},
    )
    return JsonResponse(said)


@csrf_exempt
@require_POST
def hear(request: HttpRequest) -> HttpResponse:
    """The tool describes itself, with the token that the officer's browser brought it (3.5)."""
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret:
        return refusal("invalid_token", "Token pendaftaran tidak ada.", status=401)
    if request.content_type != "application/json" or len(request.body) > _BODY_BYTES:
        return refusal("invalid_client_metadata", "Isi harus application/json dan pendek.")
    try:
        said = json.loads(request.body)
        told = hear_registration(secret.strip(), said)
    except (ValueError, RecursionError):
        return refusal("invalid_client_metadata", "Isi bukan JSON.")
    except Broken as broken:
        return refusal("invalid_client_metadata", str(broken))
    response = JsonResponse(told)
    response.headers["Cache-Control"] = "no-store"
    return response
