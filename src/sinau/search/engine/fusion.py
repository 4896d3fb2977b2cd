"""One order out of several signs that a passage answers: its words, its meaning, and what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .analysis import load

ALIKE = 1e-6
OPENS_A_LIST = re.compile(r"dimaksud\s+dengan", re.IGNORECASE)
ASKS_WHAT_IT_IS = re.compile(
    r"\b(apa\s+itu|apa\s+yang\s+dimaksud|dimaksud\s+dengan|definisi|pengertian|arti(nya)?|maksudnya)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Weights:
    """How much each sign counts."""

    words: float
    meaning: float
    coverage: float
    heading: float
    definitions: float
    k: float


WEIGHTS = Weights(**load("scoring")["fusion"])


@dataclass(frozen=True)
class Signs:
    """What is known of one passage that was found.

    `words` is its BM25; `meaning` the cosine, or None where there is no vector; `coverage` the share
    of the question that stands in it, `heading` that which stands in its heading; `defines` whether
    it is a list of definitions, which holds the words of every question about its law.
    """

    words: float
    meaning: float | None = None
    coverage: float = 0.0
    heading: float = 0.0
    defines: bool = False


def asks_for_a_definition(question: str) -> bool:
    """Whether somebody wants to know what a word means."""
    return bool(ASKS_WHAT_IT_IS.search(question))


def is_definitions(text: str) -> bool:
    """Whether a passage begins as a list of definitions does."""
    return bool(OPENS_A_LIST.search(text[:200]))


def fuse(
    found: Sequence[Signs], *, definition: bool = False, weights: Weights = WEIGHTS
) -> list[float]:
    """What each passage is put in order by, higher first; weights and what proved them in `scoring.toml`.

    Words and meaning are scaled to the range that was found. A passage without a vector is placed by
    its words alone; where the cosines tell nothing apart, the two orders vote by reciprocal ranks.
    """
    top = max((one.words for one in found), default=0.0)
    known = [one.meaning for one in found if one.meaning is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)
    if known and high - low < ALIKE:
        return by_ranks(found, k=weights.k)
    ranks = []
    for one in found:
        said = one.words / top if top else 0.0
        meant = said if one.meaning is None else (one.meaning - low) / (high - low)
        rank = weights.words * said + weights.meaning * meant
        rank += weights.coverage * one.coverage + weights.heading * one.heading
        if one.defines and not definition:
            rank += weights.definitions
        ranks.append(rank)
    return ranks


def by_ranks(found: Sequence[Signs], *, k: float) -> list[float]:
    """Reciprocal rank fusion: safe whatever the figures mean; what is alike shares a rank."""
    totals = [0.0] * len(found)
    for values in ([one.words for one in found], [one.meaning or 0.0 for one in found]):
        places = {value: place for place, value in enumerate(sorted(set(values), reverse=True), 1)}
        for at, value in enumerate(values):
            totals[at] += 1 / (k + places[value])
    return totals
