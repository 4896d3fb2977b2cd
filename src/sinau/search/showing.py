"""What programs are told of a search: the same results, words and addresses as a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from sinau.people.models import Person
from sinau.search.engine.excerpts import Piece
from sinau.search.looking import Facet, Sight, look_for
from sinau.search.results import Result, results
from sinau.search.wishes import Wish

FACETS = {
    "jenis": "kind",
    "keadaan": "standing",
    "unit": "agency",
    "sektor": "sector",
    "waktu": "age",
    "pemilik": "owner",
}


def search_shown(person: Person | None, wish: Wish, *, limit: int, offset: int) -> dict[str, Any]:
    """A part of the results for this person, or for anybody, with counts that hold for them only."""
    sight = look_for(person, wish)
    keys = sight.chosen[offset : offset + limit]
    shown = results(sight.found.plan, sight.finds(keys))
    return {
        "items": [result_shown(result) for result in shown],
        "count": len(sight.chosen),
        "more": sight.is_full,
        "limit": limit,
        "offset": offset,
        "facets": {FACETS[facet.name]: _options(facet) for facet in sight.facets},
        "corrections": sight.corrections,
        "unknown": _unknown(sight),
    }


def result_shown(result: Result) -> dict[str, Any]:
    """One result: where it stands, how far it can be relied on, and the words that were found."""
    document = result.document
    stands = document.stands
    return {
        "source": document.source,
        "kind": document.shelf.kind,
        "title": document.title,
        "citation": result.spot.citation,
        "page": result.spot.page,
        "url": address(result.spot.url),
        "excerpt": _plain(result.excerpt),
        "highlights": [piece.text for piece in result.excerpt if piece.marked],
        "standing": stands.value if stands else "",
        "warning": str(stands.warning) if stands else "",
        "is_current": document.shelf.is_current,
        "agency": document.agency.code if document.agency else "",
        "owner": document.owner,
        "dated": document.dated,
        "further": [{"citation": words, "url": address(url)} for words, url in result.more],
    }


def address(path: str) -> str:
    """The whole address of a page."""
    return f"{settings.PUBLIC_URL}{path}" if path.startswith("/") else path


def _plain(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _options(facet: Facet) -> list[dict[str, Any]]:
    return [
        {"value": option.value, "label": option.label, "count": option.count}
        for option in facet.options
    ]


def _unknown(sight: Sight) -> list[str]:
    return [] if not sight.grouped else list(sight.found.plan.unknown)
