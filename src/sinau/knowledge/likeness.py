"""How much two texts say the same: by the share of five-word runs they have in common.

A text is kept as 96 numbers (the least hash of its runs, 96 times over); the share of equal numbers
between two texts is close to the share of equal runs, however long they are.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from sinau.knowledge.models import Document, Regulation, Section
from sinau.knowledge.parsing.naming import Name
from sinau.people.models import Person

_RUN = 5
_SIZE = 96
_PRIME = (1 << 31) - 1
# From here on a person is asked whether it is the same; two layouts of one act share about nine tenths.
ALIKE = 0.6
_random = np.random.default_rng(96)
_FACTORS = _random.integers(1, _PRIME, _SIZE, dtype=np.int64)
_TERMS = _random.integers(0, _PRIME, _SIZE, dtype=np.int64)


def signature_of(rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Of the body alone where there is one: copies come with and without the explanation."""
    kept = list(rows)
    body = [row["text"] for row in kept if row["section"] == Section.BODY]
    return signature(body or [row["text"] for row in kept])


def signature(texts: Iterable[str]) -> list[int]:
    """The numbers of a text; none when it is shorter than a run."""
    words = re.findall(r"[a-z0-9]+", " ".join(texts).lower())
    runs = {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    if not runs:
        return []
    hashes = np.array([zlib.crc32(run.encode()) % _PRIME for run in runs], dtype=np.int64)
    least = np.full(_SIZE, _PRIME, dtype=np.int64)
    for part in np.array_split(hashes, max(1, len(hashes) // 4000)):
        mixed = (part[:, None] * (_FACTORS % 65521) + _TERMS) % _PRIME
        least = np.minimum(least, mixed.min(axis=0))
    found: list[int] = least.tolist()
    return found


def share(first: list[int], second: list[int]) -> float:
    """About how much of both texts together is in both, from 0 to 1."""
    if not first or len(first) != len(second):
        return 0.0
    return sum(one == other for one, other in zip(first, second, strict=True)) / len(first)


def twins_of(document: Document, person: Person) -> list[tuple[Regulation, int]]:
    """Regulations this person may see that say nearly the same, with the share in percent.

    One of the same kind, number and year is among them whatever its text says.
    """
    reading = document.reading
    if reading is None:
        return []
    who = reading.report.get("identity", {})
    name = Name.of(who) if who.get("kind") else None
    pairs = []
    for regulation in Regulation.objects.visible_to(person).only(
        *("pk", "slug", "short_title", "title", "signature", "status", "agency", "audience"),
        *("kind", "number", "year", "issuer"),
    ):
        part = share(reading.signature, regulation.signature)
        is_named_so = name is not None and name == Name.of(_identity(regulation))
        same_issuer = regulation.issuer.casefold() == str(who.get("issuer", "")).casefold()
        if part >= ALIKE or (is_named_so and same_issuer):
            pairs.append((regulation, part))
    near = sorted(pairs, key=lambda pair: -pair[1])
    return [(regulation, round(100 * part)) for regulation, part in near[:3]]


def _identity(regulation: Regulation) -> dict[str, Any]:
    return {"kind": regulation.kind, "number": regulation.number, "year": regulation.year}
