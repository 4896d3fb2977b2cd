"""A folder or ZIP of texts: Markdown with front matter, plain text, HTML, papers, lists of links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, urlsplit

from sinau.knowledge.bringing import html, links, matter
from sinau.knowledge.bringing.archive import Archive
from sinau.knowledge.bringing.records import (
    ARTICLE,
    DOCUMENT,
    PICTURES,
    Bundle,
    Piece,
    distinct,
    file_address,
    page_address,
)
from sinau.knowledge.bringing.writing import anchor_of, outside_code, tidy, with_addresses

TEXT_AT_MOST = 5 * 1024 * 1024
LETTERS_AT_MOST = 1_000_000
TEXTS = (".md", ".markdown", ".txt", ".html", ".htm")
PAPERS = (".pdf", ".docx")
_WIKI = re.compile(
    r"(?P<picture>!?)\[\[(?P<name>[^\[\]|#\n]+)(?:#(?P<anchor>[^\[\]|\n]*))?(?:\|(?P<words>[^\[\]\n]*))?\]\]"
)
_H1 = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)")
_FIELDS = ("kind", "audience", "review_months", "url", "slug", "status", "revision", "owner")
_FIELDS += ("competency", "seci", "source_event", "level", "link_url", "attachment")
_FIELDS += (
    "attachment_name",
    "agency",
    "created_at",
    "verified_at",
    "verified_by",
    "review_due",
    "source",
)


def read_pages(
    archive: Archive, bundle: Bundle, *, skip: frozenset[str] = frozenset(), site: str = ""
) -> None:
    """Add every file of the archive to the bundle, each as what it is.

    With `site` the texts are Sinau's own: they come as they are, and the site's addresses are ours.
    """
    root = "" if site else _common_root(archive.names)
    where = _Where(archive, root, site)
    for name in archive.names:
        if name not in skip:
            _take(archive, name, root, where, bundle)


def _common_root(names: list[str]) -> str:
    """The folder everything stands in, if there is one; it is only the name of the export."""
    tops = {name.split("/", 1)[0] for name in names if not _is_hidden(name)}
    if len(tops) == 1 and all("/" in name for name in names if not _is_hidden(name)):
        return f"{tops.pop()}/"
    return ""


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or any(
        part.startswith(".") or part in ("Thumbs.db", "desktop.ini") for part in name.split("/")
    )


def _take(archive: Archive, name: str, root: str, where: _Where, bundle: Bundle) -> None:
    path = name.removeprefix(root)
    ending = posixpath.splitext(name)[1].lower()
    if _is_hidden(name):
        bundle.leave(path, "system-file")
    elif ending in TEXTS:
        _take_text(archive, name, path, ending, where, bundle)
    elif ending in PAPERS:
        bundle.pieces.append(
            Piece(kind=DOCUMENT, key=path, path=name, title=posixpath.basename(path))
        )
    elif ending in (".xlsx", ".csv"):
        links.read_links(archive.read(name, links.BYTES_AT_MOST), path, bundle)
    elif ending in PICTURES:
        return  # said afterwards, when it is known which page shows it
    else:
        bundle.leave(path, "unknown-kind", ending=ending or "–")


def _take_text(
    archive: Archive, name: str, path: str, ending: str, where: _Where, bundle: Bundle
) -> None:
    if archive.size(name) > TEXT_AT_MOST:
        bundle.leave(path, "page-too-large", limit=LETTERS_AT_MOST)
        return
    text = decoded(archive.read(name, TEXT_AT_MOST))
    if text is None:
        bundle.leave(path, "not-text")
        return
    settle = where.settle_from(name)
    try:
        piece = (
            _html(text, path, settle)
            if ending in (".html", ".htm")
            else _markdown(text, path, settle, where)
        )
    except matter.BadMatter:
        bundle.leave(path, "bad-front-matter")
    except html.BadPage:
        bundle.leave(path, "bad-html")
    else:
        if not piece.body.strip():
            bundle.leave(path, "empty", title=piece.title)
        elif len(piece.body) > LETTERS_AT_MOST:
            bundle.leave(path, "page-too-large", title=piece.title, limit=LETTERS_AT_MOST)
        else:
            bundle.pieces.append(piece)
            if piece.key != path:
                bundle.aliases[path] = piece.key


def decoded(content: bytes) -> str | None:
    """The words of a file; None when it is no text."""
    if b"\0" in content[:8000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    for encoding in ("utf-8-sig", "utf-16" if content[:1] in (b"\xff", b"\xfe") else "cp1252"):
        try:
            return (
                content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
            )
        except UnicodeDecodeError:
            continue
    return None


def _markdown(text: str, path: str, settle: Any, where: _Where) -> Piece:
    said, body = matter.split(text)
    title = matter.words(said, "title", "judul")
    head = _H1.match(body)
    body = body.removeprefix("\n") if where.site else tidy(body)
    # The title stands above the page already.
    if head is not None and not where.site and (not title or _plain(head[1]) == title):
        title, body = title or _plain(head[1]), tidy(_H1.sub("", body))
    if not where.site:
        body = outside_code(body, where.wiki_links)
    key = matter.words(said, "id") or path
    return Piece(
        kind=ARTICLE,
        key=key,
        path=path,
        title=(title or _named(path))[:200],
        body=with_addresses(body, settle),
        summary=matter.words(said, "summary", "description", "ringkasan", "excerpt")[:400],
        topics=_topics(said, "" if where.site else path),
        legal_basis=distinct(
            matter.listed(said, "legal_basis", "dasar_hukum"), at_most=30, longest=120
        ),
        fields=_fields(said),
    )


def _fields(said: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {name: matter.words(said, name) for name in _FIELDS}
    transcript = said.get("transcript")
    fields["transcript"] = transcript[:LETTERS_AT_MOST] if isinstance(transcript, str) else ""
    fields["author"] = matter.words(said, "author", "penulis")
    fields["authors"] = distinct(matter.listed(said, "authors", "author", "penulis"), at_most=30)
    fields["changed_at"] = matter.words(said, "updated_at", "updated", "lastmod", "date", "tanggal")
    fields["url"] = fields["url"] or matter.words(said, "source_url", "permalink", "link")
    return {name: value for name, value in fields.items() if value}


def _topics(said: dict[str, Any], path: str) -> list[str]:
    named = matter.listed(said, "sectors", "topics", "topik", "tags", "categories", "kategori")
    return distinct(named or _folders(path), longest=60)


def _folders(path: str) -> list[str]:
    return [_named(folder) for folder in path.split("/")[:-1]]


def _named(path: str) -> str:
    stem = posixpath.splitext(posixpath.basename(path))[0]
    said = " ".join(re.sub(r"[_-]+", " ", re.sub(r"^\d{1,3}[-_. ]+", "", stem)).split())
    return (said[:1].upper() + said[1:]) or path


def _plain(heading: str) -> str:
    return re.sub(r"\\([\\`*\[\]<_#.+-])", r"\1", heading.replace("**", "")).strip()


def _html(text: str, path: str, settle: Any) -> Piece:
    tree = html.parse(text)
    title = html.title_of(tree) or _named(path)
    first = next(tree.iterfind(".//h1"), None)
    if first is not None and first.getparent() is not None:
        first.drop_tree()
    body, remarks = html.to_markdown(tree, settle)
    described = tree.find(".//meta[@name='description']")
    return Piece(
        kind=ARTICLE,
        key=path,
        path=path,
        title=title[:200],
        body=body,
        summary=" ".join((described.get("content") or "").split())[:400]
        if described is not None
        else "",
        topics=distinct(_folders(path), longest=60),
        remarks=remarks,
    )


class _Where:
    """Which file an address inside one of the files means."""

    def __init__(self, archive: Archive, root: str, site: str) -> None:
        self.archive = archive
        self.root = root
        self.site = site
        self.by_name: dict[str, str] = {}
        for name in archive.names:
            base = posixpath.basename(name)
            self.by_name.setdefault(base.lower(), name)
            self.by_name.setdefault(posixpath.splitext(base)[0].lower(), name)

    def settle_from(self, page: str) -> Callable[[str, bool], str | None]:
        """How addresses in this page are settled."""
        return lambda address, is_picture: self.settle(page, address, is_picture)

    def settle(self, page: str, address: str, is_picture: bool) -> str | None:
        if address.startswith(("#", "sinau-", "mailto:", "tel:")):
            return address
        if self.site and address.startswith(f"{self.site}/"):
            return address.removeprefix(self.site)
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        if parts.scheme in ("http", "https"):
            return address
        if parts.scheme or address.startswith("//"):
            return None
        name = self.find(page, unquote(parts.path))
        if name is None:
            return file_address(unquote(parts.path)) if is_picture else None
        if is_picture or posixpath.splitext(name)[1].lower() in PICTURES:
            return file_address(name)
        anchor = anchor_of(unquote(parts.fragment)) if parts.fragment else ""
        return page_address(name.removeprefix(self.root), anchor)

    def find(self, page: str, path: str) -> str | None:
        """The file meant by a path as it is written in a page."""
        if not path:
            return None
        tries = [posixpath.normpath(posixpath.join(posixpath.dirname(page), path))]
        tries += [posixpath.normpath(self.root + path.lstrip("/")), path.lstrip("/")]
        for each in tries:
            for ending in ("", ".md", ".markdown", ".html", "/index.md", "/README.md"):
                if each.rstrip("/") + ending in self.archive:
                    return each.rstrip("/") + ending
        return None

    def wiki_links(self, text: str) -> str:
        """`[[Name]]` and `![[picture.png]]`, as some note books write them."""

        def change(found: re.Match[str]) -> str:
            name = self.by_name.get(posixpath.basename(found["name"].strip()).lower())
            words = found["words"] or found["name"]
            if name is None:
                return words
            if found["picture"] or posixpath.splitext(name)[1].lower() in PICTURES:
                return f"![{words}]({file_address(name)})"
            anchor = anchor_of(found["anchor"]) if found["anchor"] else ""
            return f"[{words}]({page_address(name.removeprefix(self.root), anchor)})"

        return _WIKI.sub(change, text)
