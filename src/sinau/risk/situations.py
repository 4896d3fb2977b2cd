"""What is asked of the model for a page of many risks: everything it counts with, as plain values."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from sinau.risk import engine
from sinau.risk.engine.situation import VERSION
from sinau.risk.modelling import MODEL_VERSION, Inputs, Moment, inputs_of, plain
from sinau.risk.models import Classification, Register
from sinau.risk.models.risks import RiskQuerySet
from sinau.risk.taxonomy import taxonomy

PURPOSE = "situation"
SEED = 1
# So many risks are computed while one waits for the page; more go to the queue, with more years.
FEW, YEARS_OF_FEW, YEARS_OF_MANY = 40, 20_000, 100_000
TOLERANCE = Path(__file__).with_name("rules") / "batas-kerugian.toml"


@dataclass(frozen=True, kw_only=True)
class Question:
    """The risks of one page as they are now, and where they belong."""

    inputs: Inputs
    domains: Mapping[str, str]
    register: Register | None

    @cached_property
    def content(self) -> dict[str, Any]:
        """Everything that is counted with; nothing else is needed to count again."""
        planned = plain(self.inputs.at(Moment.PLANNED).portfolio)
        now = plain(self.inputs.at(Moment.NOW).portfolio)
        return {
            "now": now,
            "planned": None if planned == now else planned,
            "domains": dict(self.domains),
        }

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of it."""
        return hashlib.sha256(json.dumps(self.content, sort_keys=True).encode()).hexdigest()

    @property
    def is_small(self) -> bool:
        """Whether it can be computed while somebody waits."""
        return len(self.inputs.risks) <= FEW

    @property
    def years(self) -> int:
        """How many years are drawn."""
        return YEARS_OF_FEW if self.is_small else YEARS_OF_MANY

    @property
    def version(self) -> str:
        """Of the adapter and of the engine."""
        return f"{MODEL_VERSION}-{VERSION}"


def question_of(risks: RiskQuerySet, register: Register | None = None) -> Question:
    """What is asked about these risks; a fixed number of queries."""
    inputs = inputs_of(risks.threats().select_related("standing"))
    boxes = {box.code: box.domain_code for box in taxonomy().subdomains}
    classed = Classification.objects.filter(risk__in=[risk.pk for risk in inputs.risks])
    domains = {
        str(risk): boxes.get(code, "") for risk, code in classed.values_list("risk", "subdomain")
    }
    return Question(inputs=inputs, domains=domains, register=register)


def portfolio_from(said: Mapping[str, Any]) -> engine.Portfolio:
    """The portfolio that `modelling.plain` made plain."""
    return engine.Portfolio(
        tuple(
            engine.Risk(
                one["id"],
                engine.Rate(**one["rate"]) if isinstance(one["rate"], dict) else one["rate"],
                engine.Loss(**one["loss"]),
                one["causes"],
                one["agency"],
            )
            for one in said["risks"]
        ),
        {name: engine.Cause(**cause) for name, cause in said["causes"].items()},
        tuple(engine.Control(**{**one, "risks": tuple(one["risks"])}) for one in said["controls"]),
    )


@cache
def tolerance() -> Mapping[str, Any]:
    """How much loss is tolerated how often, with who said so."""
    return tomllib.loads(TOLERANCE.read_text(encoding="utf-8"))
