"""What a figure is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from sinau.insight.scopes import Scope


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A figure's number at this moment, and the sentence it makes."""

    value: int
    of: int
    sentence: str
    # "good", "wait", "bad" or "": whether this wants somebody's attention.
    tone: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing behind the number; `url` opens it where it lives."""

    title: str
    url: str
    cells: Sequence[Any] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Figure:
    """How a number is counted, and how its rows are listed; both from the same query."""

    slug: str
    label: Promise
    unit: Promise
    icon: str
    # What the rows are, and the headings of their cells after the title.
    rows_title: Promise
    headings: Sequence[Promise | str]
    counted: Promise
    count: Callable[[Scope], Shown]
    rows: Callable[[Scope], Sequence[Row]]
