"""The answers to one question joined into one estimate, and how far they are apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from sinau.risk import engine
from sinau.risk.calibrating import performance_weights
from sinau.risk.engine.frequency import HIGH, LOW, chance_of
from sinau.risk.models import Answer, Grade, Question, Way


class Method(StrEnum):
    """How answers are weighed: all the same, or by how well each did in training."""

    EQUAL = "equal"
    PERFORMANCE = "performance"


def latest_answers(question: Question) -> list[Answer]:
    """The revised answer of each estimator where there is one, else the first."""
    return latest_of(question.answers.select_related("estimator__person", "estimator__agency"))


def latest_of(answers: Iterable[Answer]) -> list[Answer]:
    """The same of answers that are at hand."""
    found: dict[int, Answer] = {}
    for answer in sorted(answers, key=lambda one: one.turn):
        found[answer.estimator_id] = answer
    return [found[key] for key in sorted(found)]


def weights_of(answers: Sequence[Answer], method: Method) -> tuple[Method, list[float]]:
    """The weight of each answer; without enough training of everybody all count the same."""
    if method == Method.PERFORMANCE:
        known = performance_weights(one.estimator.person for one in answers)
        if known:
            return method, [known[one.estimator.person_id] for one in answers]
    return Method.EQUAL, [1 / len(answers)] * len(answers)


def pooled(answers: Sequence[Answer], method: Method) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns of the joint estimate, and how it was joined."""
    used, weights = weights_of(answers, method)
    rate, loss = joined(answers, weights)
    low, high = max(1e-9, rate.quantile(LOW)), rate.quantile(HIGH)
    is_chance = chance_of(high) < 0.95
    columns = {
        "way": Way.CHANCE if is_chance else Way.EVENTS,
        "low": chance_of(low) if is_chance else low,
        "high": chance_of(high) if is_chance else high,
        "events": None,
        "years": None,
        "loss_low": max(1, round(loss.quantile(LOW))),
        "loss_high": max(1, round(loss.quantile(HIGH))),
        # A chain is as firm as its weakest ground.
        "grade": max((one.grade for one in answers), key=list(Grade.values).index),
        "basis": "",
        "shape": rate.shape,
        "per": rate.rate,
    }
    pooling = {
        "method": str(used),
        "answers": [one.pk for one in answers],
        "weights": {
            str(one.estimator_id): round(weight, 6)
            for one, weight in zip(answers, weights, strict=True)
        },
        "estimators": len(answers),
        "agencies": len({one.estimator.agency_id for one in answers}),
        # Another answer of the same person is another estimate.
        "said": [[one.shape, one.per, one.loss_low, one.loss_high] for one in answers],
    }
    return columns, pooling


def joined(answers: Sequence[Answer], weights: Sequence[float]) -> tuple[engine.Rate, engine.Loss]:
    """The linear pool of the rates and of the losses."""
    rate = engine.Rate.pooled([one.gamma for one in answers], weights)
    return rate, engine.Loss.pooled([one.loss for one in answers], weights)
