"""Start a pilot through the gate, end it with a result, launch, review and stop."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sinau.innovation.actions.gates import kept, pass_gate, reconsider_gate, rules
from sinau.innovation.actions.ideas import NotYetPossible
from sinau.innovation.actions.plans import BackDated, OwnPlan
from sinau.innovation.actions.refusals import locked, written_down
from sinau.innovation.events import (
    PilotEnded,
    PilotStarted,
    UseLaunched,
    UseMonitored,
    UseRetired,
    UseReviewed,
    UseStopped,
)
from sinau.innovation.gate import LIVE, MONITORED, PILOT, RETIRED
from sinau.innovation.models import (
    Evaluation,
    Idea,
    Launch,
    Outcome,
    Passage,
    Pilot,
    Stage,
    Stop,
    UseReview,
)
from sinau.innovation.models.ideas import OPEN_TO_ALL
from sinau.journal.announcing import announce
from sinau.kernel.clock import now, today
from sinau.people.models import Person

MAY_START = (Stage.PROPOSED, Stage.PLAN, Stage.ENDED, Stage.STOPPED)


@written_down(gettext_lazy("memulai uji coba"))
def start_pilot(idea: Idea, *, starts_on: date, ends_on: date, by: Person) -> Pilot:
    """The idea is tried out, when the gate is open; while a pilot runs, that one."""
    locked(idea)
    running = idea.pilots.filter(is_open=True).first()
    if running is not None:
        return running
    _refuse_own(idea, by)
    if idea.stage not in MAY_START:
        raise NotYetPossible(
            _("Uji coba dimulai dari gagasan yang sudah diajukan dan belum diterapkan."),
            back=idea.get_absolute_url(),
        )
    if starts_on < today():
        raise BackDated(
            _("Uji coba tidak dimulai pada hari yang sudah lewat."), back=idea.get_absolute_url()
        )
    findings = pass_gate(idea, PILOT)
    pilot = Pilot.objects.create(
        idea=idea,
        starts_on=starts_on,
        ends_on=ends_on,
        started_by=by,
        started_at=now(),
        findings=kept(findings),
        criteria=rules(),
    )
    _now_at(idea, Stage.PILOT, is_reviewed=True)
    announce(
        PilotStarted(idea_id=idea.pk, pilot_id=pilot.pk, title=idea.title, owner_id=idea.owner_id),
        by=by,
    )
    return pilot


@written_down(gettext_lazy("mengakhiri uji coba"), find=lambda pilot: pilot.idea)
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


@written_down(gettext_lazy("menerapkan layanan"))
def go_live(idea: Idea, *, by: Person) -> Launch:
    """The use is for everybody, when the second gate is open; a second time the same launch."""
    locked(idea)
    if idea.stage in OPEN_TO_ALL:
        launched = idea.launches.first()
        assert launched is not None
        return launched
    _refuse_own(idea, by)
    if idea.stage not in (Stage.PILOT, Stage.ENDED):
        raise NotYetPossible(
            _("Penerapan datang sesudah uji coba. Mulai uji cobanya lebih dulu."),
            back=idea.get_absolute_url(),
        )
    findings = pass_gate(idea, LIVE)
    launch = Launch.objects.create(
        idea=idea,
        pilot=idea.pilots.all()[0],
        launched_by=by,
        launched_at=now(),
        findings=kept(findings),
        criteria=rules(),
    )
    _now_at(idea, Stage.LIVE, is_reviewed=True)
    announce(
        UseLaunched(idea_id=idea.pk, title=idea.title, slug=idea.slug, owner_id=idea.owner_id),
        by=by,
    )
    return launch


@written_down(gettext_lazy("menetapkan pemantauan rutin"))
def begin_monitoring(idea: Idea, *, by: Person) -> Passage:
    """A live use is watched in the ordinary course, when the third gate is open; again the same."""
    locked(idea)
    if idea.stage == Stage.MONITORED:
        return idea.passages.filter(gate=MONITORED)[0]
    _refuse_own(idea, by)
    if idea.stage != Stage.LIVE:
        raise NotYetPossible(
            _("Pemantauan rutin datang sesudah penerapan."), back=idea.get_absolute_url()
        )
    passage = _pass(idea, MONITORED, "", by)
    _now_at(idea, Stage.MONITORED)
    announce(UseMonitored(idea_id=idea.pk, title=idea.title, owner_id=idea.owner_id), by=by)
    return passage


@written_down(gettext_lazy("mengakhiri layanan"))
def retire_use(idea: Idea, *, note: str, by: Person) -> Passage:
    """The use came to its planned end: `note` says what became of data and service; again the same."""
    locked(idea)
    if idea.stage == Stage.RETIRED:
        return idea.passages.filter(gate=RETIRED)[0]
    _refuse_own(idea, by)
    if idea.stage not in (*OPEN_TO_ALL, Stage.STOPPED):
        raise NotYetPossible(
            _("Yang diakhiri adalah layanan yang pernah diterapkan atau sudah dihentikan."),
            back=idea.get_absolute_url(),
        )
    passage = _pass(idea, RETIRED, note, by)
    _now_at(idea, Stage.RETIRED)
    reconsider_gate(idea)
    announce(
        UseRetired(idea_id=idea.pk, title=idea.title, note=note, owner_id=idea.owner_id), by=by
    )
    return passage


def _pass(idea: Idea, gate: str, note: str, by: Person) -> Passage:
    findings = pass_gate(idea, gate)
    return Passage.objects.create(
        idea=idea,
        gate=gate,
        note=note,
        findings=kept(findings),
        criteria=rules(),
        passed_by=by,
        passed_at=now(),
    )


@written_down(gettext_lazy("menghentikan layanan"))
def stop_use(idea: Idea, *, reason: str, by: Person) -> Stop:
    """What runs is switched off at once; what is already off stays as it is."""
    held = locked(idea)
    if held.stage == Stage.STOPPED:
        known = idea.stops.first()
        assert known is not None
        return known
    if held.stage not in (Stage.PILOT, Stage.ENDED, *OPEN_TO_ALL):
        raise NotYetPossible(
            _("Tidak ada yang berjalan untuk dihentikan."), back=idea.get_absolute_url()
        )
    stop = Stop.objects.create(
        idea=idea, stage=held.stage, reason=reason, stopped_by=by, stopped_at=now()
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
