"""Every element of the two data models: who may read and write it, and what it may be.

`n` in a name stands for a place in a list. Names that begin with an underscore are keywords.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sinau.packages.scorm.types import (
    SPAN_12,
    SPAN_2004,
    TIME_12,
    TIME_2004,
    Kind,
    number,
    text,
    words,
)

READ, WRITE, BOTH = "r", "w", "rw"


@dataclass(frozen=True, slots=True)
class Element:
    """One element: access, kind of value, and what it is before anybody has written it."""

    access: str
    kind: Kind
    default: str | None = None


_ID_12 = Kind(pattern=r"[A-Za-z0-9][^\s]*", longest=255)
_FEEDBACK_12 = text(255)
_SCORE_12 = number(0, 100, blank=True)
_STATUS_12 = words("passed", "completed", "failed", "incomplete", "browsed")
_OBJECTIVE_12 = words("passed", "completed", "failed", "incomplete", "browsed", "not attempted")
_RESULT_12 = Kind(words=("correct", "wrong", "unanticipated", "neutral"), is_number=True)
_KIND_12 = words(
    "true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"
)

SCORM_12: dict[str, Element] = {
    "cmi.core.student_id": Element(READ, text(255), ""),
    "cmi.core.student_name": Element(READ, text(255), ""),
    "cmi.core.lesson_location": Element(BOTH, text(255), ""),
    "cmi.core.credit": Element(READ, text(255), "credit"),
    "cmi.core.lesson_status": Element(BOTH, _STATUS_12, "not attempted"),
    "cmi.core.entry": Element(READ, text(255), "ab-initio"),
    "cmi.core.score.raw": Element(BOTH, _SCORE_12, ""),
    "cmi.core.score.max": Element(BOTH, _SCORE_12, ""),
    "cmi.core.score.min": Element(BOTH, _SCORE_12, ""),
    "cmi.core.total_time": Element(READ, text(255), "0000:00:00"),
    "cmi.core.lesson_mode": Element(READ, text(255), "normal"),
    "cmi.core.exit": Element(WRITE, words("time-out", "suspend", "logout", "")),
    "cmi.core.session_time": Element(WRITE, Kind(pattern=SPAN_12)),
    "cmi.suspend_data": Element(BOTH, text(4096), ""),
    "cmi.launch_data": Element(READ, text(4096), ""),
    "cmi.comments": Element(BOTH, text(4096), ""),
    "cmi.comments_from_lms": Element(READ, text(4096), ""),
    "cmi.objectives.n.id": Element(BOTH, _ID_12, ""),
    "cmi.objectives.n.score.raw": Element(BOTH, _SCORE_12, ""),
    "cmi.objectives.n.score.max": Element(BOTH, _SCORE_12, ""),
    "cmi.objectives.n.score.min": Element(BOTH, _SCORE_12, ""),
    "cmi.objectives.n.status": Element(BOTH, _OBJECTIVE_12, "not attempted"),
    "cmi.student_data.mastery_score": Element(READ, text(255), ""),
    "cmi.student_data.max_time_allowed": Element(READ, text(255), ""),
    "cmi.student_data.time_limit_action": Element(READ, text(255), ""),
    "cmi.student_preference.audio": Element(BOTH, Kind(pattern=r"-1|\d{1,2}|100"), "0"),
    "cmi.student_preference.language": Element(BOTH, text(255), ""),
    "cmi.student_preference.speed": Element(BOTH, Kind(pattern=r"-?(\d{1,2}|100)"), "0"),
    "cmi.student_preference.text": Element(BOTH, words("-1", "0", "1"), "0"),
    "cmi.interactions.n.id": Element(WRITE, _ID_12),
    "cmi.interactions.n.objectives.n.id": Element(WRITE, _ID_12),
    "cmi.interactions.n.time": Element(WRITE, Kind(pattern=TIME_12)),
    "cmi.interactions.n.type": Element(WRITE, _KIND_12),
    "cmi.interactions.n.correct_responses.n.pattern": Element(WRITE, _FEEDBACK_12),
    "cmi.interactions.n.weighting": Element(WRITE, number()),
    "cmi.interactions.n.student_response": Element(WRITE, _FEEDBACK_12),
    "cmi.interactions.n.result": Element(WRITE, _RESULT_12),
    "cmi.interactions.n.latency": Element(WRITE, Kind(pattern=SPAN_12)),
}

_LONG_ID = Kind(pattern=r"\S(.*\S)?", longest=4000)
_SCALED = number(-1, 1)
_LANGUAGE = Kind(pattern=r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", longest=250, blank=True)
_WHEN = Kind(pattern=TIME_2004)
_SPAN = Kind(pattern=SPAN_2004)
_COMPLETION = words("completed", "incomplete", "not attempted", "unknown")
_SUCCESS = words("passed", "failed", "unknown")
_RESULT = Kind(words=("correct", "incorrect", "unanticipated", "neutral"), is_number=True)
_KIND = words(
    "true-false",
    "choice",
    "fill-in",
    "long-fill-in",
    "likert",
    "matching",
    "performance",
    "sequencing",
    "numeric",
    "other",
)
_NAV = Kind(
    pattern=r"continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_"
    r"|\{target=[^\s{}]+\}(choice|jump)"
)

SCORM_2004: dict[str, Element] = {
    "cmi._version": Element(READ, text(10), "1.0"),
    "cmi.comments_from_learner.n.comment": Element(BOTH, text(4000)),
    "cmi.comments_from_learner.n.location": Element(BOTH, text(250)),
    "cmi.comments_from_learner.n.timestamp": Element(BOTH, _WHEN),
    "cmi.comments_from_lms.n.comment": Element(READ, text(4000)),
    "cmi.comments_from_lms.n.location": Element(READ, text(250)),
    "cmi.comments_from_lms.n.timestamp": Element(READ, _WHEN),
    "cmi.completion_status": Element(BOTH, _COMPLETION, "unknown"),
    "cmi.completion_threshold": Element(READ, number(0, 1)),
    "cmi.credit": Element(READ, text(20), "credit"),
    "cmi.entry": Element(READ, text(20), "ab-initio"),
    "cmi.exit": Element(WRITE, words("time-out", "suspend", "logout", "normal", "")),
    "cmi.interactions.n.id": Element(BOTH, _LONG_ID),
    "cmi.interactions.n.type": Element(BOTH, _KIND),
    "cmi.interactions.n.objectives.n.id": Element(BOTH, _LONG_ID),
    "cmi.interactions.n.timestamp": Element(BOTH, _WHEN),
    "cmi.interactions.n.correct_responses.n.pattern": Element(BOTH, text(4000)),
    "cmi.interactions.n.weighting": Element(BOTH, number()),
    "cmi.interactions.n.learner_response": Element(BOTH, text(4000)),
    "cmi.interactions.n.result": Element(BOTH, _RESULT),
    "cmi.interactions.n.latency": Element(BOTH, _SPAN),
    "cmi.interactions.n.description": Element(BOTH, text(250)),
    "cmi.launch_data": Element(READ, text(4000)),
    "cmi.learner_id": Element(READ, text(4000), ""),
    "cmi.learner_name": Element(READ, text(250), ""),
    "cmi.learner_preference.audio_level": Element(BOTH, number(0), "1"),
    "cmi.learner_preference.language": Element(BOTH, _LANGUAGE, ""),
    "cmi.learner_preference.delivery_speed": Element(BOTH, number(0), "1"),
    "cmi.learner_preference.audio_captioning": Element(BOTH, words("-1", "0", "1"), "0"),
    "cmi.location": Element(BOTH, text(1000)),
    "cmi.max_time_allowed": Element(READ, _SPAN),
    "cmi.mode": Element(READ, text(20), "normal"),
    "cmi.objectives.n.id": Element(BOTH, _LONG_ID),
    "cmi.objectives.n.score.scaled": Element(BOTH, _SCALED),
    "cmi.objectives.n.score.raw": Element(BOTH, number()),
    "cmi.objectives.n.score.min": Element(BOTH, number()),
    "cmi.objectives.n.score.max": Element(BOTH, number()),
    "cmi.objectives.n.success_status": Element(BOTH, _SUCCESS, "unknown"),
    "cmi.objectives.n.completion_status": Element(BOTH, _COMPLETION, "unknown"),
    "cmi.objectives.n.progress_measure": Element(BOTH, number(0, 1)),
    "cmi.objectives.n.description": Element(BOTH, text(250)),
    "cmi.progress_measure": Element(BOTH, number(0, 1)),
    "cmi.scaled_passing_score": Element(READ, _SCALED),
    "cmi.score.scaled": Element(BOTH, _SCALED),
    "cmi.score.raw": Element(BOTH, number()),
    "cmi.score.min": Element(BOTH, number()),
    "cmi.score.max": Element(BOTH, number()),
    "cmi.session_time": Element(WRITE, _SPAN),
    "cmi.success_status": Element(BOTH, _SUCCESS, "unknown"),
    "cmi.suspend_data": Element(BOTH, text(64_000)),
    "cmi.time_limit_action": Element(READ, text(40), "continue,no message"),
    "cmi.total_time": Element(READ, _SPAN, "PT0H0M0S"),
    "adl.nav.request": Element(BOTH, _NAV, "_none_"),
    "adl.nav.request_valid.continue": Element(READ, text(10), "unknown"),
    "adl.nav.request_valid.previous": Element(READ, text(10), "unknown"),
}

# What has to stand before the rest of a place in a list may be written (2004: 408).
_FIRST = {
    "cmi.objectives.n": "id",
    "cmi.interactions.n": "id",
}
_RESPONSE = r"[^\s\[\],:][^\s\[\],:]*"
# By the type of an interaction, what its answers may be (SCORM 2004 RTE 4.2.9.1).
RESPONSES: dict[str, str] = {
    "true-false": "true|false",
    "choice": rf"({_RESPONSE}(\[,\]{_RESPONSE})*)?",
    "matching": rf"({_RESPONSE}\[\.\]{_RESPONSE}(\[,\]{_RESPONSE}\[\.\]{_RESPONSE})*)?",
    "sequencing": rf"{_RESPONSE}(\[,\]{_RESPONSE})*",
    "likert": rf"({_RESPONSE})?",
    "numeric": r"-?(\d+(\.\d*)?|\.\d+)?(\[:\]-?(\d+(\.\d*)?|\.\d+)?)?",
}


@cache
def groups(version: str) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Every inner name with its children, and whether it is a list."""
    model = SCORM_12 if version == "1.2" else SCORM_2004
    found: dict[str, list[str]] = {}
    lists: set[str] = set()
    for name in model:
        parts = name.split(".")
        for depth in range(1, len(parts)):
            inside = ".".join(parts[:depth])
            if parts[depth] == "n":
                lists.add(inside)
            elif parts[depth] not in found.setdefault(inside, []):
                found[inside].append(parts[depth])
    result = {name: (tuple(children), False) for name, children in found.items()}
    for name in lists:
        result[name] = (tuple(found.get(f"{name}.n", ())), True)
    return result


def first_of(place: str) -> str:
    """What must be written first in a place of this list; "" where nothing must."""
    return _FIRST.get(place, "")
