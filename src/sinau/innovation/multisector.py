"""How many agencies and sectors carry an idea: by decree, and by what each really gave."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Sum

from sinau.innovation.models import Contribution, Idea
from sinau.risk.engine.collaboration import spread

RULES = Path(__file__).with_name("rules") / "contribution.toml"


@dataclass(frozen=True, kw_only=True)
class Share:
    """What one agency gave, in hours or what equals them, and which part of the whole that is."""

    agency: str
    sector: str
    hours: float
    part: float


@dataclass(frozen=True, kw_only=True)
class Multisector:
    """The official count beside the weighed one.

    `n_agencies` and `n_sectors` count who takes part on paper; `giving_agencies` those with a counted
    contribution; the effective numbers say how many equal contributors would be as spread. `parameter`
    is that of indicator 24 (0 below two agencies). `waiting` contributions are not counted yet.
    """

    n_agencies: int
    n_sectors: int
    parameter: int
    giving_agencies: int
    giving_sectors: int
    effective_agencies: float
    effective_sectors: float
    shares: tuple[Share, ...]
    waiting: int
    verified: bool


def standing(idea: Idea) -> Multisector:
    """How this idea stands today; always three queries."""
    partners = [row.agency for row in idea.partners.select_related("agency")]
    rows = (
        Contribution.objects.filter(counts_for=idea)
        .counted()
        .order_by()
        .values_list("agency__short_name", "agency__sector", "kind")
        .annotate(given=Sum("amount"))
    )
    return measure(
        partners={agency.short_name: agency.sector for agency in partners},
        given=[(name, sector, kind, float(given)) for name, sector, kind, given in rows],
        waiting=Contribution.objects.filter(counts_for=idea).waiting().count(),
    )


def measure(
    *, partners: Mapping[str, str], given: Iterable[tuple[str, str, str, float]], waiting: int = 0
) -> Multisector:
    """The same from plain values: agencies with their sector; (agency, sector, kind, amount)."""
    rule = weights()
    hours: defaultdict[str, float] = defaultdict(float)
    sectors: dict[str, str] = {}
    for agency, sector, kind, amount in given:
        hours[agency] += amount * rule["hours"][kind]
        sectors[agency] = sector
    found = spread(hours, sectors)
    total = sum(hours.values())
    shares = [
        Share(agency=name, sector=sectors[name], hours=many, part=many / total)
        for name, many in sorted(hours.items(), key=lambda row: (-row[1], row[0]))
    ]
    return Multisector(
        n_agencies=len(partners),
        n_sectors=len(set(partners.values())),
        parameter=band(len(partners)),
        giving_agencies=found.agencies,
        giving_sectors=found.sectors,
        effective_agencies=found.effective_agencies,
        effective_sectors=found.effective_sectors,
        shares=tuple(shares),
        waiting=waiting,
        verified=rule["version"]["verified"],
    )


def band(agencies: int) -> int:
    """The parameter of indicator 24 for so many agencies."""
    reached = [row["parameter"] for row in weights()["band"] if agencies >= row["least"]]
    return max(reached, default=0)


@cache
def weights() -> dict[str, Any]:
    """The rule file."""
    return tomllib.loads(RULES.read_text())
