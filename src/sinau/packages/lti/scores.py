"""Line items and scores that a tool sends (Assignment and Grade Services 2.0)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sinau.packages.lti.broken import Broken

ACTIVITY = ("Initialized", "Started", "InProgress", "Submitted", "Completed")
GRADING = ("FullyGraded", "Pending", "PendingManual", "Failed", "NotReady")
_MOST = Decimal(1_000_000)


@dataclass(frozen=True, kw_only=True)
class Score:
    """How far one person is in one line item."""

    user_id: str
    timestamp: dt.datetime
    activity_progress: str
    grading_progress: str
    given: Decimal | None
    maximum: Decimal | None
    comment: str

    @property
    def is_final(self) -> bool:
        """Whether the work is done and its mark needs nobody any more."""
        return self.grading_progress == "FullyGraded" and self.activity_progress in (
            "Submitted",
            "Completed",
        )

    @property
    def percent(self) -> Decimal | None:
        """0 to 100; more than the maximum, which AGS allows, counts as all of it."""
        if self.given is None or not self.maximum:
            return None
        return min(round(self.given / self.maximum * 100, 2), Decimal(100))


@dataclass(frozen=True, kw_only=True)
class Item:
    """A line item as a tool describes it."""

    label: str
    score_maximum: Decimal
    resource_id: str
    tag: str
    link_id: str


def read_score(said: Any) -> Score:
    """The score, when it keeps AGS 3.4."""
    if not isinstance(said, dict):
        raise Broken("AGS 2.0, 3.4", "Nilai harus berupa objek JSON.")
    user = said_text(said.get("userId"), 255, "AGS 2.0, 3.4.1 (userId)")
    if not user:
        raise Broken("AGS 2.0, 3.4.1 (userId)", "Nilai harus menyebut orangnya (userId).")
    progress, grading = said.get("activityProgress"), said.get("gradingProgress")
    if progress not in ACTIVITY:
        raise Broken("AGS 2.0, 3.4.7 (activityProgress)", "Kemajuan kegiatan tidak dikenal.")
    if grading not in GRADING:
        raise Broken("AGS 2.0, 3.4.8 (gradingProgress)", "Kemajuan penilaian tidak dikenal.")
    given = maximum = None
    if said.get("scoreGiven") is not None:
        given = amount(said["scoreGiven"], "AGS 2.0, 3.4.4 (scoreGiven)")
        maximum = amount(said.get("scoreMaximum"), "AGS 2.0, 3.4.5 (scoreMaximum)")
        if maximum <= 0:
            raise Broken("AGS 2.0, 3.4.5 (scoreMaximum)", "Nilai paling tinggi harus di atas 0.")
    return Score(
        user_id=user,
        timestamp=_moment(said.get("timestamp")),
        activity_progress=progress,
        grading_progress=grading,
        given=given,
        maximum=maximum,
        comment=said_text(said.get("comment") or "", 2000, "AGS 2.0, 3.4.6 (comment)"),
    )


def read_item(said: Any) -> Item:
    """The line item, when it keeps AGS 3.2."""
    if not isinstance(said, dict):
        raise Broken("AGS 2.0, 3.2", "Butir nilai harus berupa objek JSON.")
    label = said_text(said.get("label"), 200, "AGS 2.0, 3.2.7 (label)").strip()
    if not label:
        raise Broken("AGS 2.0, 3.2.7 (label)", "Butir nilai harus bernama (label).")
    maximum = amount(said.get("scoreMaximum"), "AGS 2.0, 3.2.8 (scoreMaximum)")
    if maximum <= 0:
        raise Broken("AGS 2.0, 3.2.8 (scoreMaximum)", "Nilai paling tinggi harus di atas 0.")
    return Item(
        label=label,
        score_maximum=maximum,
        resource_id=said_text(said.get("resourceId") or "", 255, "AGS 2.0, 3.2.9 (resourceId)"),
        tag=said_text(said.get("tag") or "", 255, "AGS 2.0, 3.2.10 (tag)"),
        link_id=said_text(said.get("resourceLinkId") or "", 64, "AGS 2.0, 3.2.11"),
    )


def amount(said: Any, requirement: str) -> Decimal:
    """A number from 0 upward."""
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise Broken(requirement, "Nilai harus berupa angka.")
    # Compared first: neither "not a number" nor a giant gets past.
    if not 0 <= said <= _MOST:
        raise Broken(requirement, "Nilai harus dari 0 sampai sejuta.")
    return round(Decimal(str(said)), 4)


def said_text(said: Any, longest: int, requirement: str) -> str:
    """A text no longer than this."""
    if not isinstance(said, str) or len(said) > longest or "\0" in said:
        raise Broken(requirement, f"Harus berupa teks paling panjang {longest} huruf.")
    return said


def _moment(said: Any) -> dt.datetime:
    requirement = "AGS 2.0, 3.4.2 (timestamp)"
    try:
        moment = dt.datetime.fromisoformat(said_text(said, 64, requirement))
    except ValueError:
        raise Broken(requirement, "Waktu nilai harus ISO 8601.") from None
    if moment.tzinfo is None:
        raise Broken(requirement, "Waktu nilai harus menyebut zonanya.")
    return moment
