"""The change of one place beside the change of another over the same months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True)
class Comparison:
    """Mean before and after, and by how much more it moved than elsewhere, where that is known."""

    before: float
    after: float
    months_before: int
    months_after: int
    beside: float | None = None

    @property
    def change(self) -> float:
        """By how much the mean moved."""
        return self.after - self.before

    @property
    def difference(self) -> float | None:
        """The difference of the two differences."""
        return None if self.beside is None else self.change - self.beside


def compare(
    before: Sequence[float],
    after: Sequence[float],
    *,
    other_before: Sequence[float] = (),
    other_after: Sequence[float] = (),
) -> Comparison | None:
    """The change of the one and, where both sides of the other are known, beside its change."""
    if not before or not after:
        return None
    beside = fmean(other_after) - fmean(other_before) if other_before and other_after else None
    return Comparison(fmean(before), fmean(after), len(before), len(after), beside)
