"""What BookStack lets go of: its portable ZIP, and a whole book as one HTML file."""

from __future__ import annotations

import json
import re
from typing import Any

from sinau.knowledge.bringing import html
from sinau.knowledge.bringing.archive import Archive
from sinau.knowledge.bringing.records import (
    ARTICLE,
    Bundle,
    Piece,
    Remark,
    Unreadable,
    distinct,
    file_address,
    page_address,
)
from sinau.knowledge.bringing.writing import tidy, with_addresses

DATA = "data.json"
_DATA_AT_MOST = 100 * 1024 * 1024
_INSIDE = re.compile(r"\[\[bsexport:(?P<kind>[a-z]+):(?P<id>\d+)\]\]")
_PAGE_HEAD = re.compile(r"<h1[^>]*\bid=[\"']page-\d+[\"']", re.IGNORECASE)
_OLD_LINK = re.compile(r"(?:^|/)books/[^/]+/page/(?P<slug>[^/?#]+)")


def is_portable(archive: Archive) -> bool:
    """Whether the ZIP is BookStack's own."""
    if DATA not in archive or archive.size(DATA) > _DATA_AT_MOST:
        return False
    head = archive.head(DATA, 20_000)
    return any(word in head for word in (b'"book"', b'"chapter"', b'"page"')) and (
        b'"exported_at"' in head or b'"instance"' in head
    )


def is_book(text: str) -> bool:
    """Whether the HTML file is a whole book."""
    return len(_PAGE_HEAD.findall(text[:2_000_000])) > 0


# ── The portable ZIP ────────────────────────────────────────────────────────


def read_portable(archive: Archive, bundle: Bundle) -> None:
    """Add the pages of the book, chapter or page; their shelf of topics is book and chapter."""
    try:
        data = json.loads(archive.read(DATA, _DATA_AT_MOST))
    except (ValueError, RecursionError) as trouble:
        raise Unreadable("bookstack-broken") from trouble
    if not isinstance(data, dict):
        raise Unreadable("bookstack-broken")
    reader = _Portable(archive, bundle)
    bundle.origin = bundle.origin or f"bookstack-{_text(_dict(data.get('instance')), 'id')[:40]}"
    if book := _dict(data.get("book")):
        reader.book(book)
    elif chapter := _dict(data.get("chapter")):
        reader.chapter(chapter, [], [])
    elif page := _dict(data.get("page")):
        reader.page(page, [], [])
    else:
        raise Unreadable("bookstack-broken")


class _Portable:
    def __init__(self, archive: Archive, bundle: Bundle) -> None:
        self.archive = archive
        self.bundle = bundle

    def book(self, book: dict[str, Any]) -> None:
        shelf = [_text(book, "name")]
        self.described(book, "book", shelf)
        parts = [("page", each) for each in _dicts(book.get("pages"))]
        parts += [("chapter", each) for each in _dicts(book.get("chapters"))]
        parts.sort(key=lambda part: _number(part[1], "priority"))
        for kind, part in parts:
            if kind == "page":
                self.page(part, shelf, _tags(book))
            else:
                self.chapter(part, shelf, _tags(book))

    def chapter(self, chapter: dict[str, Any], shelf: list[str], tags: list[str]) -> None:
        shelf = [*shelf, _text(chapter, "name")]
        self.described(chapter, "chapter", shelf)
        pages = sorted(_dicts(chapter.get("pages")), key=lambda page: _number(page, "priority"))
        for page in pages:
            self.page(page, shelf, [*tags, *_tags(chapter)])

    def described(self, part: dict[str, Any], kind: str, shelf: list[str]) -> None:
        """The words about a book or chapter are no page; they are named."""
        if _text(part, "description_html").strip():
            self.bundle.leave(" / ".join(shelf), f"bookstack-{kind}", title=shelf[-1])

    def page(self, page: dict[str, Any], shelf: list[str], tags: list[str]) -> None:
        title = _text(page, "name")[:200] or "?"
        path = " / ".join([*shelf, title])
        key = f"page-{_number(page, 'id')}"
        remarks: list[Remark] = []
        try:
            body = self.words(page, remarks)
        except html.BadPage:
            self.bundle.leave(path, "bad-html", title=title)
            return
        body = self.attachments(page, body, path)
        if not body.strip():
            self.bundle.leave(path, "empty", title=title)
            return
        self.bundle.pieces.append(
            Piece(
                kind=ARTICLE,
                key=key,
                path=path,
                title=title,
                body=tidy(body),
                topics=distinct([*shelf, *tags, *_tags(page)]),
                remarks=remarks,
            )
        )

    def words(self, page: dict[str, Any], remarks: list[Remark]) -> str:
        files = {_number(each, "id"): _text(each, "file") for each in _dicts(page.get("images"))}

        def inside(found: re.Match[str]) -> str:
            number = int(found["id"])
            if found["kind"] == "image":
                return file_address(f"files/{files.get(number, '')}")
            return page_address(f"{found['kind']}-{number}")

        markdown = _text(page, "markdown")
        if markdown.strip():
            return with_addresses(_INSIDE.sub(inside, markdown), _kept)
        tree = html.parse(_INSIDE.sub(inside, _text(page, "html")) or "<p></p>")
        body, said = html.to_markdown(tree, _kept)
        remarks += said
        return body

    def attachments(self, page: dict[str, Any], body: str, path: str) -> str:
        """Links stay links; files are named, since nobody has looked into them."""
        lines = []
        for each in _dicts(page.get("attachments")):
            name, link = _text(each, "name") or "?", _text(each, "link")
            if link.startswith(("http://", "https://")) and not re.search(r"[\s()<>]", link):
                lines.append(f"- [{name}]({link})")
            else:
                self.bundle.leave(f"{path} / {name}", "attachment", title=name)
        return f"{body.rstrip()}\n\n" + "\n".join(lines) if lines else body


def _kept(address: str, is_picture: bool) -> str | None:
    old = _OLD_LINK.search(address)
    if old is not None and not is_picture:
        return address if address.startswith(("http://", "https://")) else None
    return address if address.startswith(("http", "sinau-", "#", "mailto:")) else None


# ── A whole book in one HTML file ───────────────────────────────────────────


def read_book(text: str, name: str, bundle: Bundle) -> None:
    """Cut the file at the headings of its pages."""
    try:
        tree = html.parse(text)
    except html.BadPage as trouble:
        raise Unreadable("bad-html") from trouble
    body = tree.find(".//body")
    holder = next(each for each in tree.iter("h1") if (each.get("id") or "").startswith("page-"))
    inside = holder.getparent() if holder.getparent() is not None else body
    shelf, chapter = _book_name(tree, name), ""
    current: list[Any] = []
    head: Any = None
    for element in [*inside, None]:
        number = (element.get("id") or "") if element is not None and element.tag == "h1" else ""
        if element is None or number.startswith(("page-", "chapter-")):
            _close(head, current, [shelf, chapter], bundle)
            head, current = None, []
        if element is None:
            break
        if number.startswith("chapter-"):
            chapter = " ".join("".join(element.itertext()).split())
        elif number.startswith("page-"):
            head = element
        elif "chapter-hint" not in (element.get("class") or "") and head is not None:
            current.append(element)
    if not any(piece.kind == ARTICLE for piece in bundle.pieces):
        raise Unreadable("bookstack-broken")


def _book_name(tree: Any, name: str) -> str:
    for element in tree.iter("h1"):
        if not element.get("id"):
            return " ".join("".join(element.itertext()).split())
    return html.title_of(tree) or name


def _close(head: Any, elements: list[Any], shelf: list[str], bundle: Bundle) -> None:
    if head is None:
        return
    title = " ".join("".join(head.itertext()).split())[:200]
    holder = html.parse("<div></div>").find(".//div")
    for element in elements:
        holder.append(element)
    try:
        body, remarks = html.to_markdown(holder, _in_book)
    except html.BadPage:
        bundle.leave(title, "bad-html", title=title)
        return
    if not body.strip():
        bundle.leave(title, "empty", title=title)
        return
    bundle.pieces.append(
        Piece(
            kind=ARTICLE,
            key=head.get("id"),
            path=" / ".join([*filter(None, shelf), title]),
            title=title,
            body=body,
            topics=distinct(shelf),
            remarks=remarks,
        )
    )


def _in_book(address: str, is_picture: bool) -> str | None:
    if address.startswith("#page-"):
        return page_address(address[1:])
    return address if address.startswith(("http", "#", "mailto:")) else None


# ── Values nobody vouches for ───────────────────────────────────────────────


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(holder: dict[str, Any], name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""


def _number(holder: dict[str, Any], name: str) -> int:
    value = holder.get(name)
    return value if isinstance(value, int) else 0


def _tags(holder: dict[str, Any]) -> list[str]:
    said = []
    for tag in _dicts(holder.get("tags")):
        name, value = _text(tag, "name"), _text(tag, "value")
        said.append(f"{name}: {value}" if name and value else name or value)
    return said
