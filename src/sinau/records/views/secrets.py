"""A new secret for a system."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from sinau.people.access import PersonRequest
from sinau.records.clients import rotate
from sinau.records.models import Client
from sinau.records.viewing import keepers
from sinau.records.views.clients import show_secret


@keepers
@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def create(request: PersonRequest, pk: int) -> HttpResponse:
    """The new secret stands on the answer and nowhere else; the same form again gives none."""
    client = get_object_or_404(Client, pk=pk, revoked_at=None)
    if request.method == "POST":
        if request.POST.get("version") != version_of(client):
            messages.info(request, _("Rahasia sudah diganti sebelumnya; tidak ada yang berubah."))
            return redirect(client)
        return show_secret(request, client, rotate(client, request.user), is_new=False)
    context = {"client": client, "version": version_of(client)}
    return render(request, "records/client_rotate.html", context)


def version_of(client: Client) -> str:
    """Which secret is in force, without saying anything of it."""
    return client.rotated_at.isoformat() if client.rotated_at else "first"
