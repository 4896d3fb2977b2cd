"""What people tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact

# ── signing in ──────────────────────────────────────────────────────────────


@dataclass(frozen=True, kw_only=True)
class SignInLocked(Fact):
    """A person's number was tried too often; nobody gets in with it for a while."""

    kind = "people.sign_in.locked"
    about = "people.account:{person_id}"
    told = gettext_noop(
        "mengunci akun selama {minutes} menit setelah {failures} percobaan gagal dari {address}"
    )

    person_id: int
    door: str
    failures: int
    minutes: int
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class AddressLocked(Fact):
    """Too many different tries came from one network address."""

    kind = "people.address.locked"
    about = "people.address:{address}"
    told = gettext_noop(
        "menutup alamat {address} selama {minutes} menit setelah {failures} percobaan gagal"
    )

    address: str
    door: str
    failures: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Fact):
    """A new password is in force. `way` is "own" (knew the old one) or "recovery" (by link)."""

    kind = "people.password.changed"
    about = "people.account:{person_id}"
    told = gettext_noop("mengganti kata sandinya")

    person_id: int
    way: str


@dataclass(frozen=True, kw_only=True)
class RecoveryLinkIssued(Fact):
    """An officer or administrator made a recovery link for somebody."""

    kind = "people.recovery_link.issued"
    about = "people.account:{person_id}"
    told = gettext_noop("membuat tautan pemulihan untuk {name}")

    person_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class SecondFactorAdded(Fact):
    """Signing in now needs more than a password. `factor` is "totp" or "passkey"."""

    kind = "people.second_factor.added"
    about = "people.account:{person_id}"
    told = gettext_noop("menambah pengaman masuk: {label}")

    person_id: int
    factor: str
    label: str


@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(Fact):
    """A second factor was taken away, by its owner or by an officer."""

    kind = "people.second_factor.removed"
    about = "people.account:{person_id}"
    told = gettext_noop("mencabut pengaman masuk: {label}")

    person_id: int
    factor: str
    label: str


@dataclass(frozen=True, kw_only=True)
class RecoveryCodesMade(Fact):
    """New recovery codes replace the ones before."""

    kind = "people.recovery_codes.made"
    about = "people.account:{person_id}"
    told = gettext_noop("membuat {count} kode pemulihan baru")

    person_id: int
    count: int


@dataclass(frozen=True, kw_only=True)
class RecoveryCodeUsed(Fact):
    """Somebody signed in with a recovery code; it is spent."""

    kind = "people.recovery_code.used"
    about = "people.account:{person_id}"
    told = gettext_noop("memakai satu kode pemulihan, tersisa {codes_left}")

    person_id: int
    codes_left: int


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Fact):
    """A person signed other devices out."""

    kind = "people.sessions.ended"
    about = "people.account:{person_id}"
    told = gettext_noop("mengakhiri {count} sesi di perangkat lain")

    person_id: int
    count: int
