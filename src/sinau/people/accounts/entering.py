"""The doors: each proves who somebody is, and all lead through the second factor where there is one."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import login as flow
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from sinau.kernel.refusals import Refused
from sinau.people.accounts import guard
from sinau.people.models import AttemptKind, Person


class WrongInput(Refused):
    """Number and password do not belong together; which of the two is wrong is nobody's business."""

    def __init__(self) -> None:
        super().__init__(_("NIP atau kata sandi tidak cocok. Periksa keduanya lalu coba lagi."))


def address_of(request: HttpRequest) -> str:
    """The network address of who asks."""
    return str(get_adapter().get_client_ip(request))


def safe_onward(request: HttpRequest) -> str:
    """Where one wanted to go before signing in, if that is a page of ours; else empty."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    fits = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if fits else ""


def check_password(request: HttpRequest, *, nip: str, password: str) -> Person:
    """The person with this number and password; wrong ones are counted and refused."""
    attempt = guard.take_a_try(AttemptKind.PASSWORD, nip=nip, address=address_of(request))
    person = authenticate(request, username=nip, password=password)
    if not isinstance(person, Person):
        guard.note_failure(attempt)
        raise WrongInput
    attempt.delete()
    guard.forgive(AttemptKind.PASSWORD, nip=person.nip)
    return person


def by_password(request: HttpRequest, person: Person, *, onward: str) -> HttpResponse:
    """Let somebody in whose password was right."""
    flow.record_authentication(request, person, method="password")
    return _go(request, person, onward)


def by_passkey(request: HttpRequest, passkey: Authenticator, *, onward: str) -> HttpResponse:
    """Let somebody in whose passkey has checked finger, face or PIN: that is two factors at once."""
    pending = pending_stage(request)
    onward = onward or (pending.login.redirect_url or "" if pending else "")
    post_authentication(request, passkey, passwordless=True)
    return _go(request, passkey.user, onward)


def by_provider(request: HttpRequest, person: Person, *, onward: str) -> HttpResponse:
    """Let somebody in whom the city's provider knows."""
    flow.record_authentication(request, person, method="socialaccount", provider="kota")
    return _go(request, person, onward)


def pending_stage(request: HttpRequest) -> Any:
    """The second step of somebody whose password was right a moment ago, or None."""
    return LoginStageController.enter(request, AuthenticateStage.key)


def by_code(request: HttpRequest, stage: Any, factor: Authenticator) -> HttpResponse:
    """Finish the sign-in of somebody whose code was right as well."""
    post_authentication(request, factor)
    response: HttpResponse = stage.exit()
    return response


def _go(request: HttpRequest, person: Person, onward: str) -> HttpResponse:
    login = Login(user=person, redirect_url=onward or settings.LOGIN_REDIRECT_URL)
    response: HttpResponse = flow.perform_login(request, login)
    return response
