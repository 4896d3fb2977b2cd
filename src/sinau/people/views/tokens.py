"""Keys with which one's programs act as oneself; an administrator of the city sees all of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from sinau.kernel.api.scopes import scopes
from sinau.kernel.clock import now
from sinau.people.access import PersonRequest, needs
from sinau.people.models import AccessToken, Role
from sinau.people.tokens.actions import issue_token, revoke_token
from sinau.people.tokens.forms import RevokeForm, TokenForm
from sinau.people.tokens.issuing import ISSUERS
from sinau.people.views.confirmations import confirmed

PER_PAGE = 50


@needs(*ISSUERS)
@require_safe
def index(request: PersonRequest) -> HttpResponse:
    """One's tokens with their state and last use; everybody's with `?pemilik=semua`."""
    sees_all = request.user.answers_for_city(Role.ADMINISTRATOR)
    wants_all = sees_all and request.GET.get("pemilik") == "semua"
    tokens = AccessToken.objects.visible_to(request.user).select_related("person")
    if not wants_all:
        tokens = tokens.filter(person=request.user)
    page = Paginator(tokens, PER_PAGE).get_page(request.GET.get("halaman"))
    context = {
        "page": page,
        "rows": [(token, state_of(token)) for token in page],
        "sees_all": sees_all,
        "owners": [("semua", _("Semua orang"))],
        "wants_all": wants_all,
    }
    return render(request, "people/tokens/index.html", context)


@needs(*ISSUERS)
@require_safe
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """One token: what it may do, its use and its history."""
    tokens = AccessToken.objects.visible_to(request.user)
    token = get_object_or_404(tokens.select_related("person", "created_by", "revoked_by"), pk=pk)
    labels = scopes()
    context = {
        "token": token,
        "state": state_of(token),
        "scopes": [(scope, labels.get(scope, scope)) for scope in token.scopes],
    }
    return render(request, "people/tokens/show.html", context)


@needs(*ISSUERS)
@confirmed
@never_cache
@sensitive_variables("secret")
@require_http_methods(["GET", "POST"])
def create(request: PersonRequest) -> HttpResponse:
    """A new token for oneself; its secret stands on the answer to this form and nowhere else."""
    form = TokenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        token, secret = issue_token(request.user, by=request.user, **form.said())
        context = {"token": token, "secret": secret}
        response = render(request, "people/tokens/secret.html", context)
        response["Cache-Control"] = "no-store, private"
        return response
    status = 422 if form.is_bound else 200
    return render(request, "people/tokens/new.html", {"form": form}, status=status)


@needs(*ISSUERS)
@require_http_methods(["GET", "POST"])
def remove(request: PersonRequest, pk: int) -> HttpResponse:
    """End a token, saying why."""
    token = get_object_or_404(AccessToken.objects.visible_to(request.user), pk=pk)
    form = RevokeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        revoke_token(token, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Token dicabut dan tidak berlaku lagi."))
        return redirect(token)
    status = 422 if form.is_bound else 200
    context = {"form": form, "token": token}
    return render(request, "people/tokens/remove.html", context, status=status)


def state_of(token: AccessToken) -> dict[str, Any]:
    """The state in words, with its tone."""
    if token.revoked_at is not None:
        return {"tone": "bad", "label": _("Dicabut")}
    if token.expires_at is not None and token.expires_at <= now():
        return {"tone": "wait", "label": _("Kedaluwarsa")}
    if token.last_used_at is None:
        return {"tone": "wait", "label": _("Belum pernah dipakai")}
    return {"tone": "good", "label": _("Aktif")}
