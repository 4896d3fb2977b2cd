"""`{% load ui %}`: components with children, icons, forms, links that keep the query, charts."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sinau.kernel.words import number_id
from sinau.ui import charts, markdown
from sinau.ui.brand import Brand
from sinau.ui.brand import current as current_brand
from sinau.ui.kept import device_key_of
from sinau.ui.look import Look, look_of
from sinau.ui.navigation import Place, five_places

register = template.Library()


def _request(context: Context) -> HttpRequest | None:
    found = context.get("request") or getattr(context, "request", None)
    return found if isinstance(found, HttpRequest) else None


# ── components with children ────────────────────────────────────────────────────────────────


class SlotNode(template.Node):
    """A named child of a component."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Outside its component a slot shows nothing."""
        return SafeString("")


class ComponentNode(template.Node):
    """Renders `ui/<name>.html` with its arguments, its children as `content`, and nothing else."""

    def __init__(
        self,
        name: FilterExpression,
        arguments: dict[str, FilterExpression],
        nodelist: NodeList,
        slots: list[SlotNode],
    ) -> None:
        self.name = name
        self.arguments = arguments
        self.nodelist = nodelist
        self.slots = slots

    def render(self, context: Context) -> SafeString:
        """Fill the component's template."""
        values: dict[str, Any] = {k: v.resolve(context) for k, v in self.arguments.items()}
        values["content"] = mark_safe(self.nodelist.render(context).strip())
        for slot in self.slots:
            values[slot.name] = mark_safe(slot.nodelist.render(context).strip())
        assert context.template is not None
        wanted = context.template.engine.get_template(f"ui/{self.name.resolve(context)}.html")
        with context.push():
            return wanted.render(context.new(values))


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """`{% component "card" title=… %}…{% slot foot %}…{% endslot %}{% endcomponent %}`."""
    bits = token.split_contents()[1:]
    if not bits:
        raise template.TemplateSyntaxError("component needs the name of a template in ui/.")
    rest = bits[1:]
    arguments = token_kwargs(rest, parser)
    if rest:
        raise template.TemplateSyntaxError(f"component does not understand {' '.join(rest)!r}.")
    nodelist = parser.parse(("endcomponent",))
    parser.delete_first_token()
    slots = [node for node in nodelist if isinstance(node, SlotNode)]
    return ComponentNode(parser.compile_filter(bits[0]), arguments, nodelist, slots)


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    """A part of a component that is not its main content, such as `foot` or `actions`."""
    name = token.split_contents()[1]
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(name, nodelist)


# ── the page around ─────────────────────────────────────────────────────────────────────────


@register.simple_tag
def brand() -> Brand:
    """Name, unit and logo of this city: `{% brand as brand %}`."""
    return current_brand()


@register.simple_tag(takes_context=True)
def look(context: Context) -> Look:
    """Theme and letter size this person chose: `{% look as look %}`."""
    return look_of(_request(context))


@register.simple_tag(takes_context=True)
def main_places(context: Context) -> tuple[Place, ...]:
    """The five places of the house, the current one marked."""
    request = _request(context)
    return five_places(request.path if request else "")


@register.simple_tag
def page_url(name: str, fallback: str = "") -> str:
    """The address of a named page, or `fallback` where that app is not installed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return fallback


@register.simple_tag(takes_context=True)
def csrf(context: Context) -> SafeString:
    """A CSRF field that also works inside an include with `only`."""
    request = _request(context)
    if request is None:
        return SafeString("")
    return format_html(
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request)
    )


@register.simple_tag(takes_context=True)
def csrf_headers(context: Context) -> str:
    """What htmx sends along so that Django accepts its posts."""
    request = _request(context)
    return f'{{"X-CSRFToken": "{get_token(request)}"}}' if request else "{}"


@register.simple_tag(takes_context=True)
def device_key(context: Context) -> str:
    """Under which name this device keeps what is the reader's; empty for nobody."""
    return device_key_of(_request(context))


# ── small things ────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=512)
def _icon(name: str, size: int, label: str) -> SafeString:
    attributes: dict[str, object] = (
        {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    )
    drawn = lucide._render_icon(name, size, focusable="false", stroke_width="1.75", **attributes)
    return mark_safe(drawn.replace("\n", ""))


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """A lucide icon; give `label` only when no word stands beside it."""
    return _icon(str(name), int(size), str(label))


@register.filter
def initials(name: object) -> str:
    """At most two letters of a name, titles after a comma left out: "Sari Lestari, S.Kom." → SL."""
    plain = str(name).split(",")[0]
    parts = [part for part in plain.split() if part[:1].isalpha() and not part.endswith(".")]
    parts = parts or plain.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:]))[:2].upper()


@register.filter(name="markdown")
def markdown_filter(text: object, prefix: str = "") -> SafeString:
    """Markdown as safe HTML; give a prefix when a page shows several texts."""
    return markdown.render(str(text), prefix=prefix)


@register.filter
def words_number(value: charts.Number, unit: str = "") -> str:
    """A number with dot and comma as they are used here."""
    return charts.words(value, unit)


@register.simple_tag
def render_markdown(text: object, prefix: str = "") -> SafeString:
    """The same as a tag, for templates whose prefix may be missing."""
    return markdown.render(str(text), prefix=str(prefix or ""))


TONE_ICONS = {
    "good": "circle-check",
    "wait": "hourglass",
    "bad": "circle-x",
    "info": "info",
    "earned": "award",
}


@register.filter
def tone_icon(tone: object) -> str:
    """The icon that goes with a tone."""
    return TONE_ICONS.get(str(tone), "circle-dot")


@register.simple_tag
def rows_of(*values: object) -> list[tuple[object, object]]:
    """Pairs from a flat list: `{% rows_of "Nama" name "Unit" unit as items %}`."""
    return list(zip(values[::2], values[1::2], strict=True))


# ── lists of links ──────────────────────────────────────────────────────────────────────────


def _without(query: QueryDict, *names: str) -> QueryDict:
    kept = query.copy()
    for name in names:
        kept.pop(name, None)
    return kept


def _query(kept: QueryDict) -> str:
    return f"?{kept.urlencode()}" if kept else "?"


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(*parts: object) -> dict[str, object]:
    """`{% breadcrumbs "Belajar" url "Kursus" url "Judul" %}`: label, address, …, last label."""
    trail = [
        (parts[i], parts[i + 1] if i + 1 < len(parts) else "") for i in range(0, len(parts), 2)
    ]
    return {"items": trail}


@register.inclusion_tag("ui/meta.html")
def meta(*items: object) -> dict[str, object]:
    """A quiet line of facts with dots between; empty ones are left out."""
    return {"items": [item for item in items if item not in (None, "")]}


@register.inclusion_tag("ui/filter_chips.html", takes_context=True)
def filter_chips(
    context: Context,
    param: str,
    options: Iterable[Sequence[object]],
    label: str = "",
    all_label: str = "",
) -> dict[str, object]:
    """Chips for one filter in the URL; each option is (value, label) or (value, label, count)."""
    request = _request(context)
    query = request.GET if request else QueryDict()
    chosen = query.get(param, "")
    base = _without(query, param, "halaman", "page")
    chips = [{"label": all_label or _("Semua"), "url": _query(base), "current": not chosen}]
    for value, name, *rest in options:
        kept = base.copy()
        kept[param] = str(value)
        chips.append(
            {
                "label": name,
                "url": _query(kept),
                "current": str(value) == chosen,
                "count": rest[0] if rest else None,
            }
        )
    return {"label": label or param, "chips": chips}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: Any, param: str = "halaman") -> dict[str, object]:
    """Links to the other pages of a list; takes a Django `Page` and keeps the rest of the query."""
    request = _request(context)
    base = _without(request.GET if request else QueryDict(), param)

    def address(number: int) -> str:
        kept = base.copy()
        kept[param] = str(number)
        return _query(kept)

    numbers = [
        {"label": n, "url": address(n) if isinstance(n, int) else "", "current": n == page.number}
        for n in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "numbers": numbers,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("ui/sort_header.html", takes_context=True)
def sort_header(
    context: Context, key: str, label: str, param: str = "urut", number: bool = False
) -> dict[str, object]:
    """A column heading that sorts: `?urut=nama`, then `?urut=-nama`."""
    request = _request(context)
    query = request.GET if request else QueryDict()
    now = query.get(param, "")
    kept = _without(query, param, "halaman", "page")
    kept[param] = f"-{key}" if now == key else key
    direction = "ascending" if now == key else "descending" if now == f"-{key}" else "none"
    return {"label": label, "url": _query(kept), "direction": direction, "number": number}


@register.inclusion_tag("ui/tabs.html", takes_context=True)
def tabs(context: Context, *parts: object, label: str = "") -> dict[str, object]:
    """`{% tabs "Ikhtisar" url "Peserta" url %}`; the one whose address is this page is current."""
    request = _request(context)
    here = request.path if request else ""
    items = [
        {"label": parts[i], "url": parts[i + 1], "active": str(parts[i + 1]).split("?")[0] == here}
        for i in range(0, len(parts) - 1, 2)
    ]
    return {"items": items, "label": label}


# ── forms ───────────────────────────────────────────────────────────────────────────────────


@register.simple_tag(takes_context=True)
def render_form(
    context: Context,
    form: BaseForm,
    submit: str = "",
    action: str = "",
    method: str = "post",
    cancel_url: str = "",
    cancel_label: str = "",
    submit_icon: str = "",
    tone: str = "primary",
    draft: str = "",
    inline: bool = False,
) -> SafeString:
    """A whole `<form>`: summary of errors, fields, the button and the way back."""
    assert context.template is not None
    wanted = context.template.engine.get_template("ui/form.html")
    values = {
        "form": form,
        "submit": submit or _("Simpan"),
        "action": action,
        "method": method,
        "cancel_url": cancel_url,
        "cancel_label": cancel_label or _("Batal"),
        "submit_icon": submit_icon,
        "tone": tone,
        "draft": draft,
        "inline": inline,
        "multipart": form.is_multipart(),
    }
    with context.push():
        return wanted.render(context.new(values))


@register.simple_tag(takes_context=True)
def button_to(
    context: Context,
    url: str,
    label: str,
    tone: str = "",
    icon: str = "",
    name: str = "",
    value: str = "",
) -> SafeString:
    """One verb as a button that posts: `{% button_to url _("Setujui") tone="primary" %}`."""
    assert context.template is not None
    wanted = context.template.engine.get_template("ui/button_to.html")
    values = {"url": url, "label": label, "tone": tone, "icon": icon, "name": name, "value": value}
    with context.push():
        return wanted.render(context.new(values))


@register.filter
def target_id(field: Any) -> str:
    """The id an error in the summary points at: of the first control, also for a group."""
    found = str(field.id_for_label or "")
    if found:
        return found
    return f"{field.auto_id}_0" if field.auto_id else str(field.html_name)


# ── charts ──────────────────────────────────────────────────────────────────────────────────


def _figure(
    headline: str,
    svg: SafeString,
    columns: Sequence[object],
    rows: Iterable[Sequence[object]],
    note: str,
) -> dict[str, object]:
    return {"headline": headline, "svg": svg, "columns": columns, "rows": rows, "note": note}


@register.inclusion_tag("ui/chart.html")
def bar_chart(
    bars: Sequence[charts.Bar],
    headline: str,
    unit: str = "",
    target: charts.Number | None = None,
    target_label: str = "",
    label: str = "",
    note: str = "",
    top: charts.Number | None = None,
) -> dict[str, object]:
    """Bars under a headline sentence, with the same numbers as a table; `top` is a full bar."""
    svg = charts.bar(
        bars, title=headline, unit=unit, target=target, target_label=target_label, top=top
    )
    rows = [(b.label, charts.words(b.value, unit)) for b in bars]
    return _figure(headline, svg, (label or _("Rincian"), unit or _("Nilai")), rows, note)


@register.inclusion_tag("ui/chart.html")
def line_chart(
    points: Sequence[charts.Point],
    headline: str,
    unit: str = "",
    label: str = "",
    compare: Sequence[charts.Point] = (),
    compare_label: str = "",
    note: str = "",
) -> dict[str, object]:
    """A line under a headline sentence, with the same numbers as a table."""
    svg = charts.line(
        points, title=headline, unit=unit, label=label, compare=compare, compare_label=compare_label
    )
    columns: list[object] = [_("Waktu"), label or unit or _("Nilai")]
    rows: list[tuple[object, ...]] = [(p.label, charts.words(p.value, unit)) for p in points]
    if compare:
        columns.append(compare_label)
        other = {p.label: charts.words(p.value, unit) for p in compare}
        rows = [(*row, other.get(str(row[0]), "–")) for row in rows]
    return _figure(headline, svg, columns, rows, note)


@register.inclusion_tag("ui/chart.html")
def heat_matrix(
    cells: Mapping[tuple[int, int], charts.HeatCell],
    headline: str,
    row_names: Sequence[str],
    column_names: Sequence[str],
    row_title: str,
    column_title: str,
    note: str = "",
) -> dict[str, object]:
    """A matrix under a headline sentence, with the filled fields as a table."""
    svg = charts.heat(
        cells,
        title=headline,
        row_names=row_names,
        column_names=column_names,
        row_title=row_title,
        column_title=column_title,
    )
    rows = [
        (f"{row} {row_names[row - 1]}", f"{column} {column_names[column - 1]}", cell.count)
        for (row, column), cell in sorted(cells.items(), reverse=True)
        if cell.count
    ]
    return _figure(headline, svg, (row_title, column_title, _("Jumlah")), rows, note)


@register.simple_tag
def sparkline(values: Sequence[charts.Number], title: str) -> SafeString:
    """A tiny line for a table cell."""
    return charts.sparkline(values, title=title)


@register.inclusion_tag("ui/progress_ring.html")
def progress_ring(
    value: charts.Number,
    total: charts.Number,
    label: str,
    unit: str = "",
    note: str = "",
    tone: str = "",
    size: str = "",
) -> dict[str, object]:
    """A ring such as "12,5 dari 20 JP"; `label` is read aloud with the numbers."""
    # As exact as the sentence beside it: 9,25 JP is not 9,3 JP.
    figure = number_id(Decimal(str(value)).quantize(Decimal("0.01")))
    said = _("%(label)s: %(value)s dari %(total)s") % {
        "label": label,
        "value": figure,
        "total": charts.words(total, unit),
    }
    of = "" if size == "small" else _("dari %(total)s") % {"total": charts.words(total, unit)}
    return {
        "svg": charts.ring(value, total, title=said, of=of, figure=figure),
        "label": label,
        "note": note,
        "tone": tone,
        "size": size,
    }


@register.inclusion_tag("ui/progress_bar.html")
def progress_bar(
    value: charts.Number,
    total: charts.Number,
    label: str,
    text: str = "",
    tone: str = "",
    note: str = "",
) -> dict[str, object]:
    """A bar with its words: what, and how much of how much."""
    share = min(100.0, max(0.0, float(value) / float(total) * 100)) if total else 0.0
    said = text or _("%(value)s dari %(total)s") % {
        "value": charts.words(value),
        "total": charts.words(total),
    }
    return {"share": f"{share:.2f}", "label": label, "text": said, "tone": tone, "note": note}
