"""Plan a way of learning by doing, go it with somebody, and have it credited."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import IO

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.practice import files
from sinau.practice.events import (
    CycleAgreed,
    CycleApproved,
    CycleCompleted,
    CycleDeclined,
    CycleProposed,
    CycleReported,
    CycleReturned,
    CycleStopped,
    EntryConfirmed,
)
from sinau.practice.models import Cycle, Evidence, Goal, LogEntry, Step, StepKind
from sinau.practice.models.cycles import GUIDED
from sinau.university.events import LearningCompleted

MOST_PAPERS = 12
_FACTS = {
    StepKind.PROPOSED: CycleProposed,
    StepKind.AGREED: CycleAgreed,
    StepKind.DECLINED: CycleDeclined,
    StepKind.APPROVED: CycleApproved,
    StepKind.RETURNED: CycleReturned,
    StepKind.REPORTED: CycleReported,
    StepKind.STOPPED: CycleStopped,
}


class NotYourStep(Refused):
    """Somebody else has the next step, or it was taken already."""


class PlanIncomplete(Refused):
    """The plan lacks something without which nobody can agree to it."""


class NotYetProved(Refused):
    """Nothing confirmed stands behind it yet."""


@transaction.atomic
def propose(cycle: Cycle, goals: Sequence[tuple[str, str]], *, by: Person, note: str = "") -> Cycle:
    """The plan stands, with its goals, and waits for the guide, or the supervisor where none goes along.

    Proposed again after a return it takes the place of the former plan.
    """
    goals = [(text.strip(), measure.strip()) for text, measure in goals if text.strip()]
    _refuse_incomplete(cycle, goals, by)
    if cycle.pk:
        standing = _locked(cycle)
        if standing.state not in (StepKind.RETURNED, StepKind.PROPOSED):
            raise NotYourStep(_("Rencana yang sudah berjalan tidak diajukan lagi."))
    cycle.learner, cycle.agency, cycle.approver = by, by.agency, by.supervisor
    cycle.created_at = cycle.created_at or now()
    cycle.updated_at = now()
    cycle.state = StepKind.PROPOSED if cycle.guide_id else StepKind.AGREED
    cycle.save()
    cycle.goals.all().delete()
    Goal.objects.bulk_create(
        Goal(cycle=cycle, position=at, text=text, measure=measure)
        for at, (text, measure) in enumerate(goals, start=1)
    )
    Step.objects.create(cycle=cycle, kind=StepKind.PROPOSED, by=by, at=now(), note=note)
    _tell(CycleProposed, cycle, by=by, next_id=cycle.guide_id or cycle.approver_id, note=note)
    return cycle


def _refuse_incomplete(cycle: Cycle, goals: Sequence[tuple[str, str]], by: Person) -> None:
    missing = []
    if not goals:
        missing.append(_("Tulis paling sedikit satu sasaran."))
    if cycle.kind in GUIDED and cycle.guide_id is None:
        missing.append(_("Pilih pendamping: coach, mentor, atau pembimbing di tempat."))
    if cycle.guide_id == by.pk:
        missing.append(_("Pendamping harus orang lain."))
    if cycle.ends_on < cycle.starts_on:
        missing.append(_("Tanggal selesai tidak boleh sebelum tanggal mulai."))
    if by.supervisor_id is None:
        missing.append(
            _("Atasan langsung Anda belum tercatat. Minta pengelola kepegawaian mengisinya.")
        )
    if missing:
        raise PlanIncomplete(_("Rencana ini belum dapat diajukan."), reasons=missing)


def agree(cycle: Cycle, *, by: Person) -> Cycle:
    """The guide goes along; the supervisor decides next. Twice changes nothing."""
    return _step(cycle, StepKind.AGREED, by=by, after=StepKind.PROPOSED, who="guide_id")


def decline(cycle: Cycle, *, by: Person, reason: str) -> Cycle:
    """The guide does not go along, and says why; the plan is over."""
    return _step(
        cycle, StepKind.DECLINED, by=by, after=StepKind.PROPOSED, who="guide_id", note=reason
    )


def approve(cycle: Cycle, *, by: Person) -> Cycle:
    """The supervisor lets it begin. Twice changes nothing."""
    return _step(cycle, StepKind.APPROVED, by=by, after=StepKind.AGREED, who="approver_id")


def return_plan(cycle: Cycle, *, by: Person, reason: str) -> Cycle:
    """The supervisor gives the plan back to be made better."""
    return _step(
        cycle, StepKind.RETURNED, by=by, after=StepKind.AGREED, who="approver_id", note=reason
    )


def report(cycle: Cycle, *, by: Person) -> Cycle:
    """The learner says that it is done; refused while nothing is confirmed."""
    if not Cycle.objects.filter(pk=cycle.pk, minutes__gt=0).exists():
        raise NotYetProved(_("Belum ada catatan yang dibenarkan, jadi belum ada yang dilaporkan."))
    return _step(cycle, StepKind.REPORTED, by=by, after=StepKind.APPROVED, who="learner_id")


@transaction.atomic
def complete(cycle: Cycle, *, by: Person) -> Cycle:
    """Whoever confirms says so too: it is learning completed, worth its confirmed minutes; once."""
    cycle = _locked(cycle)
    if cycle.state == StepKind.COMPLETED:
        return cycle
    if cycle.state != StepKind.REPORTED or by.pk != cycle.confirmer_id:
        raise NotYourStep(_("Praktik ini tidak sedang menunggu pembenaran Anda."))
    _write(cycle, StepKind.COMPLETED, by=by)
    last = cycle.log.exclude(confirmed_at=None).order_by("-on").values_list("on", flat=True).first()
    ended_on = last or today()
    announce(
        CycleCompleted(
            cycle_id=cycle.pk,
            learner_id=cycle.learner_id,
            title=cycle.title,
            form=cycle.kind,
            minutes=cycle.minutes,
            ended_on=ended_on,
        ),
        by=by,
    )
    announce(_learning(cycle, ended_on), by=by)
    return cycle


def _learning(cycle: Cycle, ended_on: dt.date) -> LearningCompleted:
    return LearningCompleted(
        person_id=cycle.learner_id,
        evidence=cycle.evidence,
        form=cycle.kind,
        title=cycle.title,
        organiser=cycle.place or (cycle.agency.name if cycle.agency else ""),
        started_on=cycle.starts_on,
        ended_on=ended_on,
        minutes=cycle.minutes,
        evidence_url=cycle.get_absolute_url(),
    )


@transaction.atomic
def stop(cycle: Cycle, *, by: Person, reason: str) -> Cycle:
    """It ends before its time; what was confirmed stays written but is not credited. Twice is once."""
    cycle = _locked(cycle)
    if cycle.state == StepKind.STOPPED:
        return cycle
    if cycle.is_closed or by.pk not in (cycle.learner_id, cycle.guide_id, cycle.approver_id):
        raise NotYourStep(_("Praktik ini tidak dapat Anda hentikan."))
    _write(cycle, StepKind.STOPPED, by=by, note=reason)
    _tell(CycleStopped, cycle, by=by, note=reason)
    return cycle


@transaction.atomic
def add_entry(cycle: Cycle, entry: LogEntry, *, by: Person) -> LogEntry:
    """An entry stands in the log and waits for the other one; the same key again is the same entry."""
    cycle = _locked(cycle)
    if standing := LogEntry.objects.filter(key=entry.key).first():
        return standing
    if not cycle.is_under_way or by.pk not in (cycle.learner_id, cycle.guide_id):
        raise NotYourStep(_("Catatan ditulis peserta atau pendamping selama praktik berjalan."))
    if not cycle.starts_on <= entry.on <= min(today(), cycle.ends_on):
        raise NotYetProved(
            _(
                "Tanggal catatan harus di antara mulai dan selesai praktik, dan bukan hari yang akan datang."
            )
        )
    entry.cycle, entry.written_by, entry.written_at = cycle, by, now()
    entry.save()
    Cycle.objects.filter(pk=cycle.pk).update(updated_at=now())
    return entry


@transaction.atomic
def confirm_entry(entry: LogEntry, *, by: Person) -> LogEntry:
    """The other one says that it was so; its minutes count. Twice changes nothing."""
    cycle = _locked(entry.cycle)
    entry = LogEntry.objects.select_for_update().get(pk=entry.pk)
    if entry.confirmed_at is not None:
        return entry
    if by.pk != _other_of(cycle, entry) or not cycle.is_under_way:
        raise NotYourStep(_("Catatan dibenarkan oleh pihak yang lain, selama praktik berjalan."))
    entry.confirmed_by, entry.confirmed_at = by, now()
    entry.save(update_fields=["confirmed_by", "confirmed_at"])
    Cycle.objects.filter(pk=cycle.pk).update(minutes=F("minutes") + entry.minutes, updated_at=now())
    announce(
        EntryConfirmed(
            cycle_id=cycle.pk,
            learner_id=cycle.learner_id,
            title=cycle.title,
            form=cycle.kind,
            day=entry.on,
            minutes=entry.minutes,
        ),
        by=by,
    )
    return entry


def _other_of(cycle: Cycle, entry: LogEntry) -> int | None:
    """Who confirms this entry: the one of the two who did not write it."""
    return cycle.confirmer_id if entry.written_by_id == cycle.learner_id else cycle.learner_id


@transaction.atomic
def reach_goal(goal: Goal, *, by: Person) -> Goal:
    """Whoever confirms says that a goal is reached. Twice changes nothing."""
    cycle = _locked(goal.cycle)
    if goal.reached_at is not None:
        return goal
    if by.pk != cycle.confirmer_id or cycle.state not in (StepKind.APPROVED, StepKind.REPORTED):
        raise NotYourStep(_("Sasaran dinyatakan tercapai oleh pendamping atau atasan."))
    goal.reached_by, goal.reached_at = by, now()
    goal.save(update_fields=["reached_by", "reached_at"])
    return goal


@transaction.atomic
def add_evidence(cycle: Cycle, name: str, stream: IO[bytes], *, by: Person) -> Evidence:
    """A paper stands with the cycle; the same paper again is the same."""
    cycle = _locked(cycle)
    if cycle.is_closed or by.pk not in (cycle.learner_id, cycle.guide_id):
        raise NotYourStep(_("Bukti ditambahkan peserta atau pendamping selama praktik berjalan."))
    checked = files.check(name, stream)
    standing = cycle.papers.filter(sha256=checked.sha256).first()
    if standing:
        return standing
    if cycle.papers.count() >= MOST_PAPERS:
        raise NotYetProved(_("Paling banyak %(n)s bukti untuk satu praktik.") % {"n": MOST_PAPERS})
    return Evidence.objects.create(
        cycle=cycle,
        name=checked.name,
        file=checked.stored(),
        size=len(checked.content),
        sha256=checked.sha256,
        added_by=by,
        added_at=now(),
    )


def fresh_key() -> uuid.UUID:
    """The mark of one form, so that sending it twice writes once."""
    return uuid.uuid4()


@transaction.atomic
def _step(
    cycle: Cycle, kind: StepKind, *, by: Person, after: StepKind, who: str, note: str = ""
) -> Cycle:
    cycle = _locked(cycle)
    if cycle.state == kind:
        return cycle
    if cycle.state != after or by.pk != getattr(cycle, who):
        raise NotYourStep(_("Langkah ini sudah diambil, atau menunggu orang lain."))
    _write(cycle, kind, by=by, note=note)
    _tell(_FACTS[kind], cycle, by=by, next_id=_next_of(cycle), note=note)
    return cycle


def _next_of(cycle: Cycle) -> int | None:
    match cycle.state:
        case StepKind.AGREED:
            return cycle.approver_id
        case StepKind.REPORTED:
            return cycle.confirmer_id
        case StepKind.RETURNED | StepKind.APPROVED:
            return cycle.learner_id
    return None


def _locked(cycle: Cycle) -> Cycle:
    locked = Cycle.objects.select_for_update(of=("self",)).select_related("agency")
    return locked.get(pk=cycle.pk)


def _write(cycle: Cycle, kind: StepKind, *, by: Person, note: str = "") -> None:
    Step.objects.create(cycle=cycle, kind=kind, by=by, at=now(), note=note)
    cycle.state, cycle.updated_at = kind, now()
    cycle.save(update_fields=["state", "updated_at"])


def _tell(
    fact: type[CycleProposed] | type[CycleStopped] | type,
    cycle: Cycle,
    *,
    by: Person,
    next_id: int | None = None,
    note: str = "",
) -> None:
    announce(
        fact(
            cycle_id=cycle.pk,
            learner_id=cycle.learner_id,
            title=cycle.title,
            form=cycle.kind,
            next_id=next_id,
            note=note,
        ),
        by=by,
    )
