"""Show a thing of another app inside one's own page, without knowing that app.

The app that owns the thing says how it is found (`@embeds`); whoever shows it only keeps its
address, "knowledge.article:12", and asks again each time. So what is shown is always as it stands
now, and only what this person may see.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Embed:
    """A thing as it stands now: its address, title and state in the reader's words, and its text.

    `html` is safe to print and may be empty where a link is enough. `is_current` is False where
    its owner says that it should not be relied on (expired, superseded).
    """

    address: str
    kind: str
    title: str
    url: str
    state: str = ""
    html: str = ""
    updated_on: dt.date | None = None
    minutes: int = 0
    is_current: bool = True


Finder = Callable[[Any, str], Embed | None]
_finders: dict[str, Finder] = {}


def embeds(noun: str) -> Callable[[Finder], Finder]:
    """Name the function that finds things of this noun, such as "knowledge.article", for a person."""

    def keep(finder: Finder) -> Finder:
        _finders[noun] = finder
        return finder

    return keep


def find_embed(person: Any, address: str) -> Embed | None:
    """The thing at this address as the person may see it now; None when there is none for them."""
    noun, _colon, key = address.partition(":")
    finder = _finders.get(noun)
    return finder(person, key) if finder and key else None


Offerer = Callable[[Any, str], list[Embed]]
_offerers: dict[str, Offerer] = {}


def offers(noun: str) -> Callable[[Offerer], Offerer]:
    """Name the function that looks up things of this noun by words, for a person who picks one."""

    def keep(offerer: Offerer) -> Offerer:
        _offerers[noun] = offerer
        return offerer

    return keep


def offer_embeds(person: Any, words: str) -> list[Embed]:
    """A few things of each noun that fit the words and that the person may see."""
    if not words.strip():
        return []
    return [found for offerer in _offerers.values() for found in offerer(person, words.strip())]


def embeddable() -> tuple[str, ...]:
    """The nouns that can be shown elsewhere."""
    return tuple(sorted(_finders))
