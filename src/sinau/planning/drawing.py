"""The nine boxes drawn as plain SVG: numbers and names, no colour needed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sinau.planning.models import Rating
from sinau.planning.rules import Box, bands, boxes

WIDTH, HEIGHT, GAP, LEFT, TOP = 186, 104, 6, 118, 8
_serial = count(1)


def grid(counts: Mapping[int, str], chosen: str = "") -> SafeString:
    """Potential from left to right, performance from below to above; how many stand in each box."""
    columns = [band.key for band in bands()]
    rows = [Rating.ABOVE, Rating.AS, Rating.BELOW]
    key = f"kotak-{next(_serial)}"
    wide, high = LEFT + 3 * (WIDTH + GAP), TOP + 3 * (HEIGHT + GAP) + 46
    said = "; ".join(f"{b.number} {b.name}: {counts[b.number]}" for b in boxes())
    out = [
        f'<svg class="boxes" viewBox="0 0 {wide} {high}" role="img" '
        f'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(_("Sembilan kotak talenta"))}'
        f'</title><desc id="{key}-d">{escape(said)}</desc>'
    ]
    for box in boxes():
        x = LEFT + columns.index(box.band) * (WIDTH + GAP)
        y = TOP + rows.index(Rating(box.rating)) * (HEIGHT + GAP)
        out.append(_cell(box, x, y, counts[box.number], str(box.number) == chosen))
    for at, rating in enumerate(rows):
        out += _words(str(rating.label), 0, TOP + at * (HEIGHT + GAP) + HEIGHT // 2 - 4, 14)
    for at, band in enumerate(bands()):
        x = LEFT + at * (WIDTH + GAP) + WIDTH // 2
        y = TOP + 3 * (HEIGHT + GAP) + 16
        out.append(f'<text class="boxes__axis" x="{x}" y="{y}" text-anchor="middle">')
        out.append(f"{escape(_('Potensi'))} {escape(band.name.lower())}</text>")
    return mark_safe("".join(out) + "</svg>")


def _cell(box: Box, x: int, y: int, count: str, is_chosen: bool) -> str:
    level = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 3, 8: 3, 9: 3}[box.number]
    ring = " boxes__cell--chosen" if is_chosen else ""
    name = "".join(_words(box.name, x + 12, y + 74, 24))
    return (
        f'<rect class="boxes__cell boxes__cell--{level}{ring}" x="{x}" y="{y}" width="{WIDTH}" '
        f'height="{HEIGHT}" rx="8"/>'
        f'<text class="boxes__number" x="{x + WIDTH - 12}" y="{y + 22}" text-anchor="end">'
        f"{box.number}</text>"
        f'<text class="boxes__count" x="{x + 12}" y="{y + 42}">{escape(count)}</text>{name}'
    )


def _words(text: str, x: int, y: int, length: int) -> list[str]:
    """A name over as many short lines as it needs."""
    lines: list[str] = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > length:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return [
        f'<text class="boxes__axis" x="{x}" y="{y + at * 15}">{escape(line)}</text>'
        for at, line in enumerate(lines)
    ]
