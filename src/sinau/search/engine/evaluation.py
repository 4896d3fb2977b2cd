"""Measure a ranking against judged questions: nDCG, recall, and how well refusals tell yes from no."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def ndcg(relevant: Mapping[str, int], ranked: Sequence[str], *, at: int = 10) -> float:
    """Normalised discounted cumulative gain of one question, with gain 2^grade - 1."""

    def gain(grades: Sequence[int]) -> float:
        return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))

    best = gain(sorted((g for g in relevant.values() if g > 0), reverse=True)[:at])
    return gain([relevant.get(key, 0) for key in ranked[:at]]) / best if best else 0.0


def recall(relevant: Mapping[str, int], ranked: Sequence[str], *, at: int = 10) -> float:
    """The share of the right passages that stand among the first."""
    right = {key for key, grade in relevant.items() if grade > 0}
    return len(right & set(ranked[:at])) / min(at, len(right)) if right else 0.0


def separation(yes: Sequence[float], no: Sequence[float]) -> float:
    """How often a random "yes" scores above a random "no" (the area under the ROC curve)."""
    if not yes or not no:
        return 0.0
    wins = sum((one > other) + 0.5 * (one == other) for one in yes for other in no)
    return wins / (len(yes) * len(no))
