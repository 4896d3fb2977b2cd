"""The four figures of a summary. Each says a number, what it is out of, and lists its rows."""

from __future__ import annotations

from sinau.insight.figures.figure import Figure, Row, Shown
from sinau.insight.figures.learning import LEARNING
from sinau.insight.figures.questions import QUESTIONS
from sinau.insight.figures.risks import RISKS
from sinau.insight.figures.service import SERVICE

FIGURES: dict[str, Figure] = {
    figure.slug: figure for figure in (LEARNING, QUESTIONS, SERVICE, RISKS)
}

__all__ = ["FIGURES", "Figure", "Row", "Shown"]
