"""A hundred years as a hundred signs, those that are struck full and crossed."""

from __future__ import annotations

from django.utils.safestring import SafeString

from sinau.risk.drawing.paper import Paper

STEP, RADIUS = 18.0, 6.5


def draw(struck: int, *, title: str, of: int = 100, after: int | None = None) -> SafeString:
    """Rows of ten from the top; with `after`, those kept away by controls are crossed circles, not full."""
    paper = Paper(title, css="drawing--icons")
    struck = max(0, min(of, struck))
    left = struck if after is None else max(0, min(struck, after))
    for at in range(of):
        x, y = STEP * (at % 10 + 0.5), STEP * (at // 10 + 0.5)
        if at < left:
            paper.circle(x, y, RADIUS, "drawing__year drawing__year--struck")
        elif at < struck:
            paper.circle(x, y, RADIUS, "drawing__year drawing__year--kept")
            reach = RADIUS * 0.7
            paper.line(x - reach, y + reach, x + reach, y - reach, "drawing__year-cross")
        else:
            paper.circle(x, y, 2.2, "drawing__year drawing__year--quiet")
    return paper.done(STEP * -(-of // 10), width=STEP * 10)
