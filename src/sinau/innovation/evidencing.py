"""What the house itself can count for the innovation index, and the papers of an idea."""

from __future__ import annotations

from datetime import date

from sinau.innovation.index_score import Paper, Score, score
from sinau.innovation.models import Evidence, Idea
from sinau.innovation.multisector import band
from sinau.kernel.clock import WIB

# Months of work before launch that give parameter 3 and 2.
QUICK, STEADY = 4, 8
# A system with AI in it is the highest kind of tool the index knows.
TOOL, NETWORK, SPEED = 19, 24, 32


def seen_of(idea: Idea) -> dict[int, int]:
    """Parameters that follow from stored rows: tool, network, speed of making."""
    found = {NETWORK: band(idea.partners.count())}
    launch = idea.launches.order_by("launched_at").first()
    if idea.pilots.exists():
        found[TOOL] = 3
    if launch is not None:
        months = _months(
            idea.drafted_at.astimezone(WIB).date(), launch.launched_at.astimezone(WIB).date()
        )
        found[SPEED] = 3 if months <= QUICK else 2 if months <= STEADY else 1
    return {number: parameter for number, parameter in found.items() if parameter}


def score_of(idea: Idea, papers: list[Evidence]) -> Score:
    """The range of this idea today."""
    return score(
        [
            Paper(
                indicator=paper.indicator,
                parameter=paper.parameter,
                holds=paper.check_row.holds if hasattr(paper, "check_row") else None,
            )
            for paper in papers
        ],
        seen_of(idea),
    )


def _months(begun: date, ended: date) -> int:
    """Months begun, so that a month and a day are two."""
    whole = (ended.year - begun.year) * 12 + ended.month - begun.month
    return max(whole + (ended.day > begun.day), 1)
