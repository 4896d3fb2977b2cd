"""A risk framework as a plain record: the matrix as a look-up table, its levels, words and appetite."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# The charts have five shades; a framework with more levels has to join some.
MOST_LEVELS = 5
MOST_STEPS = 7


class BadFramework(ValueError):
    """A framework file says something that cannot be a framework; the message names what."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """A band of magnitudes with its name and the name of its colour."""

    number: int
    name: str
    colour: str
    low: int
    high: int


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of likelihood or impact, with what it means."""

    number: int
    name: str
    criterion: str


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way to treat a risk."""

    key: str
    name: str
    help: str


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A framework: which magnitude a likelihood and an impact have, and what follows from it."""

    matrix: tuple[tuple[int, ...], ...]
    levels: tuple[Level, ...]
    likelihoods: tuple[Step, ...]
    impacts: tuple[Step, ...]
    areas: tuple[str, ...]
    area_of: Mapping[str, str]
    options: tuple[Option, ...]
    appetites: Mapping[str, int]
    appetite_verified: bool
    appetite_source: str

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories in the order of the regulation."""
        return tuple(self.area_of)

    def score(self, likelihood: int, impact: int) -> int:
        """The magnitude; looked up and never multiplied."""
        return self.matrix[likelihood - 1][impact - 1]

    def level(self, score: int) -> Level:
        """The level a magnitude lies in."""
        return next(level for level in self.levels if level.low <= score <= level.high)

    def treat_from(self, category: str) -> int:
        """The smallest magnitude that must be treated, for a risk of this category."""
        return self.appetites.get(category, self.appetites[""])


def read(content: Mapping[str, Any]) -> Scale:
    """Understand the content of a framework file, or say what is wrong with it."""
    try:
        scale = Scale(
            matrix=tuple(tuple(int(cell) for cell in row) for row in content["matrix"]),
            levels=tuple(_level(n, row) for n, row in enumerate(content["level"], start=1)),
            likelihoods=_steps(content["likelihood"]),
            impacts=_steps(content["impact"]),
            areas=tuple(row["name"] for row in content["area"]),
            area_of={row["name"]: row.get("area", "") for row in content["category"]},
            options=tuple(
                Option(key=row["key"], name=row["name"], help=row.get("help", ""))
                for row in content["option"]
            ),
            appetites={row.get("category", ""): row["treat_from"] for row in content["appetite"]},
            appetite_verified=all(row.get("verified", False) for row in content["appetite"]),
            appetite_source=next((row.get("source", "") for row in content["appetite"]), ""),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadFramework(f"Bagian yang kurang atau keliru: {wrong}") from None
    _check(scale)
    return scale


def plain(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content as JSON values, so that it can be kept with the assessments."""
    loaded: dict[str, Any] = json.loads(
        json.dumps(content, default=lambda day: day.isoformat(), ensure_ascii=False)
    )
    return loaded


def fingerprint(content: Mapping[str, Any]) -> str:
    """SHA-256 of the content: another fingerprint is another version."""
    text = json.dumps(plain(content), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _level(number: int, row: Mapping[str, Any]) -> Level:
    return Level(
        number=number, name=row["name"], colour=row["colour"], low=row["from"], high=row["to"]
    )


def _steps(rows: list[Mapping[str, Any]]) -> tuple[Step, ...]:
    return tuple(
        Step(number=n, name=row["name"], criterion=row.get("criterion", ""))
        for n, row in enumerate(rows, start=1)
    )


def _check(scale: Scale) -> None:
    """What every framework must be, whoever wrote it."""
    rows, columns = len(scale.likelihoods), len(scale.impacts)
    if not 2 <= rows <= MOST_STEPS or not 2 <= columns <= MOST_STEPS:
        raise BadFramework(f"Kemungkinan dan dampak masing-masing 2 sampai {MOST_STEPS} tingkat.")
    if len(scale.matrix) != rows or any(len(row) != columns for row in scale.matrix):
        raise BadFramework("Ukuran matriks tidak sama dengan jumlah tingkat.")
    if not 1 <= len(scale.levels) <= MOST_LEVELS:
        raise BadFramework(f"Level risiko paling banyak {MOST_LEVELS}.")
    for score in {cell for row in scale.matrix for cell in row}:
        if sum(level.low <= score <= level.high for level in scale.levels) != 1:
            raise BadFramework(f"Besaran {score} harus berada pada tepat satu level.")
    if "" not in scale.appetites:
        raise BadFramework("Selera risiko untuk semua kategori belum ditulis.")
    unknown = set(scale.area_of.values()) - set(scale.areas) - {""}
    if unknown:
        raise BadFramework(f"Area dampak tidak dikenal: {', '.join(sorted(unknown))}.")
