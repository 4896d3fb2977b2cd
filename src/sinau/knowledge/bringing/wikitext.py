"""Wikitext of MediaWiki as Markdown; whatever has no equal is dropped by name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import mwparserfromhell  # type: ignore[import-untyped]
from mwparserfromhell import nodes

from sinau.knowledge.bringing.records import Remark, distinct, file_address, page_address
from sinau.knowledge.bringing.writing import anchor_of, escaped, table, tidy

# Stands before each sign of a list, until whole lines are known.
_MARK = "\x01"
# Keeps code away from the lines that are put in order.
_KEPT = "\x02"
_LISTS = {"li", "dt", "dd"}
_DROPPED = {"script", "style", "references", "templatestyles", "categorytree", "indicator"}
_DROPPED |= {"includeonly", "section", "inputbox", "tabber", "embedvideo", "youtube"}
_BLOCKS = {"div", "center", "p", "section", "poem", "noinclude", "onlyinclude"}
_CODE = {"pre", "syntaxhighlight", "source"}
_WORDS = re.compile(r"__[A-Z]+__")
_LINE = re.compile(rf"^((?:{_MARK}[*#:;])+)(.*)$")
_SCHEMES = ("http://", "https://", "mailto:", "//")


@dataclass
class Names:
    """How a wiki calls its kinds of pages: lower case name to number."""

    spaces: dict[str, int] = field(default_factory=dict)

    def split(self, title: str) -> tuple[int, str]:
        """The number of the kind and the name without it; 0 is a page, -99 another wiki."""
        before, colon, after = title.partition(":")
        if not colon:
            return 0, title
        known = self.spaces.get(before.strip().replace("_", " ").lower())
        if known is not None:
            return known, after.strip()
        return (-99, after) if re.fullmatch(r"[a-z][a-z-]{1,11}", before.strip()) else (0, title)


def clean_title(title: str) -> str:
    """A title as the wiki keeps it: blanks for underscores, the first letter a capital."""
    said = " ".join(title.replace("_", " ").split()).lstrip(":").strip()
    return said[:1].upper() + said[1:]


@dataclass
class Rendered:
    """What came of a text."""

    body: str
    topics: list[str]
    remarks: list[Remark]


def to_markdown(text: str, names: Names) -> Rendered:
    """The text as Markdown, its categories, and what was dropped."""
    return _Writer(names).write(text)


class _Writer:
    def __init__(self, names: Names) -> None:
        self.names = names
        self.topics: list[str] = []
        self.dropped: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.notes: list[str] = []
        self.note_names: dict[str, int] = {}
        self.kept: list[str] = []
        self.spans = 0

    def write(self, text: str) -> Rendered:
        code = mwparserfromhell.parse(text.replace("\x01", "").replace("\x02", ""))
        body = _ordered(self.inline(code))
        if self.notes:
            body += "\n\n" + "\n".join(
                f"[^{nth}]: {words}" for nth, words in enumerate(self.notes, 1)
            )
        body = tidy(body)
        for nth, kept in enumerate(self.kept):
            body = body.replace(f"{_KEPT}{nth}{_KEPT}", kept)
        return Rendered(body=tidy(body), topics=distinct(self.topics), remarks=self._remarks())

    def _remarks(self) -> list[Remark]:
        found = []
        if self.dropped:
            named = [
                f"{name} ({n}×)" if n > 1 else name for name, n in self.dropped.most_common(20)
            ]
            found.append(Remark("templates-dropped", {"names": ", ".join(named)}))
        if self.tags:
            found.append(Remark("tags-dropped", {"names": ", ".join(sorted(self.tags))}))
        if self.spans:
            found.append(Remark("spans-flattened", {"count": self.spans}))
        return found

    def keep(self, text: str) -> str:
        """A place for text that nobody touches any more."""
        self.kept.append(text)
        return f"{_KEPT}{len(self.kept) - 1}{_KEPT}"

    # ── Node by node ────────────────────────────────────────────────────────

    def inline(self, code: Any) -> str:
        return "".join(self.node(node) for node in code.nodes) if code is not None else ""

    def node(self, node: Any) -> str:
        if isinstance(node, nodes.Text):
            return escaped(_WORDS.sub("", str(node.value)))
        if isinstance(node, nodes.Wikilink):
            return self.wikilink(node)
        if isinstance(node, nodes.ExternalLink):
            return self.external(node)
        if isinstance(node, nodes.Heading):
            words = self.inline(node.title).strip()
            return f"\n\n{'#' * min(6, max(2, node.level))} {words}\n\n" if words else ""
        if isinstance(node, nodes.Tag):
            return self.tag(node)
        if isinstance(node, nodes.HTMLEntity):
            return escaped(str(node.normalize()).replace("\xa0", " "))
        if isinstance(node, nodes.Template):
            self.template(node)
        return ""

    def template(self, node: Any) -> None:
        name = " ".join(str(node.name).split())
        # Magic words and parser functions are dropped by the sign they begin with.
        self.dropped[f"{{{{{name.split(':')[0][:60]}}}}}"] += 1

    def wikilink(self, node: Any) -> str:
        title = str(node.title).strip()
        words = self.inline(node.text) if node.text is not None else ""
        if title.startswith("#"):
            return f"[{words or escaped(title[1:])}](#{anchor_of(title[1:])})"
        plain = title.startswith(":")
        target, _hash, anchor = title.lstrip(":").partition("#")
        space, name = self.names.split(target)
        if space == 14 and not plain:
            self.topics.append(clean_title(name))
            return ""
        if space == 6 and not plain:
            return self.picture(name, words)
        shown = words or escaped(title.lstrip(":").replace("_", " "))
        if space == -99:
            return shown if words else ""
        key = clean_title(target)
        return f"[{shown}]({page_address(key, anchor_of(anchor) if anchor else '')})"

    def picture(self, name: str, words: str) -> str:
        options = [part.strip() for part in words.split("|")]
        known = re.compile(
            r"^(thumb|thumbnail|jmpl|jempol|mini|frame|frameless|bingkai|nirbingkai|left|right|center|"
            r"none|kiri|kanan|pus|tengah|border|upright.*|\d*x?\d+ ?px|(link|page|alt|lang)=.*)$",
            re.IGNORECASE,
        )
        said = [part for part in options if part and not known.match(part)]
        alt = said[-1] if said else escaped(name.rsplit(".", 1)[0].replace("_", " "))
        return f"![{alt}]({file_address(clean_title(name))})"

    def external(self, node: Any) -> str:
        url = str(node.url).strip()
        if not url.lower().startswith(_SCHEMES):
            return self.inline(node.title) if node.title is not None else escaped(url)
        url = f"https:{url}" if url.startswith("//") else url
        words = self.inline(node.title).strip() if node.title is not None else ""
        safe = url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C")
        return f"[{words}]({safe})" if words else f"<{safe.replace('>', '%3E')}>"

    # ── Tags ────────────────────────────────────────────────────────────────

    def tag(self, node: Any) -> str:
        name = str(node.tag).strip().lower()
        if name in _LISTS and node.wiki_markup:
            return _MARK + str(node.wiki_markup)
        if name in _DROPPED:
            if name not in ("references", "templatestyles", "section"):
                self.tags[name] += 1
            return ""
        if name in _CODE:
            return self.fenced(node)
        simple = _SIMPLE.get(name)
        if simple is not None:
            return _around(simple, self.inline(node.contents))
        method = getattr(self, f"tag_{name}", None)
        if method is not None:
            return str(method(node))
        words = self.inline(node.contents)
        return f"\n\n{words}\n\n" if name in _BLOCKS else words

    def fenced(self, node: Any) -> str:
        content = str(node.contents).strip("\n")
        fence = "```"
        while fence in content:
            fence += "`"
        language = str(node.get("lang").value) if node.has("lang") else ""
        language = language if re.fullmatch(r"[\w+-]{1,20}", language) else ""
        return _block(self.keep(f"{fence}{language}\n{content}\n{fence}"))

    def tag_code(self, node: Any) -> str:
        content = " ".join(str(node.contents).split())
        return (
            self.keep(f"`` {content} ``" if "`" in content else f"`{content}`") if content else ""
        )

    tag_tt = tag_kbd = tag_samp = tag_math = tag_code

    def tag_nowiki(self, node: Any) -> str:
        return self.keep(escaped(str(node.contents)))

    def tag_br(self, node: Any) -> str:
        return "  \n"

    def tag_hr(self, node: Any) -> str:
        return _block(self.keep("---"))

    def tag_blockquote(self, node: Any) -> str:
        lines = _ordered(self.inline(node.contents)).strip().split("\n")
        return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"

    def tag_ref(self, node: Any) -> str:
        name = str(node.get("name").value).strip("\"' ") if node.has("name") else ""
        words = " ".join(self.inline(node.contents).split()) if node.contents else ""
        if name and name in self.note_names:
            nth = self.note_names[name]
            if words:
                self.notes[nth - 1] = words
        else:
            self.notes.append(words)
            nth = len(self.notes)
            if name:
                self.note_names[name] = nth
        return f"[^{nth}]"

    def tag_gallery(self, node: Any) -> str:
        lines = []
        for line in str(node.contents).strip().splitlines():
            name, _bar, words = line.partition("|")
            _space, bare = self.names.split(name.strip())
            if bare:
                lines.append(self.picture(bare, escaped(words)))
        return "\n\n" + "\n\n".join(lines) + "\n\n"

    def tag_ul(self, node: Any) -> str:
        return self.listed(node, "*")

    def tag_ol(self, node: Any) -> str:
        return self.listed(node, "#")

    def listed(self, node: Any, sign: str) -> str:
        items = [
            " ".join(self.inline(each.contents).split())
            for each in node.contents.nodes
            if isinstance(each, nodes.Tag) and str(each.tag).strip().lower() == "li"
        ]
        return "\n" + "\n".join(f"{_MARK}{sign} {item}" for item in items) + "\n"

    def tag_table(self, node: Any) -> str:
        caption, rows, current = "", [], []
        for each in node.contents.nodes:
            if not isinstance(each, nodes.Tag):
                continue
            name = str(each.tag).strip().lower()
            if name == "caption":
                caption = " ".join(self.inline(each.contents).split())
            elif name in ("tr", "tbody", "thead"):
                rows += [current] if current else []
                current = []
                rows += self.rows(each, name)
            elif name == "td" and str(each.contents).startswith("+") and not rows and not current:
                # The parser knows no caption: it is a cell that begins with a plus.
                caption = " ".join(self.inline(each.contents).split()).lstrip("\\+ ")
            elif name in ("td", "th"):
                current += self.cell(each)
        rows += [current] if current else []
        words = table(rows)
        head = f"**{caption}**\n\n" if caption else ""
        return f"\n\n{head}{self.keep(words)}\n\n" if words else ""

    def rows(self, node: Any, name: str) -> list[list[str]]:
        if name == "tr":
            cells = [each for each in node.contents.nodes if isinstance(each, nodes.Tag)]
            return [
                [
                    text
                    for each in cells
                    if str(each.tag).strip().lower() in ("td", "th")
                    for text in self.cell(each)
                ]
            ]
        return [
            row
            for each in node.contents.nodes
            if isinstance(each, nodes.Tag) and str(each.tag).strip().lower() == "tr"
            for row in self.rows(each, "tr")
        ]

    def cell(self, node: Any) -> list[str]:
        """The words of a cell, and empty ones for the columns it spans."""
        words = _ordered(self.inline(node.contents)).strip()
        words = re.sub(r" *\n+(?:[-*] |\d+\. )?", " · ", words)
        spans = 1
        for side in ("colspan", "rowspan"):
            if node.has(side):
                self.spans += 1
                said = str(node.get(side).value).strip("\"' ")
                if side == "colspan" and said.isdigit():
                    spans = min(50, max(1, int(said)))
        return [words, *[""] * (spans - 1)]


_SIMPLE = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}


def _block(words: str) -> str:
    return f"\n\n{words}\n\n"


def _around(sign: str, words: str) -> str:
    """Signs close around the words; blanks stay outside."""
    bare = words.strip()
    if not bare:
        return words
    before = words[: len(words) - len(words.lstrip())]
    after = words[len(words.rstrip()) :]
    return f"{before}{sign}{bare}{sign}{after}"


def _ordered(text: str) -> str:
    """Lines that begin with signs of a list become lists."""
    done: list[str] = []
    was_list = False
    for line in text.split("\n"):
        found = _LINE.match(line)
        if found is None:
            if was_list and line.strip():
                done.append("")
            done.append(line.replace(_MARK, "").lstrip() if line[:1] in (" ", _MARK) else line)
            was_list = False
            continue
        if not was_list and done and done[-1].strip():
            done.append("")
        done.append(_item(found[1].replace(_MARK, ""), found[2].strip()))
        was_list = True
    return "\n".join(done)


def _item(signs: str, words: str) -> str:
    if set(signs) == {":"}:
        return "> " * len(signs) + words
    indent = " " * sum(3 if sign == "#" else 2 for sign in signs[:-1])
    if signs[-1] == ";":
        term, _mark, meaning = words.partition(f"{_MARK}:")
        return f"{indent}- **{term.strip()}**" + (f": {meaning.strip()}" if meaning else "")
    words = words.replace(_MARK, "")
    if signs[-1] == ":":
        return f"{indent}{words}"
    return f"{indent}{'1.' if signs[-1] == '#' else '-'} {words}"
