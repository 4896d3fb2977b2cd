"""A MediaWiki export (Special:Export or dumpBackup): the last text of every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse  # type: ignore[import-untyped]

from sinau.knowledge.bringing.records import ARTICLE, Bundle, Piece, Remark, Unreadable, distinct
from sinau.knowledge.bringing.wikitext import Names, clean_title, to_markdown

PAGES_AT_MOST = 50_000
LETTERS_AT_MOST = 1_000_000
# Main, Project and Help hold what people read.
_READ = {0, 4, 12}
_NAMES = {
    "file": 6,
    "image": 6,
    "berkas": 6,
    "gambar": 6,
    "template": 10,
    "templat": 10,
    "category": 14,
    "kategori": 14,
    "help": 12,
    "bantuan": 12,
    "special": -1,
    "istimewa": -1,
    "media": -2,
}
_LEFT = {
    6: "wiki-file",
    10: "wiki-template",
    14: "wiki-category",
    8: "wiki-system",
    828: "wiki-module",
}


@dataclass
class _Page:
    title: str = ""
    space: int = 0
    number: str = ""
    redirect: str | None = None
    text: str | None = None
    model: str = "wikitext"
    changed_at: str = ""
    author: str = ""
    authors: list[str] = field(default_factory=list)
    revisions: int = 0
    url: str = ""


def read_mediawiki(file: IO[bytes], bundle: Bundle) -> None:
    """Add what the export holds to the bundle."""
    names = Names(dict(_NAMES))
    count = 0
    try:
        for page in _pages(file, names, bundle):
            count += 1
            if count > PAGES_AT_MOST:
                raise Unreadable("too-many-pages", limit=PAGES_AT_MOST)
            _take(page, names, bundle)
    except DefusedXmlException as trouble:
        raise Unreadable("xml-entities") from trouble
    except (ParseError, ValueError, LookupError) as trouble:
        raise Unreadable("xml-broken") from trouble
    if not count:
        raise Unreadable("wiki-empty")


def _pages(file: IO[bytes], names: Names, bundle: Bundle) -> Iterator[_Page]:
    base = ""
    root: Any = None
    for event, element in iterparse(file, events=("start", "end"), forbid_dtd=True):
        if root is None:
            root = element
            if _local(element) != "mediawiki":
                raise Unreadable("not-mediawiki")
        if event == "start":
            continue
        name = _local(element)
        if name == "namespace":
            if element.text:
                names.spaces[element.text.lower()] = int(element.get("key", "0"))
        elif name in ("base", "dbname") and element.text:
            base = element.text.strip()
            bundle.origin = bundle.origin or _origin(base)
        elif name == "page":
            page = _page(element)
            page.url = _url(base, page.title)
            yield page
            # What was read is let go of, so that a large wiki needs little memory.
            root.clear()


def _origin(base: str) -> str:
    return base.split("//")[-1].split("/")[0][:60]


def _url(base: str, title: str) -> str:
    if not base.startswith(("http://", "https://")) or "/" not in base[8:]:
        return ""
    return f"{base.rsplit('/', 1)[0]}/{title.replace(' ', '_')}"[:300]


def _local(element: Any) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _page(element: Any) -> _Page:
    page = _Page()
    for part in element:
        name, text = _local(part), (part.text or "").strip()
        if name == "title":
            page.title = text
        elif name == "ns":
            page.space = int(text or 0)
        elif name == "id":
            page.number = text
        elif name == "redirect":
            page.redirect = part.get("title") or ""
        elif name == "revision":
            _revision(part, page)
    return page


def _revision(element: Any, page: _Page) -> None:
    parts = {_local(part): part for part in element}
    at = (parts["timestamp"].text or "").strip() if "timestamp" in parts else ""
    author = ""
    if "contributor" in parts:
        for each in parts["contributor"]:
            if _local(each) in ("username", "ip") and each.text:
                author = each.text.strip()[:80]
    page.revisions += 1
    if author and author not in page.authors:
        page.authors.append(author)
    if at >= page.changed_at:
        page.changed_at, page.author = at, author
        page.text = parts["text"].text if "text" in parts else None
        page.model = (parts["model"].text or "wikitext").strip() if "model" in parts else "wikitext"


def _take(page: _Page, names: Names, bundle: Bundle) -> None:
    title = clean_title(page.title)
    text = page.text or ""
    redirect = page.redirect or _redirect(text)
    if page.space not in _READ:
        code = "wiki-talk" if page.space % 2 else _LEFT.get(page.space, "wiki-other")
        bundle.leave(title or "?", code, title=title)
    elif redirect is not None:
        bundle.aliases[title] = clean_title(redirect.split("#")[0])
        bundle.leave(title, "wiki-redirect", title=title, to=clean_title(redirect))
    elif page.model != "wikitext":
        bundle.leave(title, "wiki-model", title=title, model=page.model[:40])
    elif not text.strip():
        bundle.leave(title, "empty", title=title)
    elif len(text) > LETTERS_AT_MOST:
        bundle.leave(title, "page-too-large", title=title, limit=LETTERS_AT_MOST)
    else:
        bundle.pieces.append(_piece(page, title, text, names))


def _redirect(text: str) -> str | None:
    head = text.lstrip()[:300]
    if not head.lower().startswith(("#redirect", "#alih")):
        return None
    _before, brackets, after = head.partition("[[")
    return after.split("]]")[0].split("|")[0] if brackets else None


def _piece(page: _Page, title: str, text: str, names: Names) -> Piece:
    rendered = to_markdown(text, names)
    remarks = list(rendered.remarks)
    if page.revisions > 1:
        remarks.append(Remark("last-revision", {"count": page.revisions}))
    return Piece(
        kind=ARTICLE,
        key=title,
        path=title,
        title=title,
        body=rendered.body,
        topics=rendered.topics,
        fields={
            "url": page.url,
            "author": page.author,
            "authors": distinct(page.authors, at_most=30),
            "changed_at": page.changed_at,
        },
        remarks=remarks,
    )
