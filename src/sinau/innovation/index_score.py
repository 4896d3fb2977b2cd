"""What one innovation scores in the regional innovation index: a range, as long as papers wait."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

RULES = Path(__file__).with_name("rules") / "iid-2026.toml"


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator, as the rule file states it."""

    number: int
    title: str
    weight: int
    mandatory: bool
    parameters: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A piece of evidence as the score sees it; `holds` is None until somebody else has looked."""

    indicator: int
    parameter: int
    holds: bool | None


@dataclass(frozen=True, kw_only=True)
class Row:
    """One indicator with the parameter that is shown, and the one that may yet be reached."""

    indicator: Indicator
    shown: int
    possible: int

    @property
    def low(self) -> int:
        """What counts already."""
        return self.indicator.weight * self.shown

    @property
    def high(self) -> int:
        """What would count if everything that waits were to hold."""
        return self.indicator.weight * self.possible


@dataclass(frozen=True, kw_only=True)
class Score:
    """All indicators and their sum, as a range."""

    rows: tuple[Row, ...]
    low: int
    high: int
    most: int
    missing: tuple[Indicator, ...] = field(default=())


def score(papers: Iterable[Paper], seen: Mapping[int, int]) -> Score:
    """The range; `seen` are parameters the house itself can count, which still need a paper."""
    shown: dict[int, int] = {}
    possible = dict(seen)
    for paper in papers:
        if paper.holds:
            shown[paper.indicator] = max(shown.get(paper.indicator, 0), paper.parameter)
        if paper.holds is not False:
            possible[paper.indicator] = max(possible.get(paper.indicator, 0), paper.parameter)
    rows = tuple(
        Row(
            indicator=one,
            shown=shown.get(one.number, 0),
            possible=max(possible.get(one.number, 0), shown.get(one.number, 0)),
        )
        for one in indicators()
    )
    return Score(
        rows=rows,
        low=sum(row.low for row in rows),
        high=sum(row.high for row in rows),
        most=rule_file()["version"]["most"],
        missing=tuple(
            row.indicator for row in rows if row.indicator.mandatory and not row.possible
        ),
    )


@cache
def rule_file() -> dict[str, Any]:
    """The rule file."""
    return tomllib.loads(RULES.read_text())


@cache
def indicators() -> tuple[Indicator, ...]:
    """Every indicator in order."""
    return tuple(
        Indicator(**{**row, "parameters": tuple(row["parameters"])})
        for row in rule_file()["indicator"]
    )


def indicator_of(number: int) -> Indicator | None:
    """The indicator of that number."""
    return next((one for one in indicators() if one.number == number), None)
