"""From what the city's OpenID Connect provider says about somebody to the person they are here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sinau.people import nip as nips
from sinau.people.models import Person


def person_of(said: Mapping[str, Any]) -> Person | None:
    """The serving person whose number stands in the claim; None for strangers and who left."""
    number = _number(said)
    if not number:
        return None
    found: Person | None = Person.objects.serving().filter(nip=number).first()
    return found


def provider_name() -> str:
    """What the city calls its provider; empty when there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return str(apps[0]["name"]) if apps else ""


def failed(request: HttpRequest) -> HttpResponse:
    """Whatever went wrong there, here it is one sentence and the other ways to sign in."""
    messages.error(
        request,
        _("Masuk lewat %(provider)s tidak berhasil. Coba lagi, atau masuk dengan NIP.")
        % {"provider": provider_name()},
    )
    return redirect("people:sign_in")


def unknown(request: HttpRequest) -> HttpResponse:
    """The provider knows somebody we do not; nobody is ever made from what it says."""
    messages.error(
        request,
        _(
            "Anda dikenal di %(provider)s, tetapi NIP Anda tidak terdaftar di Sinau. "
            "Hubungi pejabat kepegawaian perangkat daerah Anda."
        )
        % {"provider": provider_name()},
    )
    return redirect("people:sign_in")


def _number(said: Mapping[str, Any]) -> str:
    token, userinfo = said.get("id_token") or {}, said.get("userinfo") or {}
    # OpenID Connect Core 1.0, 5.3.2: an answer about another subject must not be used.
    if token and userinfo and token.get("sub") != userinfo.get("sub"):
        return ""
    claim = settings.OIDC_NIP_CLAIM
    return nips.clean(str(userinfo.get(claim) or token.get(claim) or ""))
