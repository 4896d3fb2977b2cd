"""The index of one person: four dimensions, each with what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sinau.credit.professionalism.rules import Part, Rules

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Training:
    """One learning of the ledger as the index looks at it."""

    entry_id: int
    form: str
    title: str
    jp: Decimal
    ended_on: date


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What is known of a person on the day of measuring; None where nothing is recorded."""

    on: date
    job_kind: str
    education: str | None
    trainings: Sequence[Training] = ()
    predicate: str | None = None
    discipline: str | None = None


@dataclass(frozen=True)
class PartScore:
    """One part of competence: whether it is met, and by which trainings."""

    key: str
    points: Decimal
    most: Decimal
    is_met: bool
    jp: Decimal
    needed_jp: Decimal | None
    since: date | None
    evidence: tuple[Training, ...]


@dataclass(frozen=True)
class Dimension:
    """One of the four: its points of the most there are, and whether its value is known."""

    key: str
    points: Decimal
    most: Decimal
    value: str
    is_known: bool
    parts: tuple[PartScore, ...] = ()


@dataclass(frozen=True)
class Index:
    """The whole index with its band and what is not known."""

    post: str
    dimensions: tuple[Dimension, ...]
    band: str

    @property
    def total(self) -> Decimal:
        """The sum of the dimensions."""
        return sum((dimension.points for dimension in self.dimensions), NOTHING)

    @property
    def unknown(self) -> list[str]:
        """The dimensions that count lowest because nothing is recorded."""
        return [dimension.key for dimension in self.dimensions if not dimension.is_known]

    def dimension(self, key: str) -> Dimension:
        """One of the four by its key."""
        return next(dimension for dimension in self.dimensions if dimension.key == key)


def score(inputs: Inputs, rules: Rules) -> Index:
    """The index of a person under these rules. What is unknown counts lowest."""
    post = rules.posts.get(inputs.job_kind, "executive")
    dimensions = (
        _by_table("qualification", inputs.education, rules.qualification, rules),
        _competence(inputs, post, rules),
        _by_table("performance", inputs.predicate, rules.performance, rules),
        _by_table("discipline", inputs.discipline, rules.discipline, rules),
    )
    total = sum((dimension.points for dimension in dimensions), NOTHING)
    band = next(band.label for band in rules.bands if total > band.above)
    return Index(post, dimensions, band)


def _by_table(key: str, value: str | None, points: dict[str, Decimal], rules: Rules) -> Dimension:
    is_known = value in points
    found = points[value] if value is not None and is_known else min(points.values())
    return Dimension(key, found, rules.most[key], value or "", is_known)


def _competence(inputs: Inputs, post: str, rules: Rules) -> Dimension:
    parts = tuple(
        _part(rules.parts[key], most, inputs) for key, most in rules.competence[post].items()
    )
    points = sum((part.points for part in parts), NOTHING)
    return Dimension("competence", points, rules.most["competence"], post, True, parts)


def _part(part: Part, most: Decimal, inputs: Inputs) -> PartScore:
    since = part.since(inputs.on)
    evidence = tuple(
        training
        for training in inputs.trainings
        if training.form in part.forms
        and training.jp > 0
        and training.ended_on <= inputs.on
        and (since is None or training.ended_on > since)
    )
    jp = sum((training.jp for training in evidence), NOTHING)
    is_met = jp >= part.jp if part.jp is not None else bool(evidence)
    points = most if is_met else NOTHING
    return PartScore(part.key, points, most, is_met, jp, part.jp, since, evidence)
