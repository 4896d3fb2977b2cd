"""Groups of people who vote alike, and what they share: a pure function over votes, always the same.

After Polis (Small et al. 2021): missing votes take the mean of their statement, principal components
show the two directions that divide most, people with few votes are pulled outwards, k-means finds groups
(Lloyd 1982, seeded after Arthur and Vassilvitskii 2007) and the silhouette (Rousseeuw 1987) how many.
No group below `LEAST_GROUP` people is ever told, and nothing at all below `LEAST_PEOPLE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

LEAST_PEOPLE, LEAST_GROUP, MOST_GROUPS = 12, 5, 5
# Somebody who voted on fewer says too little to be placed.
LEAST_VOTES = 3
# Below this silhouette (Kaufman and Rousseeuw 1990: no substantial structure) there is one group.
CLEAR = 0.25
STARTS, TURNS, SAMPLE = 12, 100, 800
SHARED, DIVIDED = 0.6, 0.35


@dataclass(frozen=True, kw_only=True)
class Camp:
    """One group: its size, its middle and how far it spreads, on a plane from -1 to 1."""

    size: int
    x: float
    y: float
    radius: float


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One statement: the share that agrees among all who voted for or against it, and by group.

    A share of a group in which fewer than `LEAST_GROUP` voted is None.
    """

    at: int
    agree: float
    by_camp: tuple[float | None, ...]

    @property
    def known(self) -> tuple[float, ...]:
        """The shares that may be told."""
        return tuple(share for share in self.by_camp if share is not None)

    @property
    def gap(self) -> float:
        """How far the groups are apart."""
        return max(self.known) - min(self.known) if len(self.known) > 1 else 0.0

    @property
    def common(self) -> float:
        """How much the least agreeing (or the least refusing) group shares it; 0.5 is nothing."""
        if len(self.known) < len(self.by_camp) or not self.known:
            return 0.0
        return max(min(self.known), 1 - max(self.known))


@dataclass(frozen=True, kw_only=True)
class Landscape:
    """What is told of an opinion poll."""

    people: int
    placed: int
    camps: tuple[Camp, ...]
    readings: tuple[Reading, ...]
    mine: int | None
    clearness: float

    @property
    def shared(self) -> tuple[Reading, ...]:
        """What each group agrees to, or each refuses; the strongest first."""
        found = [one for one in self.readings if one.common >= SHARED]
        return tuple(sorted(found, key=lambda one: (-one.common, one.at)))

    @property
    def dividing(self) -> tuple[Reading, ...]:
        """What sets the groups apart; the widest gap first."""
        found = [one for one in self.readings if one.gap >= DIVIDED]
        return tuple(sorted(found, key=lambda one: (-one.gap, one.at)))


def landscape(
    votes: Sequence[Sequence[int | None]], *, me: int | None = None, seed: int = 7
) -> Landscape | None:
    """Rows are people, columns statements, a vote is 1, -1, 0 or None; None when too few voted."""
    table = np.array([[np.nan if v is None else v for v in row] for row in votes], dtype=np.float64)
    if table.ndim != 2 or table.shape[1] < LEAST_VOTES:
        return None
    cast = (~np.isnan(table)).sum(axis=1)
    placed = np.flatnonzero(cast >= LEAST_VOTES)
    if len(placed) < LEAST_PEOPLE:
        return None
    plane = _plane(table[placed])
    camp_of, clearness = _camps(plane, seed)
    count = int(camp_of.max()) + 1
    mine = None
    if me is not None and me in placed:
        mine = int(camp_of[int(np.flatnonzero(placed == me)[0])])
    return Landscape(
        people=int((cast > 0).sum()),
        placed=len(placed),
        camps=tuple(_camp(plane[camp_of == at]) for at in range(count)),
        readings=tuple(
            _reading(at, table[:, at], table[placed, at], camp_of, count)
            for at in range(table.shape[1])
        ),
        mine=mine,
        clearness=clearness,
    )


def _plane(table: Numbers) -> Numbers:
    """Two principal components, turned so that the same votes always lie the same way up."""
    seen = ~np.isnan(table)
    means = np.where(seen, table, 0).sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    centred = np.where(seen, table - means, 0.0)
    _left, _sizes, axes = np.linalg.svd(centred, full_matrices=False)
    axes = axes[:2]
    strongest = np.abs(axes).argmax(axis=1)
    axes = axes * np.sign(axes[np.arange(len(axes)), strongest] + 1e-300)[:, None]
    plane = centred @ axes.T
    plane *= np.sqrt(table.shape[1] / seen.sum(axis=1))[:, None]
    if plane.shape[1] < 2:
        plane = np.column_stack([plane, np.zeros(len(plane))])
    widest = np.abs(plane).max()
    return plane / widest if widest > 1e-9 else np.zeros_like(plane)


def _camps(plane: Numbers, seed: int) -> tuple[NDArray[np.int64], float]:
    """The clearest parting into groups that are large enough; one group when nothing is clear."""
    best, clearest = np.zeros(len(plane), dtype=np.int64), 0.0
    for count in range(2, MOST_GROUPS + 1):
        if count * LEAST_GROUP > len(plane) or len(np.unique(plane.round(9), axis=0)) < count:
            break
        found = _k_means(plane, count, np.random.default_rng(seed))
        if np.bincount(found, minlength=count).min() < LEAST_GROUP:
            continue
        clear = _silhouette(plane, found)
        if clear > max(clearest + 1e-9, CLEAR):
            best, clearest = found, clear
    return _in_order(best, plane), clearest


def _k_means(plane: Numbers, count: int, dice: np.random.Generator) -> NDArray[np.int64]:
    best: NDArray[np.int64] = np.zeros(len(plane), dtype=np.int64)
    least = np.inf
    for _start in range(STARTS):
        middles = _seeds(plane, count, dice)
        for _turn in range(TURNS):
            away = ((plane[:, None] - middles[None]) ** 2).sum(axis=2)
            nearest = away.argmin(axis=1)
            moved = np.array(
                [
                    plane[nearest == at].mean(axis=0) if (nearest == at).any() else middles[at]
                    for at in range(count)
                ]
            )
            if np.allclose(moved, middles):
                break
            middles = moved
        loss = float(((plane - middles[nearest]) ** 2).sum())
        if loss < least - 1e-12:
            best, least = nearest.astype(np.int64), loss
    return best


def _seeds(plane: Numbers, count: int, dice: np.random.Generator) -> Numbers:
    chosen = [plane[dice.integers(len(plane))]]
    while len(chosen) < count:
        away = np.min([((plane - one) ** 2).sum(axis=1) for one in chosen], axis=0)
        total = away.sum()
        odds = away / total if total > 0 else None
        chosen.append(plane[dice.choice(len(plane), p=odds)])
    return np.array(chosen)


def _silhouette(plane: Numbers, camp_of: NDArray[np.int64]) -> float:
    step = max(1, len(plane) // SAMPLE)
    points, camps = plane[::step], camp_of[::step]
    away = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    names = np.unique(camps)
    if len(names) < 2:
        return 0.0
    means = np.array([away[:, camps == name].mean(axis=1) for name in names]).T
    own = np.searchsorted(names, camps)
    sizes = np.bincount(own)[own]
    rows = np.arange(len(points))
    inner = means[rows, own] * sizes / np.maximum(sizes - 1, 1)
    means[rows, own] = np.inf
    outer = means.min(axis=1)
    return float(((outer - inner) / np.maximum(np.maximum(inner, outer), 1e-12)).mean())


def _in_order(camp_of: NDArray[np.int64], plane: Numbers) -> NDArray[np.int64]:
    """The largest group first, then from left to right."""
    names = np.unique(camp_of)
    ranked = sorted(
        names, key=lambda name: (-(camp_of == name).sum(), plane[camp_of == name, 0].mean())
    )
    place = {name: at for at, name in enumerate(ranked)}
    return np.array([place[name] for name in camp_of], dtype=np.int64)


def _camp(points: Numbers) -> Camp:
    middle = points.mean(axis=0)
    spread = float(np.sqrt(((points - middle) ** 2).sum(axis=1).mean()))
    return Camp(size=len(points), x=float(middle[0]), y=float(middle[1]), radius=spread)


def _reading(
    at: int, column: Numbers, placed: Numbers, camp_of: NDArray[np.int64], count: int
) -> Reading:
    return Reading(
        at=at,
        agree=_share(column) or 0.0,
        by_camp=tuple(_share(placed[camp_of == name], LEAST_GROUP) for name in range(count)),
    )


def _share(column: Numbers, least: int = 1) -> float | None:
    """Agreeing among those who agreed or disagreed; None when fewer than `least` voted."""
    yes, no = int((column == 1).sum()), int((column == -1).sum())
    if int((~np.isnan(column)).sum()) < least or yes + no == 0:
        return None
    return yes / (yes + no)
