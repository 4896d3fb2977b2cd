"""What several attempts come to, and when a learner may read what was right."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class GradingRule(StrEnum):
    """Which attempt counts."""

    HIGHEST = "highest"
    LATEST = "latest"
    FIRST = "first"
    AVERAGE = "average"


class ReviewRule(StrEnum):
    """When marks, feedback and right answers are shown."""

    AT_ONCE = "at_once"
    AFTER_SUBMIT = "after_submit"
    AFTER_CLOSE = "after_close"
    NEVER = "never"


def result_of(rule: GradingRule, scores: Sequence[Decimal]) -> Decimal | None:
    """The score that counts, of the scores in the order of the attempts; None without any."""
    if not scores:
        return None
    match rule:
        case GradingRule.HIGHEST:
            return max(scores)
        case GradingRule.LATEST:
            return scores[-1]
        case GradingRule.FIRST:
            return scores[0]
        case GradingRule.AVERAGE:
            mean = sum(scores, Decimal(0)) / len(scores)
            return mean.quantize(Decimal("0.01"), ROUND_HALF_UP)
