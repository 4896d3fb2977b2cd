"""Learn the weights of the order and of the refusal from judged questions, and say how sure they are.

Nothing here runs in a request. `./sinau eval weights` prints what it finds; a person puts it into
`data/` after looking at the folds, so that a weight is never there without its proof.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .evaluation import ndcg
from .fusion import Signs, Weights, fuse

FOLDS = 5
STEPS = (-0.4, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
WORTH_IT = 0.002
"""What a sign must add to the mean before it is weighed at all."""
LEARNT = ("meaning", "coverage", "heading", "definitions")

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Judged:
    """A question with what was found for it, and what a person says of those passages."""

    keys: Sequence[str]
    signs: Sequence[Signs]
    grades: Mapping[str, int]
    definition: bool = False

    def scored(self, weights: Weights) -> float:
        """nDCG@10 of the order by these weights."""
        ranks = fuse(self.signs, definition=self.definition, weights=weights)
        order = sorted(range(len(ranks)), key=lambda at: -ranks[at])
        return ndcg(self.grades, [self.keys[at] for at in order[:10]])


def learn_weights(judged: Sequence[Judged], begin: Weights) -> Weights:
    """One weight after the other, each to where the questions of this sample are answered best."""
    weights, reached = begin, _mean(judged, begin)
    for _round in range(2):
        for name in LEARNT:
            for step in STEPS:
                tried = _with(weights, name, step)
                cost = WORTH_IT * (bool(step) - bool(getattr(weights, name)))
                if (score := _mean(judged, tried)) - cost > reached + 1e-6:
                    weights, reached = tried, score
    return weights


def _with(weights: Weights, name: str, value: float) -> Weights:
    if name == "meaning":
        value = min(max(value, 0.1), 0.9)
        return replace(weights, meaning=value, words=1 - value)
    return replace(weights, **{name: value})


def _mean(judged: Sequence[Judged], weights: Weights) -> float:
    return sum(one.scored(weights) for one in judged) / len(judged)


def held_out(judged: Sequence[Judged], begin: Weights) -> list[float]:
    """Each question scored by weights that were learnt without it, in five folds."""
    scores = [0.0] * len(judged)
    for kept, out in folds(len(judged)):
        weights = learn_weights([judged[at] for at in kept], begin)
        for at in out:
            scores[at] = judged[at].scored(weights)
    return scores


def folds(number: int, *, seed: int = 7) -> list[tuple[list[int], list[int]]]:
    """What to learn from and what to try on, five times; the same every time."""
    order = list(range(number))
    random.Random(seed).shuffle(order)  # noqa: S311
    return [
        ([at for place, at in enumerate(order) if place % FOLDS != fold], order[fold::FOLDS])
        for fold in range(FOLDS)
    ]


def interval(values: Sequence[float], *, rounds: int = 1000, seed: int = 7) -> tuple[float, float]:
    """Between which means 95 of 100 samples of as many questions lie (bootstrap)."""
    dice, drawn = np.random.default_rng(seed), np.asarray(values)
    means = dice.choice(drawn, (rounds, len(drawn))).mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


# ── refusal ─────────────────────────────────────────────────────────────────────────────────


def learn_refusal(rows: Matrix, yes: Matrix, importance: Matrix, *, calm: float = 0.02) -> Matrix:
    """A logistic regression (bias first) by Newton's steps; `calm` keeps its weights small."""
    whole = np.hstack([np.ones((len(rows), 1)), rows])
    weights = np.zeros(whole.shape[1])
    importance = importance / importance.sum() * len(rows)
    ridge = np.eye(len(weights)) * calm * len(rows)
    ridge[0, 0] = 0.0
    for _step in range(50):
        sure = 1 / (1 + np.exp(-np.clip(whole @ weights, -30, 30)))
        slope = whole.T @ (importance * (sure - yes)) + ridge @ weights
        curve = (whole * (importance * sure * (1 - sure))[:, None]).T @ whole + ridge
        move = np.linalg.solve(curve + 1e-9 * np.eye(len(weights)), slope)
        weights -= move
        if np.abs(move).max() < 1e-8:
            break
    return weights


def refusal_held_out(rows: Matrix, yes: Matrix, importance: Matrix) -> Matrix:
    """How sure each question is an answerable one, by weights learnt without it."""
    sure = np.zeros(len(rows))
    for kept, out in folds(len(rows)):
        middle, spread = rows[kept].mean(axis=0), rows[kept].std(axis=0) + 1e-9
        weights = learn_refusal((rows[kept] - middle) / spread, yes[kept], importance[kept])
        total = weights[0] + ((rows[out] - middle) / spread) @ weights[1:]
        sure[out] = 1 / (1 + np.exp(-total))
    return sure


def plain_weights(
    rows: Matrix, yes: Matrix, importance: Matrix, names: Sequence[str]
) -> dict[str, float]:
    """The regression over all of it, for signals as they are and not scaled."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    weights = learn_refusal((rows - middle) / spread, yes, importance)
    plain = weights[1:] / spread
    found = {"bias": float(weights[0] - (middle * plain).sum())}
    return found | {name: float(value) for name, value in zip(names, plain, strict=True)}


def best_threshold(sure: Matrix, yes: Matrix, *, keep: float) -> float:
    """The highest threshold that keeps this share of the answerable questions."""
    return float(np.quantile(sure[yes == 1], 1 - keep))
