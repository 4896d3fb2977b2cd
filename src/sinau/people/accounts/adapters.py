"""What we tell django-allauth about this house: no signing up, numbers for names, our own pages."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sinau.people.accounts import sessions
from sinau.people.accounts.provider import failed, person_of, unknown
from sinau.people.models import Person
from sinau.ui.brand import current


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody registers here: employees come from the personnel office."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our views say what they did themselves."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Our letters are sent by the job worker."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address of who asks, as far as our proxies are believed."""
        return get_client_ip(request) or "0.0.0.0"  # noqa: S104  unknown, not an address we bind

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        """Somebody who left cannot get in by passkey or provider either."""
        messages.error(request, _("Akun ini tidak dapat dipakai untuk masuk."))
        return redirect("people:sign_in")

    def login(self, request: HttpRequest, user: Person) -> None:
        """From here on the session is this person's."""
        super().login(request, user)
        sessions.begin(request)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are kept encrypted; phones show the city's name and the person's number."""

    def get_totp_issuer(self) -> str:
        return f"{current().product} {settings.CITY_NAME}"

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()

    def _get_user_identifier(self, user: Person) -> str:
        return user.nip

    def encrypt(self, text: str) -> str:
        return _locksmith().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _locksmith().decrypt(encrypted_text.encode()).decode()


def _locksmith() -> MultiFernet:
    """Derived from the secret key: a copy of the database alone gives no codes."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = [sha256(b"sinau second factor" + str(key).encode()).digest() for key in keys]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in made])


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The provider says who somebody is; whether they work here, we know ourselves."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Go on as the person whose number the provider named; nobody is ever made or linked."""
        # Imported late: the flow asks for this adapter.
        from sinau.people.accounts import entering

        person = person_of(sociallogin.account.extra_data)
        if person is None:
            raise ImmediateHttpResponse(unknown(request))
        onward = sociallogin.get_redirect_url(request) or ""
        raise ImmediateHttpResponse(entering.by_provider(request, person, onward=onward))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Whatever went wrong there, here it is one sentence and the other ways to sign in."""
        raise ImmediateHttpResponse(failed(request))
