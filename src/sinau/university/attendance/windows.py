"""When a scan counts: from half an hour before a session begins until it ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

OPENS_BEFORE = dt.timedelta(minutes=30)
LATE_AFTER = dt.timedelta(minutes=15)
CLOSES_AFTER = dt.timedelta(minutes=30)


class Timing(StrEnum):
    """Where a moment lies against a session."""

    TOO_EARLY = "too_early"
    ON_TIME = "on_time"
    LATE = "late"
    TOO_LATE = "too_late"


@dataclass(frozen=True, kw_only=True)
class Window:
    """The hours of one session, and what they mean for somebody scanning."""

    starts_at: dt.datetime
    ends_at: dt.datetime

    @property
    def opens_at(self) -> dt.datetime:
        """The first moment a scan counts."""
        return self.starts_at - OPENS_BEFORE

    @property
    def closes_at(self) -> dt.datetime:
        """The last moment a scan counts."""
        return self.ends_at + CLOSES_AFTER

    def timing(self, at: dt.datetime) -> Timing:
        """Whether this moment is too early, on time, late or too late."""
        if at < self.opens_at:
            return Timing.TOO_EARLY
        if at > self.closes_at:
            return Timing.TOO_LATE
        return Timing.LATE if at > self.starts_at + LATE_AFTER else Timing.ON_TIME

    def minutes_late(self, at: dt.datetime) -> int:
        """Whole minutes after the beginning; 0 for somebody on time."""
        if self.timing(at) is not Timing.LATE:
            return 0
        return int((at - self.starts_at).total_seconds() // 60)
