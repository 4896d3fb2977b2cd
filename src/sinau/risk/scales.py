"""A risk framework as a plain record: the matrix as a look-up table, its levels, words and appetite."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

# The charts have five shades; a framework with more levels has to join some.
MOST_LEVELS = 5
LEAST_STEPS, MOST_STEPS = 3, 6
NEGATIVE, POSITIVE = "negatif", "positif"


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
    chance: str = ""
    count: str = ""

    def by(self, basis: str) -> Step:
        """The step as it is judged by one basis: a chance in a year, or a count of times."""
        said = self.count if basis == "count" else self.chance
        return replace(self, criterion=said or self.criterion)


@dataclass(frozen=True, kw_only=True)
class Option:
    """One way to treat a risk that harms ("negatif") or helps ("positif")."""

    key: str
    name: str
    help: str
    nature: str = NEGATIVE


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
    appetites: Mapping[tuple[str, str], int]
    # What each step of impact means in one area, for one kind of risk.
    area_steps: Mapping[tuple[str, str], tuple[str, ...]]
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

    def treat_from(self, category: str, nature: str = NEGATIVE) -> int:
        """The smallest magnitude that must be treated, for a risk of this category and kind."""
        for key in ((category, nature), ("", nature)):
            if key in self.appetites:
                return self.appetites[key]
        return self.appetites[("", NEGATIVE)]

    def options_for(self, nature: str) -> tuple[Option, ...]:
        """The ways to treat a risk of this kind."""
        return tuple(option for option in self.options if option.nature == nature)

    def option_name(self, key: str) -> str:
        """What a way to treat is called."""
        return next((option.name for option in self.options if option.key == key), key)


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
                Option(
                    key=row["key"],
                    name=row["name"],
                    help=row.get("help", ""),
                    nature=row.get("nature", NEGATIVE),
                )
                for row in content["option"]
            ),
            appetites={
                (row.get("category", ""), row.get("nature", NEGATIVE)): int(row["treat_from"])
                for row in content["appetite"]
            },
            area_steps={
                (row["name"], nature): tuple(row[word])
                for row in content["area"]
                for nature, word in ((NEGATIVE, "negative"), (POSITIVE, "positive"))
                if row.get(word)
            },
            appetite_verified=all(row.get("verified", False) for row in content["appetite"]),
            appetite_source=next((row.get("source", "") for row in content["appetite"]), ""),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as wrong:
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
        Step(
            number=n,
            name=row["name"],
            criterion=row.get("criterion", "") or _both(row),
            chance=row.get("chance", ""),
            count=row.get("count", ""),
        )
        for n, row in enumerate(rows, start=1)
    )


def _both(row: Mapping[str, Any]) -> str:
    """For the reference page, where no unit has chosen between the two yet."""
    return "; ".join(word for word in (row.get("chance", ""), row.get("count", "")) if word)


def _check(scale: Scale) -> None:
    """What every framework must be, whoever wrote it."""
    rows, columns = len(scale.likelihoods), len(scale.impacts)
    if not all(LEAST_STEPS <= steps <= MOST_STEPS for steps in (rows, columns)):
        raise BadFramework(
            f"Kemungkinan dan dampak masing-masing {LEAST_STEPS} sampai {MOST_STEPS} tingkat; "
            f"yang ditulis {rows} dan {columns}."
        )
    if len(scale.matrix) != rows or any(len(row) != columns for row in scale.matrix):
        raise BadFramework(
            f"Matriks harus {rows} baris kemungkinan dan {columns} kolom dampak, sama dengan "
            "jumlah tingkatnya."
        )
    if not 1 <= len(scale.levels) <= MOST_LEVELS:
        raise BadFramework(f"Level risiko paling banyak {MOST_LEVELS}.")
    for score in sorted({cell for row in scale.matrix for cell in row}):
        if sum(level.low <= score <= level.high for level in scale.levels) != 1:
            raise BadFramework(f"Besaran {score} harus berada pada tepat satu level.")
    if ("", NEGATIVE) not in scale.appetites:
        raise BadFramework("Selera risiko untuk semua kategori belum ditulis.")
    if not scale.categories:
        raise BadFramework("Paling sedikit satu kategori risiko ditulis.")
    if not scale.options_for(NEGATIVE):
        raise BadFramework("Paling sedikit satu pilihan penanganan ditulis.")
    unknown = set(scale.area_of.values()) - set(scale.areas) - {""}
    if unknown:
        raise BadFramework(f"Area dampak tidak dikenal: {', '.join(sorted(unknown))}.")
    strange = {category for category, _nature in scale.appetites} - set(scale.categories) - {""}
    if strange:
        raise BadFramework(f"Selera risiko menyebut kategori lain: {', '.join(sorted(strange))}.")
    for (area, _nature), steps in scale.area_steps.items():
        if len(steps) != columns:
            raise BadFramework(
                f"Kriteria area {area} harus {columns} buah, yang ditulis {len(steps)}."
            )


def doubts(scale: Scale) -> list[str]:
    """What is allowed but unusual, in sentences: somebody should look before it is used."""
    found = []
    cells = [cell for row in scale.matrix for cell in row]
    if any(a >= b for row in scale.matrix for a, b in pairwise(row)):
        found.append("Ada dampak lebih besar yang besarannya tidak lebih besar.")
    if any(a >= b for column in zip(*scale.matrix, strict=True) for a, b in pairwise(column)):
        found.append("Ada kemungkinan lebih besar yang besarannya tidak lebih besar.")
    if len(set(cells)) < len(cells):
        found.append("Beberapa sel berbesaran sama, jadi tidak selalu ada urutan prioritas.")
    if cells and all(
        cell == (at + 1) * (to + 1)
        for at, row in enumerate(scale.matrix)
        for to, cell in enumerate(row)
    ):
        found.append("Besaran di sini hasil kali; tabel PermenPANRB 5/2020 bukan hasil kali.")
    edge = scale.treat_from("")
    if not min(cells) < edge <= max(cells):
        found.append(f"Selera risiko {edge} membuat semua atau tidak satu pun risiko ditangani.")
    return found
