"""How many risks nobody has named yet, from lists that people made without seeing each other's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from sinau.risk.engine.errors import Unusable


@dataclass(frozen=True)
class Completeness:
    """What was named, and an estimate of all there is."""

    named: int
    estimate: float

    @property
    def unnamed(self) -> float:
        """How many are probably still missing; never below nought."""
        return max(0.0, self.estimate - self.named)


def chapman(first: Collection[Hashable], second: Collection[Hashable]) -> Completeness:
    """From two lists: what both named tells how much both missed (Chapman 1951)."""
    one, two = set(first), set(second)
    estimate = (len(one) + 1) * (len(two) + 1) / (len(one & two) + 1) - 1
    return Completeness(len(one | two), max(estimate, float(len(one | two))))


def chao1(lists: Sequence[Collection[Hashable]]) -> Completeness:
    """From several lists: risks named once and twice tell of those named never (Chao 1984, bias-corrected)."""
    if not lists:
        raise Unusable("Paling sedikit satu daftar risiko diperlukan.")
    times = Counter(name for one in lists for name in set(one))
    once = sum(number == 1 for number in times.values())
    twice = sum(number == 2 for number in times.values())
    return Completeness(len(times), len(times) + once * (once - 1) / (2 * (twice + 1)))


def estimate(lists: Sequence[Collection[Hashable]]) -> Completeness:
    """Chapman's for two lists, Chao's for more."""
    return chapman(lists[0], lists[1]) if len(lists) == 2 else chao1(lists)
