"""The nouns of evaluation."""

from sinau.evaluation.models.asking import Invitation, Level, Questionnaire, Response, Voice
from sinau.evaluation.models.evaluations import Evaluation, Score
from sinau.evaluation.models.indicators import Indicator, IndicatorValue

__all__ = [
    "Evaluation",
    "Indicator",
    "IndicatorValue",
    "Invitation",
    "Level",
    "Questionnaire",
    "Response",
    "Score",
    "Voice",
]
