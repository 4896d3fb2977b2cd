"""Say how often and how bad a risk is, on which causes it hangs, and who owns it with others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Agency, Person
from sinau.risk import engine
from sinau.risk.actions.registers import recount
from sinau.risk.actions.risks import refuse_closed
from sinau.risk.engine.reading import years_in_words
from sinau.risk.events import CauseDescribed, RiskEstimated
from sinau.risk.models import (
    Cause,
    CauseKind,
    CoOwner,
    Estimate,
    Grade,
    Risk,
    RiskCause,
    Round,
    Way,
)


class NotAnEstimate(Refused):
    """Ranges from which nothing can be computed."""


@dataclass(frozen=True, kw_only=True)
class Guess:
    """What somebody says of a risk: how often in one of three ways, and what one event costs.

    A chance is a share between 0 and 1; losses are whole rupiah; every range is nine in ten sure.
    """

    way: str
    loss_low: int
    loss_high: int
    grade: str = Grade.EXPERT
    low: float | None = None
    high: float | None = None
    events: int | None = None
    years: float | None = None
    basis: str = ""

    def gamma(self) -> engine.Rate:
        """The rate of events a year that follows; `Unusable` says what cannot be."""
        if self.way == Way.CHANCE:
            return engine.Rate.from_chances(self.low or 0.0, self.high or 0.0)
        if self.way == Way.EVENTS:
            return engine.Rate.from_rates(self.low or 0.0, self.high or 0.0)
        return engine.Rate.from_counts(self.events or 0, self.years or 0.0)

    def loss(self) -> engine.Loss:
        """The loss of one event that follows."""
        return engine.Loss.from_range(self.loss_low, self.loss_high)

    def columns(self) -> dict[str, Any]:
        """As the columns of an estimate or of an answer; only those of the way that was chosen."""
        rate = self.gamma()
        self.loss()
        is_count = self.way == Way.COUNT
        return {
            "way": self.way,
            "low": None if is_count else self.low,
            "high": None if is_count else self.high,
            "events": self.events if is_count else None,
            "years": self.years if is_count else None,
            "loss_low": self.loss_low,
            "loss_high": self.loss_high,
            "grade": self.grade,
            "basis": self.basis,
            "shape": rate.shape,
            "per": rate.rate,
        }


@transaction.atomic
def estimate_risk(risk: Risk, guess: Guess, *, by: Person) -> Estimate:
    """The model counts with this estimate from now on; the same one by the same person changes nothing."""
    refuse_closed(risk)
    columns = columns_of(guess)
    known = risk.estimate
    is_own = known and known.estimated_by_id == by.pk and not known.round_id
    if known and is_own and all(getattr(known, name) == said for name, said in columns.items()):
        return known
    return adopt(risk, columns, by=by)


def adopt(
    risk: Risk,
    columns: Mapping[str, Any],
    *,
    by: Person,
    round: Round | None = None,
    pooling: Mapping[str, Any] | None = None,
) -> Estimate:
    """The estimate that counts; what was learnt under an earlier one stays with that one."""
    estimate = Estimate.objects.create(
        risk=risk,
        round=round,
        pooling=dict(pooling or {}),
        estimated_by=by,
        agency=agency_of(by, risk),
        estimated_at=now(),
        **columns,
    )
    risk.estimate, risk.learning, risk.review, risk.changed_at = estimate, None, None, now()
    risk.save(update_fields=["estimate", "learning", "review", "changed_at"])
    recount(risk.register_id)
    announce(
        RiskEstimated(
            risk_id=risk.pk,
            register_id=risk.register_id,
            code=risk.code,
            years=years_in_words(estimate.gamma.p_at_least_one),
            grade_name=str(Grade(estimate.grade).label).lower(),
            round_id=round.pk if round else 0,
            owner_id=risk.register.keeper_id,
        ),
        by=by,
    )
    return estimate


def columns_of(guess: Guess) -> dict[str, Any]:
    """What is stored of a guess, or the refusal that says which field is wrong."""
    try:
        return guess.columns()
    except engine.Unusable as wrong:
        raise NotAnEstimate(str(wrong)) from None


def agency_of(person: Person, risk: Risk) -> Agency:
    """For which agency somebody speaks: their own, else the owner of the register."""
    return person.agency or risk.register.agency


@transaction.atomic
def hang_on(risk: Risk, weights: Mapping[Cause, float], *, by: Person) -> None:
    """The risk hangs on exactly these causes by these weights; the same again changes nothing."""
    refuse_closed(risk)
    if any(not 0 < weight <= 1 for weight in weights.values()) or sum(weights.values()) > 1 + 1e-9:
        raise NotAnEstimate(_("Jumlah bobot penyebab bersama paling besar 100 %."))
    known = {one.cause_id: one.weight for one in risk.cause_weights.all()}
    wanted = {cause.pk: weight for cause, weight in weights.items()}
    if known == wanted:
        return
    risk.cause_weights.all().delete()
    RiskCause.objects.bulk_create(
        RiskCause(risk=risk, cause_id=pk, weight=weight) for pk, weight in wanted.items()
    )
    risk.changed_at = now()
    risk.save(update_fields=["changed_at"])


@transaction.atomic
def own_together(risk: Risk, agencies: Iterable[Agency], *, by: Person) -> None:
    """Exactly these agencies own the risk besides the owner of the register."""
    refuse_closed(risk)
    wanted = {one.pk for one in agencies} - {risk.register.agency_id}
    known = set(risk.co_owners.values_list("agency_id", flat=True))
    risk.co_owners.exclude(agency_id__in=wanted).delete()
    CoOwner.objects.bulk_create(
        CoOwner(risk=risk, agency_id=pk, added_by=by, added_at=now())
        for pk in sorted(wanted - known)
    )


@transaction.atomic
def describe_cause(
    *,
    name: str,
    kind: CauseKind | str,
    bad_year: float,
    agency: Agency,
    by: Person,
    description: str = "",
    cause: Cause | None = None,
) -> Cause:
    """There is a common cause of this name with this story; said again it is the same one, changed."""
    try:
        variance = engine.Cause.from_bad_year(bad_year).variance
    except engine.Unusable as wrong:
        raise NotAnEstimate(str(wrong)) from None
    found = cause or Cause.objects.filter(name=name).first()
    said = {
        "name": name,
        "kind": str(kind),
        "bad_year": bad_year,
        "description": description,
        "agency": agency,
    }
    if found and all(getattr(found, key) == value for key, value in said.items()):
        return found
    found = found or Cause()
    for key, value in said.items():
        setattr(found, key, value)
    found.variance, found.described_by, found.described_at = variance, by, now()
    found.save()
    announce(
        CauseDescribed(cause_id=found.pk, name=name, bad_year=bad_year, agency_id=agency.pk), by=by
    )
    return found
