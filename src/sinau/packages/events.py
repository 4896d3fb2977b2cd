"""What the packages app tells the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class PackageImported(Fact):
    """An officer brought a package in, and it kept every requirement."""

    kind = "packages.package.imported"
    about = "packages.package:{package_id}"
    told = gettext_noop("memasukkan paket {standard} “{title}” dengan {units} satuan")

    package_id: int
    title: str
    standard: str
    units: int


@dataclass(frozen=True, kw_only=True)
class PackageWithdrawn(Fact):
    """A package can be launched no longer; what was learnt with it stays."""

    kind = "packages.package.withdrawn"
    about = "packages.package:{package_id}"
    told = gettext_noop("menarik paket “{title}”")

    package_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class PackageSatisfied(Fact):
    """A person has done all that a package asks for."""

    kind = "packages.package.satisfied"
    about = "packages.registration:{registration_id}"
    told = gettext_noop("menuntaskan paket “{title}”")

    registration_id: int
    package_id: int
    person_id: int
    title: str


@dataclass(frozen=True, kw_only=True)
class UnitWaived(Fact):
    """An officer let a person off a unit, with a reason."""

    kind = "packages.unit.waived"
    about = "packages.registration:{registration_id}"
    told = gettext_noop("membebaskan {name} dari satuan “{title}”: {reason}")

    registration_id: int
    package_id: int
    person_id: int
    name: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SessionAbandoned(Fact):
    """A launched unit was given up without its own end: by an officer, a new launch, or time."""

    kind = "packages.session.abandoned"
    about = "packages.registration:{registration_id}"
    told = gettext_noop("menutup sesi “{title}” yang belum diakhiri")

    registration_id: int
    person_id: int
    session: str
    title: str


@dataclass(frozen=True, kw_only=True)
class ToolRegistered(Fact):
    """An officer registered an outside tool, or changed what is known of it."""

    kind = "packages.tool.registered"
    about = "packages.tool:{tool_id}"
    told = gettext_noop("mendaftarkan alat luar “{name}”")

    tool_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ToolWithdrawn(Fact):
    """An outside tool is opened no longer, for a reason; its scores stay."""

    kind = "packages.tool.withdrawn"
    about = "packages.tool:{tool_id}"
    told = gettext_noop("menarik alat luar “{name}”: {reason}")

    tool_id: int
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PlatformRegistered(Fact):
    """An officer registered a learning system that opens our courses, or changed what is known of it."""

    kind = "packages.platform.registered"
    about = "packages.platform:{platform_id}"
    told = gettext_noop("mendaftarkan sistem luar “{name}”")

    platform_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class PlatformWithdrawn(Fact):
    """Nobody comes from a learning system outside any more, for a reason."""

    kind = "packages.platform.withdrawn"
    about = "packages.platform:{platform_id}"
    told = gettext_noop("menarik sistem luar “{name}”: {reason}")

    platform_id: int
    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class PlatformLinked(Fact):
    """A person said that an account in a system outside is theirs."""

    kind = "packages.platform.linked"
    about = "packages.platform:{platform_id}"
    told = gettext_noop("menautkan akunnya di sistem luar")

    platform_id: int
    person_id: int
