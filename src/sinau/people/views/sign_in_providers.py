"""Signing in through the city's own provider (OpenID Connect)."""

from __future__ import annotations

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import callback
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from sinau.people.accounts import entering
from sinau.people.accounts.provider import failed, provider_name


@never_cache
@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Send the browser to the provider. A link and no form: our pages post only to ourselves."""
    if not provider_name():
        raise Http404
    try:
        provider = get_adapter(request).get_provider(request, "kota")
        onward: HttpResponse = provider.redirect(
            request, AuthProcess.LOGIN, next_url=entering.safe_onward(request) or None
        )
    except (RequestException, OAuth2Error, ValueError, KeyError):
        return failed(request)
    return onward


@never_cache
@require_GET
def create(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The browser is back from the provider: let in whom it named, or say why not."""
    if not provider_name():
        raise Http404
    try:
        answer: HttpResponse = callback(request, provider_id)
    except (ValueError, KeyError):
        # An answer that is no JSON, or one without what the specification demands.
        return failed(request)
    return answer
