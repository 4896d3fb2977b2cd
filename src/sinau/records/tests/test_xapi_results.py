"""Results, scores and durations (1.0.3 Data 2.4.5 and 4.6; 2.0 4.2.2.4 and 4.2.7)."""

from __future__ import annotations

from typing import Any

import pytest

from sinau.records.tests.saying import accepts, refuses, statement, sub
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.values import read_duration


def both_levels(result: Any) -> list[tuple[dict[str, Any], str]]:
    return [
        (statement(result=result), "result"),
        (statement(object=sub(result=result)), "object.result"),
    ]


@pytest.mark.parametrize(
    "score",
    [
        {"scaled": 0.6767676},
        {"scaled": 1.0},
        {"scaled": -1.0000},
        {"scaled": 0},
        {"raw": 0.6767676},
        {"raw": -5},
        {"min": 0.5},
        {"max": 100.6767676},
        {"raw": 5, "min": 5, "max": 10},
        {"raw": 10, "min": 5, "max": 10},
        {"raw": 0, "min": 0, "max": 0},
        {},
    ],
)
def test_a_score_within_its_range_is_accepted(score: dict[str, float]) -> None:
    """1.0.3 Data 2.4.5.1.s2; 2.0 4.2.2.4: the ends belong to the range."""
    for said, _path in both_levels({"score": score}):
        accepts(said)


@pytest.mark.parametrize(
    ("score", "field"),
    [
        ({"scaled": 1.01}, "score.scaled"),
        ({"scaled": -1.00001}, "score.scaled"),
        ({"raw": 11, "max": 10}, "score.raw"),
        ({"raw": -1, "min": 0}, "score.raw"),
        ({"min": 11, "max": 10}, "score.min"),
        ({"min": 11, "max": 10, "raw": 10.5}, "score.min"),
        ({"scaled": "0.5"}, "score.scaled"),
        ({"max": "seratus"}, "score.max"),
        ({"raw": True}, "score.raw"),
        (12345, "score"),
        ("lulus", "score"),
        ([], "score"),
    ],
)
def test_a_score_out_of_its_range_is_refused(score: Any, field: str) -> None:
    """1.0.3 Data 2.4.5.1.s2; 2.0 4.2.2.4: scaled from -1 to 1, raw from min to max, min to max."""
    for said, path in both_levels({"score": score}):
        refuses(said, f"{path}.{field}")


DURATIONS = [
    "PT4H35M59.14S",
    "PT16559.14S",
    "P3Y1M29DT4H35M59.14S",
    "P3Y",
    "P4W",
    "P1.5W",
    "PT0S",
    "P0D",
    "PT0,5S",
    "PT1H0M0.1S",
    "P1M",
    "PT1M",
    "PT0.123456789S",
]
NO_DURATIONS = [
    "",
    "P",
    "PT",
    "P1DT",
    "P4W1D",
    "P1DT4W",
    "PA1H0M0S",
    "P0003-06-04T12:30:05",
    "-P1D",
    "P-1D",
    "pt1h",
    "PT1.5H30M",
    "P1.5Y1D",
    "PT1.S",
    "PT.5S",
    "1H",
    "PT1H ",
    "PT1S1M",
    "satu jam",
    "P" + "9" * 300 + "D",
    "P١D",
]


@pytest.mark.parametrize("text", DURATIONS)
def test_a_duration_by_designators_is_accepted(text: str) -> None:
    """1.0.3 Data 4.6.s1.b1; 2.0 4.2.7: ISO 8601:2004 4.4.3.2, weeks on their own."""
    for said, _path in both_levels({"duration": text}):
        accepts(said)
    assert read_duration(text)


@pytest.mark.parametrize("text", NO_DURATIONS)
def test_another_duration_is_refused(text: str) -> None:
    """1.0.3 Data 4.6.s1.b1; 2.0 4.2.7: no other form, and a fraction only at the end."""
    for said, path in both_levels({"duration": text}):
        refuses(said, f"{path}.duration")
    with pytest.raises(Invalid):
        read_duration(text)


def test_a_duration_has_parts() -> None:
    """1.0.3 Data 4.6: what pages show of it."""
    assert read_duration("P1DT2H0.5S") == {"days": 1, "hours": 2, "seconds": 0.5}
