"""Rename, move, merge and end agencies; the past stays true."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from sinau.kernel.clock import today
from sinau.kernel.refusals import Refused
from sinau.kernel.telling import tell
from sinau.kernel.words import date_id
from sinau.people.actions.postings import post
from sinau.people.events import (
    AgencyEnded,
    AgencyMerged,
    AgencyMoved,
    AgencyOpened,
    AgencyRenamed,
)
from sinau.people.models import Agency, AgencyVersion, Person


class AgencyHasEnded(Refused):
    """What has ended is not changed any more."""


class DayDoesNotFit(Refused):
    """A change begins neither in the future nor before the state it changes."""


class WouldStandUnderItself(Refused):
    """An agency cannot stand under, or go into, itself or a unit of its own."""


class NotEmpty(Refused):
    """An agency with people or units is merged or moved, not ended."""


class AddressTaken(Refused):
    """Another agency already has this code."""


@transaction.atomic
def open_agency(
    *, by: Person, parent: Agency, code: str, name: str, short_name: str, kind: str, from_day: date
) -> Agency:
    """A new unit stands under its parent; a second one with the same code is refused."""
    parent = _locked(parent)
    if Agency.objects.filter(code=code).exists():
        raise AddressTaken(_("Kode “%(code)s” sudah dipakai. Pilih kode lain.") % {"code": code})
    if from_day > today():
        raise DayDoesNotFit(_("Tanggal mulai tidak boleh di masa depan."))
    agency = Agency(
        code=code,
        name=name,
        short_name=short_name,
        kind=kind,
        parent=parent,
        sector=parent.sector,
        opened_on=from_day,
        source=_("Dicatat oleh %(name)s") % {"name": by.name},
    )
    agency.path = agency.path_below(parent)
    agency.save()
    agency.versions.create(name=name, short_name=short_name, parent=parent, valid_from=from_day)
    tell(
        AgencyOpened(
            agency_id=agency.pk, code=code, name=name, parent_id=parent.pk, opened_on=from_day
        ),
        by=by,
    )
    return agency


@transaction.atomic
def rename_agency(
    agency: Agency, *, by: Person, name: str, short_name: str, from_day: date, reason: str
) -> None:
    """From that day the agency has this name; the same name again changes nothing."""
    agency = _locked(agency)
    if (agency.name, agency.short_name) == (name, short_name):
        return
    former = agency.name
    _begin_version(agency, from_day, reason, name=name, short_name=short_name)
    agency.name, agency.short_name = name, short_name
    agency.save(update_fields=["name", "short_name"])
    tell(
        AgencyRenamed(
            agency_id=agency.pk,
            former_name=former,
            name=name,
            short_name=short_name,
            from_day=from_day,
            reason=reason,
        ),
        by=by,
    )


@transaction.atomic
def move_agency(agency: Agency, *, by: Person, parent: Agency, from_day: date, reason: str) -> None:
    """From that day the agency stands under that parent; there already, nothing changes."""
    agency, parent = _locked(agency), _locked(parent)
    if agency.parent_id == parent.pk:
        return
    _must_not_hold(agency, parent)
    _begin_version(agency, from_day, reason, parent=parent)
    former_path = agency.path
    _hang(agency, parent)
    tell(
        AgencyMoved(
            agency_id=agency.pk,
            name=agency.name,
            parent_id=parent.pk,
            parent_name=parent.name,
            former_path=former_path,
            path=agency.path,
            from_day=from_day,
            reason=reason,
        ),
        by=by,
    )


@transaction.atomic
def merge_agency(agency: Agency, *, by: Person, into: Agency, from_day: date, reason: str) -> int:
    """The agency ends, its people and units go into the other one; gives the number of people."""
    agency, into = _locked(agency), _locked(into)
    _must_not_hold(agency, into)
    people = list(Person.objects.serving().select_for_update().filter(agency=agency))
    for person in people:
        person.agency = into
    post(people, days={person.pk: from_day for person in people})
    Person.objects.serving().filter(agency=agency).update(agency=into)
    for child in agency.children.open_now():
        _begin_version(child, from_day, reason, parent=into)
        _hang(child, into)
    _close(agency, from_day, merged_into=into)
    tell(
        AgencyMerged(
            agency_id=agency.pk,
            name=agency.name,
            into_id=into.pk,
            into_name=into.name,
            people=len(people),
            from_day=from_day,
            reason=reason,
        ),
        by=by,
    )
    return len(people)


@transaction.atomic
def end_agency(agency: Agency, *, by: Person, from_day: date, reason: str) -> None:
    """The agency is closed from that day; refused while people or units are in it."""
    agency = _locked(agency)
    reasons = []
    if agency.people.serving().exists():
        reasons.append(_("Masih ada pegawai. Pindahkan mereka atau gabungkan unit ini."))
    if agency.children.open_now().exists():
        reasons.append(_("Masih ada unit di bawahnya. Pindahkan atau akhiri unit itu dahulu."))
    if reasons:
        raise NotEmpty(
            _("%(name)s belum dapat diakhiri.") % {"name": agency.name},
            reasons=reasons,
            back=agency.get_absolute_url(),
        )
    _close(agency, from_day)
    tell(
        AgencyEnded(agency_id=agency.pk, name=agency.name, from_day=from_day, reason=reason), by=by
    )


def _locked(agency: Agency) -> Agency:
    found = Agency.objects.select_for_update(of=("self",)).select_related("parent")
    fresh = found.get(pk=agency.pk)
    if fresh.closed_on:
        raise AgencyHasEnded(
            _("%(name)s sudah berakhir pada %(day)s dan tidak dapat diubah lagi.")
            % {"name": fresh.name, "day": date_id(fresh.closed_on)},
            back=fresh.get_absolute_url(),
        )
    return fresh


def _must_not_hold(agency: Agency, other: Agency) -> None:
    if agency.contains(other):
        raise WouldStandUnderItself(
            _("%(other)s adalah %(name)s sendiri atau unit di bawahnya. Pilih unit lain.")
            % {"other": other.name, "name": agency.name},
            back=agency.get_absolute_url(),
        )


def _current_version(agency: Agency, day: date) -> AgencyVersion:
    version = agency.versions.get(valid_to=None)
    if day > today() or day < version.valid_from:
        raise DayDoesNotFit(
            _("Tanggal berlaku harus antara %(first)s dan hari ini.")
            % {"first": date_id(version.valid_from)},
            back=agency.get_absolute_url(),
        )
    return version


def _begin_version(agency: Agency, day: date, reason: str, **changes: object) -> None:
    """End the current name and place on that day and begin the next, changed in one thing."""
    version = _current_version(agency, day)
    version.valid_to = day
    version.save(update_fields=["valid_to"])
    said = {"name": version.name, "short_name": version.short_name, "parent": version.parent}
    agency.versions.create(valid_from=day, reason=reason, **{**said, **changes})


def _hang(agency: Agency, parent: Agency) -> None:
    """Give the agency and everything below it their paths under the new parent."""
    old, new = agency.path, agency.path_below(parent)
    Agency.objects.filter(path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    agency.parent, agency.path = parent, new
    agency.save(update_fields=["parent"])


def _close(agency: Agency, day: date, *, merged_into: Agency | None = None) -> None:
    version = _current_version(agency, day)
    version.valid_to = day
    version.save(update_fields=["valid_to"])
    agency.closed_on, agency.merged_into = day, merged_into
    agency.save(update_fields=["closed_on", "merged_into"])
