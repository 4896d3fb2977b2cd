"""Which page of a long regulation each passage stands on, so that every page stays light."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.text import slugify

from sinau.knowledge.models import Passage, Section

# A page of about this many letters is some 25 KB compressed.
ONE_PAGE = 70_000
_MOST = 60_000


def divide(passages: list[Passage]) -> list[dict[str, str]]:
    """Give each passage its `part`; the list of parts, empty when one page holds everything.

    The opening stays on the front page (part ""), a chapter is a page, a very long one several.
    """
    if sum(len(passage.text) for passage in passages) <= ONE_PAGE:
        return []
    parts: list[dict[str, str]] = []
    key, size, slug = "", 0, ""
    for passage in passages:
        wanted = _key(passage, key)
        breaks = size + len(passage.text) > _MOST and size > 0
        if wanted != key or (breaks and wanted):
            nth = sum(part["key"] == wanted for part in parts) + 1
            slug = wanted if nth == 1 else f"{wanted}-{nth}"
            label, title = _names(passage)
            parts.append(_part(wanted, slug, label, title, nth))
            key, size = wanted, 0
        passage.part = slug
        size += len(passage.text)
        if parts and passage.pasal and passage.section == Section.BODY:
            parts[-1]["first"] = parts[-1]["first"] or passage.pasal
            parts[-1]["last"] = passage.pasal
    return parts


def _part(key: str, slug: str, label: str, title: str, nth: int) -> dict[str, str]:
    more = f" ({nth})" if nth > 1 else ""
    return {
        "key": key,
        "slug": slug,
        "label": label + more,
        "title": title,
        "first": "",
        "last": "",
    }


def _key(passage: Passage, current: str) -> str:
    if passage.section == Section.OPENING:
        return ""
    if passage.section == Section.EXPLANATION:
        return "penjelasan"
    if passage.section == Section.ANNEX:
        return "lampiran"
    if passage.section == Section.BODY:
        return f"bab-{slugify(passage.bab)}" if passage.bab else "pasal"
    return current


def _names(passage: Passage) -> tuple[str, str]:
    if passage.section == Section.BODY and passage.bab:
        label = f"BAB {passage.bab}"
        trail = passage.heading.split(" · ")
        words = next((part for part in trail if part.startswith(label)), "")
        return (label, words.removeprefix(label).strip()) if words else (passage.bab, "")
    # Kept for everybody, so not in the language of whoever publishes.
    with translation.override("id"):
        return str(Section(passage.section).label), ""


def as_passages(pieces: list[dict[str, Any]], **fields: Any) -> list[Passage]:
    """Rows, not yet saved, from pieces as the reader gives them."""
    return [
        Passage(
            position=position,
            section=piece["section"],
            bab=piece["bab"][:20],
            pasal=piece["pasal"][:12],
            ayat=piece["ayat"][:8],
            angka=piece["angka"][:8],
            inner_pasal=piece["inner_pasal"][:12],
            heading=piece["heading"][:600],
            opens=piece["opens"],
            text=piece["text"],
            page=piece["page"],
            anchor=piece["anchor"][:100],
            table=piece.get("table", []),
            sure=piece.get("sure", 100),
            former=piece.get("former", []),
            **fields,
        )
        for position, piece in enumerate(pieces, 1)
    ]
