"""What people tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class AgencyOpened(Fact):
    """A new agency or unit exists."""

    kind = "people.agency.opened"
    about = "people.agency:{agency_id}"
    told = gettext_noop("membuka {name}")

    agency_id: int
    code: str
    name: str
    parent_id: int
    opened_on: date


@dataclass(frozen=True, kw_only=True)
class AgencyRenamed(Fact):
    """From a day on an agency has another name."""

    kind = "people.agency.renamed"
    about = "people.agency:{agency_id}"
    told = gettext_noop("mengubah nama {former_name} menjadi {name}")

    agency_id: int
    former_name: str
    name: str
    short_name: str
    from_day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class AgencyMoved(Fact):
    """From a day on an agency stands under another one, with everything below it."""

    kind = "people.agency.moved"
    about = "people.agency:{agency_id}"
    told = gettext_noop("memindahkan {name} ke bawah {parent_name}")

    agency_id: int
    name: str
    parent_id: int
    parent_name: str
    former_path: str
    path: str
    from_day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class AgencyMerged(Fact):
    """An agency ended by going into another one; its people work there now."""

    kind = "people.agency.merged"
    about = "people.agency:{agency_id}"
    told = gettext_noop("menggabungkan {name} ke {into_name}, {people} pegawai ikut pindah")

    agency_id: int
    name: str
    into_id: int
    into_name: str
    people: int
    from_day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class AgencyEnded(Fact):
    """An agency without people or units came to its end."""

    kind = "people.agency.ended"
    about = "people.agency:{agency_id}"
    told = gettext_noop("mengakhiri {name}")

    agency_id: int
    name: str
    from_day: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class PersonEdited(Fact):
    """An officer corrected somebody's staff data; which fields, not what they held."""

    kind = "people.person.edited"
    about = "people.person:{person_id}"
    told = gettext_noop("mengubah data kepegawaian {name}: {reason}")

    person_id: int
    name: str
    fields: list[str]
    reason: str


@dataclass(frozen=True, kw_only=True)
class PersonPosted(Fact):
    """Somebody works at another agency from a day on."""

    kind = "people.person.posted"
    about = "people.person:{person_id}"
    told = gettext_noop("memindahkan {name} ke {agency_name}")

    person_id: int
    name: str
    agency_id: int
    agency_name: str
    former_agency_id: int | None
    from_day: date


@dataclass(frozen=True, kw_only=True)
class CompetencyAssessed(Fact):
    """Somebody was found to master a competency at a level."""

    kind = "people.competency.assessed"
    about = "people.person:{person_id}"
    told = gettext_noop("menilai kompetensi {competency_name} {name} pada tingkat {level}")

    person_id: int
    name: str
    competency: str
    competency_name: str
    level: int
    assessed_on: date


@dataclass(frozen=True, kw_only=True)
class PersonalDataOpened(Fact):
    """Somebody opened another one's personal data and said what for."""

    kind = "people.personal_data.opened"
    about = "people.person:{person_id}"
    told = gettext_noop("membuka data pribadi {name}: {purpose}")

    person_id: int
    name: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class PersonalDataEdited(Fact):
    """Somebody's personal data were put right; which fields, not what they hold."""

    kind = "people.personal_data.edited"
    about = "people.person:{person_id}"
    told = gettext_noop("memperbaiki data pribadi {name}")

    person_id: int
    name: str
    fields: list[str]


@dataclass(frozen=True, kw_only=True)
class ImportCommitted(Fact):
    """The rows of a workbook are in the records; one fact for the whole file.

    `person_ids` names everybody whose record is new or different now.
    """

    kind = "people.import.committed"
    about = "people.import:{run_id}"
    told = gettext_noop(
        "menerapkan impor {file_name}: {new} baru, {changed} berubah, {moved} pindah, {left} berhenti"
    )

    run_id: int
    file_name: str
    new: int
    changed: int
    moved: int
    left: int
    person_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class ImportUndone(Fact):
    """An import was taken back; the records are as they were before it."""

    kind = "people.import.undone"
    about = "people.import:{run_id}"
    told = gettext_noop("membatalkan impor {file_name}")

    run_id: int
    file_name: str
    person_ids: list[int]
    removed_person_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Fact):
    """Somebody holds a role over an agency and all below it, from a day to a day."""

    kind = "people.role.granted"
    about = "people.person:{person_id}"
    told = gettext_noop("memberi {name} peran {role_name} atas {agency_name}")

    grant_id: int
    person_id: int
    name: str
    role: str
    role_name: str
    agency_id: int
    agency_name: str
    valid_from: date
    valid_to: date | None = None
    purpose: str = ""


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Fact):
    """A role ended before its day."""

    kind = "people.role.revoked"
    about = "people.person:{person_id}"
    told = gettext_noop("mencabut peran {role_name} {name} atas {agency_name}")

    grant_id: int
    person_id: int
    name: str
    role: str
    role_name: str
    agency_id: int
    agency_name: str


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


@dataclass(frozen=True, kw_only=True)
class TokenIssued(Fact):
    """Programs can act as a person; the secret itself is nowhere."""

    kind = "people.token.issued"
    about = "people.token:{token_id}"
    told = gettext_noop("membuat token {name}")

    token_id: int
    person_id: int
    name: str
    scopes: tuple[str, ...]
    expires_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TokenRevoked(Fact):
    """A token opens nothing any more."""

    kind = "people.token.revoked"
    about = "people.token:{token_id}"
    told = gettext_noop("mencabut token {name}")

    token_id: int
    person_id: int
    name: str
    reason: str = ""
