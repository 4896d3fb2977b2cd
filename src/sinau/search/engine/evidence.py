"""Decide whether what was found is enough to be called an answer, and say why not in plain figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from .analysis import load
from .bm25 import Hit
from .query import Plan

RULES = load("refusal")


class Outcome(Enum):
    """What may be said of the first passages."""

    ANSWERS = "answers"
    CLOSEST = "closest"
    UNKNOWN = "unknown"


class Signals(NamedTuple):
    """What the decision is made from, each between nought and about one."""

    similarity: float
    score: float
    coverage: float
    agreement: float


@dataclass(frozen=True)
class Evidence:
    """How strong the first passages are, and what of the question they leave out."""

    score: float
    coverage: float
    confidence: float
    unknown: tuple[str, ...]
    missing: tuple[str, ...]
    similarity: float | None = None
    agreement: float = 0.0

    @property
    def enough(self) -> bool:
        """Whether the passages may be shown as an answer."""
        return self.outcome is Outcome.ANSWERS

    @property
    def outcome(self) -> Outcome:
        """Whether the passages answer, only come close, or say nothing of it."""
        if self.confidence >= _rules(self.similarity is not None)["threshold"]:
            return Outcome.ANSWERS
        close = self.confidence >= _rules(self.similarity is not None)["closest"]
        return Outcome.CLOSEST if close else Outcome.UNKNOWN


def _rules(with_vectors: bool) -> dict[str, float]:
    rules: dict[str, float] = RULES["vectors" if with_vectors else "words"]
    return rules


def weigh(plan: Plan, hits: Sequence[Hit]) -> Evidence:
    """Weigh the first hits against the whole of what was asked; with similarities where there are any."""
    first = hits[: RULES["decision"]["first"]]
    missing = tuple(concept.surface for concept in plan.concepts)
    if not first or not plan.importance:
        return Evidence(0.0, 0.0, 0.0, plan.unknown, missing)
    known = any(hit.similarity is not None for hit in hits)
    found = signals(plan, hits)
    rules = _rules(known)
    total = rules["bias"] + sum(
        rules.get(name, 0.0) * value for name, value in found._asdict().items()
    )
    best = max(first, key=lambda hit: plan.coverage(hit.terms))
    missing = tuple(concept.surface for concept in plan.concepts if concept.found(best.terms) < 0.5)
    return Evidence(
        found.score,
        found.coverage,
        1 / (1 + math.exp(-max(min(total, 60.0), -60.0))),
        plan.unknown,
        missing,
        found.similarity if known else None,
        found.agreement,
    )


def signals(plan: Plan, hits: Sequence[Hit]) -> Signals:
    """The figures of the decision: the best cosine, BM25 against all that was asked, coverage, agreement."""
    first = hits[: RULES["decision"]["first"]]
    if not first or not plan.importance:
        return Signals(0.0, 0.0, 0.0, 0.0)
    score = max(hit.score for hit in first) / plan.importance
    return Signals(
        max(hit.similarity or 0.0 for hit in hits),
        min(score, RULES["decision"]["score_at_most"]),
        max(plan.coverage(hit.terms) for hit in first),
        _agreement(hits),
    )


def _agreement(hits: Sequence[Hit], *, of: int = 10) -> float:
    """The share of the ten best by words that are among the ten best by meaning."""
    by_words = sorted(hits, key=lambda hit: -hit.score)[:of]
    by_meaning = sorted(hits, key=lambda hit: -(hit.similarity or 0.0))[:of]
    return len({hit.key for hit in by_words} & {hit.key for hit in by_meaning}) / of


def companions(plan: Plan, hits: Sequence[Hit], *, at_most: int = 3) -> list[Hit]:
    """The hits worth quoting together: the first, and those that hold nearly as much of the question."""
    quoted: list[Hit] = []
    for hit in hits[:at_most]:
        held = plan.coverage(hit.terms)
        if not quoted or held >= RULES["decision"]["companion"] * plan.coverage(quoted[0].terms):
            quoted.append(hit)
    return quoted


@dataclass(frozen=True)
class Reason:
    """What one word of the question added to the score of one passage."""

    word: str
    found_as: tuple[str, ...]
    added: float


def explain(plan: Plan, hit: Hit) -> list[Reason]:
    """Why a passage was found: each part of the question, how it was found, and what it added."""
    reasons = []
    for concept in plan.concepts:
        ways = {term.text for way in (concept.said, *concept.meant) for term in way}
        found = tuple(term for term in sorted(ways) if term in hit.terms)
        reasons.append(Reason(concept.surface, found, sum(hit.terms[term] for term in found)))
    return reasons
