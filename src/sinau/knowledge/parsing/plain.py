"""Plain text and HTML as lines; a stranger's markup is only read, never built up as a tree."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from sinau.knowledge.parsing.limits import Watch
from sinau.knowledge.parsing.records import Line, Page
from sinau.knowledge.parsing.trouble import Unreadable
from sinau.knowledge.parsing.words import unglued

_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|div|p|table|h[1-6]|meta)\b", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.I)
_BLOCKS = {
    *("p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article"),
    *("table", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "center", "header", "footer"),
    *("main", "tbody", "thead", "caption", "hr", "body", "title"),
}
_HIDDEN = {"script", "style", "template", "noscript", "svg", "iframe", "object"}
_ASIDE = {"nav", "footer", "aside", "button", "select"}
_LONGEST_LINE = 20_000
_A_SENTENCE = 200


def is_html(data: bytes) -> bool:
    """Whether the first bytes hold markup of a web page."""
    return bool(_HTML.search(data[:4096]))


def is_text(data: bytes) -> bool:
    """Whether it may be plain text: no zero bytes, and few signs nobody can print."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head:
        return False
    if len(head) > _A_SENTENCE and len(head.split()) < len(head) // 60:
        return False  # Words have spaces between them.
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    return odd <= len(head) // 200


def decoded(data: bytes) -> str:
    """As text: what the file says of itself, else UTF-8, else the code page of old offices."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    declared = _CHARSET.search(data[:4096])
    names = [declared[1].decode("ascii")] if declared else []
    for name in (*names, "utf-8-sig"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", errors="replace")


def text_pages(data: bytes, watch: Watch) -> list[Page]:
    """Plain text; a form feed begins a page, and indented lines stand in the middle."""
    found: list[Page] = []
    sheets = decoded(data).split("\f")
    if len(sheets) > watch.limits.pages:
        raise Unreadable("too-many-pages", pages=len(sheets), limit=watch.limits.pages)
    for number, sheet in enumerate(sheets, 1):
        raw = [line.rstrip() for line in sheet.splitlines() if line.strip()]
        width = max((len(line) for line in raw), default=0)
        page = Page(number if len(sheets) > 1 else None, [])
        page.lines = [_text_line(line, page.number, width) for line in raw]
        found.append(page)
        watch.page(number, len(sheets), page.letters)
    return [page for page in found if page.lines] or [Page(None, [])]


def _text_line(raw: str, number: int | None, width: int) -> Line:
    words = " ".join(raw[:_LONGEST_LINE].split())
    before = len(raw) - len(raw.lstrip())
    after = width - len(raw)
    centred = before > 0.12 * width and abs(before - after) < 0.14 * width
    return Line(unglued(words), number, is_centred=centred, is_short=after > 0.12 * width)


def html_pages(data: bytes, watch: Watch) -> list[Page]:
    """A web page as one page without a number; menus, scripts and hidden parts are left out."""
    reader = _Reader(watch)
    reader.feed(decoded(data))
    reader.close()
    reader.end_line()
    page = Page(None, reader.lines)
    watch.page(1, 1, page.letters)
    return [page]


class _Reader(HTMLParser):
    """Collects lines while tags go by; depth costs nothing, so deep nesting is harmless."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._watch = watch
        self._words: list[str] = []
        self._hidden = 0
        self._style = ""
        self._is_centred = False
        self._cells: list[str] | None = None
        self._tags = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tags += 1
        if self._tags % 2000 == 0:
            self._watch.tick()
        if tag in _HIDDEN or tag in _ASIDE:
            self._hidden += 1
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in _BLOCKS and self._cells is None:
            self.end_line()
        elif tag in ("br", "p", "li", "div") and self._cells is not None:
            self._words.append(" ")
        if tag == "tr":
            self.end_line()
            self._cells = []
        if re.fullmatch(r"h[1-6]", tag):
            self._style = f"Heading {tag[1]}"
        given = " ".join(
            value or "" for name, value in attrs if name in ("align", "style", "class")
        )
        if tag in _BLOCKS and self._cells is None:
            self._is_centred = tag == "center" or "center" in given.lower()

    def handle_endtag(self, tag: str) -> None:
        if (tag in _HIDDEN or tag in _ASIDE) and self._hidden:
            self._hidden -= 1
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag in _BLOCKS and self._cells is None:
            self.end_line()
            self._style, self._is_centred = "", False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)

    def end_line(self) -> None:
        """What was collected becomes a line."""
        if self._cells is not None:
            self._end_row()
        words = " ".join("".join(self._words).split())
        self._words = []
        if words:
            is_head = bool(self._style)
            self.lines.append(
                Line(
                    unglued(words),
                    None,
                    is_centred=self._is_centred or is_head,
                    is_short=True,
                    style=self._style,
                )
            )

    def _end_cell(self) -> None:
        if self._cells is None:
            return
        words = " ".join("".join(self._words).split())
        self._words = []
        if words:
            self._cells.append(unglued(words))

    def _end_row(self) -> None:
        self._end_cell()
        cells, self._cells = self._cells or [], None
        if cells:
            self.lines.append(Line(" ".join(cells), None, is_short=True, cells=cells))
