"""HTML as Markdown: headings, lists, tables, links and pictures; everything else is only its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from lxml import etree, html

from sinau.knowledge.bringing.records import Remark
from sinau.knowledge.bringing.writing import escaped, table, tidy

LETTERS_AT_MOST = 5_000_000
_GONE = {"script", "style", "template", "noscript", "head", "svg", "math", "button", "input"}
_LOST = {"iframe", "video", "audio", "object", "embed", "form", "canvas"}
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "s": "~~", "del": "~~", "strike": "~~"}
_BLOCK = {"p", "div", "section", "article", "main", "header", "footer", "figure", "body", "html"}
_BLOCK |= {"figcaption", "details", "summary", "center", "address", "dl", "aside", "nav"}
Settle = Callable[[str, bool], str | None]


class BadPage(Exception):
    """The HTML cannot be read."""


def parse(text: str) -> Any:
    """The page as a tree."""
    if len(text) > LETTERS_AT_MOST:
        raise BadPage
    # Entities of one's own are never resolved, and nothing is fetched.
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=_utf8(parser))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as trouble:
        raise BadPage from trouble
    return tree


def _utf8(parser: Any) -> Any:
    return html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )


def title_of(tree: Any) -> str:
    """What the page is called: its first main heading, or its title."""
    for path in (".//h1", ".//title"):
        for found in tree.iterfind(path):
            said = " ".join("".join(found.itertext()).split())
            if said:
                return str(said)
    return ""


def to_markdown(tree: Any, settle: Settle | None = None) -> tuple[str, list[Remark]]:
    """The tree as Markdown, and what was dropped; `settle` says where links lead."""
    writer = _Writer(settle or (lambda address, _is_picture: address))
    try:
        body = tidy(writer.inside(tree))
    except RecursionError as trouble:
        raise BadPage from trouble
    remarks = []
    if writer.lost:
        remarks.append(Remark("tags-dropped", {"names": ", ".join(sorted(writer.lost))}))
    return body, remarks


class _Writer:
    def __init__(self, settle: Settle) -> None:
        self.settle = settle
        self.lost: Counter[str] = Counter()

    def inside(self, element: Any) -> str:
        done = [self.text(element.text)]
        for child in element:
            done += [self.one(child), self.text(child.tail)]
        return "".join(done)

    def text(self, words: str | None) -> str:
        return escaped(re.sub(r"\s+", " ", words.replace("\xa0", " "))) if words else ""

    def one(self, element: Any) -> str:
        name = element.tag if isinstance(element.tag, str) else ""
        if not name or name in _GONE:
            return ""
        if name in _LOST:
            self.lost[name] += 1
            return ""
        if name in _AROUND:
            return self.around(element, _AROUND[name])
        method = getattr(self, f"tag_{name}", None)
        if method is not None:
            return str(method(element))
        words = self.inside(element)
        return f"\n\n{words.strip()}\n\n" if name in _BLOCK else words

    def around(self, element: Any, sign: str) -> str:
        words = self.inside(element)
        bare = words.strip()
        if not bare or "\n\n" in bare:
            return words
        return words.replace(bare, f"{sign}{bare}{sign}", 1)

    def heading(self, element: Any) -> str:
        words = " ".join(self.inside(element).split())
        level = min(6, max(2, int(element.tag[1])))
        return f"\n\n{'#' * level} {words}\n\n" if words else ""

    tag_h1 = tag_h2 = tag_h3 = tag_h4 = tag_h5 = tag_h6 = heading

    def tag_br(self, element: Any) -> str:
        return "  \n"

    def tag_hr(self, element: Any) -> str:
        return "\n\n---\n\n"

    def tag_a(self, element: Any) -> str:
        words = self.inside(element)
        address = (element.get("href") or "").strip()
        if not words.strip() or not address:
            return words
        new = self.settle(address, False)
        if new is None or not new.lower().startswith(
            ("http://", "https://", "mailto:", "#", "/", "sinau-", "tel:")
        ):
            return words
        return f"[{' '.join(words.split())}]({_safe(new)})"

    def tag_img(self, element: Any) -> str:
        address = (element.get("src") or "").strip()
        new = self.settle(address, True) if address else None
        if new is None or new.lower().startswith(("data:", "javascript:", "file:")):
            self.lost["img"] += 1
            return ""
        alt = " ".join((element.get("alt") or "").split())
        return f"![{escaped(alt)}]({_safe(new)})"

    def tag_code(self, element: Any) -> str:
        words = "".join(element.itertext())
        return f"`` {words} ``" if "`" in words else f"`{words}`" if words.strip() else ""

    def tag_pre(self, element: Any) -> str:
        words = "".join(element.itertext()).strip("\n")
        fence = "```" if "```" not in words else "``````"
        return f"\n\n{fence}\n{words}\n{fence}\n\n"

    def tag_blockquote(self, element: Any) -> str:
        lines = tidy(self.inside(element)).rstrip("\n").split("\n")
        return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"

    def tag_ul(self, element: Any) -> str:
        return self.listed(element, "-")

    def tag_ol(self, element: Any) -> str:
        return self.listed(element, "1.")

    def listed(self, element: Any, sign: str) -> str:
        lines = []
        for child in element:
            if not isinstance(child.tag, str):
                continue
            words = tidy(self.inside(child) if child.tag == "li" else self.one(child)).strip()
            if not words:
                continue
            indent = " " * (len(sign) + 1)
            # A list inside an item follows it without an empty line.
            words = re.sub(r"\n\n(?=\s*(?:- |1\. ))", "\n", words)
            first, *rest = words.split("\n")
            lines += [f"{sign} {first}", *(f"{indent}{line}" if line else "" for line in rest)]
        return "\n\n" + "\n".join(lines) + "\n\n"

    def tag_dt(self, element: Any) -> str:
        return f"\n\n**{self.inside(element).strip()}**\n\n"

    def tag_dd(self, element: Any) -> str:
        return f"\n\n{self.inside(element).strip()}\n\n"

    def tag_table(self, element: Any) -> str:
        rows = []
        for row in element.iter("tr"):
            cells: list[str] = []
            for cell in row:
                if cell.tag in ("td", "th"):
                    words = re.sub(r"\s*\n+\s*(?:- )?", " · ", self.inside(cell).strip())
                    span = cell.get("colspan", "1")
                    cells += [words, *[""] * (min(50, int(span)) - 1 if span.isdigit() else 0)]
            rows.append(cells)
        caption = element.find("caption")
        head = f"**{self.inside(caption).strip()}**\n\n" if caption is not None else ""
        words = table(rows)
        return f"\n\n{head}{words}\n\n" if words else ""


def _safe(address: str) -> str:
    return f"<{address}>" if re.search(r"[\s()]", address) and "<" not in address else address
