"""The kinds of training of the national list, by number, by name, and by our form."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "rules" / "siasn.toml"


@dataclass(frozen=True)
class Kind:
    """One kind of training."""

    id: int
    name: str
    form: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kinds:
    """The whole list, where it comes from, and the names of leadership training."""

    kinds: tuple[Kind, ...]
    structural: tuple[str, ...]
    source: str
    verified: bool

    def find(self, text: str) -> Kind | None:
        """A kind by its number or by any of its names."""
        said = _plain(text)
        for kind in self.kinds:
            names = {_plain(name) for name in (kind.name, *kind.also)}
            if said == str(kind.id) or said in names:
                return kind
        return None

    def of_form(self, form: str) -> Kind | None:
        """The kind under which a form of ours is known there."""
        return next((kind for kind in self.kinds if kind.form == form), None)


@cache
def read(file: Path = FILE) -> Kinds:
    """The list as its file states it."""
    said = tomllib.loads(file.read_text())
    return Kinds(
        kinds=tuple(
            Kind(row["id"], row["name"], row["form"], tuple(row.get("also", ())))
            for row in said["kinds"]
        ),
        structural=tuple(said["structural"]),
        source=said["source"],
        verified=said["verified"],
    )


def _plain(text: str) -> str:
    return re.sub(r"[^0-9a-z]+", "", text.casefold().removesuffix(".0"))
