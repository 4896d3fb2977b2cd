"""Markdown people write becomes HTML that is safe to show.

Raw HTML is shown as text, the result is sanitised once more, headings move down so that the
page keeps its single `h1`, and tables scroll by themselves on a narrow screen.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape, unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

_TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "s", "sup", "sub"),
    *("ul", "ol", "li", "blockquote", "code", "pre", "a", "img", "div", "section"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class", "aria-label"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start", "class"},
    "th": {"class"},
    "td": {"class"},
    "div": {"class", "role", "tabindex", "aria-label"},
    "section": {"class"},
    "hr": {"class"},
    "li": {"id", "class"},
    "sup": {"class"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}
_WRITTEN = re.compile(r"[*_`~]+")
_ALIGN = re.compile(r"text-align:\s*(\w+)")


def _settle_blocks(state: StateCore) -> None:
    """Shift headings, give them anchors, and say alignment by class: `style` is not allowed here."""
    shift = int(state.env.get("shift", 1))
    used: dict[str, int] = {}
    for index, token in enumerate(state.tokens):
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
        if token.type == "heading_open":
            slug = slugify(state.tokens[index + 1].content) or "bagian"
            used[slug] = used.get(slug, 0) + 1
            anchor = slug if used[slug] == 1 else f"{slug}-{used[slug]}"
            token.attrSet("id", f"{state.env.get('prefix', '')}{anchor}")
        if token.type in ("th_open", "td_open"):
            said = _ALIGN.search(str(token.attrs.pop("style", "")))
            if said:
                token.attrSet("class", f"align-{said.group(1)}")


def _table_name(tokens: Sequence[Token], idx: int) -> str:
    """A table is known by its head, so that two tables of one page have different names."""
    head: list[str] = []
    for at in range(idx, len(tokens)):
        if tokens[at].type == "th_open" and tokens[at + 1].content.strip():
            head.append(_WRITTEN.sub("", tokens[at + 1].content).strip())
        if tokens[at].type == "thead_close":
            break
    if not head:
        return _("Tabel, dapat digeser")
    return _("Tabel %(head)s, dapat digeser") % {"head": ", ".join(head)}


def _table_open(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    label = _table_name(tokens, idx)
    seen = env.setdefault("table_names", {})
    seen[label] = seen.get(label, 0) + 1
    if seen[label] > 1:
        label = f"{label} ({seen[label]})"
    return (
        '<div class="table-scroll" role="region" tabindex="0" '
        f'aria-label="{escape(label)}"><table>\n'
    )


def _table_close(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    return "</table></div>\n"


def _image(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    tokens[idx].attrSet("loading", "lazy")
    return RendererHTML.image(self, tokens, idx, options, env)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.core.ruler.push("settle_blocks", _settle_blocks)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.add_render_rule("image", _image)
    return parser


def render(text: str, *, shift: int = 1, prefix: str = "") -> SafeString:
    """Turn Markdown into safe HTML; give `prefix` when one page shows more than one text."""
    env = {"shift": shift, "prefix": prefix, "docId": prefix.rstrip("-") or None}
    if env["docId"] is None:
        del env["docId"]
    html = _parser().render(text, env)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)


_INLINE = {"br", "strong", "em", "s", "sup", "sub", "code", "a", "img"}
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")


def render_inline(text: str) -> SafeString:
    """The same within a line, for a label or an item: no paragraphs, lists or headings."""
    clean = nh3.clean(
        _parser().renderInline(text, {}),
        tags=_INLINE,
        attributes={tag: _ATTRIBUTES[tag] for tag in ("a", "img")},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)


def headings(text: str, *, shift: int = 1, prefix: str = "") -> list[tuple[int, str, str]]:
    """The headings of a text as (level, anchor, words), for a list of contents."""
    tokens = _parser().parse(text, {"shift": shift, "prefix": prefix})
    return [
        (int(token.tag[1]), str(token.attrGet("id")), tokens[index + 1].content)
        for index, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def plain(text: str) -> str:
    """The words alone, for a digest, a search passage or a mail; a picture is its words."""
    html = _parser().render(_PICTURE.sub(r"\1", text), {"shift": 0})
    bare = nh3.clean(html, tags=set())
    return re.sub(r"\s+", " ", unescape(bare)).strip()


def lines(text: str) -> str:
    """The words alone, each paragraph, item and row of a table on a line of its own."""
    html = _parser().render(text, {"shift": 0})
    html = re.sub(r"\s*</t[hd]>\s*(?=<t[hd])", " · ", re.sub(r"\n(?!<)", " ", html))
    html = re.sub(r"</(?:p|li|tr|h[1-6]|blockquote|pre)>|<br\s*/?>", "\n", html)
    bare = unescape(nh3.clean(html, tags=set()))
    written = (re.sub(r"\s+", " ", line).strip() for line in bare.split("\n"))
    return "\n".join(line for line in written if line)
