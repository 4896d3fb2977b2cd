"""From stored rows to what the engine counts with: one selection of risks, a fixed number of queries."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.db.models import Prefetch

from sinau.risk import engine
from sinau.risk.engine.reading import Cells, cells
from sinau.risk.models import Cause, Control, Risk, RiskCause, Serving, Status
from sinau.risk.models.risks import RiskQuerySet
from sinau.risk.scales import Scale

# Another version of the arithmetic is another result, even of the same inputs.
MODEL_VERSION = "2026.1"
RUPIAH_BANDS = Path(__file__).with_name("rules") / "dampak-rupiah.toml"


class Moment(StrEnum):
    """Which controls count: those in use, or the planned ones as well."""

    NOW = "now"
    PLANNED = "planned"

    @property
    def statuses(self) -> tuple[str, ...]:
        """The states of a control that count then."""
        return (Status.WORKING,) if self == Moment.NOW else (Status.WORKING, Status.PLANNED)


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The rows of a selection and the portfolio they make; the ids of the engine are primary keys.

    `without_estimate` are the open risks of which nobody has said how often and how bad.
    """

    risks: tuple[Risk, ...]
    without_estimate: tuple[Risk, ...]
    causes: Mapping[str, Cause]
    controls: Mapping[str, Control]
    moment: Moment = Moment.NOW

    @cached_property
    def portfolio(self) -> engine.Portfolio:
        """What the engine counts with; asked only when there is an estimated risk."""
        return engine.Portfolio(
            tuple(risk_of(risk) for risk in self.risks),
            {key: engine.Cause(cause.variance) for key, cause in self.causes.items()},
            tuple(
                control_of(control, known={risk.pk for risk in self.risks})
                for control in self.controls.values()
                if control.status in self.moment.statuses
            ),
        )

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of everything that is counted with: the same inputs have the same one."""
        return hashlib.sha256(
            json.dumps(plain(self.portfolio), sort_keys=True).encode()
        ).hexdigest()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to count with."""
        return not self.risks

    def at(self, moment: Moment) -> Inputs:
        """The same rows with the controls of another moment; asks nothing."""
        return replace(self, moment=moment)


def inputs_of(risks: RiskQuerySet, moment: Moment = Moment.NOW) -> Inputs:
    """The open risks of a selection with their estimates, causes and controls; three queries."""
    weights = Prefetch("cause_weights", RiskCause.objects.select_related("cause__agency"))
    servings = Prefetch(
        "servings",
        Serving.objects.exclude(control__status=Status.ENDED).select_related("control"),
    )
    found = list(
        risks.open_now()
        .select_related("estimate", "learning", "register__agency", "register__framework")
        .prefetch_related(weights, servings)
        .order_by("pk")
        .distinct()
    )
    return gathered(found, moment)


def gathered(found: Iterable[Risk], moment: Moment = Moment.NOW) -> Inputs:
    """The same from rows that are at hand with all they need."""
    rows = list(found)
    risks = tuple(risk for risk in rows if risk.estimate_id)
    causes: dict[str, Cause] = {}
    controls: dict[str, Control] = {}
    for risk in risks:
        for weight in risk.cause_weights.all():
            causes.setdefault(str(weight.cause_id), weight.cause)
        for serving in risk.servings.all():
            control = controls.setdefault(str(serving.control_id), serving.control)
            control.__dict__.setdefault("serves", set()).add(risk.pk)
    return Inputs(
        risks=risks,
        without_estimate=tuple(risk for risk in rows if not risk.estimate_id),
        causes=dict(sorted(causes.items(), key=lambda one: int(one[0]))),
        controls=dict(sorted(controls.items(), key=lambda one: int(one[0]))),
        moment=moment,
    )


# ── one row ─────────────────────────────────────────────────────────────────


def rate_of(risk: Risk) -> engine.Rate:
    """How often: the adopted estimate, or what was learnt since it was made."""
    estimate, learning = risk.estimate, risk.learning
    assert estimate is not None
    if learning is not None and learning.estimate_id == estimate.pk:
        return learning.gamma
    return estimate.gamma


def loss_of(risk: Risk) -> engine.Loss:
    """How bad one event is."""
    assert risk.estimate is not None
    return risk.estimate.loss


def risk_of(risk: Risk) -> engine.Risk:
    """The risk as the engine knows it; its causes at hand."""
    return engine.Risk(
        id=str(risk.pk),
        rate=rate_of(risk),
        loss=loss_of(risk),
        causes={str(one.cause_id): one.weight for one in risk.cause_weights.all()},
        agency=risk.register.agency.short_name,
    )


def control_of(control: Control, *, known: set[int]) -> engine.Control:
    """The control as the engine knows it, for those of its risks that are looked at."""
    serves: set[int] = control.__dict__.get("serves", set())
    return engine.Control(
        id=str(control.pk),
        risks=tuple(str(pk) for pk in sorted(serves & known)),
        effect=control.believed_effect,
        severity_effect=control.severity_effect,
        reliability=control.believed_reliability,
    )


def cells_of(risk: Risk) -> Cells:
    """How sure one is of each field of the matrix for one risk, before controls."""
    return cells(rate_of(risk), loss_of(risk), rupiah_bounds(risk.register.framework.scale))


def cells_after(risk: Risk, moment: Moment = Moment.NOW) -> Cells:
    """The same once the controls of that moment work as they do on average; servings at hand."""
    rate, loss = rate_of(risk), loss_of(risk)
    for serving in risk.servings.all():
        control = serving.control
        if control.status in moment.statuses:
            works = control.believed_reliability
            rate = rate.scaled(max(1e-6, 1 - works * control.believed_effect))
            loss = loss.times(max(1e-6, 1 - works * control.severity_effect))
    return cells(rate, loss, rupiah_bounds(risk.register.framework.scale))


def rupiah_bounds(scale: Scale) -> tuple[float, ...]:
    """The losses that part the levels of impact, one less than there are levels."""
    bounds: list[float] = list(map(float, rupiah_rules()["bounds"]))
    wanted = len(scale.impacts) - 1
    while len(bounds) < wanted:
        bounds.append(bounds[-1] * 10)
    return tuple(bounds[:wanted])


@cache
def rupiah_rules() -> dict[str, Any]:
    """The bands of loss with their source."""
    return tomllib.loads(RUPIAH_BANDS.read_text())


def plain(portfolio: engine.Portfolio) -> dict[str, Any]:
    """A portfolio as JSON values, in the words of `./sinau risk simulate`."""
    return {
        "risks": [
            {
                "id": risk.id,
                "rate": {"shape": risk.rate.shape, "rate": risk.rate.rate}
                if isinstance(risk.rate, engine.Rate)
                else risk.rate,
                "loss": {"mu": risk.loss.mu, "sigma": risk.loss.sigma},
                "causes": dict(risk.causes),
                "agency": risk.agency,
            }
            for risk in portfolio.risks
        ],
        "causes": {name: {"variance": cause.variance} for name, cause in portfolio.causes.items()},
        "controls": [
            {
                "id": control.id,
                "risks": list(control.risks),
                "effect": control.effect,
                "severity_effect": control.severity_effect,
                "reliability": control.reliability,
            }
            for control in portfolio.controls
        ],
    }
