"""Charts drawn on the server: plain SVG that prints, is read aloud and needs no script.

Every function takes plain numbers and returns SVG. Bars and lines are laid out in percent and
`em`, so letters keep their size on a phone; colours come from classes, never from `style`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, count
from math import pi
from textwrap import wrap

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

Number = int | float | Decimal

_serial = count(1)

# How many letters of a label and its number stand side by side on a phone, and the height of
# one more line, in rem.
MOST_LETTERS = 46
LINE = 1.2


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One labelled length. tone: "" | quiet | earned | bad."""

    label: str
    value: Number
    note: str = ""
    tone: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Point:
    """One moment of a line."""

    label: str
    value: Number


@dataclass(frozen=True, kw_only=True)
class HeatCell:
    """One field of a matrix. level 1 to 5 is how dark it is; ringed draws an outline."""

    level: int
    count: int = 0
    score: int | None = None
    ringed: bool = False
    url: str = ""
    label: str = ""


def words(value: Number, unit: str = "") -> str:
    """A number as it is written here: 1.234,5 with its unit."""
    number = Decimal(str(value)).quantize(Decimal("0.1"))
    text = f"{number:,.1f}".removesuffix(".0").translate(str.maketrans(",.", ".,"))
    return f"{text} {unit}".strip() if unit != "%" else f"{text} %"


def _named(title: str, desc: str) -> tuple[str, str]:
    """The title and description elements, and the attribute which points at them."""
    key = f"chart-{next(_serial)}"
    parts = f'<title id="{key}-t">{escape(title)}</title>'
    ids = f"{key}-t"
    if desc:
        parts += f'<desc id="{key}-d">{escape(desc)}</desc>'
        ids += f" {key}-d"
    return f'role="img" aria-labelledby="{ids}"', parts


def _p(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _label_lines(bar: Bar, said: str) -> list[str]:
    """The words of a bar in lines that leave room for its number on a phone; SVG breaks none."""
    return wrap(bar.label, max(20, MOST_LETTERS - len(said) - len(bar.note))) or [""]


def bar(
    bars: Sequence[Bar],
    *,
    title: str,
    desc: str = "",
    unit: str = "",
    target: Number | None = None,
    target_label: str = "",
    top: Number | None = None,
) -> SafeString:
    """Horizontal bars from zero, each with its words above it and its number at the end."""
    most = max([float(b.value) for b in bars] + [float(target or 0), float(top or 0)], default=0.0)
    most = most or 1.0
    # In rem: an em of a word is smaller than an em of a bar, and the two would drift apart.
    said_lines = [_label_lines(b, words(b.value, unit)) for b in bars]
    tops = list(accumulate((3.0 + LINE * (len(lines) - 1) for lines in said_lines), initial=0.0))
    height = tops[-1] + (1.6 if target is not None else 0)
    has_links = any(b.url for b in bars)
    attributes, names = _named(title, desc)
    if has_links:
        attributes = attributes.replace('role="img"', 'role="group"')
    out = [f'<svg {attributes} width="100%" height="{_p(height)}rem">{names}']
    for b, y, lines in zip(bars, tops, said_lines, strict=False):
        share = max(0.0, float(b.value)) / most * 100
        said = escape(words(b.value, unit))
        note = f' <tspan class="chart__tick">{escape(b.note)}</tspan>' if b.note else ""
        label = (
            f'<text class="chart__label" x="0" y="{_p(y + 1.1)}rem">{escape(lines[0])}'
            + "".join(f'<tspan x="0" dy="{LINE}rem">{escape(rest)}</tspan>' for rest in lines[1:])
            + f"{note}</text>"
        )
        under = y + 1.55 + LINE * (len(lines) - 1)
        if b.url:
            label = f'<a href="{escape(b.url)}" aria-label="{escape(b.label)}: {said}">{label}</a>'
        tone = f" chart__bar--{escape(b.tone)}" if b.tone else ""
        out.append(
            f"{label}"
            f'<text class="chart__value" x="100%" y="{_p(y + 1.1)}rem" text-anchor="end">{said}</text>'
            f'<rect class="chart__track" x="0" y="{_p(under)}rem" width="100%" height="0.8rem" rx="3"/>'
            f'<rect class="chart__bar{tone}" x="0" y="{_p(under)}rem" width="{_p(share)}%" height="0.8rem" rx="3"/>'
        )
    if target is not None:
        x = float(target) / most * 100
        end = tops[-1]
        anchor = "end" if x > 50 else "start"
        text = target_label or _("Sasaran")
        out.append(
            f'<line class="chart__target" x1="{_p(x)}%" x2="{_p(x)}%" y1="1.35rem" y2="{_p(end)}rem"/>'
            f'<text class="chart__tick" x="{_p(x)}%" y="{_p(end + 1.1)}rem" text-anchor="{anchor}">'
            f"{escape(text)} {escape(words(target, unit))}</text>"
        )
    return mark_safe("".join(out) + "</svg>")


def line(
    points: Sequence[Point],
    *,
    title: str,
    desc: str = "",
    unit: str = "",
    compare: Sequence[Point] = (),
    compare_label: str = "",
    label: str = "",
) -> SafeString:
    """A line over time, named at its end; a second, quieter line may stand beside it."""
    series = [list(points)] + ([list(compare)] if compare else [])
    most = max((float(p.value) for s in series for p in s), default=0.0) or 1.0
    step = _nice(most / 3)
    steps = int(-(-most // step)) or 1
    most = step * steps
    left, right, top, bottom = 2.0, 96.0, 10.0, 80.0
    attributes, names = _named(title, desc)
    out = [f'<svg {attributes} width="100%" height="15em">{names}']

    def x_of(index: int, length: int) -> float:
        return left + (right - left) * (index / (length - 1) if length > 1 else 0.5)

    def y_of(value: Number) -> float:
        return bottom - (bottom - top) * float(value) / most

    for number in range(steps + 1):
        y = y_of(step * number)
        css = "chart__axis" if number == 0 else "chart__grid"
        out.append(
            f'<line class="{css}" x1="0" x2="100%" y1="{_p(y)}%" y2="{_p(y)}%"/>'
            # Above its line, so that a long number never leaves a narrow screen.
            f'<text class="chart__tick" x="0" y="{_p(y)}%" dy="-0.35em">'
            f"{escape(words(step * number))}</text>"
        )
    for which, data in reversed(list(enumerate(series))):
        if not data:
            continue
        quiet = " chart__line--quiet" if which else ""
        dot = " chart__dot--quiet" if which else ""
        drawn = " ".join(
            f"{_p(x_of(i, len(data)))},{_p(y_of(p.value))}" for i, p in enumerate(data)
        )
        out.append(
            '<svg x="0" y="0" width="100%" height="100%" viewBox="0 0 100 100" '
            f'preserveAspectRatio="none"><polyline class="chart__line{quiet}" points="{drawn}"/></svg>'
        )
        last = data[-1]
        x, y = x_of(len(data) - 1, len(data)), y_of(last.value)
        name = compare_label if which else label
        said = f"{name} {words(last.value, unit)}".strip()
        out.append(
            f'<circle class="chart__dot{dot}" cx="{_p(x)}%" cy="{_p(y)}%" r="5"/>'
            f'<text class="{"chart__label" if which else "chart__value"}" x="100%" y="{_p(y)}%" '
            f'dy="{"1.5em" if which else "-0.8em"}" text-anchor="end">{escape(said)}</text>'
        )
    if points:
        every = max(1, -(-len(points) // 4))
        shown = sorted({*range(0, len(points) - max(1, every - 1), every), len(points) - 1})
        for index in shown:
            anchor = "start" if index == 0 else "end" if index == len(points) - 1 else "middle"
            out.append(
                f'<text class="chart__tick" x="{_p(x_of(index, len(points)))}%" y="91%" '
                f'text-anchor="{anchor}">{escape(points[index].label)}</text>'
            )
    return mark_safe("".join(out) + "</svg>")


def _nice(raw: float) -> float:
    """The next round step: 1, 2, 2.5 or 5 times a power of ten."""
    if raw <= 0:
        return 1.0
    power = 10.0 ** (len(str(int(raw))) - 1) if raw >= 1 else 0.1
    for factor in (1, 2, 2.5, 5, 10):
        if raw <= factor * power:
            return factor * power
    return 10 * power


def ring(value: Number, total: Number, *, title: str, figure: str = "", of: str = "") -> SafeString:
    """How much of a whole is there, as a ring with the figure inside."""
    radius = 50.0
    around = 2 * pi * radius
    share = min(1.0, max(0.0, float(value) / float(total))) if total else 0.0
    attributes, names = _named(title, "")
    arc = (
        f'<circle class="ring__value" cx="60" cy="60" r="50" fill="none" stroke-width="12" '
        f'stroke-linecap="round" stroke-dasharray="{_p(around * share)} {_p(around)}" '
        'transform="rotate(-90 60 60)"/>'
        if share > 0
        else ""
    )
    return mark_safe(
        f'<svg class="ring__svg" viewBox="0 0 120 120" {attributes}>{names}'
        '<circle class="ring__track" cx="60" cy="60" r="50" fill="none" stroke-width="12"/>'
        f"{arc}"
        f'<text class="ring__figure" x="60" y="{60 if of else 69}" font-size="27" '
        f'text-anchor="middle">{escape(figure or words(value))}</text>'
        + (
            f'<text class="ring__of" x="60" y="79" font-size="13" text-anchor="middle">{escape(of)}</text>'
            if of
            else ""
        )
        + "</svg>"
    )


def sparkline(values: Sequence[Number], *, title: str) -> SafeString:
    """The shape of a few numbers, small enough for a table cell; the last one is marked."""
    attributes, names = _named(title, "")
    if not values:
        return mark_safe(f'<svg class="sparkline" viewBox="0 0 96 28" {attributes}>{names}</svg>')
    low, high = min(map(float, values)), max(map(float, values))
    spread = (high - low) or 1.0
    length = len(values)
    places = [
        (4 + 88 * (i / (length - 1) if length > 1 else 1), 24 - 20 * (float(v) - low) / spread)
        for i, v in enumerate(values)
    ]
    drawn = " ".join(f"{_p(x)},{_p(y)}" for x, y in places)
    x, y = places[-1]
    return mark_safe(
        f'<svg class="sparkline" viewBox="0 0 96 28" {attributes}>{names}'
        f'<polyline class="chart__line" points="{drawn}"/>'
        f'<circle class="chart__dot" cx="{_p(x)}" cy="{_p(y)}" r="4"/></svg>'
    )


def heat(
    cells: Mapping[tuple[int, int], HeatCell],
    *,
    title: str,
    row_names: Sequence[str],
    column_names: Sequence[str],
    row_title: str,
    column_title: str,
    desc: str = "",
) -> SafeString:
    """A matrix with row 1 at the bottom: how many stand in each field, how dark the field is."""
    size, gap, left, top = 56, 4, 92, 22
    rows, columns = len(row_names), len(column_names)
    width = left + columns * (size + gap)
    height = top + rows * (size + gap) + 52
    attributes, names = _named(title, desc)
    if any(cell.url for cell in cells.values()):
        attributes = attributes.replace('role="img"', 'role="group"')
    out = [f'<svg class="heat" viewBox="0 0 {width} {height}" {attributes}>{names}']
    out.append(
        f'<text class="heat__axis heat__axis--title" x="0" y="12">{escape(row_title)}</text>'
    )
    for row in range(rows, 0, -1):
        y = top + (rows - row) * (size + gap)
        out.append(
            _lines(row_names[row - 1], x=left - 8, y=y + size / 2 - 3, number=row, anchor="end")
        )
        for column in range(1, columns + 1):
            x = left + (column - 1) * (size + gap)
            out.append(_cell(cells.get((row, column), HeatCell(level=1)), x, y, size))
    foot = top + rows * (size + gap)
    for column in range(1, columns + 1):
        middle = left + (column - 1) * (size + gap) + size / 2
        out.append(
            _lines(column_names[column - 1], x=middle, y=foot + 10, number=column, anchor="middle")
        )
    out.append(
        f'<text class="heat__axis heat__axis--title" x="{width - gap}" y="{height - 4}" text-anchor="end">'
        f"{escape(column_title)}</text></svg>"
    )
    return mark_safe("".join(out))


def _lines(name: str, *, x: float, y: float, number: int, anchor: str) -> str:
    """A number and its name in one or two short lines."""
    first, _, rest = name.partition(" ")
    spans = "".join(
        f'<tspan x="{_p(x)}" dy="{0 if i == 0 else 12}">{escape(part)}</tspan>'
        for i, part in enumerate(filter(None, (f"{number} {first}", rest)))
    )
    return f'<text class="heat__axis" y="{_p(y)}" text-anchor="{anchor}">{spans}</text>'


def _cell(cell: HeatCell, x: int, y: int, size: int) -> str:
    middle = x + size / 2
    box = f'<rect class="heat__cell--{cell.level}" x="{x}" y="{y}" width="{size}" height="{size}" rx="6"/>'
    if cell.ringed:
        box += (
            f'<rect class="heat__ring" x="{x + 1.5}" y="{y + 1.5}" width="{size - 3}" '
            f'height="{size - 3}" rx="5"/>'
        )
    if cell.count:
        box += (
            f'<text class="heat__text heat__text--{cell.level}" x="{_p(middle)}" '
            f'y="{_p(y + size / 2 + 6)}">{cell.count}</text>'
        )
    if cell.score is not None:
        box += f'<text class="heat__score heat__text--{cell.level}" x="{x + 6}" y="{y + 13}">{cell.score}</text>'
    if cell.url:
        return f'<a href="{escape(cell.url)}" aria-label="{escape(cell.label)}">{box}</a>'
    return box
