"""What came out of it: score, success, completion, response and duration."""

from __future__ import annotations

from msgspec import UNSET, Raw, Struct, UnsetType

from sinau.records.xapi import sections
from sinau.records.xapi.activities import extensions
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import is_duration


class ScoreJSON(Struct, forbid_unknown_fields=True, gc=False):
    scaled: float | UnsetType = UNSET
    raw: float | UnsetType = UNSET
    min: float | UnsetType = UNSET
    max: float | UnsetType = UNSET


class ResultJSON(Struct, forbid_unknown_fields=True, gc=False):
    score: ScoreJSON | UnsetType = UNSET
    success: bool | UnsetType = UNSET
    completion: bool | UnsetType = UNSET
    response: str | UnsetType = UNSET
    duration: str | UnsetType = UNSET
    extensions: Raw | UnsetType = UNSET


def read_result(said: ResultJSON) -> int:
    """Check what its types do not say; how many keys it has."""
    keys = (
        (said.success is not UNSET) + (said.completion is not UNSET) + (said.response is not UNSET)
    )
    if said.score is not UNSET:
        keys += 1 + _read_score(said.score)
    if said.duration is not UNSET:
        if not is_duration(said.duration):
            raise Invalid(
                "Durasi harus menurut ISO 8601, misalnya PT1H30M atau P4W.",
                field="duration",
                section=sections.DURATIONS,
            )
        keys += 1
    if said.extensions is not UNSET:
        try:
            keys += 1 + extensions(bytes(said.extensions))
        except Invalid as wrong:
            raise wrong.inside("extensions") from None
    return keys


def _read_score(said: ScoreJSON) -> int:
    scaled, raw, low, high = said.scaled, said.raw, said.min, said.max
    keys = 0
    if scaled is not UNSET:
        if not -1.0 <= scaled <= 1.0:
            raise _out_of_range("scaled", "Nilainya harus dari -1 sampai 1.")
        keys += 1
    if low is not UNSET:
        keys += 1
        # Equal ends are let through: H5P says so of content that gives no points.
        if high is not UNSET and low > high:
            raise _out_of_range("min", "Nilai min tidak boleh melebihi max.")
    if high is not UNSET:
        keys += 1
    if raw is not UNSET:
        keys += 1
        if low is not UNSET and raw < low:
            raise _out_of_range("raw", "Nilai raw tidak boleh kurang dari min.")
        if high is not UNSET and raw > high:
            raise _out_of_range("raw", "Nilai raw tidak boleh melebihi max.")
    return keys


def _out_of_range(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, field=f"score.{field}", section=sections.SCORE)
