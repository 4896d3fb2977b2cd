"""HTML of other systems becomes the house's Markdown; what Markdown cannot say is named.

Nothing of the HTML itself is kept: only words, structure, links with a safe scheme and pictures
that were handed over. So what comes out is as harmless as what a person types.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from sinau.university.quizzes.formats.formulas import in_one_line
from sinau.university.quizzes.formats.report import LeftOut
from sinau.university.quizzes.formats.shelf import LARGEST_PICTURE, Shelf
from sinau.university.quizzes.formats.texts import escape_markdown

PLUGINFILE = "@@PLUGINFILE@@"

_VOID = {"br", "hr", "img", "input", "col", "wbr", "source", "track", "embed", "area", "link"}
_VOID |= {"meta", "base", "param"}
_SILENT = {"script", "style", "template", "head", "title", "noscript", "svg", "math", "select"}
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "main", "figure", "center", "form"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre"}
_BLOCKS |= {"table", "hr", "li", "figcaption", "address", "aside", "nav", "details", "summary"}
_CLOSES = {"li": {"li"}, "p": {"p"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"}}
_CLOSES |= {"th": {"td", "th"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "option": {"option"}}
_FENCES = {"li": {"ul", "ol"}, "tr": {"table"}, "td": {"tr", "table"}, "th": {"tr", "table"}}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "cite": "*", "s": "~~", "del": "~~"}
_MARKS |= {"strike": "~~"}
_PLAYERS = {"iframe": "bingkai", "video": "video", "audio": "audio", "object": "objek"}
_PLAYERS |= {"embed": "objek", "canvas": "kanvas"}
_LOWER = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_UPPER = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.+)", re.DOTALL | re.IGNORECASE)
_DEEPEST = 60
LONGEST_TEXT = 20 * 1024 * 1024
_UNKNOWN_SECTION = re.compile(
    r"<!\[(?!\s*(?:if|else|endif|cdata|temp|ignore|include|rcdata)\b)", re.IGNORECASE
)

Finder = Callable[[str], bytes | None]


@dataclass
class Node:
    """An element with its children; a text has no tag."""

    tag: str
    attrs: Mapping[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""


def html_to_markdown(html: str, shelf: Shelf, find: Finder | None = None) -> str:
    """The text as Markdown; pictures go on the shelf, losses into its notes."""
    if "<" not in html and "&" not in html:
        return escape_markdown(_SPACE.sub(" ", html).strip())
    return to_markdown(parse_html(html), shelf, find)


def parse_html(html: str) -> Node:
    """The tree of a piece of HTML, however carelessly it was written."""
    if len(html) > LONGEST_TEXT:
        raise LeftOut("Teksnya terlalu panjang.")
    reader = _Reader()
    # The parser gives up at a marked section of a kind it does not know.
    reader.feed(_UNKNOWN_SECTION.sub("&lt;![", html))
    reader.close()
    return reader.root


def to_markdown(tree: Node, shelf: Shelf, find: Finder | None = None) -> str:
    """A tree as Markdown."""
    said = _Writer(shelf, find or _nothing).blocks(tree.children)
    return re.sub(r"\n{3,}", "\n\n", said).strip()


def _nothing(name: str) -> bytes | None:
    return None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._settle(tag)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(Node("", text=data))

    def _settle(self, tag: str) -> None:
        """Close what HTML lets people leave open."""
        closes = _CLOSES.get(tag, {"p"} if tag in _BLOCKS else set())
        fences = _FENCES.get(tag, {"td", "th", "li", "blockquote", "table", "div"})
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at].tag in closes:
                del self.open[at:]
                if tag == "tr" or self.open[-1].tag not in closes:
                    return
                continue
            if self.open[at].tag in fences:
                return


class _Writer:
    def __init__(self, shelf: Shelf, find: Finder) -> None:
        self.shelf = shelf
        self.find = find

    def blocks(self, nodes: list[Node]) -> str:
        """Blocks one after another, loose words between them gathered into paragraphs."""
        out: list[str] = []
        loose: list[Node] = []
        for node in [*nodes, None]:
            if node is not None and not self._is_block(node):
                loose.append(node)
                continue
            if said := self._paragraph(loose):
                out.append(said)
            loose = []
            if node is not None and (said := self.block(node)):
                out.append(said)
        return "\n\n".join(out)

    def _is_block(self, node: Node) -> bool:
        if node.tag in _BLOCKS:
            return True
        return bool(node.tag) and any(self._is_block(child) for child in node.children)

    def _paragraph(self, nodes: list[Node]) -> str:
        said = "".join(self.inline(node) for node in nodes)
        lines = [line.strip(" ") for line in said.split("\n")]
        said = "\n".join(lines).strip()
        return re.sub(r"(?:\\\n)+$|^(?:\\\n)+", "", said).removesuffix("\\\n").rstrip("\n")

    def block(self, node: Node) -> str:
        """One block element."""
        tag = node.tag
        if tag in {"ul", "ol"}:
            return self._list(node)
        if tag == "table":
            return self._table(node)
        if tag == "hr":
            return "---"
        if tag == "pre":
            return f"```\n{_words(node).strip(chr(10))}\n```"
        if tag == "blockquote":
            inside = self.blocks(node.children)
            return "\n".join(f"> {line}".rstrip() for line in inside.split("\n")) if inside else ""
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            said = self._paragraph(node.children).replace("\\\n", " ")
            return f"{'#' * int(tag[1])} {said}" if said else ""
        if tag in {"strong", "b", "em", "i"}:
            self.shelf.note("Tebal atau miring yang melingkupi beberapa paragraf dilepas.")
        return self.blocks(node.children)

    def _list(self, node: Node) -> str:
        out = []
        items = [child for child in node.children if child.tag == "li"]
        for at, item in enumerate(items, start=1):
            mark = f"{at}. " if node.tag == "ol" else "- "
            inside = self.blocks(item.children)
            inside = re.sub(r"\n\n(?=(?:- |1\. ))", "\n", inside)
            out.append(mark + inside.replace("\n", "\n" + " " * len(mark)))
        return "\n".join(re.sub(r"(?m)[ ]+$", "", one) for one in out)

    def _table(self, node: Node) -> str:
        rows: list[list[str]] = []
        for row in _rows(node):
            cells: list[str] = []
            for cell in row.children:
                if cell.tag not in {"td", "th"}:
                    continue
                span = cell.attrs.get("colspan", "1")
                if span != "1" or cell.attrs.get("rowspan", "1") != "1":
                    self.shelf.note("Sel tabel yang digabung dipisah.")
                said = self.blocks(cell.children)
                said = re.sub(r"\s*\\?\n+\s*", " ", said).replace("|", r"\|")
                cells += [said, *[""] * (min(int(span), 20) - 1 if span.isdecimal() else 0)]
            if cells:
                rows.append(cells)
        if not rows:
            return ""
        wide = max(map(len, rows))
        lines = [f"| {' | '.join([*row, *[''] * (wide - len(row))])} |" for row in rows]
        return "\n".join([lines[0], "|" + " --- |" * wide, *lines[1:]])

    def inline(self, node: Node) -> str:
        """One thing within a line."""
        tag = node.tag
        if not tag:
            return self._say(node.text)
        if tag == "br":
            return "\\\n"
        if tag == "img":
            return self._picture(node)
        if tag in _PLAYERS:
            return self._player(node)
        if tag == "math" and (words := in_one_line(node)):
            self.shelf.note("Rumus MathML ditulis sebagai teks sebaris.")
            return escape_markdown(words)
        if tag in _SILENT:
            if tag in {"script", "math", "svg", "select"}:
                self.shelf.note(f"Bagian “{tag}” tidak diambil.")
            return ""
        inside = "".join(self.inline(child) for child in node.children)
        if tag in _MARKS:
            return _wrapped(inside, _MARKS[tag])
        if tag in {"code", "kbd", "samp", "tt"}:
            return _code(_words(node))
        if tag == "a":
            return self._link(node, inside)
        if tag in {"sub", "sup"}:
            return self._small(tag, inside)
        if tag == "u":
            self.shelf.note("Garis bawah dilepas.")
        return inside

    def _say(self, text: str) -> str:
        return escape_markdown(_SPACE.sub(" ", text)) if text.strip() else (" " if text else "")

    def _small(self, tag: str, inside: str) -> str:
        table = _LOWER if tag == "sub" else _UPPER
        if inside and all(ord(letter) in table for letter in inside):
            return inside.translate(table)
        if inside.strip():
            self.shelf.note("Huruf kecil di atas atau di bawah baris ditulis biasa.")
        return inside

    def _link(self, node: Node, inside: str) -> str:
        address = node.attrs.get("href", "").strip()
        if not inside.strip() or not address:
            return inside
        if urlsplit_scheme(address) not in {"http", "https", "mailto", "tel"}:
            self.shelf.note("Tautan ke berkas atau ke halaman sistem lama dilepas.")
            return inside
        return f"[{inside.strip()}]({_address(address)})"

    def _player(self, node: Node) -> str:
        address = node.attrs.get("src") or node.attrs.get("data", "")
        address = address or next((c.attrs.get("src", "") for c in node.children), "")
        if urlsplit_scheme(address) in {"http", "https"}:
            self.shelf.note(f"Sematan {_PLAYERS[node.tag]} menjadi tautan.")
            return f"[{escape_markdown(address)}]({_address(address)})"
        self.shelf.note(f"Sematan {_PLAYERS[node.tag]} tidak diambil.")
        return ""

    def _picture(self, node: Node) -> str:
        source = node.attrs.get("src", "").strip()
        alt = escape_markdown(_SPACE.sub(" ", node.attrs.get("alt", "")).strip())
        content = _data_picture(source) if source.startswith("data:") else self.find(source)
        if content is not None:
            name = self.shelf.keep(content)
            if name:
                if not alt:
                    self.shelf.note("Ada gambar tanpa teks pengganti.")
                return f"![{alt}]({name})"
            self.shelf.note("Ada gambar yang jenis atau ukurannya tidak diterima.")
            return alt
        if urlsplit_scheme(source) in {"http", "https"}:
            self.shelf.note("Gambar di situs lain menjadi tautan.")
            return f"[{alt or escape_markdown(source)}]({_address(source)})"
        self.shelf.note(f"Gambar “{file_name(source)[:60]}” tidak ada di dalam berkas.")
        return alt


def urlsplit_scheme(address: str) -> str:
    """The scheme of an address, lower case; empty when it has none or cannot be read."""
    try:
        return urlsplit(address).scheme.lower()
    except ValueError:
        return ""


def file_name(address: str) -> str:
    """The name of the file an address of Moodle or of a package points to."""
    plain = address.replace(PLUGINFILE, "").partition("?")[0].partition("#")[0]
    return unquote(plain).lstrip("/")


def _address(address: str) -> str:
    return re.sub(r"[\s()<>\\]", lambda at: f"%{ord(at[0]):02X}", address)


def _data_picture(source: str) -> bytes | None:
    found = _DATA.match(source)
    if not found or len(found[1]) > LARGEST_PICTURE * 2:
        return None
    try:
        return base64.b64decode(unquote(found[1]))
    except (binascii.Error, ValueError):
        return None


def _wrapped(inside: str, mark: str) -> str:
    core = inside.strip()
    core = re.sub(r"(?:\\\n)+$", "", core).strip()
    if not core or "\n\n" in core or core.startswith(mark) or core.endswith(mark):
        return inside
    at = inside.index(core[0])
    before, after = inside[:at], inside[at + len(core) :]
    return f"{before}{mark}{core}{mark}{after}"


def _code(words: str) -> str:
    if not words.strip():
        return words
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", words)), default=0) + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{ticks}{pad}{_SPACE.sub(' ', words)}{pad}{ticks}"


def _words(node: Node) -> str:
    if node.tag == "br":
        return "\n"
    return node.text + "".join(_words(child) for child in node.children)


def _rows(table: Node) -> list[Node]:
    rows = []
    for child in table.children:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            rows += [row for row in child.children if row.tag == "tr"]
    return rows
