"""Look again before a quote is shown: does its source still say so, and does it still hold?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from urllib.parse import quote as quote_url

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sinau.ask.models import Quote
from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.search.engine.excerpts import Piece, highlight, stands_in
from sinau.search.models import Kind, Standing
from sinau.search.sources import Live, sources

MARKED_WORDS = 6
NO_LONGER = (Standing.REPEALED, Standing.RETIRED)

Key = tuple[str, str]
"""A source and an anchor in it."""


class Proof(Enum):
    """What looking at the source again has shown."""

    HOLDS = "holds"
    CHANGED = "changed"
    ENDED = "ended"
    NOT_YET = "not_yet"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Checked:
    """A quote with what its source is now."""

    quote: Quote
    proof: Proof
    live: Live | None
    pieces: tuple[Piece, ...] = ()
    checked_on: date = field(default_factory=today)

    @property
    def holds(self) -> bool:
        """Whether it may be shown as it is."""
        return self.proof is Proof.HOLDS

    @property
    def is_talk(self) -> bool:
        """Whether it is only named: talk in a community is never quoted as a source."""
        return self.quote.is_near and self.quote.kind == Kind.CONVERSATION

    @property
    def html(self) -> SafeString:
        """The quote with the words of the question marked."""
        return marked_html(self.pieces)

    @property
    def url(self) -> str:
        """The very place, with the first words marked by browsers that can."""
        if self.live is None:
            return ""
        page, mark, anchor = self.live.url.partition("#")
        words = quote_url(" ".join(self.quote.sentence.split()[:MARKED_WORDS]), safe="")
        directive = f":~:text={words.replace('-', '%2D')}" if words else ""
        return f"{page}#{anchor}{directive}" if mark else self.live.url

    @property
    def stands(self) -> Standing | None:
        """How far the source can be relied on."""
        return _stands(self.live)


def marked_html(pieces: Iterable[Piece]) -> SafeString:
    """Text in pieces, the marked ones marked."""
    return format_html_join(
        "",
        "{}",
        ((format_html("<mark>{}</mark>", one.text) if one.marked else one.text,) for one in pieces),
    )


def prove(
    quotes: Mapping[Key, str], *, day: date | None = None
) -> dict[Key, tuple[Proof, Standing | None]]:
    """What each quote is worth at this moment, for today or another day, and how its source stands.

    One query a noun.
    """
    live = _live(quotes)
    return {
        key: (_proof(text, live.get(key), day), _stands(live.get(key)))
        for key, text in quotes.items()
    }


def check(
    quotes: Iterable[Quote],
    person: Person,
    *,
    marked: Collection[str] = (),
    day: date | None = None,
) -> list[Checked]:
    """The quotes of a question as this person may see them now; `day` is the day it asked for."""
    quotes = list(quotes)
    live = _live([(quote.source, quote.anchor) for quote in quotes])
    seen = _visible(quotes, person)
    checked = []
    for quote in quotes:
        there = live.get((quote.source, quote.anchor))
        proof = _proof(quote.text, there, day) if quote.source in seen else Proof.HIDDEN
        pieces = tuple(highlight(quote.text, marked)) if proof is Proof.HOLDS else ()
        checked.append(Checked(quote, proof, there if quote.source in seen else None, pieces))
    return checked


def _stands(live: Live | None) -> Standing | None:
    return Standing(live.standing) if live is not None and live.standing else None


def _proof(text: str, live: Live | None, day: date | None) -> Proof:
    if live is None:
        return Proof.CHANGED
    asked = day if day is not None else today()
    if live.until is not None and asked >= live.until:
        return Proof.ENDED
    if live.standing in NO_LONGER and (day is None or live.until is None):
        return Proof.ENDED
    if live.since is not None and asked < live.since:
        return Proof.NOT_YET
    return Proof.HOLDS if stands_in(text, live.text) else Proof.CHANGED


def _live(keys: Iterable[Key]) -> dict[Key, Live]:
    by_noun: dict[str, list[tuple[int, str]]] = {}
    for source, anchor in keys:
        noun, _, pk = source.rpartition(":")
        by_noun.setdefault(noun, []).append((int(pk), anchor))
    found: dict[Key, Live] = {}
    for noun, wanted in by_noun.items():
        look = sources[noun].live if noun in sources else None
        if look is not None:
            seen = look(wanted)
            found |= {
                (f"{noun}:{number}", anchor): there for (number, anchor), there in seen.items()
            }
    return found


def _visible(quotes: Iterable[Quote], person: Person) -> set[str]:
    by_noun: dict[str, set[int]] = {}
    for quote in quotes:
        by_noun.setdefault(quote.noun, set()).add(quote.source_pk)
    return {
        f"{noun}:{pk}"
        for noun, pks in by_noun.items()
        if noun in sources
        for pk in sources[noun].visible(person, pks)
    }
