"""What the registers do about incidents: the risk that came true learns, and so do controls that failed."""

from __future__ import annotations

from sinau.innovation.events import EvaluationFinished
from sinau.journal.listening import hears
from sinau.journal.models import Entry
from sinau.risk.actions.controlling import try_control
from sinau.risk.actions.observing import failed_controls, see, unsee
from sinau.risk.events import IncidentReported, IncidentTriaged
from sinau.risk.models import Control, Risk, Seen


@hears(IncidentReported, IncidentTriaged)
def learn_from_incident(fact: IncidentReported | IncidentTriaged, entry: Entry) -> None:
    """The risk it belongs to counts it once, and forgets it when it turns out to be of another."""
    source = f"risk.incident:{fact.incident_id}"
    risk = Risk.objects.filter(pk=fact.risk_id).first() if fact.risk_id else None
    unsee(source, keep=risk)
    if risk is None:
        return
    seen = Seen.NEAR_MISS if fact.near_miss else Seen.INCIDENT
    see(risk, seen, day=fact.day, source=source)
    if isinstance(fact, IncidentTriaged):
        failed_controls(risk, fact.failed_controls, source=source)


@hears(EvaluationFinished)
def learn_from_evaluation(fact: EvaluationFinished, entry: Entry) -> None:
    """The controls that an evaluation attacked are known better by its breaches; counted once a run."""
    if not fact.attempts:
        return
    for control in Control.objects.filter(pk__in=fact.control_ids):
        try_control(
            control,
            source=f"innovation.run:{fact.run_id}",
            attempts=fact.attempts,
            breaches=fact.breaches,
        )
