"""Who works with whom in the city, from what was counted: the network of agencies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Sum

from sinau.innovation.models import Contribution
from sinau.innovation.multisector import weights
from sinau.people.models import Agency, AgencyKind
from sinau.risk.engine.collaboration import Network, network

# With this part of all shortest ways between those who work together, an agency is a bridge whose
# loss would be felt.
BRIDGE = 0.1


@dataclass(frozen=True, kw_only=True)
class Neighbour:
    """One agency in the network."""

    number: int
    name: str
    sector: str
    ties: int
    betweenness: float

    @property
    def is_bridge(self) -> bool:
        """Whether many ways between others lead over it."""
        return self.betweenness >= BRIDGE


@dataclass(frozen=True, kw_only=True)
class Collaboration:
    """The network with its figures. `reciprocity`: of the pairs that handed something over, how many
    did so both ways; None when nothing was handed over."""

    found: Network
    neighbours: tuple[Neighbour, ...]
    sectors: dict[str, str]
    together: dict[tuple[str, str], int]
    ideas: int
    handed: int
    reciprocity: float | None

    @property
    def tied(self) -> tuple[Neighbour, ...]:
        """Those with at least one tie."""
        return tuple(one for one in self.neighbours if one.ties)


def collaboration() -> Collaboration:
    """The network as it is today; three queries."""
    offices = (
        Agency.objects.open_now()
        .filter(parent__kind=AgencyKind.CITY)
        .values_list("short_name", "sector")
    )
    sectors = {name: sector or name for name, sector in offices}
    shares: defaultdict[str, dict[str, float]] = defaultdict(dict)
    rows = Contribution.objects.counted().order_by().annotate(given=Sum("amount"))
    hours = weights()["hours"]
    for idea, name, sector, kind, given in rows.values_list(
        "counts_for", "agency__short_name", "agency__sector", "kind", "given"
    ):
        sectors.setdefault(name, sector or name)
        whole = shares[str(idea)]
        whole[name] = whole.get(name, 0.0) + float(given) * hours[kind]
    found = network(sectors, shares)
    handed, reciprocity = _reciprocity()
    return Collaboration(
        found=found,
        neighbours=_neighbours(found, sectors),
        sectors=sectors,
        together=_together(shares),
        ideas=len(shares),
        handed=handed,
        reciprocity=reciprocity,
    )


def _neighbours(found: Network, sectors: dict[str, str]) -> tuple[Neighbour, ...]:
    """Tied ones first and by sector, so that a number is found beside its like.

    Betweenness is that among tied agencies: the many that stand apart would hide every bridge.
    """
    ties = {name: sum(name in pair for pair in found.ties) for name in sectors}
    ranked = sorted(sectors, key=lambda name: (not ties[name], sectors[name], name))
    tied = sum(map(bool, ties.values()))
    scale = _pairs(len(sectors)) / max(_pairs(tied), 1)
    return tuple(
        Neighbour(
            number=at,
            name=name,
            sector=sectors[name],
            ties=ties[name],
            betweenness=found.betweenness[name] * scale,
        )
        for at, name in enumerate(ranked, start=1)
    )


def _pairs(number: int) -> int:
    """Pairs of others that each of so many may lie between."""
    return max((number - 1) * (number - 2), 0)


def _together(shares: dict[str, dict[str, float]]) -> dict[tuple[str, str], int]:
    """In how many ideas each pair works together."""
    count: defaultdict[tuple[str, str], int] = defaultdict(int)
    for whole in shares.values():
        names = sorted(whole)
        for at, one in enumerate(names):
            for two in names[at + 1 :]:
                count[one, two] += 1
    return dict(count)


def _reciprocity() -> tuple[int, float | None]:
    ways = set(
        Contribution.objects.counted()
        .exclude(to_agency=None)
        .order_by()
        .values_list("agency", "to_agency")
        .distinct()
    )
    ways = {(one, two) for one, two in ways if one != two}
    pairs = {frozenset(way) for way in ways}
    if not pairs:
        return 0, None
    return len(pairs), sum((two, one) in ways for one, two in ways) / 2 / len(pairs)
