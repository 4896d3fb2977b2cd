"""Start a pilot through the gate, end it with a result, launch, review and stop."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.innovation.actions.gates import kept, pass_gate, reconsider_gate
from sinau.innovation.actions.ideas import NotYetPossible
from sinau.innovation.actions.plans import OwnPlan
from sinau.innovation.events import (
    PilotEnded,
    PilotStarted,
    UseLaunched,
    UseReviewed,
    UseStopped,
)
from sinau.innovation.gate import LIVE, PILOT, fingerprint
from sinau.innovation.models import (
    Evaluation,
    Idea,
    Launch,
    Outcome,
    Pilot,
    Stage,
    Stop,
    UseReview,
)
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Person

MAY_START = (Stage.PROPOSED, Stage.PLAN, Stage.ENDED, Stage.STOPPED)


def start_pilot(idea: Idea, *, starts_on: date, ends_on: date, by: Person) -> Pilot:
    """The idea is tried out, when the gate is open; while a pilot runs, that one."""
    running = idea.pilots.filter(is_open=True).first()
    if running is not None:
        return running
    _refuse_own(idea, by)
    if idea.stage not in MAY_START:
        raise NotYetPossible(
            _("Uji coba dimulai dari gagasan yang sudah diajukan dan belum diterapkan."),
            back=idea.get_absolute_url(),
        )
    findings = pass_gate(idea, PILOT, by=by)
    return _start(idea, starts_on, ends_on, by, kept(findings))


@transaction.atomic
def _start(
    idea: Idea, starts_on: date, ends_on: date, by: Person, findings: list[dict[str, object]]
) -> Pilot:
    Idea.objects.select_for_update().get(pk=idea.pk)
    pilot, is_new = Pilot.objects.get_or_create(
        idea=idea,
        is_open=True,
        defaults={
            "starts_on": starts_on,
            "ends_on": ends_on,
            "started_by": by,
            "started_at": now(),
            "findings": findings,
            "criteria": fingerprint(),
        },
    )
    if is_new:
        _now_at(idea, Stage.PILOT, is_reviewed=True)
        announce(
            PilotStarted(
                idea_id=idea.pk, pilot_id=pilot.pk, title=idea.title, owner_id=idea.owner_id
            ),
            by=by,
        )
    return pilot


@transaction.atomic
def end_pilot(
    pilot: Pilot, *, outcome: Outcome, measured: str, lesson: str, by: Person
) -> Evaluation:
    """The pilot is over, with what was measured against the target; a second time changes nothing."""
    Pilot.objects.select_for_update().get(pk=pilot.pk)
    if (stop := _stop_after(pilot)) is not None:
        raise NotYetPossible(
            _("Uji coba ini sudah dihentikan: %(reason)s") % {"reason": stop.reason},
            back=pilot.get_absolute_url(),
        )
    evaluation, is_new = Evaluation.objects.get_or_create(
        pilot=pilot,
        defaults={
            "outcome": outcome,
            "measured": measured,
            "lesson": lesson,
            "ended_by": by,
            "ended_at": now(),
        },
    )
    if is_new:
        pilot.is_open = False
        pilot.save(update_fields=["is_open"])
        idea = pilot.idea
        _now_at(idea, Stage.ENDED, is_reviewed=True)
        reconsider_gate(idea)
        announce(
            PilotEnded(
                idea_id=idea.pk,
                pilot_id=pilot.pk,
                title=idea.title,
                outcome=outcome,
                outcome_name=str(Outcome(outcome).label).lower(),
                measured=measured,
                owner_id=idea.owner_id,
            ),
            by=by,
        )
    return evaluation


def go_live(idea: Idea, *, by: Person) -> Launch:
    """The use is for everybody, when the second gate is open; a second time the same launch."""
    if idea.stage == Stage.LIVE:
        launched = idea.launches.first()
        assert launched is not None
        return launched
    _refuse_own(idea, by)
    if idea.stage not in (Stage.PILOT, Stage.ENDED):
        raise NotYetPossible(
            _("Penerapan datang sesudah uji coba. Mulai uji cobanya lebih dulu."),
            back=idea.get_absolute_url(),
        )
    findings = pass_gate(idea, LIVE, by=by)
    return _launch(idea, by, kept(findings))


@transaction.atomic
def _launch(idea: Idea, by: Person, findings: list[dict[str, object]]) -> Launch:
    Idea.objects.select_for_update().get(pk=idea.pk)
    pilot = idea.pilots.first()
    launch, is_new = Launch.objects.get_or_create(
        pilot=pilot,
        defaults={
            "idea": idea,
            "launched_by": by,
            "launched_at": now(),
            "findings": findings,
            "criteria": fingerprint(),
        },
    )
    if is_new:
        _now_at(idea, Stage.LIVE, is_reviewed=True)
        announce(
            UseLaunched(idea_id=idea.pk, title=idea.title, slug=idea.slug, owner_id=idea.owner_id),
            by=by,
        )
    return launch


@transaction.atomic
def stop_use(idea: Idea, *, reason: str, by: Person) -> Stop:
    """What runs is switched off at once; what is already off stays as it is."""
    locked = Idea.objects.select_for_update().get(pk=idea.pk)
    if locked.stage == Stage.STOPPED:
        known = idea.stops.first()
        assert known is not None
        return known
    if locked.stage not in (Stage.PILOT, Stage.ENDED, Stage.LIVE):
        raise NotYetPossible(
            _("Tidak ada yang berjalan untuk dihentikan."), back=idea.get_absolute_url()
        )
    stop = Stop.objects.create(
        idea=idea, stage=locked.stage, reason=reason, stopped_by=by, stopped_at=now()
    )
    idea.pilots.filter(is_open=True).update(is_open=False)
    _now_at(idea, Stage.STOPPED)
    reconsider_gate(idea)
    announce(
        UseStopped(idea_id=idea.pk, title=idea.title, reason=reason, owner_id=idea.owner_id), by=by
    )
    return stop


@transaction.atomic
def review_use(idea: Idea, *, note: str, by: Person) -> UseReview:
    """Somebody looked at the use today; the public register shows the date."""
    if not idea.is_in_use:
        raise NotYetPossible(
            _("Hanya layanan yang berjalan yang ditinjau."), back=idea.get_absolute_url()
        )
    review = UseReview.objects.create(idea=idea, note=note, reviewed_by=by, reviewed_at=now())
    idea.reviewed_at = review.reviewed_at
    idea.save(update_fields=["reviewed_at"])
    announce(
        UseReviewed(idea_id=idea.pk, title=idea.title, note=note, owner_id=idea.owner_id), by=by
    )
    return review


def _stop_after(pilot: Pilot) -> Stop | None:
    stops = pilot.idea.stops.filter(stopped_at__gte=pilot.started_at)
    return None if pilot.is_open else stops.filter(stage=Stage.PILOT).first()


def _now_at(idea: Idea, stage: Stage, *, is_reviewed: bool = False) -> None:
    idea.stage, idea.changed_at = stage, now()
    if is_reviewed:
        idea.reviewed_at = now()
    idea.save(update_fields=["stage", "changed_at", "reviewed_at"])


def _refuse_own(idea: Idea, by: Person) -> None:
    if by.pk == idea.owner_id:
        raise OwnPlan(
            _("Anda pemilik gagasan ini. Pimpinan lain yang memutuskan uji coba dan penerapannya."),
            back=idea.get_absolute_url(),
        )
