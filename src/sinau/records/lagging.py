"""Those who read the store after it was written, and how far they are behind.

Whoever reads registers itself, so that the health page knows nothing of its readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise


@dataclass(frozen=True)
class Lag:
    """How long ago the oldest statement was stored that a reader has not read; None when none is."""

    name: str | Promise
    behind: timedelta | None
    is_paused: bool = False
    trouble: str = ""

    @property
    def seconds(self) -> int:
        """Whole seconds behind; 0 when everything was read."""
        return int(self.behind.total_seconds()) if self.behind else 0


_readers: list[Callable[[], Iterable[Lag]]] = []


def add_reader(lags_of: Callable[[], Iterable[Lag]]) -> None:
    """Show this reader (or these) on the health page."""
    if lags_of not in _readers:
        _readers.append(lags_of)


def lags() -> list[Lag]:
    """Every reader with its lag."""
    return [lag for lags_of in _readers for lag in lags_of()]
