"""Ranges below each other on one scale: what people said, how sure a share is, and what was aimed at."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sinau.risk.drawing.paper import WIDTH, Paper, wrapped

LEFT, RIGHT, ROW = 12.0, WIDTH - 12, 42.0


@dataclass(frozen=True, kw_only=True)
class Span:
    """A range with its middle; `said` is the same in words. A strong one is what the others are held to."""

    label: str
    low: float
    middle: float
    high: float
    said: str
    strong: bool = False


def draw(
    spans: Sequence[Span],
    *,
    title: str,
    desc: str,
    ticks: Sequence[tuple[float, str]],
    target: float | None = None,
    target_label: str = "",
    logarithmic: bool = False,
) -> SafeString:
    """Lines with a dot, from the first to the last tick."""
    paper = Paper(title, desc)
    first, last = ticks[0][0], ticks[-1][0]

    def x(value: float) -> float:
        if logarithmic:
            share = math.log(max(value, first) / first) / math.log(last / first)
        else:
            share = (value - first) / (last - first)
        return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share))

    top = 18.0 if target is not None else 4.0
    foot = top + ROW * len(spans)
    for value, words in ticks:
        paper.line(x(value), top, x(value), foot, "drawing__grid")
        at_edge = "start" if value == first else "end" if value == last else "middle"
        paper.text(x(value), foot + 15, words, anchor=at_edge)
    if target is not None:
        for at in range(len(spans)):
            # Beside each range only, so that no word is struck through.
            y = top + ROW * at
            paper.line(x(target), y + 19, x(target), y + 33, "drawing__tolerance")
        anchor = "end" if x(target) > WIDTH / 2 else "start"
        paper.text(x(target), 12, target_label, "strong", anchor=anchor)
    for at, span in enumerate(spans):
        y = top + ROW * at
        kind = "strong" if span.strong else ""
        name = wrapped(span.label, (RIGHT - LEFT) - len(span.said) * 6.5, most=1)[0]
        paper.text(LEFT, y + 14, name, kind)
        paper.text(RIGHT, y + 14, span.said, kind, anchor="end")
        line = "drawing__span drawing__span--strong" if span.strong else "drawing__span"
        paper.line(x(span.low), y + 26, x(span.high), y + 26, line)
        for end in (span.low, span.high):
            paper.line(x(end), y + 21, x(end), y + 31, "drawing__span")
        paper.circle(x(span.middle), y + 26, 5, "drawing__dot")
    return paper.done(foot + 20)
