"""What Sinau itself gives away: Markdown with front matter, and regulations piece by piece."""

from __future__ import annotations

import json
from typing import Any

from sinau.knowledge.bringing import pages
from sinau.knowledge.bringing.archive import Archive
from sinau.knowledge.bringing.records import REGULATION, Bundle, Piece, Unreadable

MANIFEST = "sinau.json"
FORMAT = "sinau-knowledge"
REGULATIONS = "peraturan/"
ATTACHMENTS = "berkas/"
_PIECES_AT_MOST = 50_000
_REGULATION_AT_MOST = 50 * 1024 * 1024
_WORDS = (
    "kind",
    "number",
    "title",
    "short_title",
    "issuer",
    "status",
    "notice",
    "audience",
    "slug",
    "url",
)
_LIMITS = {"kind": 60, "number": 40, "title": 600, "short_title": 80, "issuer": 120, "notice": 400}
_PIECE_WORDS = {
    "section": 12,
    "bab": 20,
    "pasal": 12,
    "ayat": 8,
    "angka": 8,
    "inner_pasal": 12,
    "heading": 600,
    "text": 200_000,
    "anchor": 100,
}


def read_own(archive: Archive, bundle: Bundle) -> None:
    """Add the articles and regulations of another city's (or our own) parcel."""
    said = _json(archive.read(MANIFEST, 1024 * 1024))
    if said.get("format") != FORMAT:
        raise Unreadable("own-format")
    site = str(said.get("site") or "https://sinau.invalid")[:200]
    bundle.origin = site
    data = [n for n in archive.names if n.startswith(REGULATIONS) and n.endswith(".json")]
    for name in data:
        _regulation(archive, name, bundle)
    # Beside each of them stands the same text for people to read.
    readable = {name.removesuffix(".json") + ".md" for name in data}
    # Files of articles come with the article that names them.
    lists = {n for n in archive.names if n == "daftar.xlsx" or n.startswith(ATTACHMENTS)}
    pages.read_pages(
        archive, bundle, skip=frozenset({MANIFEST, *data, *readable, *lists}), site=site
    )


def _json(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as trouble:
        raise Unreadable("own-broken") from trouble
    if not isinstance(said, dict):
        raise Unreadable("own-broken")
    return said


def _regulation(archive: Archive, name: str, bundle: Bundle) -> None:
    try:
        said = _json(archive.read(name, _REGULATION_AT_MOST))
        fields = {word: str(said.get(word) or "")[: _LIMITS.get(word, 300)] for word in _WORDS}
        year = said.get("year")
        fields["year"] = year if isinstance(year, int) and 1900 <= year < 2200 else None  # type: ignore[assignment]
        parts = [_piece(each) for each in said["pieces"]]
    except (Unreadable, KeyError, TypeError, ValueError):
        bundle.leave(name, "regulation-broken")
        return
    if not fields["short_title"] or not parts or len(parts) > _PIECES_AT_MOST:
        bundle.leave(name, "regulation-broken")
        return
    bundle.pieces.append(
        Piece(
            kind=REGULATION,
            key=fields["short_title"],
            path=name,
            title=fields["short_title"],
            summary=fields["title"][:400],
            fields={**fields, "pieces": parts},
        )
    )


def _piece(said: Any) -> dict[str, Any]:
    """A passage as `publish_pieces` takes it; nothing else of what the file says is believed."""
    made: dict[str, Any] = {
        word: str(said.get(word) or "")[:longest] for word, longest in _PIECE_WORDS.items()
    }
    page = said.get("page")
    made["page"] = page if isinstance(page, int) and 0 <= page < 100_000 else None
    made["opens"] = [
        [str(part)[:600] for part in each][:3] for each in said.get("opens") or [] if len(each) >= 3
    ]
    return made
