"""What is believed of a rate over the years: a fan that narrows with what is seen, and the incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from sinau.risk.drawing.paper import WIDTH, Paper, wrapped

LEFT, RIGHT, TOP, BOTTOM = 40.0, WIDTH - 12, 16.0, 190.0


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What is believed at one time: percentiles of events a year, and the incidents since the last one."""

    label: str
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float
    incidents: int = 0


def draw(
    moments: Sequence[Moment], *, title: str, desc: str, axis: str, incident_label: str
) -> SafeString:
    """A pale band for nine in ten, a darker one for the middle half, a line, and triangles for incidents."""
    paper = Paper(title, desc)
    most = max((moment.p95 for moment in moments), default=1.0) * 1.1 or 1.0
    last = max(1, len(moments) - 1)

    def x(at: int) -> float:
        return LEFT + (RIGHT - LEFT) * (at / last if len(moments) > 1 else 0.5)

    def y(rate: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * rate / most

    for step in range(4):
        rate = most * step / 3
        paper.line(LEFT, y(rate), RIGHT, y(rate), "drawing__grid" if step else "drawing__axis")
        paper.text(LEFT - 5, y(rate) + 4, _said(rate, most), anchor="end")
    for low, high, css in (("p5", "p95", "drawing__band"), ("p25", "p75", "drawing__band-inner")):
        there = [(x(at), y(getattr(one, high))) for at, one in enumerate(moments)]
        back = [(x(at), y(getattr(one, low))) for at, one in enumerate(moments)]
        paper.path([*there, *reversed(back)], css, close=True)
    paper.path(
        [(x(at), y(one.p50)) for at, one in enumerate(moments)],
        "drawing__line drawing__line--now",
    )
    every = max(1, -(-len(moments) // 5))
    for at, one in enumerate(moments):
        if at % every == 0 or at == last:
            anchor = "start" if at == 0 else "end" if at == last else "middle"
            if at == last or last - at >= every * 0.7:
                paper.text(x(at), BOTTOM + 32, one.label, anchor=anchor)
        if one.incidents:
            top = BOTTOM + 4
            paper.path(
                [(x(at), top), (x(at) - 6, top + 11), (x(at) + 6, top + 11)],
                "drawing__incident",
                close=True,
            )
            if one.incidents > 1:
                beside = -8 if at == last else 8
                anchor = "end" if at == last else "start"
                paper.text(x(at) + beside, top + 11, f"×{one.incidents}", "strong", anchor=anchor)
    y_end = BOTTOM + 50
    paper.text(LEFT, TOP - 5, axis, "strong")
    if any(one.incidents for one in moments):
        paper.path(
            [(LEFT + 6, y_end - 10), (LEFT, y_end + 1), (LEFT + 12, y_end + 1)],
            "drawing__incident",
            close=True,
        )
        lines = wrapped(incident_label, RIGHT - LEFT - 20, most=2)
        paper.lines(LEFT + 18, y_end, lines)
        y_end += 14 * len(lines)
    return paper.done(y_end)


def _said(rate: float, most: float) -> str:
    places = 2 if most < 1 else 1
    return f"{rate:.{places}f}".replace(".", ",")
