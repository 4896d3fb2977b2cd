"""The second factor: codes of an authenticator app, passkeys, and recovery codes for the bad day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import segno
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.fernet import InvalidToken
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from sinau.kernel.refusals import Refused
from sinau.kernel.telling import tell
from sinau.people.accounts import guard
from sinau.people.accounts.posting import post
from sinau.people.events import (
    RecoveryCodesMade,
    RecoveryCodeUsed,
    SecondFactorAdded,
    SecondFactorRemoved,
)
from sinau.people.models import AttemptKind, Person

Type = Authenticator.Type
APP_LABEL = gettext_noop("aplikasi autentikator")
Done = TypeVar("Done")


class WrongCode(Refused):
    """The code is neither the one the app shows now nor an unused recovery code."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Kode tidak cocok. Pastikan jam di ponsel Anda diatur otomatis, lalu masukkan "
                "kode terbaru yang tampil di aplikasi."
            )
        )


class PasskeyNotAccepted(Refused):
    """What the device sent is not a passkey we know, or the ceremony took too long."""

    def __init__(self) -> None:
        super().__init__(
            _("Kunci masuk tidak dikenali. Coba lagi, atau masuk dengan NIP dan kata sandi.")
        )


@dataclass(frozen=True, kw_only=True)
class Factors:
    """What a person has set up."""

    app: Authenticator | None
    passkeys: list[Authenticator]
    codes_left: int

    @property
    def has_any(self) -> bool:
        """Whether signing in with the password asks for more."""
        return self.app is not None or bool(self.passkeys)


def factors_of(person: Person) -> Factors:
    """The second factors of one person."""
    rows = list(Authenticator.objects.filter(user=person).order_by("created_at"))
    codes = next((row for row in rows if row.type == Type.RECOVERY_CODES), None)
    return Factors(
        app=next((row for row in rows if row.type == Type.TOTP), None),
        passkeys=[row for row in rows if row.type == Type.WEBAUTHN],
        codes_left=len(_readable(codes.wrap().get_unused_codes, default=[])) if codes else 0,
    )


# ── an authenticator app ────────────────────────────────────────────────────


def new_secret() -> str:
    """A secret for an app, not yet in force."""
    return str(totp.generate_totp_secret())


def spelled(secret: str) -> str:
    """The secret in groups of four, to be typed where no camera helps."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def picture(person: Person, secret: str) -> SafeString:
    """The secret as a QR code, dark on light in both themes because cameras need it so."""
    code = segno.make(get_adapter().build_totp_url(person, secret), error="m", micro=False)
    drawn = code.svg_inline(
        scale=5,
        border=3,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
        title=gettext("Kode QR untuk aplikasi autentikator"),
    )
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))


@transaction.atomic
def add_app(person: Person, *, secret: str, code: str) -> bool:
    """Codes of this app are asked for from now on; whether recovery codes were made with it.

    An app that is already there stays, and the new secret is forgotten.
    """
    counter = _matching_counter(secret, code)
    if counter is None:
        raise WrongCode
    _lock(person)
    if Authenticator.objects.filter(user=person, type=Type.TOTP).exists():
        return False
    factor = totp.TOTP.activate(person, secret).instance
    _spend(factor, counter)
    tell(SecondFactorAdded(person_id=person.pk, factor="totp", label=APP_LABEL), by=person)
    post(person.nip, "factor_added")
    return _ensure_recovery_codes(person)


def check_code(person: Person, code: str, *, address: str) -> Authenticator:
    """The factor this code belongs to; it is spent. Wrong ones are counted and refused."""
    attempt = guard.take_a_try(AttemptKind.CODE, nip=person.nip, address=address)
    factor = _spend_code(person, code)
    if factor is None:
        guard.note_failure(attempt)
        raise WrongCode
    guard.forgive(AttemptKind.CODE, nip=person.nip)
    return factor


@transaction.atomic
def _spend_code(person: Person, code: str) -> Authenticator | None:
    rows = Authenticator.objects.select_for_update().filter(user=person)
    for factor in rows.exclude(type=Type.WEBAUTHN).order_by("-type"):
        if factor.type == Type.TOTP and _spend_app_code(factor, code):
            return factor
        if factor.type == Type.RECOVERY_CODES and _spend_recovery_code(factor, code):
            return factor
    return None


def _spend_recovery_code(factor: Authenticator, code: str) -> bool:
    codes = factor.wrap()
    if not _readable(partial(codes.validate_code, code), default=False):
        return False
    left = len(codes.get_unused_codes())
    tell(RecoveryCodeUsed(person_id=factor.user_id, codes_left=left), by=factor.user)
    return True


def _spend_app_code(factor: Authenticator, code: str) -> bool:
    secret = _readable(partial(get_adapter().decrypt, factor.data["secret"]), default="")
    counter = _matching_counter(secret, code) if secret else None
    if counter is None or counter <= factor.data.get("last_counter", 0):
        return False
    _spend(factor, counter)
    return True


def _spend(factor: Authenticator, counter: int) -> None:
    # A row and not a cache: a code seen over one's shoulder is worth nothing on any web process.
    factor.data["last_counter"] = counter
    factor.save(update_fields=["data"])


def _matching_counter(secret: str, code: str) -> int | None:
    """The time step whose code this is: the present one, the one before or the one after."""
    for counter in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, counter))
        if compare_user_code(actual=code, expected=expected):
            return int(counter)
    return None


# ── passkeys ────────────────────────────────────────────────────────────────


def ask_for_new_passkey(person: Person) -> dict[str, Any]:
    """What the browser needs to make a passkey; the challenge waits in the session."""
    return dict(webauthn.begin_registration(person, passwordless=True))


@transaction.atomic
def add_passkey(person: Person, *, credential: object, name: str) -> bool:
    """This device signs the person in from now on; whether recovery codes were made with it."""
    proof = _ceremony(lambda: _registered(credential))
    if not proof.is_user_verified():
        raise PasskeyNotAccepted
    _lock(person)
    webauthn.WebAuthn.add(person, name, credential)
    tell(SecondFactorAdded(person_id=person.pk, factor="passkey", label=name), by=person)
    post(person.nip, "factor_added")
    return _ensure_recovery_codes(person)


def ask_for_passkey() -> dict[str, Any]:
    """What the browser needs to use any passkey of this house."""
    return dict(webauthn.begin_authentication(None))


def check_passkey(credential: object) -> Authenticator:
    """The passkey that answered the challenge of this session."""
    return _ceremony(lambda: _answered(credential))


def rename_passkey(passkey: Authenticator, name: str) -> None:
    """The passkey is called so from now on."""
    passkey.data["name"] = name
    passkey.save(update_fields=["data"])


def passkeys_of(person: Person) -> Any:
    """The passkeys of this person and nobody else's."""
    return Authenticator.objects.filter(user=person, type=Type.WEBAUTHN).order_by("created_at")


def _registered(credential: object) -> Any:
    webauthn.parse_registration_response(credential)
    return webauthn.complete_registration(credential)


def _answered(credential: Any) -> Authenticator:
    webauthn.parse_authentication_response(credential)
    person = webauthn.extract_user_from_response(credential)
    found: Authenticator = webauthn.complete_authentication(person, credential)
    return found


def _ceremony(run: Callable[[], Done]) -> Done:
    try:
        return run()
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as trouble:
        # A browser may send anything here; whatever it is, it is not a passkey.
        raise PasskeyNotAccepted from trouble


# ── taking away ─────────────────────────────────────────────────────────────


@transaction.atomic
def remove_factor(factor: Authenticator, *, by: Person) -> None:
    """This factor is no longer asked for; with the last one its recovery codes go as well."""
    person = factor.user
    label = factor.wrap().name if factor.type == Type.WEBAUTHN else APP_LABEL
    kind = "passkey" if factor.type == Type.WEBAUTHN else "totp"
    factor.delete()
    rest = Authenticator.objects.filter(user=person)
    if not rest.exclude(type=Type.RECOVERY_CODES).exists():
        rest.delete()
    tell(SecondFactorRemoved(person_id=person.pk, factor=kind, label=label), by=by)
    post(person.nip, "factor_removed")


@transaction.atomic
def reset_factors(person: Person, *, by: Person) -> int:
    """Whoever lost phone and codes signs in with the password alone again; how many were removed."""
    factors = list(Authenticator.objects.filter(user=person).exclude(type=Type.RECOVERY_CODES))
    for factor in factors:
        remove_factor(factor, by=by)
    return len(factors)


# ── recovery codes ──────────────────────────────────────────────────────────


def recovery_codes_of(person: Person) -> list[str]:
    """The codes that still work, grouped for reading."""
    found = Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).first()
    codes: list[str] = _readable(found.wrap().get_unused_codes, default=[]) if found else []
    return [f"{code[:4]} {code[4:]}" for code in codes]


@transaction.atomic
def renew_recovery_codes(person: Person) -> None:
    """New codes are in force and the old ones are not; only for who has a second factor."""
    _lock(person)
    mine = Authenticator.objects.filter(user=person)
    if not mine.exclude(type=Type.RECOVERY_CODES).exists():
        return
    mine.filter(type=Type.RECOVERY_CODES).delete()
    _ensure_recovery_codes(person)


def _ensure_recovery_codes(person: Person) -> bool:
    if Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).exists():
        return False
    count = len(RecoveryCodes.activate(person).generate_codes())
    tell(RecoveryCodesMade(person_id=person.pk, count=count), by=person)
    return True


def _lock(person: Person) -> None:
    """Two windows that add something at once wait for each other."""
    Person.objects.select_for_update().get(pk=person.pk)


def _readable(read: Callable[[], Done], *, default: Done) -> Done:
    """What was encrypted under a secret key that is gone reads as nothing."""
    try:
        return read()
    except InvalidToken:
        return default
