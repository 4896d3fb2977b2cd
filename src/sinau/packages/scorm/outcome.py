"""What the data of an attempt amount to: complete or not, passed or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sinau.packages.scorm.runtime import scaled_score


@dataclass(frozen=True, slots=True)
class Outcome:
    """Status and success in the words of SCORM, and the score from 0 to 1."""

    status: str
    success: str
    score: Decimal | None
    completed: bool
    passed: bool
    failed: bool


def outcome_12(
    values: Mapping[str, str], *, mastery_score: Decimal | None, finished: bool
) -> Outcome:
    """By SCORM 1.2: the mastery score decides where there is one and a score to compare."""
    score = scaled_score("1.2", values)
    status = values.get("cmi.core.lesson_status", "not attempted")
    raw = values.get("cmi.core.score.raw", "")
    if finished and status == "not attempted":
        status = "completed"
    if finished and mastery_score is not None and raw != "" and status != "incomplete":
        status = "passed" if Decimal(raw) >= mastery_score * 100 else "failed"
    return Outcome(
        status=status,
        success=status if status in ("passed", "failed") else "",
        score=score,
        completed=status in ("completed", "passed", "failed"),
        passed=status == "passed",
        failed=status == "failed",
    )


def outcome_2004(
    values: Mapping[str, str],
    *,
    scaled_passing_score: Decimal | None,
    completion_threshold: Decimal | None,
) -> Outcome:
    """By SCORM 2004: thresholds of the manifest come before what the unit says itself."""
    score = scaled_score("2004", values)
    status = values.get("cmi.completion_status", "unknown")
    success = values.get("cmi.success_status", "unknown")
    if completion_threshold is not None:
        progress = values.get("cmi.progress_measure")
        if progress is None:
            status = "unknown"
        else:
            status = "completed" if Decimal(progress) >= completion_threshold else "incomplete"
    if scaled_passing_score is not None:
        if not values.get("cmi.score.scaled"):
            success = "unknown"
        else:
            success = "passed" if score is not None and score >= scaled_passing_score else "failed"
    return Outcome(
        status=status,
        success=success,
        score=score,
        completed=status == "completed",
        passed=success == "passed",
        failed=success == "failed",
    )
