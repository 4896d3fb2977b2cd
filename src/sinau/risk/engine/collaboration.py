"""How many agencies and sectors really work together, from what each contributed."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from random import Random

from sinau.risk.engine.errors import Unusable


def effective_number(shares: Iterable[float]) -> float:
    """exp of Shannon's entropy: so many equal contributors would be as spread (Hill number of order 1)."""
    given = [share for share in shares if share > 0]
    total = sum(given)
    if not total:
        return 0.0
    return math.exp(-sum(share / total * math.log(share / total) for share in given))


@dataclass(frozen=True)
class Spread:
    """Who carries one innovation: counted, and weighed by what they gave."""

    agencies: int
    sectors: int
    effective_agencies: float
    effective_sectors: float


def spread(shares: Mapping[str, float], sectors: Mapping[str, str]) -> Spread:
    """The spread of one innovation over agencies, and over the sectors these belong to."""
    given = {agency: share for agency, share in shares.items() if share > 0}
    by_sector: dict[str, float] = {}
    for agency, share in shares.items():
        if share < 0 or not math.isfinite(share):
            raise Unusable(f"Sumbangan {agency} harus berupa angka yang tidak negatif.")
        if agency not in sectors:
            raise Unusable(f"Sektor perangkat daerah {agency} belum disebutkan.")
        if share > 0:
            by_sector[sectors[agency]] = by_sector.get(sectors[agency], 0.0) + share
    return Spread(
        len(given),
        len(by_sector),
        effective_number(given.values()),
        effective_number(by_sector.values()),
    )


@dataclass(frozen=True)
class Network:
    """Who works with whom; a tie is a pair of agencies with an innovation in common.

    `e_i` is (ties between sectors - ties within) / all ties (Krackhardt and Stern 1988); `e_i_expected`
    and `e_i_p` compare it with sectors dealt out at random, for its raw value hangs on their sizes.
    `modularity` is Newman's for the parts that are sectors; `betweenness` is normalised to 0..1.
    """

    ties: tuple[tuple[str, str], ...]
    e_i: float | None
    e_i_expected: float | None
    e_i_p: float | None
    modularity: float | None
    betweenness: Mapping[str, float]
    isolated: tuple[str, ...]


def network(
    sectors: Mapping[str, str],
    innovations: Mapping[str, Mapping[str, float]],
    *,
    turns: int = 999,
    seed: int = 0,
) -> Network:
    """The network of all agencies that have a sector."""
    ties = {
        pair
        for shares in innovations.values()
        for pair in combinations(sorted(name for name, share in shares.items() if share > 0), 2)
    }
    if strange := {name for pair in ties for name in pair} - set(sectors):
        raise Unusable(f"Sektor perangkat daerah {min(strange)} belum disebutkan.")
    neighbours: dict[str, set[str]] = {agency: set() for agency in sectors}
    for one, two in ties:
        neighbours[one].add(two)
        neighbours[two].add(one)
    e_i, expected, p = _e_i(sorted(ties), sectors, turns, seed)
    return Network(
        tuple(sorted(ties)),
        e_i,
        expected,
        p,
        _modularity(ties, sectors, neighbours),
        _betweenness(neighbours),
        tuple(sorted(agency for agency, others in neighbours.items() if not others)),
    )


def _e_i(
    ties: list[tuple[str, str]], sectors: Mapping[str, str], turns: int, seed: int
) -> tuple[float | None, float | None, float | None]:
    if not ties:
        return None, None, None

    def index(of: Mapping[str, str]) -> float:
        external = sum(of[one] != of[two] for one, two in ties)
        return (2 * external - len(ties)) / len(ties)

    seen = index(sectors)
    if not turns:
        return seen, None, None
    dice = Random(seed)  # noqa: S311  a reference distribution, not a secret
    names, dealt = list(sectors), list(sectors.values())
    drawn = []
    for _turn in range(turns):
        dice.shuffle(dealt)
        drawn.append(index(dict(zip(names, dealt, strict=True))))
    as_low = 1 + sum(one <= seen + 1e-12 for one in drawn)
    return seen, sum(drawn) / turns, as_low / (turns + 1)


def _modularity(
    ties: set[tuple[str, str]], sectors: Mapping[str, str], neighbours: Mapping[str, set[str]]
) -> float | None:
    if not ties:
        return None
    number = len(ties)
    within: dict[str, int] = {}
    degrees: dict[str, int] = {}
    for one, two in ties:
        if sectors[one] == sectors[two]:
            within[sectors[one]] = within.get(sectors[one], 0) + 1
    for agency, others in neighbours.items():
        degrees[sectors[agency]] = degrees.get(sectors[agency], 0) + len(others)
    return sum(
        within.get(sector, 0) / number - (degree / (2 * number)) ** 2
        for sector, degree in degrees.items()
    )


def _betweenness(neighbours: Mapping[str, set[str]]) -> dict[str, float]:
    """Shortest ways that lead over each agency (Brandes 2001), as a share of all pairs of others."""
    found = dict.fromkeys(neighbours, 0.0)
    for start in neighbours:
        order: list[str] = []
        before: dict[str, list[str]] = {name: [] for name in neighbours}
        ways = dict.fromkeys(neighbours, 0.0)
        ways[start] = 1.0
        away = {start: 0}
        queue = deque([start])
        while queue:
            here = queue.popleft()
            order.append(here)
            for there in neighbours[here]:
                if there not in away:
                    away[there] = away[here] + 1
                    queue.append(there)
                if away[there] == away[here] + 1:
                    ways[there] += ways[here]
                    before[there].append(here)
        leans = dict.fromkeys(neighbours, 0.0)
        for here in reversed(order):
            for back in before[here]:
                leans[back] += ways[back] / ways[here] * (1 + leans[here])
            if here != start:
                found[here] += leans[here]
    number = len(neighbours)
    pairs = (number - 1) * (number - 2)
    return {name: value / pairs if pairs > 0 else 0.0 for name, value in found.items()}
