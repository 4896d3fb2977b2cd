"""Register a person in a package, launch a unit, let off, give up."""

from __future__ import annotations

import json
import secrets
import uuid
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.packages import content_tokens, saying
from sinau.packages.actions.reaching import satisfy, state_of
from sinau.packages.cmi5 import words
from sinau.packages.events import SessionAbandoned, UnitWaived
from sinau.packages.models import (
    Mode,
    Package,
    PackageKind,
    Registration,
    Session,
    Unit,
    UnitState,
)
from sinau.people.models import Person
from sinau.records import documents
from sinau.records.callers import digest_of
from sinau.records.documents import Content, Place
from sinau.records.identities import account_of
from sinau.records.models import Kind
from sinau.records.xapi.agents import identifier

# A unit that says nothing for so long was closed without saying so.
SILENT_FOR = timedelta(hours=24)


class PackageWithdrawnNow(Refused):
    """A package that was withdrawn is not launched."""


class NoContentAddress(Refused):
    """Without an address of its own for content, nothing of others is run."""


class NotRegistered(Refused):
    """A registration belongs to one person and one package."""


class AlreadySatisfied(Refused):
    """Nobody is let off what is already done."""


class ReasonMissing(Refused):
    """Letting off is reasoned."""


@dataclass(frozen=True)
class Launch:
    """A unit ready to be opened in a browser."""

    session: Session
    url: str


@transaction.atomic
def register(package: Package, person: Person, *, code: uuid.UUID | None = None) -> Registration:
    """The person's latest registration, or the one named; made when there is none."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if code is not None:
        named = Registration.objects.filter(code=code).select_related("package", "person").first()
        if named and (named.person_id, named.package_id) != (person.pk, package.pk):
            raise NotRegistered(_("Registrasi itu milik orang atau paket lain."))
        return named or _new_registration(package, person, code)
    latest = (
        Registration.objects.filter(package=package, person=person)
        .select_related("package", "person")
        .first()
    )
    return latest or _new_registration(package, person, uuid.uuid4())


def _new_registration(package: Package, person: Person, code: uuid.UUID) -> Registration:
    registration = Registration.objects.create(
        package=package, person=person, code=code, registered_at=now()
    )
    states = UnitState.objects.bulk_create(
        UnitState(registration=registration, unit=unit) for unit in package.units.all()
    )
    free = [state for state in states if state.unit.move_on == "NotApplicable"]
    if free and package.kind == PackageKind.CMI5:
        satisfy(registration, session=str(uuid.uuid4()), states=free)
    return registration


@transaction.atomic
def launch(
    registration: Registration,
    unit: Unit,
    *,
    by: Person,
    mode: str = Mode.NORMAL,
    return_url: str = "",
) -> Launch:
    """A new session of the unit; earlier ones of the registration that never ended are given up."""
    if registration.package.withdrawn_at is not None:
        raise PackageWithdrawnNow(_("Paket ini sudah ditarik."))
    if not settings.CONTENT_URL and not (
        registration.package.kind == PackageKind.CMI5 and unit.is_elsewhere
    ):
        raise NoContentAddress(
            _("Alamat untuk isi paket belum diatur (SINAU_CONTENT_URL); hubungi pengelola.")
        )
    registration = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    for left in registration.sessions.open().select_related("unit__package"):
        abandon(left, by=by)
    secret = secrets.token_urlsafe(32)
    session = Session.objects.create(
        registration=registration,
        unit=unit,
        mode=mode,
        launched_at=now(),
        launched_by=by,
        fetch_digest=digest_of(secret),
        heard_at=now(),
    )
    match registration.package.kind:
        case PackageKind.CMI5:
            return _launch_cmi5(session, secret, return_url)
        case PackageKind.XAPI:
            from sinau.packages.actions.tincan import launch_xapi

            return Launch(session, launch_xapi(session))
    return Launch(session, content_tokens.player_url(session, return_url))


def _launch_cmi5(session: Session, secret: str, return_url: str) -> Launch:
    registration, unit = session.registration, session.unit
    base = unit.url if unit.is_elsewhere else content_tokens.file_url(session, unit.url)
    actor = account_of(registration.person)
    _write_launch_data(session, actor, return_url)
    saying.say([saying.launched(session, base)])
    query = urlencode(
        {
            "endpoint": endpoint(),
            "fetch": f"{endpoint_root()}/ambil/{session.code}/{secret}",
            "actor": json.dumps(actor, ensure_ascii=False, separators=(",", ":")),
            "registration": str(registration.code),
            "activityId": unit.activity_id,
        },
        quote_via=quote,
    )
    parts = urlsplit(base)
    both = f"{parts.query}&{query}" if parts.query else query
    return Launch(session, urlunsplit(parts._replace(query=both)))


def endpoint_root() -> str:
    """Where content speaks with us: at its own address, so that it needs no permission to."""
    return settings.CONTENT_URL or settings.PUBLIC_URL


def endpoint() -> str:
    """The record store as content finds it."""
    return f"{endpoint_root()}/xapi"


def _write_launch_data(session: Session, actor: dict[str, object], return_url: str) -> None:
    unit = session.unit
    said: dict[str, object] = {
        "contextTemplate": saying.template(session),
        "launchMode": session.mode,
        "launchMethod": unit.launch_method,
        "moveOn": unit.move_on,
    }
    if unit.mastery_score is not None:
        said["masteryScore"] = saying.number(unit.mastery_score)
    if unit.launch_parameters is not None:
        said["launchParameters"] = unit.launch_parameters
    if unit.entitlement_key is not None:
        said["entitlementKey"] = {"courseStructure": unit.entitlement_key}
    if return_url:
        said["returnURL"] = return_url
    place = Place(
        kind=Kind.STATE,
        agent=identifier(actor),
        activity=unit.activity_id,
        registration=str(session.registration.code),
    )
    body = json.dumps(said, ensure_ascii=False).encode()
    documents.put(place, words.LAUNCH_DATA, Content(body, "application/json"), lambda _known: None)


@transaction.atomic
def waive(registration: Registration, unit: Unit, *, by: Person, reason: str) -> None:
    """The person need not take the unit, for this reason; a second time changes nothing."""
    reason = reason.strip()[:300]
    if not reason:
        raise ReasonMissing(_("Tuliskan alasan pembebasan."))
    state = state_of(registration, unit)
    if state.waived_at is not None:
        return
    if state.satisfied_at is not None:
        raise AlreadySatisfied(_("Satuan ini sudah tuntas, jadi tidak perlu dibebaskan."))
    state.waived_at, state.waived_by, state.waived_reason = now(), by, reason
    state.save(update_fields=["waived_at", "waived_by", "waived_reason"])
    session = str(uuid.uuid4())
    if registration.package.kind == PackageKind.CMI5:
        saying.say([saying.waived(registration, unit, session, reason)])
    announce(
        UnitWaived(
            registration_id=registration.pk,
            package_id=registration.package_id,
            person_id=registration.person_id,
            name=registration.person.name,
            title=unit.title,
            reason=reason,
        ),
        by=by,
    )
    satisfy(registration, session=session, states=[state])


@transaction.atomic
def abandon(session: Session, *, by: Person | None) -> bool:
    """The session is over although its unit did not say so; False when it was over before."""
    session = (
        Session.objects.select_for_update(of=("self",))
        .select_related("registration__package", "registration__person", "unit__package")
        .get(pk=session.pk)
    )
    if not session.is_open:
        return False
    session.abandoned_at = now()
    session.save(update_fields=["abandoned_at"])
    if session.registration.package.kind == PackageKind.CMI5:
        saying.say([saying.abandoned(session)])
    announce(
        SessionAbandoned(
            registration_id=session.registration_id,
            person_id=session.registration.person_id,
            session=str(session.code),
            title=session.unit.title,
        ),
        by=by,
    )
    return True


def abandon_silent() -> int:
    """Sessions that said nothing for a day are given up; says how many."""
    silent = Session.objects.open().filter(heard_at__lt=now() - SILENT_FOR)
    return sum(abandon(session, by=None) for session in silent.iterator(chunk_size=200))
