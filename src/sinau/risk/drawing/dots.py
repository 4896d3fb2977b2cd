"""A matrix of shares as circles: the larger the circle, the larger the share."""

from __future__ import annotations

import math
from collections.abc import Sequence

from django.utils.safestring import SafeString

from sinau.risk.drawing.paper import WIDTH, Paper, wrapped

LEFT, ROW, TOP = 96.0, 38.0, 24.0


def draw(
    rows: Sequence[str],
    columns: Sequence[str],
    shares: Sequence[Sequence[float]],
    *,
    title: str,
    desc: str,
) -> SafeString:
    """Rows and columns of shares between 0 and 1; the percent stands in or beside each circle."""
    paper = Paper(title, desc)
    wide = (WIDTH - LEFT) / max(1, len(columns))
    most = max((share for line in shares for share in line), default=0.0) or 1.0
    largest = min(wide, ROW) / 2 - 2
    for at, name in enumerate(columns):
        paper.text(LEFT + wide * (at + 0.5), 14, name, "strong", anchor="middle")
    for row, (name, line) in enumerate(zip(rows, shares, strict=True)):
        y = TOP + ROW * (row + 0.5)
        paper.line(0, TOP + ROW * (row + 1), WIDTH, TOP + ROW * (row + 1), "drawing__grid")
        lines = wrapped(name, LEFT - 6, most=2)
        paper.lines(0, y + 4 - 7 * (len(lines) - 1), lines)
        for at, share in enumerate(line):
            if share <= 0:
                continue
            x = LEFT + wide * (at + 0.5)
            radius = max(1.5, largest * math.sqrt(share / most))
            paper.circle(x, y, radius, "drawing__dot")
            if share >= 0.005:
                inside = radius > 12
                paper.text(
                    x if inside else x + radius + 2, y + 4, f"{share * 100:.0f}",
                    "on-dot" if inside else "", anchor="middle" if inside else "start",
                )  # fmt: skip
    return paper.done(TOP + ROW * len(rows) + 4)
