"""Decide whether what was found is enough to be called an answer, and say why not in plain figures."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from .analysis import load
from .bm25 import Hit
from .query import Plan

RULES = load("refusal")


class Outcome(Enum):
    """What may be said of the first passages."""

    ANSWERS = "answers"
    CLOSEST = "closest"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Evidence:
    """How strong the first passages are, and what of the question they leave out."""

    score: float
    coverage: float
    confidence: float
    unknown: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def enough(self) -> bool:
        """Whether the passages may be shown as an answer."""
        return self.outcome is Outcome.ANSWERS

    @property
    def outcome(self) -> Outcome:
        """Whether the passages answer, only come close, or say nothing of it."""
        if self.confidence >= RULES["decision"]["threshold"]:
            return Outcome.ANSWERS
        return Outcome.CLOSEST if self.coverage >= RULES["decision"]["near"] else Outcome.UNKNOWN


def weigh(plan: Plan, hits: Sequence[Hit]) -> Evidence:
    """Weigh the first hits against the whole of what was asked."""
    first = hits[: RULES["decision"]["first"]]
    if not first or not plan.importance:
        missing = tuple(concept.surface for concept in plan.concepts)
        return Evidence(0.0, 0.0, 0.0, plan.unknown, missing)
    rules = RULES["signal"]
    score = min(first[0].score / plan.importance, rules["score_at_most"])
    best = max(first, key=lambda hit: plan.coverage(hit.terms))
    coverage = plan.coverage(best.terms)
    total = rules["bias"] + rules["score"] * score + rules["coverage"] * coverage
    missing = tuple(concept.surface for concept in plan.concepts if concept.found(best.terms) < 0.5)
    return Evidence(score, coverage, 1 / (1 + math.exp(-total)), plan.unknown, missing)


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
