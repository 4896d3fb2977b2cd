"""Tell of an incident, look into it, give the notices the law asks for, and learn from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Grant, Person, Role
from sinau.risk.actions.taxonomies import Causes
from sinau.risk.clocks import clock_of
from sinau.risk.events import (
    IncidentClosed,
    IncidentReported,
    IncidentTriaged,
    NoticeDue,
    NoticeLifted,
    NoticeSent,
)
from sinau.risk.models import (
    BreachNotice,
    Found,
    Incident,
    Receiver,
    Register,
    Risk,
    Steward,
)

# Whom the law always wants told; the public only in some cases, when people decide so.
ALWAYS_TOLD = (Receiver.SUBJECT, Receiver.AUTHORITY)


class ClosedIncident(Refused):
    """An incident that was closed is not looked into again."""


class NoticesWaiting(Refused):
    """An incident is closed when the notices the law asks for were sent or lifted."""


class NotTriaged(Refused):
    """Somebody looks into an incident before it is closed."""


class NoticeUnfit(Refused):
    """A notice says what data, how it came about and what is done about it."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What somebody tells: what, when, which service; the rest if they know it."""

    what: str
    happened_at: datetime
    service: str
    near_miss: bool = False
    personal_data: bool = False
    hides_name: bool = False
    found: Found = Found.STAFF


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """What those who looked into an incident found out."""

    register: Register | None
    risk: Risk | None = None
    is_unnamed: bool = False
    near_miss: bool = False
    personal_data: bool = False
    version: str = ""
    harm: str = ""
    people_harmed: int | None = None
    hours_lost: Decimal | None = None
    loss: int | None = None
    subdomain: str = ""
    causes: Causes = field(default_factory=Causes)
    cause: str = ""
    failed_controls: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NoticeText:
    """What a notice must say."""

    what_data: str
    how: str
    handling: str


@transaction.atomic
def report_incident(said: Report, *, by: Person, register: Register | None = None) -> Incident:
    """It is known that this happened; the same words of the same moment are one report.

    The journal does not name who told it: nobody is to fear telling.
    """
    known = Incident.objects.filter(
        reported_by=by, what=said.what, happened_at=said.happened_at, service=said.service
    ).first()
    if known is not None:
        return known
    agency = register.agency if register else by.agency or Agency.objects.order_by("path")[0]
    incident = Incident.objects.create(
        code=_next_code(),
        what=said.what,
        happened_at=said.happened_at,
        service=said.service[:150],
        near_miss=said.near_miss,
        personal_data=said.personal_data,
        hides_name=said.hides_name,
        found=said.found,
        agency=agency,
        register=register,
        reported_by=by,
        reported_at=now(),
        answer_by=now() + clock_of("answer").length,
    )
    announce(
        IncidentReported(
            incident_id=incident.pk,
            code=incident.code,
            register_id=register.pk if register else 0,
            risk_id=0,
            near_miss=incident.near_miss,
            day=incident.happened_at.date(),
            service=incident.service,
            agency_id=agency.pk,
            person_ids=handlers_of(incident),
        ),
        by=None,
    )
    if incident.personal_data:
        open_notices(incident, ALWAYS_TOLD)
    return incident


@transaction.atomic
def triage_incident(incident: Incident, found: Inquiry, *, by: Person) -> Incident:
    """It is known what it was, which risk came true and which controls failed.

    Later findings replace earlier ones; the same ones a second time change nothing.
    """
    row = Incident.objects.select_for_update().get(pk=incident.pk)
    _refuse_closed(row)
    values = {
        "register": found.register,
        "risk": found.risk,
        "is_unnamed": found.is_unnamed and found.risk is None,
        "near_miss": found.near_miss,
        "personal_data": found.personal_data,
        "version": found.version,
        "harm": found.harm,
        "people_harmed": found.people_harmed,
        "hours_lost": found.hours_lost,
        "loss": found.loss,
        "subdomain": found.subdomain,
        "entity": found.causes.entity,
        "intent": found.causes.intent,
        "timing": found.causes.timing,
        "cause": found.cause,
        "failed_controls": list(found.failed_controls),
    }
    if row.triaged_at and all(getattr(row, name) == value for name, value in values.items()):
        return row
    for name, value in values.items():
        setattr(row, name, value)
    if found.register:
        row.agency = found.register.agency
    if row.triaged_at is None:
        row.triaged_by, row.triaged_at = by, now()
    row.save()
    announce(
        IncidentTriaged(
            incident_id=row.pk,
            code=row.code,
            register_id=row.register_id or 0,
            risk_id=row.risk_id or 0,
            risk_code=row.risk.code if row.risk else "",
            is_unnamed=row.is_unnamed,
            near_miss=row.near_miss,
            day=row.happened_at.date(),
            failed_controls=tuple(row.failed_controls),
            subdomain=row.subdomain,
        ),
        by=by,
    )
    if row.personal_data:
        open_notices(row, ALWAYS_TOLD)
    return row


@transaction.atomic
def open_notices(
    incident: Incident, receivers: Iterable[Receiver], *, by: Person | None = None
) -> list[BreachNotice]:
    """These receivers are to be told in time; those already noted stay as they are.

    The time runs from when the city learnt of it, not from when somebody filled this in.
    """
    due = incident.reported_at + clock_of("notice").length
    made = []
    for receiver in receivers:
        notice, is_new = BreachNotice.objects.get_or_create(
            incident=incident, receiver=receiver, defaults={"due_at": due, "opened_at": now()}
        )
        if is_new:
            made.append(notice)
            tell_due(notice, by=by)
    return made


def tell_due(notice: BreachNotice, *, by: Person | None = None) -> None:
    """Those who handle the incident hear that a notice is due, and how many hours are left."""
    incident = notice.incident
    announce(
        NoticeDue(
            notice_id=notice.pk,
            incident_id=incident.pk,
            code=incident.code,
            service=incident.service,
            receiver_name=str(notice.get_receiver_display()).lower(),
            due_at=notice.due_at,
            hours_left=notice.hours_left(now()),
            person_ids=handlers_of(incident),
        ),
        by=by,
    )


@transaction.atomic
def write_notice(notice: BreachNotice, said: NoticeText) -> BreachNotice:
    """The notice says this; what was sent or lifted stays as it is."""
    row = BreachNotice.objects.select_for_update().get(pk=notice.pk)
    if row.is_waiting:
        row.what_data, row.how, row.handling = said.what_data, said.how, said.handling
        row.save(update_fields=["what_data", "how", "handling"])
    return row


@transaction.atomic
def send_notice(notice: BreachNotice, *, channel: str, by: Person) -> BreachNotice:
    """The receiver was told in the words of the notice; a second time changes nothing."""
    row = BreachNotice.objects.select_for_update().select_related("incident").get(pk=notice.pk)
    if not row.is_waiting:
        return row
    if not all((row.what_data.strip(), row.how.strip(), row.handling.strip())):
        raise NoticeUnfit(
            _("Pemberitahuan harus memuat data apa, kapan dan bagaimana, serta penanganannya."),
            back=row.incident.get_absolute_url(),
        )
    row.channel, row.sent_at, row.sent_by = channel[:200], now(), by
    row.save(update_fields=["channel", "sent_at", "sent_by"])
    announce(
        NoticeSent(
            notice_id=row.pk,
            incident_id=row.incident_id,
            code=row.incident.code,
            receiver_name=str(row.get_receiver_display()).lower(),
            channel=row.channel,
            due_at=row.due_at,
            is_late=row.is_late,
        ),
        by=by,
    )
    return row


@transaction.atomic
def lift_notice(notice: BreachNotice, *, reason: str, by: Person) -> BreachNotice:
    """The notice is not needed, for this reason; one that was sent stays."""
    row = BreachNotice.objects.select_for_update().select_related("incident").get(pk=notice.pk)
    if row.sent_at or row.lifted_at:
        return row
    row.lifted_reason, row.lifted_at, row.lifted_by = reason, now(), by
    row.save(update_fields=["lifted_reason", "lifted_at", "lifted_by"])
    announce(
        NoticeLifted(
            notice_id=row.pk,
            incident_id=row.incident_id,
            code=row.incident.code,
            receiver_name=str(row.get_receiver_display()).lower(),
            reason=reason,
        ),
        by=by,
    )
    return row


@transaction.atomic
def close_incident(incident: Incident, *, lesson: str, by: Person) -> Incident:
    """It is over, and this was learnt; a second time changes nothing."""
    row = Incident.objects.select_for_update().get(pk=incident.pk)
    if row.closed_at:
        return row
    if row.triaged_at is None:
        raise NotTriaged(
            _("Telaah insiden ini lebih dulu: apa yang terjadi dan risiko mana yang terkena."),
            back=row.get_absolute_url(),
        )
    waiting = [notice for notice in row.notices.all() if notice.is_waiting]
    if waiting:
        raise NoticesWaiting(
            _("Masih ada pemberitahuan yang belum dikirim atau dinyatakan tidak perlu."),
            reasons=[str(notice.get_receiver_display()) for notice in waiting],
            back=row.get_absolute_url(),
        )
    row.lesson, row.closed_by, row.closed_at = lesson, by, now()
    row.save(update_fields=["lesson", "closed_by", "closed_at"])
    announce(
        IncidentClosed(
            incident_id=row.pk,
            code=row.code,
            register_id=row.register_id or 0,
            risk_id=row.risk_id or 0,
            near_miss=row.near_miss,
            lesson=lesson,
        ),
        by=by,
    )
    return row


def handlers_of(incident: Incident) -> tuple[int, ...]:
    """Who is to hear of it: keeper and stewards of the register, and risk officers in reach."""
    officers = (
        Grant.objects.valid_on(today())
        .filter(role=Role.RISK_OFFICER)
        .values_list("person_id", "agency__path")
    )
    found = {person for person, path in officers if incident.agency.path.startswith(path)}
    if incident.register:
        found.add(incident.register.keeper_id)
        stewards = Steward.objects.in_office(today()).filter(register=incident.register)
        found |= set(stewards.values_list("person_id", flat=True))
    return tuple(sorted(found - {incident.reported_by_id}))


def _refuse_closed(incident: Incident) -> None:
    if incident.closed_at:
        raise ClosedIncident(
            _("Insiden ini sudah ditutup. Laporkan kejadian baru bila terulang."),
            back=incident.get_absolute_url(),
        )


def _next_code() -> str:
    """I-2026-0007: the year and a running number; two at once wait for each other."""
    year = today().year
    with connection.cursor() as rows:
        rows.execute("select pg_advisory_xact_lock(hashtext('risk.incident'))")
    codes = Incident.objects.filter(code__startswith=f"I-{year}-").order_by("-code")
    last = codes.values_list("code", flat=True).first()
    return f"I-{year}-{(int(last.rpartition('-')[2]) if last else 0) + 1:04}"
