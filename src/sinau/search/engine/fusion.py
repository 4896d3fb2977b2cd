"""One order out of two: what shares the words of a question, and what means the same."""

from __future__ import annotations

from collections.abc import Sequence

from .analysis import load

RULES = load("scoring")["fusion"]
ALIKE = 1e-6

Scored = tuple[float, float | None]
"""BM25 and the cosine of one passage; the cosine is not known where there is no vector."""


def fuse(scored: Sequence[Scored]) -> list[float]:
    """What each passage is put in order by, higher first.

    Both figures are scaled to the range that was found. A passage without a vector is placed by its
    words alone; where the cosines tell nothing apart, the two orders vote by reciprocal ranks.
    """
    words = [score for score, _ in scored]
    known = [cosine for _, cosine in scored if cosine is not None]
    if not known:
        return words
    top, low, high = max(words, default=0.0), min(known), max(known)
    if high - low < ALIKE:
        return by_ranks(scored)
    ranks = []
    for score, cosine in scored:
        said = score / top if top else 0.0
        meant = said if cosine is None else (cosine - low) / (high - low)
        ranks.append(RULES["words"] * said + RULES["meaning"] * meant)
    return ranks


def by_ranks(scored: Sequence[Scored]) -> list[float]:
    """Reciprocal rank fusion: safe whatever the figures mean."""
    totals = [0.0] * len(scored)
    for which in (0, 1):
        values = [(one[which] or 0.0) for one in scored]
        for place, at in enumerate(sorted(range(len(scored)), key=lambda at: -values[at])):
            totals[at] += 1 / (RULES["k"] + place + 1)
    return totals
