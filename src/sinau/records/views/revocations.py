"""The end of a key."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinau.people.access import PersonRequest
from sinau.records.clients import revoke
from sinau.records.forms import RevocationForm
from sinau.records.models import Client
from sinau.records.viewing import keepers


@keepers
@require_http_methods(["GET", "POST"])
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """Say what will happen; then the key is not accepted any more."""
    client = get_object_or_404(Client, pk=pk)
    if client.revoked_at is not None:
        return redirect(client)
    form = RevocationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        revoke(client, request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Kunci %(name)s dicabut.") % {"name": client.name})
        return redirect(client)
    status = 422 if form.is_bound else 200
    return render(
        request, "records/client_revoke.html", {"client": client, "form": form}, status=status
    )
