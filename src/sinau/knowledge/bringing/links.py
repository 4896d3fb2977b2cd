"""A spreadsheet of links: one row, one address worth keeping."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from openpyxl import load_workbook

from sinau.knowledge.bringing.archive import Archive
from sinau.knowledge.bringing.records import LINK, Bundle, Piece, Remark, Unreadable, distinct
from sinau.knowledge.bringing.writing import escaped

BYTES_AT_MOST = 20 * 1024 * 1024
ROWS_AT_MOST = 10_000
_COLUMNS = {
    "title": ("judul", "title", "nama", "name"),
    "url": ("alamat", "url", "tautan", "link", "alamat web"),
    "summary": ("ringkasan", "keterangan", "deskripsi", "summary", "description"),
    "topics": ("topik", "kategori", "sektor", "tags", "topics", "category"),
    "legal_basis": ("dasar hukum", "legal_basis"),
}


def read_links(content: bytes, path: str, bundle: Bundle) -> None:
    """Add each row as a link, or name the row and what is wrong with it."""
    try:
        rows = list(_rows(content, path))
    except Unreadable as trouble:
        bundle.leave(path, trouble.code, **trouble.params)
        return
    at, columns = _head(rows)
    if "url" not in columns:
        bundle.leave(path, "links-no-column")
        return
    seen: set[str] = set()
    for number, row in enumerate(rows[at + 1 :], at + 2):
        said = {name: row[column] if column < len(row) else "" for name, column in columns.items()}
        if any(said.values()):
            _take(said, f"{path}#{number}", seen, bundle)


def _rows(content: bytes, path: str) -> Iterator[list[str]]:
    if path.lower().endswith(".csv"):
        text = content.decode("utf-8-sig", "replace").replace("\0", "")
        head = text.split("\n", 1)[0]
        reader: Iterator[list[object]] = csv.reader(  # type: ignore[assignment]
            io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ","
        )
        try:
            yield from _limited(reader)
        except csv.Error as trouble:
            raise Unreadable("broken", name=path) from trouble
        return
    Archive(io.BytesIO(content))
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        yield from _limited(sheet.iter_rows(values_only=True, max_col=30))
    except Unreadable:
        raise
    except Exception as trouble:
        # openpyxl speaks in a dozen kinds of errors when a workbook is broken.
        raise Unreadable("broken", name=path) from trouble


def _limited(rows: Iterator[object]) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number > ROWS_AT_MOST:
            raise Unreadable("too-many-rows", limit=ROWS_AT_MOST)
        cells = [*row] if isinstance(row, list | tuple) else []
        yield [" ".join(str(cell).split())[:2000] if cell is not None else "" for cell in cells]


def _head(rows: list[list[str]]) -> tuple[int, dict[str, int]]:
    """Which row holds the headings, and which column is which."""
    for at, row in enumerate(rows[:10]):
        found = {}
        for column, cell in enumerate(row):
            said = re.sub(r"[^a-z_ ]", "", cell.lower()).strip()
            for name, known in _COLUMNS.items():
                if said in known and name not in found:
                    found[name] = column
        if "url" in found:
            return at, found
    return 0, {}


def _take(said: dict[str, str], path: str, seen: set[str], bundle: Bundle) -> None:
    url = said["url"]
    title = said.get("title", "") or url
    if not _is_web(url):
        bundle.leave(
            path, "link-bad-address" if url else "link-no-address", title=title, url=url[:200]
        )
        return
    if url in seen:
        bundle.leave(path, "link-twice", title=title)
        return
    seen.add(url)
    summary = said.get("summary", "")
    safe = url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    body = f"{escaped(summary)}\n\n" if summary else ""
    bundle.pieces.append(
        Piece(
            kind=LINK,
            key=url,
            path=path,
            title=title[:200],
            body=f"{body}[{escaped(title)}]({safe})\n",
            summary=summary[:400],
            topics=distinct(re.split(r"[,;]", said.get("topics", ""))),
            legal_basis=distinct(said.get("legal_basis", "").split(";"), longest=120),
            fields={"url": url},
            remarks=[] if said.get("title") else [Remark("link-no-title")],
        )
    )


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and len(url) <= 2000
    except ValueError:
        return False
