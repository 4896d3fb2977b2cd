"""What happens teaches: incidents, near misses and quiet time move a rate, and may raise a warning."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sinau.journal.announcing import announce
from sinau.kernel.clock import WIB, now
from sinau.people.models import Person
from sinau.risk.actions.computing import count_anew
from sinau.risk.actions.controlling import try_control
from sinau.risk.actions.registers import recount
from sinau.risk.engine.learning import HOLD_BELOW, REVIEW_BELOW, observed
from sinau.risk.engine.reading import years_in_words
from sinau.risk.events import EarlyWarningRaised, RateLearnt
from sinau.risk.models import Control, Estimate, Learning, Risk, Seen, Signal

# A near miss counts as a fifth of an incident; said on the page and in the explanation.
NEAR_MISS_WEIGHT = 0.2
# Warnings look at whole years: one incident a week after an estimate is no proof against it.
SHORTEST_YEARS = 1.0
DAYS_A_YEAR = 365.25


@transaction.atomic
def see(
    risk: Risk, seen: Seen, *, day: date, source: str, by: Person | None = None
) -> Learning | None:
    """The rate has learnt what was seen that day; the same source teaches once.

    Nothing is learnt without an estimate, nor from what lies before it: that was known when it was made.
    """
    locked = Risk.objects.select_for_update(of=("self",)).get(pk=risk.pk)
    estimate = locked.estimate
    if estimate is None or day < _day_of(estimate):
        return None
    row, is_new = Learning.objects.get_or_create(
        estimate=estimate,
        source=source,
        defaults={**_nothing_yet(estimate), "risk": locked, "seen": seen, "day": day},
    )
    if not is_new and (row.seen, row.day) == (seen, day):
        return row
    row.seen, row.day = seen, day
    row.save(update_fields=["seen", "day"])
    before = locked.learning.signal if locked.learning else ""
    last = _learn_anew(locked, estimate)
    _tell(locked, row, last, before, by)
    row.refresh_from_db()
    return row


@transaction.atomic
def unsee(source: str, *, keep: Risk | None = None) -> None:
    """What was seen turned out to be of another risk, or of none: its former risk forgets it."""
    rows = Learning.objects.filter(source=source)
    for row in rows.exclude(risk=keep) if keep else rows:
        risk, estimate = row.risk, row.estimate
        row.delete()
        if risk.estimate_id == estimate.pk:
            _learn_anew(risk, estimate)


@transaction.atomic
def failed_controls(risk: Risk, names: tuple[str, ...], *, source: str) -> None:
    """The controls of the risk that have these names failed when they were needed; once a source."""
    wanted = {name.strip().lower() for name in names}
    for control in Control.objects.filter(risks=risk):
        if control.name.lower() in wanted:
            try_control(control, source=source, failed=1)


def _learn_anew(risk: Risk, estimate: Estimate) -> Learning | None:
    """Every row counts all that was seen up to its day; the risk points at the last one."""
    incidents = near_misses = 0
    last = None
    for row in estimate.learnings.order_by("day", "pk"):
        incidents += row.seen == Seen.INCIDENT
        near_misses += row.seen == Seen.NEAR_MISS
        years = max(0.0, (row.day - _day_of(estimate)).days / DAYS_A_YEAR)
        rate = observed(
            estimate.gamma,
            incidents=incidents,
            years=years,
            near_misses=near_misses,
            near_miss_weight=NEAR_MISS_WEIGHT,
        )
        row.incidents, row.near_misses, row.observed_years = incidents, near_misses, years
        row.shape, row.per = rate.shape, rate.rate
        row.chance = estimate.gamma.p_at_least(incidents, max(years, SHORTEST_YEARS))
        row.signal = _signal(row.chance)
        row.save()
        last = row
    risk.learning, risk.changed_at = last, now()
    if last is not None and last.signal:
        risk.review = None
    risk.save(update_fields=["learning", "review", "changed_at"])
    recount(risk.register_id)
    count_anew(risk.register)
    return last


def _tell(risk: Risk, row: Learning, last: Learning | None, before: str, by: Person | None) -> None:
    if last is None:
        return
    announce(
        RateLearnt(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            source=row.source,
            years=years_in_words(last.gamma.p_at_least_one),
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
    if not last.signal or last.signal == before:
        return
    announce(
        EarlyWarningRaised(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            signal=last.signal,
            signal_name=str(Signal(last.signal).label).lower(),
            incidents=last.incidents,
            chance_per_mille=round(last.chance * 1000),
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )


def _signal(chance: float) -> str:
    if chance < HOLD_BELOW:
        return Signal.HOLD
    return Signal.REVIEW if chance < REVIEW_BELOW else Signal.EXPECTED


def _day_of(estimate: Estimate) -> date:
    return estimate.estimated_at.astimezone(WIB).date()


def _nothing_yet(estimate: Estimate) -> dict[str, object]:
    return {
        "incidents": 0,
        "near_misses": 0,
        "observed_years": 0.0,
        "shape": estimate.shape,
        "per": estimate.per,
        "chance": 1.0,
        "learnt_at": now(),
    }
