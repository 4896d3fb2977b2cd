"""One mapping rule as a record: what it asks of a statement and what learning that gives."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

SHIPPED = Path(__file__).parents[1] / "rules" / "mapping.toml"


class Minutes(StrEnum):
    """Where the length of the learning comes from."""

    DURATION = "duration"
    FIXED = "fixed"
    # All that was done under the same registration: the units of a cmi5 course.
    REGISTRATION = "registration"


class Repeats(StrEnum):
    """When the same activity counts again."""

    ONCE = "once"
    YEARLY = "yearly"


class BadRule(ValueError):
    """What is written cannot be a mapping rule; the message names the part."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A statement that fits all of the first part gives the learning of the second part.

    An empty tuple asks nothing. A category that ends in "*" fits everything that begins so.
    """

    verbs: tuple[str, ...]
    activity_types: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    needs_completion: bool = False
    needs_success: bool = False
    min_score: float | None = None
    # Parts of something larger do not count by themselves.
    whole_only: bool = False
    # cmi5: the launch says whether completed, passed or both are needed (moveOn).
    follows_move_on: bool = False

    form: str
    minutes_from: Minutes = Minutes.DURATION
    minutes: int = 0
    # A page left open over night is no night of learning.
    most_minutes: int = 0
    # Learning that says neither its length nor its JP is not counted.
    needs_length: bool = True
    jp_extension: str = ""
    organiser: str = ""
    repeats: Repeats = Repeats.ONCE

    def __post_init__(self) -> None:
        if not self.verbs:
            raise BadRule("verbs")
        if not self.form:
            raise BadRule("form")
        if self.min_score is not None and not -1 <= self.min_score <= 1:
            raise BadRule("min_score")
        if self.minutes_from == Minutes.FIXED and self.minutes <= 0:
            raise BadRule("minutes")

    def to_data(self) -> dict[str, Any]:
        """The rule as JSON values; `rule_from` gives an equal rule back."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }


_LISTS = {"verbs", "activity_types", "categories", "clients"}


def rule_from(data: Mapping[str, Any]) -> Rule:
    """The rule that the data say; raises BadRule with the part that is wrong."""
    known = {field.name for field in fields(Rule)}
    if strange := set(data) - known:
        raise BadRule(", ".join(sorted(strange)))
    said: dict[str, Any] = {
        name: tuple(value) if name in _LISTS else value for name, value in data.items()
    }
    try:
        said["minutes_from"] = Minutes(said.get("minutes_from", Minutes.DURATION))
        said["repeats"] = Repeats(said.get("repeats", Repeats.ONCE))
        return Rule(**said)
    except BadRule:
        raise
    except (TypeError, ValueError) as wrong:
        raise BadRule(str(wrong)) from None


@dataclass(frozen=True, kw_only=True)
class Shipped:
    """A rule that comes with Sinau."""

    key: str
    label: str
    note: str
    in_use: bool
    rule: Rule


def shipped(path: Path = SHIPPED) -> Iterator[Shipped]:
    """The rules of the file, in its order."""
    for row in tomllib.loads(path.read_text())["rule"]:
        told = {name: row.pop(name) for name in ("key", "label", "note", "in_use")}
        yield Shipped(**told, rule=rule_from(row))
