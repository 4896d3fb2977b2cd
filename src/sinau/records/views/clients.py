"""Systems that speak xAPI with us: who they are, what they may do, what they sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from sinau.kernel.clock import now, today
from sinau.kernel.words import date_id
from sinau.people.access import PersonRequest
from sinau.records.callers import caller_for
from sinau.records.clients import change, create_client
from sinau.records.connecting import examples
from sinau.records.forms import ClientForm
from sinau.records.measuring import per_day, sent_today
from sinau.records.models import Client, Refusal, Scope
from sinau.records.viewing import keepers, keeps_clients, readers
from sinau.ui.charts import Point

REFUSALS_SHOWN = 10
STATES = ("aktif", "dicabut")


@readers
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """Every system with its state, its last use and what it sent today."""
    state = request.GET.get("keadaan", "")
    clients = Client.objects.select_related("created_by")
    if state == "aktif":
        clients = clients.usable(now())
    elif state == "dicabut":
        clients = clients.exclude(revoked_at=None)
    found = list(clients)
    keys = {client.pk: caller_for(client).authority_key for client in found}
    today_by_key = sent_today(keys.values())
    context = {
        "rows": [
            (client, state_of(client), today_by_key.get(keys[client.pk], 0)) for client in found
        ],
        "states": [("aktif", _("Aktif")), ("dicabut", _("Dicabut"))],
        "is_filtered": state in STATES,
        "may_keep": keeps_clients(request.user),
    }
    return render(request, "records/clients.html", context)


@readers
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One system: rights, what it sent each day, what was refused, and its history."""
    client = get_object_or_404(Client.objects.select_related("created_by", "revoked_by"), pk=pk)
    days = per_day(caller_for(client).authority_key)
    total = sum(count for _day, count in days)
    context = {
        "client": client,
        "state": state_of(client),
        "scopes": scopes_of(client),
        "days": [Point(label=day_label(day), value=count) for day, count in days],
        "total": total,
        "refusals": Refusal.objects.filter(client=client)[:REFUSALS_SHOWN],
        "subject": f"records.client:{client.pk}",
        "examples": examples(client, _("RAHASIA-ANDA")),
        "may_keep": keeps_clients(request.user) and client.revoked_at is None,
        "has_former": client.former_until is not None and client.former_until > now(),
        "now": now(),
    }
    return render(request, "records/client.html", context)


@keepers
@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def create(request: PersonRequest) -> HttpResponse:
    """A new system; its secret stands on the answer to this form and nowhere else."""
    initial = {"scopes": [Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ_MINE]}
    form = ClientForm(_sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        client, secret = create_client(by=request.user, **form.cleaned_data)
        return show_secret(request, client, secret, is_new=True)
    status = 422 if form.is_bound else 200
    return render(request, "records/client_new.html", {"form": form}, status=status)


@keepers
@require_http_methods(["GET", "POST"])
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Name, rights, origins and limit of a system that is not revoked."""
    client = get_object_or_404(Client, pk=pk, revoked_at=None)
    form = ClientForm(_sent(request), client=client)
    if request.method == "POST" and form.is_valid():
        change(client, by=request.user, **form.cleaned_data)
        messages.success(request, _("Perubahan tersimpan dan berlaku dalam beberapa detik."))
        return redirect(client)
    status = 422 if form.is_bound else 200
    return render(
        request, "records/client_edit.html", {"form": form, "client": client}, status=status
    )


def _sent(request: PersonRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@sensitive_variables("secret")
def show_secret(
    request: PersonRequest, client: Client, secret: str, *, is_new: bool
) -> HttpResponse:
    """The page that shows a secret, once."""
    context = {
        "client": client,
        "secret": secret,
        "is_new": is_new,
        "examples": examples(client, secret),
    }
    response = render(request, "records/client_secret.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def state_of(client: Client) -> dict[str, str]:
    """The state in words, with its tone."""
    if client.revoked_at is not None:
        return {"tone": "bad", "label": _("Dicabut")}
    if client.expires_at is not None and client.expires_at <= now():
        return {"tone": "wait", "label": _("Kedaluwarsa")}
    if client.last_used_at is None:
        return {"tone": "wait", "label": _("Belum pernah dipakai")}
    return {"tone": "good", "label": _("Aktif")}


def scopes_of(client: Client) -> list[str]:
    """What it may do, in words."""
    labels: dict[str, Any] = dict(Scope.choices)
    return [str(labels.get(scope, scope)) for scope in client.scopes]


def day_label(day: date) -> str:
    """ "25 Nov", short enough for the foot of a chart on a phone; today by its name."""
    if day == today():
        return _("Hari ini")
    number, month, _year = date_id(day).split(" ")
    return f"{number} {month[:3]}"
