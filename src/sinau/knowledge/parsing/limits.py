"""How much of a stranger's file is read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sinau.knowledge.parsing.trouble import Unreadable

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, time in seconds. The defaults hold the longest acts with room to spare."""

    size: int = 25 * 1024 * 1024
    unpacked: int = 150 * 1024 * 1024
    ratio: int = 200
    pages: int = 1500
    letters: int = 6_000_000
    seconds: float = 120.0


@dataclass
class Watch:
    """Stops a reading that takes too long or grows too large; tells how far it has come."""

    limits: Limits
    progress: Progress | None = None
    _started: float = field(default_factory=time.monotonic)
    _letters: int = 0

    def page(self, number: int, of: int, letters: int) -> None:
        """A page was read."""
        self._letters += letters
        if self._letters > self.limits.letters:
            raise Unreadable("too-much-text", limit=self.limits.letters)
        self.tick()
        if self.progress is not None:
            self.progress(number, of)

    def tick(self) -> None:
        """Look at the clock."""
        if time.monotonic() - self._started > self.limits.seconds:
            raise Unreadable("too-slow", limit=round(self.limits.seconds))
