"""Groups of opinion as plain SVG: circles with letters and sizes; no person is a point."""

from __future__ import annotations

from itertools import count

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sinau.innovation.opinions import Landscape

WIDE, HIGH, EDGE = 480, 300, 64
_serial = count(1)


def letter(at: int) -> str:
    """What a group is called."""
    return "ABCDE"[at]


def camps_svg(found: Landscape) -> SafeString:
    """Each group as a circle where it lies; the larger the circle, the more people."""
    key = f"kelompok-{next(_serial)}"
    said = "; ".join(
        _("kelompok %(name)s: %(size)s orang") % {"name": letter(at), "size": camp.size}
        for at, camp in enumerate(found.camps)
    )
    title, own_words = escape(_("Kelompok pendapat")), escape(_("termasuk Anda"))
    out = [
        f'<svg class="camps" viewBox="0 0 {WIDE} {HIGH}" role="img" '
        f'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{title}</title>'
        f'<desc id="{key}-d">{escape(said)}</desc>'
        f'<line class="chart__grid" x1="0" y1="{HIGH / 2}" x2="{WIDE}" y2="{HIGH / 2}"/>'
        f'<line class="chart__grid" x1="{WIDE / 2}" y1="0" x2="{WIDE / 2}" y2="{HIGH}"/>'
    ]
    for at, (x, y, radius) in enumerate(_places(found)):
        people = escape(_("%(size)s orang") % {"size": found.camps[at].size})
        own = " camps__circle--mine" if found.mine == at else ""
        out.append(
            f'<circle class="camps__circle{own}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'
            f'<text class="camps__letter" x="{x:.1f}" y="{y:.1f}">{letter(at)}</text>'
            f'<text class="camps__size" x="{x:.1f}" y="{y + 19:.1f}">{people}</text>'
        )
        if own:
            out.append(f'<text class="camps__size" x="{x:.1f}" y="{y + 36:.1f}">{own_words}</text>')
    return mark_safe("".join(out) + "</svg>")


def _places(found: Landscape) -> list[tuple[float, float, float]]:
    """Middles stretched to fill the picture, then pushed apart until no two circles overlap."""
    widest = max((max(abs(c.x), abs(c.y)) for c in found.camps), default=0) or 1
    sizes = [38 + 34 * (camp.size / found.placed) ** 0.5 for camp in found.camps]
    spots = [
        [
            WIDE / 2 + camp.x / widest * (WIDE / 2 - EDGE),
            HIGH / 2 - camp.y / widest * (HIGH / 2 - EDGE),
        ]
        for camp in found.camps
    ]
    for _turn in range(60):
        _push_apart(spots, sizes)
    return [
        (
            min(max(x, size), WIDE - size),
            min(max(y, size), HIGH - size),
            size,
        )
        for (x, y), size in zip(spots, sizes, strict=True)
    ]


def _push_apart(spots: list[list[float]], sizes: list[float]) -> None:
    for one in range(len(spots)):
        for two in range(one):
            dx, dy = spots[one][0] - spots[two][0], spots[one][1] - spots[two][1]
            away = (dx * dx + dy * dy) ** 0.5
            lack = sizes[one] + sizes[two] + 6 - away
            if lack <= 0:
                continue
            ux, uy = (dx / away, dy / away) if away > 1e-6 else (1.0, 0.0)
            for place, sign in ((one, 1), (two, -1)):
                spots[place][0] += sign * ux * lack / 2
                spots[place][1] += sign * uy * lack / 2
