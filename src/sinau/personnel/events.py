"""What the personnel services tell the rest of the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_noop

from sinau.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ServiceDescribed(Fact):
    """A service stands in the catalogue, or its standard says something else now."""

    kind = "personnel.service.described"
    about = "personnel.service:{service_id}"
    told = gettext_noop("memuat layanan “{name}” ke katalog")

    service_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class AboutLeave:
    """What every fact about a request for leave says; `next_person_id` has to act now."""

    about: ClassVar[str] = "personnel.leave:{request_id}"

    request_id: int
    number: str
    person_id: int
    days: int
    start_on: date
    end_on: date
    next_person_id: int | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class LeaveRequested(AboutLeave, Fact):
    """Somebody asked for annual leave."""

    kind = "personnel.leave.requested"
    told = gettext_noop("mengajukan cuti tahunan {days} hari kerja")


@dataclass(frozen=True, kw_only=True)
class LeaveAdvised(AboutLeave, Fact):
    """The direct supervisor passed the request on to the official."""

    kind = "personnel.leave.advised"
    told = gettext_noop("meneruskan permintaan cuti {number}")


@dataclass(frozen=True, kw_only=True)
class LeaveReturned(AboutLeave, Fact):
    """The supervisor or the official gave the request back with a note."""

    kind = "personnel.leave.returned"
    told = gettext_noop("mengembalikan permintaan cuti {number}: {note}")


@dataclass(frozen=True, kw_only=True)
class LeaveGranted(AboutLeave, Fact):
    """The official granted the leave; a letter was issued."""

    kind = "personnel.leave.granted"
    told = gettext_noop("menyetujui cuti {days} hari kerja")


@dataclass(frozen=True, kw_only=True)
class LeaveRefused(AboutLeave, Fact):
    """The official refused the leave and said why."""

    kind = "personnel.leave.refused"
    told = gettext_noop("tidak menyetujui cuti: {note}")


@dataclass(frozen=True, kw_only=True)
class LeaveWithdrawn(AboutLeave, Fact):
    """The person took the request back before it was decided."""

    kind = "personnel.leave.withdrawn"
    told = gettext_noop("menarik permintaan cuti {number}")


@dataclass(frozen=True, kw_only=True)
class LeaveCancelled(AboutLeave, Fact):
    """A granted leave was called off before it began."""

    kind = "personnel.leave.cancelled"
    told = gettext_noop("membatalkan cuti {days} hari kerja: {note}")
