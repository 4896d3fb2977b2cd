"""The network of agencies as plain SVG: numbers on a ring, sector beside sector."""

from __future__ import annotations

from itertools import count
from math import cos, pi, sin

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sinau.innovation.collaborating import Collaboration, Neighbour

SIDE, RING, DOT = 480, 190, 15
_serial = count(1)


def ring(city: Collaboration) -> SafeString:
    """Tied agencies on a ring; ties between sectors are drawn stronger than those within one."""
    tied = city.tied
    spots = {one.name: _spot(at, len(tied)) for at, one in enumerate(tied)}
    key = f"jejaring-{next(_serial)}"
    said = "; ".join(_("%(one)s dengan %(two)s") % {"one": a, "two": b} for a, b in city.found.ties)
    title = escape(_("Jejaring perangkat daerah"))
    out = [
        f'<svg class="ties" viewBox="0 0 {SIDE} {SIDE}" role="img" '
        f'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{title}</title>'
        f'<desc id="{key}-d">{escape(said)}</desc>'
    ]
    for (one, two), many in sorted(city.together.items()):
        (x1, y1), (x2, y2) = spots[one], spots[two]
        across = " ties__line--across" if city.sectors[one] != city.sectors[two] else ""
        dash = "" if across else ' stroke-dasharray="5 4"'
        out.append(
            f'<line class="ties__line{across}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" '
            f'y2="{y2:.1f}" stroke-width="{min(1 + 1.5 * many, 8):.1f}"{dash}/>'
        )
    for agency in tied:
        out.append(_node(agency, *spots[agency.name]))
    return mark_safe("".join(out) + "</svg>")


def _spot(at: int, of: int) -> tuple[float, float]:
    turn = 2 * pi * at / max(of, 1) - pi / 2
    return SIDE / 2 + RING * cos(turn), SIDE / 2 + RING * sin(turn)


def _node(agency: Neighbour, x: float, y: float) -> str:
    bridge = " ties__node--bridge" if agency.is_bridge else ""
    return (
        f'<circle class="ties__node{bridge}" cx="{x:.1f}" cy="{y:.1f}" r="{DOT}"/>'
        f'<text class="ties__name" x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle">'
        f"{agency.number}</text>"
    )
