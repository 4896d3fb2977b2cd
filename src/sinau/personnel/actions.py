"""The verbs of annual leave. All of its writing happens here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.facts import Fact
from sinau.kernel.refusals import Refused
from sinau.kernel.words import date_id
from sinau.kernel.workdays import calendar
from sinau.people.models import Person, Role
from sinau.personnel.balance import Balance, balance_of
from sinau.personnel.deciding import official_of, supervisor_of
from sinau.personnel.events import (
    LeaveAdvised,
    LeaveCancelled,
    LeaveGranted,
    LeaveRefused,
    LeaveRequested,
    LeaveReturned,
    LeaveWithdrawn,
)
from sinau.personnel.letters.wording import wording_of
from sinau.personnel.models import (
    HOLDING,
    Advice,
    Cancellation,
    Decision,
    LeaveDraft,
    LeaveRequest,
    LeaveState,
    Letter,
    NumberRun,
    Return,
    Service,
    Withdrawal,
)

SLUG = "cuti-tahunan"


class LeaveNotPossible(Refused):
    """The dates cannot be asked for; every reason is listed."""


class DraftIncomplete(Refused):
    """A question has no answer yet."""


class NobodyDecides(Refused):
    """Nobody over the person's agency holds the role of head."""


class NotWaiting(Refused):
    """The request no longer waits for this; it was advised, decided or taken back already."""


class NoteMissing(Refused):
    """What is given back or refused says why."""


class LeaveHasBegun(Refused):
    """A leave is called off before its first day."""


def problems_with(person: Person, start: date, end: date) -> list[str]:
    """Why these dates cannot be asked for, each with its cure; empty when they can."""
    if end < start:
        return [_("Tanggal selesai lebih awal daripada tanggal mulai. Perbaiki salah satunya.")]
    found: list[str] = []
    if start.year != end.year:
        found.append(
            _("Cuti melewati pergantian tahun. Ajukan dua permintaan, satu untuk setiap tahun.")
        )
    if start < today():
        found.append(_("Tanggal mulai sudah lewat. Pilih hari ini atau sesudahnya."))
    days = calendar().working_days(start, end)
    if not days:
        found.append(_("Rentang ini tidak memuat hari kerja. Cuti paling sedikit satu hari kerja."))
    balance = balance_of(person, on=start)
    if balance.entitled is None:
        found.append(balance.why_not())
    elif len(days) > balance.left:
        found.append(
            _("Anda meminta %(asked)s hari kerja, sedangkan sisa hak tahun %(year)s ada %(left)s.")
            % {"asked": len(days), "year": start.year, "left": balance.left}
        )
    if other := _overlapping(person, start, end):
        found.append(
            _("Tanggal ini bertumpuk dengan permintaan %(number)s (%(start)s – %(end)s).")
            % {
                "number": other.number,
                "start": date_id(other.start_on),
                "end": date_id(other.end_on),
            }
        )
    return found


def _overlapping(person: Person, start: date, end: date) -> LeaveRequest | None:
    return LeaveRequest.objects.filter(
        person=person, state__in=HOLDING, start_on__lte=end, end_on__gte=start
    ).first()


def draft_of(person: Person) -> LeaveDraft:
    """The draft this person works on; made when there is none."""
    draft, _is_new = LeaveDraft.objects.get_or_create(person=person)
    return draft


def save_draft(draft: LeaveDraft, **answers: Any) -> LeaveDraft:
    """The draft keeps these answers."""
    for name, answer in answers.items():
        setattr(draft, name, answer)
    draft.save()
    return draft


def discard_draft(person: Person) -> None:
    """The draft is gone; a second time changes nothing."""
    LeaveDraft.objects.filter(person=person).delete()


@transaction.atomic
def redraft(request: LeaveRequest, *, by: Person) -> LeaveDraft:
    """A returned request becomes a draft again with all its answers; an open draft is kept."""
    if request.person_id != by.pk or request.state != LeaveState.RETURNED:
        raise NotWaiting(_("Hanya permintaan yang dikembalikan yang dapat diperbaiki."))
    draft = draft_of(by)
    if draft.missing_step != "tanggal":
        return draft
    return save_draft(
        draft,
        start_on=request.start_on,
        end_on=request.end_on,
        reason=request.reason,
        address=request.address,
        phone=request.phone,
        replacement=request.replacement,
        replacement_answered=True,
    )


@transaction.atomic
def request_leave(person: Person, *, key: str) -> LeaveRequest:
    """The draft with this key becomes a request; sending it twice gives the same request."""
    # The person's row is the lock of their balance: two requests never take the same days.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    pressed = _key(key)
    if sent := LeaveRequest.objects.filter(key=pressed, person=person).first():
        return sent
    draft = LeaveDraft.objects.filter(key=pressed, person=person).first()
    if draft is None or draft.missing_step != "periksa":
        raise DraftIncomplete(_("Permintaan ini belum lengkap. Jawab dahulu semua pertanyaan."))
    assert draft.start_on and draft.end_on
    if reasons := problems_with(person, draft.start_on, draft.end_on):
        raise LeaveNotPossible(_("Cuti pada tanggal ini belum dapat diajukan."), reasons=reasons)
    balance = balance_of(person, on=draft.start_on)
    request = _write_request(person, draft, balance)
    draft.delete()
    _tell(LeaveRequested, request, by=person, next_person=_next(request))
    return request


def _key(said: str) -> UUID:
    """The key of a draft; what is none belongs to nobody's draft."""
    try:
        return UUID(said)
    except ValueError:
        return uuid4()


def _write_request(person: Person, draft: LeaveDraft, balance: Balance) -> LeaveRequest:
    assert draft.start_on and draft.end_on
    supervisor = supervisor_of(person, on=today())
    official = official_of(person, on=today())
    if official is None or person.agency is None:
        raise NobodyDecides(
            _("Belum ada pejabat yang tercatat berwenang memutuskan cuti Anda. Hubungi BKPSDM.")
        )
    # When both are one person, one step is enough: the decision.
    needs_advice = supervisor is not None and supervisor.pk != official.pk
    service = Service.objects.filter(slug=SLUG).first()
    allowed = service.duration_working_days if service else 3
    return LeaveRequest.objects.create(
        number=_next_number("CT", today().year, "CT-{year}-{count:04d}"),
        key=draft.key,
        person=person,
        agency=person.agency,
        supervisor=supervisor if needs_advice else None,
        official=official,
        start_on=draft.start_on,
        end_on=draft.end_on,
        days=len(calendar().working_days(draft.start_on, draft.end_on)),
        reason=draft.reason,
        address=draft.address,
        phone=draft.phone,
        replacement=draft.replacement,
        balance=balance.to_data(),
        state=LeaveState.SENT if needs_advice else LeaveState.ADVISED,
        sent_at=now(),
        due_on=calendar().add_working_days(today(), allowed),
    )


@transaction.atomic
def advise(request: LeaveRequest, *, by: Person, passes_on: bool, note: str = "") -> LeaveRequest:
    """The supervisor passes the request on to the official, or gives it back with a note."""
    request = _locked(request)
    if request.waits_for(by) != "advice":
        raise NotWaiting(_("Permintaan ini tidak lagi menunggu pertimbangan Anda."))
    if not passes_on and not note.strip():
        raise NoteMissing(_("Tuliskan apa yang perlu diperbaiki sebelum mengembalikan."))
    Advice.objects.create(
        request=request, by=by, at=now(), note=note.strip()[:300], passes_on=passes_on
    )
    _move(request, LeaveState.ADVISED if passes_on else LeaveState.RETURNED)
    if passes_on:
        _tell(LeaveAdvised, request, by=by, next_person=request.official_id, note=note)
    else:
        _tell(LeaveReturned, request, by=by, next_person=request.person_id, note=note)
    return request


@transaction.atomic
def give_back(request: LeaveRequest, *, by: Person, note: str) -> LeaveRequest:
    """The official gives the request back with a note; its days are free again."""
    request = _locked(request)
    if request.waits_for(by) != "decision":
        raise NotWaiting(_("Permintaan ini tidak lagi menunggu keputusan Anda."))
    if not note.strip():
        raise NoteMissing(_("Tuliskan apa yang perlu diperbaiki sebelum mengembalikan."))
    Return.objects.create(request=request, by=by, at=now(), note=note.strip()[:300])
    _move(request, LeaveState.RETURNED)
    _tell(LeaveReturned, request, by=by, next_person=request.person_id, note=note)
    return request


@transaction.atomic
def decide(request: LeaveRequest, *, by: Person, grants: bool, note: str = "") -> LeaveRequest:
    """The official grants the leave, and its letter is issued; or refuses it and says why."""
    request = _locked(request)
    if request.waits_for(by) != "decision":
        raise NotWaiting(_("Permintaan ini tidak lagi menunggu keputusan Anda."))
    if not grants and not note.strip():
        raise NoteMissing(_("Tuliskan alasan mengapa cuti tidak disetujui."))
    Decision.objects.create(
        request=request, by=by, at=now(), note=note.strip()[:300], grants=grants
    )
    _move(request, LeaveState.GRANTED if grants else LeaveState.REFUSED)
    if grants:
        _issue_letter(request)
        _tell(LeaveGranted, request, by=by, note=note)
    else:
        _tell(LeaveRefused, request, by=by, note=note)
    return request


@transaction.atomic
def withdraw(request: LeaveRequest, *, by: Person) -> LeaveRequest:
    """The person takes the request back; the days it held are free again. Twice changes nothing."""
    request = _locked(request)
    if request.state == LeaveState.WITHDRAWN:
        return request
    if not request.is_open or request.person_id != by.pk:
        raise NotWaiting(_("Permintaan yang sudah diputuskan tidak dapat ditarik."))
    Withdrawal.objects.create(request=request, by=by, at=now())
    _move(request, LeaveState.WITHDRAWN)
    _tell(LeaveWithdrawn, request, by=by, next_person=None)
    return request


@transaction.atomic
def cancel(request: LeaveRequest, *, by: Person, note: str) -> LeaveRequest:
    """A granted leave is called off before it begins: its days come back, its letter is void."""
    request = _locked(request)
    if request.state == LeaveState.CANCELLED:
        return request
    if request.state != LeaveState.GRANTED or not may_cancel(request, by):
        raise NotWaiting(_("Hanya cuti yang sudah disetujui yang dapat dibatalkan."))
    if today() >= request.start_on:
        raise LeaveHasBegun(_("Cuti ini sudah dimulai, sehingga tidak dapat dibatalkan di sini."))
    if not note.strip():
        raise NoteMissing(_("Tuliskan alasan pembatalan."))
    Cancellation.objects.create(request=request, by=by, at=now(), note=note.strip()[:300])
    _move(request, LeaveState.CANCELLED)
    _tell(LeaveCancelled, request, by=by, note=note)
    return request


def may_cancel(request: LeaveRequest, person: Person) -> bool:
    """The person and the official may call a leave off; so may an officer over the agency."""
    return person.pk in (request.person_id, request.official_id) or person.has_role(
        Role.OFFICER, over=request.agency
    )


def _issue_letter(request: LeaveRequest) -> None:
    letter = Letter(
        request=request,
        number=_next_number("SC", today().year, "800.1.11.4/{count:04d}/{year}"),
        issued_at=now(),
    )
    letter.wording = wording_of(letter).to_data()
    letter.save()


def _locked(request: LeaveRequest) -> LeaveRequest:
    return LeaveRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)


def _move(request: LeaveRequest, state: LeaveState) -> None:
    request.state = state
    request.save(update_fields=["state", "updated_at"])


def _next(request: LeaveRequest) -> int:
    return request.supervisor_id or request.official_id


def _tell(
    kind: Callable[..., Fact],
    request: LeaveRequest,
    *,
    by: Person,
    next_person: int | None = None,
    note: str = "",
) -> None:
    announce(
        kind(
            request_id=request.pk,
            number=request.number,
            person_id=request.person_id,
            days=request.days,
            start_on=request.start_on,
            end_on=request.end_on,
            next_person_id=next_person,
            note=note.strip()[:300],
        ),
        by=by,
    )


def _next_number(series: str, year: int, pattern: str) -> str:
    """The next number of a series in a year; no number is ever given twice or left out."""
    run, _is_new = NumberRun.objects.select_for_update().get_or_create(series=series, year=year)
    run.last = F("last") + 1
    run.save(update_fields=["last"])
    run.refresh_from_db()
    return pattern.format(year=year, count=run.last)
